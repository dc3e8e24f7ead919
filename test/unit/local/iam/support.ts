import type {
  Decision,
  NamedPolicy,
  Policies,
  PolicyDocument,
  Statement,
} from '../../../../local/iam/policy.ts';
import { evaluate } from '../../../../local/iam/policy.ts';
import type { ConditionContext, Principal } from '../../../../local/types.ts';

export const ACCOUNT = '111122223333';
export const TABLE = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/records`;

export const caller: Principal = {
  roleArn: `arn:aws:iam::${ACCOUNT}:role/app/reader`,
  roleName: 'reader',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session-1`,
  account: ACCOUNT,
  tags: {},
};

/** A policy of version 2012-10-17. The statements may be malformed on purpose. */
export function policy(...statements: readonly object[]): NamedPolicy {
  return named('p', { Version: '2012-10-17', Statement: statements as readonly Statement[] });
}

export function named(name: string, document: PolicyDocument): NamedPolicy {
  return { name, document };
}

export function decide(
  policies: Policies,
  request: { action?: string; resource?: string; context?: ConditionContext; principal?: Principal } = {},
): Decision {
  const { action = 'dynamodb:GetItem', resource = TABLE, context = {}, principal = caller } = request;
  return evaluate({ action, resource, context, principal }, policies);
}
