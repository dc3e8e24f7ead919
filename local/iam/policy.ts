/**
 * IAM's policy evaluation for requests within one account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Requirement } from '../types.ts';
import { type NamedPolicy, type PolicyKind, type Statement, statementsOf } from './document.ts';
import type { Caller, Grantee } from './principal-element.ts';
import { type Element, matchStatement, type StatementOutcome, subjectOf } from './statement.ts';

export type { NamedPolicy, PolicyDocument, Statement } from './document.ts';
export type { Caller, ServicePrincipal } from './principal-element.ts';

/** Which statement decided. */
export interface StatementRef {
  readonly policy: string;
  readonly sid?: string;
  /** Position in the policy, from 0. */
  readonly index: number;
}

export interface Decision {
  readonly effect: 'allow' | 'explicit-deny' | 'implicit-deny';
  /** A sentence that names the action, the resource and what allowed, denied or was missing. */
  readonly reason: string;
  readonly statement?: StatementRef;
}

/** The policies that bear on one request. A kind that is absent does not limit; one that is empty allows nothing. */
export interface Policies {
  readonly identity: readonly NamedPolicy[];
  /** Of the resource. For `sts:*` the role's trust policy; for `sts:*` and `kms:*` it must allow by itself. */
  readonly resource?: readonly NamedPolicy[];
  readonly session?: readonly NamedPolicy[];
  readonly boundary?: readonly NamedPolicy[];
}

interface Considered {
  readonly policy: NamedPolicy;
  readonly statement: Statement;
  readonly index: number;
  readonly outcome: StatementOutcome;
}

/**
 * Decides whether a request is allowed. An explicit deny in any policy wins. Otherwise an identity policy or the
 * resource's policy must allow it (for KMS keys and role trust, the resource's), and so must the boundary and the
 * session policies, where there are any. Anything malformed or unknown never allows.
 *
 * @param request with all its context keys: those of the caller come from `principalContext`
 */
export function evaluate(
  request: Requirement & { readonly principal: Caller },
  policies: Policies,
): Decision {
  const subject = subjectOf(request, request.principal);
  const service = request.action.slice(0, request.action.indexOf(':')).toLowerCase();
  const consider = (list: readonly NamedPolicy[] | undefined, kind: PolicyKind): readonly Considered[] =>
    (list ?? []).flatMap((policy) => {
      const { document } = policy;
      if (document === 'unknown') return [];
      return statementsOf(document).map((statement, index) => {
        return { policy, statement, index, outcome: matchStatement(statement, document, kind, subject) };
      });
    });
  const identity = consider(policies.identity, 'identity');
  const resource = consider(policies.resource, service === 'sts' ? 'trust' : 'resource');
  const session = consider(policies.session, 'identity');
  const boundary = consider(policies.boundary, 'identity');
  const what = `${request.action} on ${request.resource}`;

  const deny = [...identity, ...resource, ...session, ...boundary].find(
    ({ outcome }) => outcome.applies && outcome.effect === 'Deny',
  );
  if (deny) {
    const because = deny.outcome.detail ? `, and ${deny.outcome.detail}` : '';
    return {
      effect: 'explicit-deny',
      reason: `${what} is explicitly denied by ${nameOf(deny)}${because}.`,
      statement: refOf(deny),
    };
  }
  const refuse = (why: string): Decision => ({
    effect: 'implicit-deny',
    reason: `${what} is not allowed: ${why}.`,
  });

  const everything = [policies.identity, policies.resource, policies.session, policies.boundary];
  const unknown = everything.flatMap((list) => list ?? []).find(({ document }) => document === 'unknown');
  if (unknown) return refuse(`the local runtime does not know the managed policy ${unknown.name}`);

  const byIdentity = allowing(identity);
  const bySession = allowing(resource, ['session']);
  const byResource = bySession ?? allowing(resource, ['role']);
  const delegated = allowing(resource, ['account']);
  const granted = ((): Considered | string => {
    const missingIdentity = () => `no identity policy allows it${nearMiss(identity)}`;
    if (policies.resource === undefined || (service !== 'sts' && service !== 'kms')) {
      return byIdentity ?? byResource ?? missingIdentity();
    }
    const title = service === 'sts' ? "the role's trust policy" : 'the key policy';
    if (!byResource && !delegated) return `${title} does not allow it${nearMiss(resource)}`;
    // Passing session tags takes the caller's own permission even where the trust policy names the caller.
    if (byResource && request.action.toLowerCase() !== 'sts:tagsession') return byIdentity ?? byResource;
    return byIdentity ?? missingIdentity();
  })();
  if (typeof granted === 'string') return refuse(granted);

  if (!bySession) {
    for (const [limit, title, considered] of [
      [policies.boundary, 'the permissions boundary', boundary],
      [policies.session, 'the session policy', session],
    ] as const) {
      if (limit && !allowing(considered)) return refuse(`${title} does not allow it${nearMiss(considered)}`);
    }
  }
  return { effect: 'allow', reason: `${what} is allowed by ${nameOf(granted)}.`, statement: refOf(granted) };
}

function allowing(considered: readonly Considered[], grantees?: readonly Grantee[]): Considered | undefined {
  return considered.find(
    ({ outcome }) =>
      outcome.applies &&
      outcome.effect === 'Allow' &&
      (!grantees || (outcome.grantee !== undefined && grantees.includes(outcome.grantee))),
  );
}

const PROGRESS: readonly Element[] = ['Principal', 'Action', 'Resource', 'Condition', 'form'];

/** The Allow that came nearest, with what kept it from applying. */
function nearMiss(considered: readonly Considered[]): string {
  let nearest: Considered | undefined;
  let progress = PROGRESS.indexOf('Action');
  for (const candidate of considered) {
    const { effect, stoppedAt } = candidate.outcome;
    const reached = effect === 'Allow' && stoppedAt ? PROGRESS.indexOf(stoppedAt) : -1;
    if (reached > progress) [nearest, progress] = [candidate, reached];
  }
  return nearest ? ` (${nameOf(nearest)} names the action, but ${nearest.outcome.detail})` : '';
}

function nameOf({ policy, statement, index }: Considered): string {
  return `statement ${typeof statement.Sid === 'string' ? statement.Sid : index} of ${policy.name}`;
}

function refOf({ policy, statement, index }: Considered): StatementRef {
  return { policy: policy.name, ...(typeof statement.Sid === 'string' && { sid: statement.Sid }), index };
}
