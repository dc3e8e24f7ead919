/** Deploys an assembly: each resource, after what it needs, goes to the provider of its type. */
import type { Deployed, Resource, ResourceProvider } from '../types.ts';
import { type Lookups, resolve } from './intrinsics.ts';
import { deployOrder } from './order.ts';
import { deployPassive, isPassive } from './passive.ts';
import type { Assembly, Stack, TemplateResource } from './read-assembly.ts';
import { createReferences, type ResourceKey, resourceKey } from './references.ts';
import { createScopes } from './scopes.ts';

export interface DeployOptions {
  readonly providers: readonly ResourceProvider[];
  /** Applied to the resolved properties before a provider sees them. */
  readonly rewrite: <T>(value: T) => T;
  /** Values of template parameters, by name or by `<stack>/<name>`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The value of a secret, by ARN or name, for dynamic references. */
  readonly secret: (id: string) => string | undefined;
}

export interface Deployment {
  readonly resources: readonly { readonly resource: Resource; readonly deployed: Deployed }[];
  /** Values of the outputs, by stack and output name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface ResourceNode {
  readonly key: ResourceKey;
  readonly needs: ReadonlySet<ResourceKey>;
  readonly stack: Stack;
  readonly logicalId: string;
  readonly template: TemplateResource;
}

const NESTED_STACK = 'AWS::CloudFormation::Stack';

/** Dynamic references name these by a plain string, which is no edge in the graph: they go first. */
const FIRST: ReadonlySet<string> = new Set(['AWS::SecretsManager::Secret', 'AWS::SSM::Parameter']);

/**
 * @throws Error that names stack, logical id and type of the first resource that cannot be deployed
 */
export async function deployAssembly(assembly: Assembly, options: DeployOptions): Promise<Deployment> {
  const providers = new Map(
    options.providers.flatMap((provider) => provider.types.map((type) => [type, provider])),
  );
  const deployed = new Map<ResourceKey, Deployed>();
  const ssmParameters = new Map<string, string>();
  const scopes = createScopes(assembly, {
    deployed,
    parameters: options.parameters ?? {},
    secret: options.secret,
    parameter: (name) => ssmParameters.get(name),
  });
  const nodes = listNodes(assembly, createReferences(assembly, scopes.findExport));
  const resources: { resource: Resource; deployed: Deployed }[] = [];

  for (const { key, stack, logicalId, template } of deployOrder(nodes)) {
    const { Type: type } = template;
    try {
      const lookups = scopes.lookups(stack);
      if (!isWanted(assembly, stack, template, scopes.lookups)) continue;
      const properties = options.rewrite(
        resolve(template.Properties ?? {}, lookups) as Record<string, unknown>,
      );
      const resource: Resource = { stack: stack.name, logicalId, type, properties };
      const provider = providers.get(type);
      const result =
        provider === undefined
          ? deployBuiltIn(resource, stack, ssmParameters)
          : await provider.deploy(resource);
      deployed.set(key, result);
      resources.push({ resource, deployed: result });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`Cannot deploy ${stack.id}/${logicalId} (${type}): ${message}`, { cause: error });
    }
  }
  return { resources, outputs: listOutputs(assembly, scopes, options.rewrite) };
}

function deployBuiltIn(resource: Resource, stack: Stack, ssmParameters: Map<string, string>): Deployed {
  const { type, properties, logicalId } = resource;
  if (type === NESTED_STACK) {
    return {
      ref: `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}-${logicalId}/local`,
      attributes: {},
    };
  }
  if (type === 'AWS::SSM::Parameter') {
    const name = String(properties.Name ?? `${stack.name}-${logicalId}`);
    ssmParameters.set(name, String(properties.Value));
    return { ref: name, attributes: { Type: properties.Type, Value: properties.Value } };
  }
  if (isPassive(type)) return deployPassive(resource, stack.account, stack.region);
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') {
    throw new Error('the local runtime does not run this custom resource.');
  }
  throw new Error('the local runtime does not know this type.');
}

/** A resource whose condition, or that of a nested stack around it, is false does not exist. */
function isWanted(
  assembly: Assembly,
  stack: Stack,
  template: TemplateResource,
  lookups: (stack: Stack) => Lookups,
): boolean {
  if (template.Condition !== undefined && !lookups(stack).condition(template.Condition)) return false;
  const { parent } = stack;
  if (parent === undefined) return true;
  const around = assembly.stacks.find(({ id }) => id === parent.id)!;
  return isWanted(assembly, around, around.template.Resources![parent.logicalId]!, lookups);
}

function listNodes(
  assembly: Assembly,
  references: ReturnType<typeof createReferences>,
): readonly ResourceNode[] {
  const stacks = deployOrder(
    assembly.stacks.map((stack) => ({ key: stack.id, needs: stack.dependencies, stack })),
  );
  const nodes = stacks.flatMap(({ stack }) =>
    Object.entries(stack.template.Resources ?? {}).map(([logicalId, template]): ResourceNode => {
      const needs = new Set<ResourceKey>(references(template.Properties, stack));
      for (const id of [template.DependsOn ?? []].flat()) needs.add(resourceKey(stack.id, id));
      // A nested stack is complete when its resources are; each of them waits for what the nested stack waits for.
      if (template.Type === NESTED_STACK) {
        const children = assembly.stacks.find(({ id }) => id === `${stack.id}/${logicalId}`)?.template
          .Resources;
        for (const id of Object.keys(children ?? {})) needs.add(resourceKey(`${stack.id}/${logicalId}`, id));
      }
      const around = assembly.stacks.find(({ id }) => id === stack.parent?.id);
      for (const id of [around?.template.Resources?.[stack.parent!.logicalId]?.DependsOn ?? []].flat()) {
        needs.add(resourceKey(around!.id, id));
      }
      return { key: resourceKey(stack.id, logicalId), needs, stack, logicalId, template };
    }),
  );
  const isFirst = (node: ResourceNode): boolean => FIRST.has(node.template.Type);
  return [...nodes.filter(isFirst), ...nodes.filter((node) => !isFirst(node))];
}

function listOutputs(
  assembly: Assembly,
  scopes: ReturnType<typeof createScopes>,
  rewrite: DeployOptions['rewrite'],
): Deployment['outputs'] {
  const wanted = (stack: Stack, condition?: string): boolean =>
    condition === undefined || scopes.lookups(stack).condition(condition);
  return Object.fromEntries(
    assembly.stacks
      .filter((stack) => stack.parent === undefined)
      .map((stack) => [
        stack.name,
        Object.fromEntries(
          Object.entries(stack.template.Outputs ?? {})
            .filter(([, { Condition }]) => wanted(stack, Condition))
            .map(([name]) => [name, rewrite(scopes.output(stack, name))]),
        ),
      ]),
  );
}
