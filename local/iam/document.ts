/** The shape of IAM policy documents, and small readers for elements whose content nobody has checked yet. */

/** A statement as written. The evaluator trusts none of it: a malformed element never allows, and denies in a Deny. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: unknown;
}

export interface PolicyDocument {
  /** `2012-10-17`, or `2008-10-17` (also when absent), which knows no policy variables. */
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: Statement | readonly Statement[];
}

/** A policy under the name that decisions and reports use for it. */
export interface NamedPolicy {
  readonly name: string;
  /** `unknown`: a managed policy whose content is not at hand; whoever holds it is denied everything. */
  readonly document: PolicyDocument | 'unknown';
}

/**
 * Where a policy is attached: to a role (also boundaries and session policies), to a resource, or to a role as
 * its trust policy. It decides which elements a statement must and must not have.
 */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** What an element says about a request. `malformed` never lets an Allow apply and never keeps a Deny from applying. */
export type Truth = boolean | 'malformed';

/** A string, number or boolean, or a non-empty list of them, as a list of strings; anything else is malformed. */
export function scalars(element: unknown): readonly string[] | 'malformed' {
  const list: readonly unknown[] = Array.isArray(element) ? element : [element];
  const ok = list.every((v) => typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean');
  return ok && list.length > 0 ? list.map(String) : 'malformed';
}

/** A string or a non-empty list of strings as a list; anything else is malformed. */
export function strings(element: unknown): readonly string[] | 'malformed' {
  const list: readonly unknown[] = Array.isArray(element) ? element : [element];
  return list.length > 0 && list.every((v) => typeof v === 'string') ? (list as string[]) : 'malformed';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The statements of a document as a list; a document without any has none. */
export function statementsOf(document: PolicyDocument): readonly Statement[] {
  const raw: unknown = isObject(document) ? document.Statement : undefined;
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  return list.filter((s): s is Statement & Record<string, unknown> => isObject(s));
}
