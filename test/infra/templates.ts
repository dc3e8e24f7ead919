/** The synthesized templates, as the tests of the infrastructure look at them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureAssembly } from '../../lib/assembly.ts';

export interface CfnResource {
  readonly stack: string;
  readonly id: string;
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

export async function loadTemplates(): Promise<CfnResource[]> {
  return resourcesIn(await ensureAssembly());
}

export function resourcesIn(assembly: string): CfnResource[] {
  const manifest = JSON.parse(readFileSync(path.join(assembly, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { type: string; properties?: { templateFile?: string } }>;
  };
  return Object.entries(manifest.artifacts).flatMap(([stack, { type, properties }]) => {
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) return [];
    const template = JSON.parse(readFileSync(path.join(assembly, properties.templateFile), 'utf8')) as {
      Resources: Record<string, Omit<CfnResource, 'stack' | 'id'>>;
    };
    return Object.entries(template.Resources).map(([id, resource]) => ({
      ...resource,
      Properties: resource.Properties ?? {},
      stack,
      id,
    }));
  });
}

export const ofType = (resources: readonly CfnResource[], type: string) =>
  resources.filter((resource) => resource.Type === type);

/** Every identity-policy statement of the roles and policies, with where it stands. */
export function statementsOf(resources: readonly CfnResource[]): (Statement & { readonly at: string })[] {
  return resources.flatMap(({ stack, id, Type, Properties }) => {
    const at = `${stack}/${id}`;
    const documents: { Statement: Statement[] }[] = [];
    if (Type === 'AWS::IAM::Role')
      for (const policy of (Properties.Policies ?? []) as { PolicyDocument: { Statement: Statement[] } }[])
        documents.push(policy.PolicyDocument);
    if (Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy')
      documents.push(Properties.PolicyDocument as { Statement: Statement[] });
    return documents.flatMap(({ Statement }) => Statement.map((statement) => ({ ...statement, at })));
  });
}

export const actionsOf = (statement: Statement): string[] => [statement.Action].flat();
