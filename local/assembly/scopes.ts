/** What the names in each stack mean: pseudo parameters, parameters, conditions, mappings, resources, outputs. */
import type { Deployed } from '../types.ts';
import { type DynamicValues, resolveDynamic } from './dynamic-references.ts';
import { type Lookups, NO_VALUE, resolve } from './intrinsics.ts';
import type { Assembly, Stack } from './read-assembly.ts';
import { type FindExport, type ResourceKey, resourceKey } from './references.ts';

export interface Scopes {
  readonly lookups: (stack: Stack) => Lookups;
  readonly findExport: FindExport;
  /** The value of a stack's output. */
  readonly output: (stack: Stack, name: string) => unknown;
}

export interface ScopeOptions extends DynamicValues {
  /** Values of template parameters, by name or by `<stack>/<name>`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What is deployed so far. */
  readonly deployed: ReadonlyMap<ResourceKey, Deployed>;
}

/** The names of all stacks of an assembly; values are read from `deployed` at the moment of a look-up. */
export function createScopes(assembly: Assembly, options: ScopeOptions): Scopes {
  const stacks = new Map(assembly.stacks.map((stack) => [stack.id, stack]));
  const all = new Map(assembly.stacks.map((stack) => [stack.id, createLookups(stack)]));
  const lookups = (stack: Stack): Lookups => all.get(stack.id)!;

  const output = (stack: Stack | undefined, name: string): unknown => {
    const declared = stack?.template.Outputs?.[name];
    if (stack === undefined || declared === undefined)
      throw new Error(`There is no output ${name} of ${stack?.id}.`);
    return resolve(declared.Value, lookups(stack));
  };

  let exports: Map<unknown, { stack: Stack; output: string }> | undefined;
  const findExport: FindExport = (name, stack) => {
    exports ??= new Map(
      assembly.stacks.flatMap((exporter) =>
        Object.entries(exporter.template.Outputs ?? {}).flatMap(([id, { Export }]) =>
          Export === undefined
            ? []
            : [[resolve(Export.Name, lookups(exporter)), { stack: exporter, output: id }]],
        ),
      ),
    );
    return exports.get(resolve(name, lookups(stack)));
  };

  function createLookups(stack: Stack): Lookups {
    const { template } = stack;
    const conditions = new Map<string, boolean>();
    const pseudo: Readonly<Record<string, unknown>> = {
      'AWS::AccountId': stack.account,
      'AWS::Region': stack.region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`,
      'AWS::NotificationARNs': [],
      'AWS::NoValue': NO_VALUE,
    };
    const deployed = (logicalId: string): Deployed => {
      const found = options.deployed.get(resourceKey(stack.id, logicalId));
      if (found === undefined) throw new Error(`${stack.id} has no deployed resource ${logicalId}.`);
      return found;
    };
    const own: Lookups = {
      region: stack.region,
      ref: (name) => {
        if (name in pseudo) return pseudo[name];
        return template.Parameters?.[name] === undefined ? deployed(name).ref : parameter(stack, name);
      },
      getAtt: (logicalId, attribute) => {
        if (template.Resources?.[logicalId]?.Type === 'AWS::CloudFormation::Stack') {
          return output(stacks.get(`${stack.id}/${logicalId}`), attribute.replace(/^Outputs\./, ''));
        }
        const { attributes } = deployed(logicalId);
        if (!(attribute in attributes)) {
          const type = template.Resources?.[logicalId]?.Type;
          throw new Error(`${stack.id}/${logicalId}: ${type} has no attribute ${attribute} locally.`);
        }
        return attributes[attribute];
      },
      condition: (name) => {
        const expression = template.Conditions?.[name];
        if (expression === undefined) throw new Error(`${stack.id} has no condition ${name}.`);
        const known = conditions.get(name) ?? resolve(expression, own) === true;
        conditions.set(name, known);
        return known;
      },
      map: (name, top, second) => {
        const value = template.Mappings?.[name]?.[top]?.[second];
        if (value === undefined) throw new Error(`${stack.id} has no mapping ${name}.${top}.${second}.`);
        return value;
      },
      importValue: (name) => {
        const found = findExport(name, stack);
        if (found === undefined) throw new Error(`${stack.id} imports ${name}, which no stack exports.`);
        return output(found.stack, found.output);
      },
      stackOutput: (name, id) => output(stacks.get(name), id),
      dynamic: (text) => resolveDynamic(text, options),
    };
    return own;
  }

  function parameter(stack: Stack, name: string): unknown {
    const { Type, Default } = stack.template.Parameters![name]!;
    const value = given(stack, name) ?? Default;
    if (value === undefined)
      throw new Error(`Parameter ${stack.id}/${name} has no default: give it a value.`);
    if (Type.startsWith('AWS::SSM::Parameter::Value')) {
      const stored = options.parameter(String(value));
      if (stored === undefined)
        throw new Error(`Parameter ${stack.id}/${name}: there is no SSM parameter ${value}.`);
      return stored;
    }
    if (!/^(CommaDelimitedList|List<)/.test(Type) || Array.isArray(value)) return value;
    return String(value)
      .split(',')
      .map((item) => item.trim());
  }

  function given(stack: Stack, name: string): unknown {
    if (stack.parent === undefined)
      return options.parameters[`${stack.id}/${name}`] ?? options.parameters[name];
    const parent = stacks.get(stack.parent.id)!;
    const values = parent.template.Resources?.[stack.parent.logicalId]?.Properties?.Parameters;
    return resolve((values as Readonly<Record<string, unknown>> | undefined)?.[name], lookups(parent));
  }

  return { lookups, findExport, output };
}
