/** `AWS::Lambda::Permission`: the resource policies of functions, by which services may invoke them. */
import { physicalName } from '../assembly/physical-id.ts';
import type { NamedPolicy, Statement } from '../iam/policy.ts';
import type { Deployed, Resource, ResourceProvider } from '../types.ts';

export interface Permissions {
  readonly provider: ResourceProvider;
  /** The policies of a function, by its ARN with or without qualifier; empty where nothing was permitted. */
  readonly of: (functionArn: string) => readonly NamedPolicy[];
}

const KNOWN = [
  'Action',
  'EventSourceToken',
  'FunctionName',
  'FunctionUrlAuthType',
  'Principal',
  'PrincipalOrgID',
  'SourceAccount',
  'SourceArn',
];

/** @param arnOf the ARN of a function that a template names by name, ARN or qualified ARN */
export function createPermissions(arnOf: (name: string) => string): Permissions {
  const policies = new Map<string, Map<string, NamedPolicy>>();
  const deploy = (resource: Resource): Deployed => {
    const { properties } = resource;
    const unknown = Object.keys(properties).find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) throw new Error(`the local runtime does not know the property ${unknown}.`);
    const functionArn = arnOf(String(properties.FunctionName));
    const principal = String(properties.Principal);
    const statement: Statement = {
      Effect: 'Allow',
      Principal: /^[\w.-]+\.amazonaws\.com$/.test(principal) ? { Service: principal } : { AWS: principal },
      Action: String(properties.Action),
      // A permission for a function holds for its versions and aliases here, which are one and the same.
      Resource: [functionArn, `${functionArn}:*`],
      Condition: {
        ...(properties.SourceArn === undefined
          ? {}
          : { ArnLike: { 'aws:SourceArn': String(properties.SourceArn) } }),
        ...(properties.SourceAccount === undefined
          ? {}
          : { StringEquals: { 'aws:SourceAccount': String(properties.SourceAccount) } }),
      },
    };
    const name = physicalName(resource);
    const own = policies.get(functionArn) ?? new Map<string, NamedPolicy>();
    policies.set(functionArn, own);
    own.set(name, {
      name: `permission ${resource.logicalId}`,
      document: { Version: '2012-10-17', Statement: [statement] },
    });
    return { ref: name, attributes: { Id: name } };
  };
  return {
    provider: { types: ['AWS::Lambda::Permission'], deploy },
    of: (functionArn) => [...(policies.get(arnOf(functionArn))?.values() ?? [])],
  };
}
