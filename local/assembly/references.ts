/** Which resources a value of a template needs, found without deploying anything. */

import { getAttArguments, intrinsicName, subNames } from './intrinsics.ts';
import type { Assembly, Stack } from './read-assembly.ts';

/** Names a resource over all stacks. */
export type ResourceKey = `${string}|${string}`;

export const resourceKey = (stackId: string, logicalId: string): ResourceKey => `${stackId}|${logicalId}`;

/** Finds the output that carries an export. */
export type FindExport = (
  name: unknown,
  stack: Stack,
) => { readonly stack: Stack; readonly output: string } | undefined;

/**
 * A function that lists the resources which a value of a stack refers to: directly, through the parameters and
 * outputs of nested stacks, and through exports and outputs of other stacks. Both sides of a `Fn::If` count, also
 * the one that is not taken; a name that no template has is left to the evaluation, which reports it.
 */
export function createReferences(
  assembly: Assembly,
  findExport: FindExport,
): (value: unknown, stack: Stack) => ReadonlySet<ResourceKey> {
  const stacks = new Map(assembly.stacks.map((stack) => [stack.id, stack]));
  const outputs = new Map<string, ReadonlySet<ResourceKey>>();

  const ofOutput = (stack: Stack | undefined, output: string): ReadonlySet<ResourceKey> => {
    const value = stack?.template.Outputs?.[output]?.Value;
    if (stack === undefined || value === undefined) return new Set();
    const key = `${stack.id}|${output}`;
    let known = outputs.get(key);
    if (known === undefined) {
      outputs.set(key, new Set());
      known = references(value, stack);
      outputs.set(key, known);
    }
    return known;
  };

  const ofName = (name: string, stack: Stack): Iterable<ResourceKey> => {
    if (stack.template.Resources?.[name] !== undefined) return [resourceKey(stack.id, name)];
    if (stack.template.Parameters?.[name] === undefined || stack.parent === undefined) return [];
    const parent = stacks.get(stack.parent.id)!;
    const given = parent.template.Resources?.[stack.parent.logicalId]?.Properties?.Parameters;
    return references((given as Readonly<Record<string, unknown>> | undefined)?.[name], parent);
  };

  const ofAttribute = (logicalId: string, attribute: unknown, stack: Stack): Iterable<ResourceKey> => {
    const type = stack.template.Resources?.[logicalId]?.Type;
    if (
      type === 'AWS::CloudFormation::Stack' &&
      typeof attribute === 'string' &&
      attribute.startsWith('Outputs.')
    ) {
      return ofOutput(stacks.get(`${stack.id}/${logicalId}`), attribute.slice('Outputs.'.length));
    }
    return ofName(logicalId, stack);
  };

  const ofIntrinsic = (name: string, argument: unknown, stack: Stack): Iterable<ResourceKey> => {
    switch (name) {
      case 'Ref':
        return ofName(String(argument), stack);
      case 'Fn::GetAtt':
        return ofAttribute(...getAttArguments(argument), stack);
      case 'Fn::Sub':
        return subNames(argument).flatMap((path) =>
          path.includes('.') ? [...ofAttribute(...getAttArguments(path), stack)] : [...ofName(path, stack)],
        );
      case 'Fn::ImportValue': {
        const found = findExport(argument, stack);
        return ofOutput(found?.stack, found?.output ?? '');
      }
      case 'Fn::GetStackOutput': {
        const { StackName, OutputName } = argument as Readonly<Record<string, unknown>>;
        return ofOutput(stacks.get(String(StackName)), String(OutputName));
      }
      default:
        return [];
    }
  };

  function references(value: unknown, stack: Stack): ReadonlySet<ResourceKey> {
    const found = new Set<ResourceKey>();
    const visit = (part: unknown): void => {
      if (Array.isArray(part)) {
        for (const item of part) visit(item);
      } else if (part !== null && typeof part === 'object') {
        const name = intrinsicName(part);
        if (name !== undefined)
          for (const key of ofIntrinsic(name, Object.values(part)[0], stack)) found.add(key);
        for (const item of Object.values(part)) visit(item);
      }
    };
    visit(value);
    return found;
  }

  return references;
}
