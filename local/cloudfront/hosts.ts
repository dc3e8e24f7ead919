/** The host names of an assembly's distributions, known before anything is deployed. */
import { resolve } from '../assembly/intrinsics.ts';
import type { Assembly } from '../assembly/read-assembly.ts';
import { createScopes } from '../assembly/scopes.ts';
import { distributionDomain } from './index.ts';

/**
 * CloudFront domains and aliases of all distributions.
 *
 * @throws Error when an alias is no constant or parameter
 */
export function distributionHosts(
  assembly: Assembly,
  parameters: Readonly<Record<string, string>>,
): readonly string[] {
  const nothing = (): undefined => undefined;
  const scopes = createScopes(assembly, {
    parameters,
    deployed: new Map(),
    secret: nothing,
    parameter: nothing,
  });
  return assembly.stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources ?? {}).flatMap(([logicalId, { Type, Properties }]) => {
      if (Type !== 'AWS::CloudFront::Distribution') return [];
      const config = Properties?.DistributionConfig as { readonly Aliases?: unknown } | undefined;
      const aliases = (resolve(config?.Aliases ?? [], scopes.lookups(stack)) ?? []) as readonly string[];
      return [distributionDomain({ stack: stack.name, logicalId }), ...aliases];
    }),
  );
}
