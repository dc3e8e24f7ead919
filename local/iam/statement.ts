/** One statement against one request. */
import type { Requirement } from '../types.ts';
import { type ContextValues, evaluateConditions } from './conditions.ts';
import {
  isObject,
  type PolicyDocument,
  type PolicyKind,
  type Statement,
  strings,
  type Truth,
} from './document.ts';
import { matches, parsePattern, type Resolve } from './pattern.ts';
import { type Caller, type Grantee, matchNotPrincipal, matchPrincipal } from './principal-element.ts';

/** A request with its context keys ready to be looked up. */
export interface Subject {
  readonly action: string;
  readonly resource: string;
  readonly caller: Caller;
  readonly values: ContextValues;
}

/** Elements in the order in which they are checked: the further a statement got, the nearer it was to applying. */
export type Element = 'Principal' | 'Action' | 'Resource' | 'Condition' | 'form';

export interface StatementOutcome {
  readonly applies: boolean;
  /** Anything but a plain `Allow` counts as a Deny. */
  readonly effect: 'Allow' | 'Deny';
  readonly grantee?: Grantee;
  /** Why it does not apply, or what of it was malformed: the end of a sentence. */
  readonly detail: string;
  /** The element that kept it from applying. */
  readonly stoppedAt?: Element;
}

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const ACTION = /^(?:\*|[a-z0-9-]+:[a-z0-9*?]+|\*:\*)$/i;
const RESOURCE = /^(?:\*+|arn:.+)$/s;

/** @param context names in any case; `evaluate` hands over one lookup for all statements of a request */
export function subjectOf(request: Requirement, caller: Caller): Subject {
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(request.context)) {
    context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  const values: ContextValues = (key) => context.get(key.toLowerCase()) ?? [];
  return { action: request.action, resource: request.resource, caller, values };
}

/** What is wrong with the form of a statement, as the end of a sentence; `undefined` when nothing is. */
export function malformation(
  statement: Statement,
  document: PolicyDocument,
  kind: PolicyKind,
): string | undefined {
  const has = (name: string) => (statement as unknown as Record<string, unknown>)[name] !== undefined;
  const unknown = Object.keys(statement).find((name) => !ELEMENTS.has(name));
  if (unknown !== undefined) return `it has an unknown element ${unknown}`;
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
    return 'its Effect is neither Allow nor Deny';
  const { Version } = document;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    return `its policy has an unknown Version ${JSON.stringify(Version)}`;
  }
  if (has('Action') === has('NotAction')) return 'it needs either Action or NotAction';
  if (kind === 'trust' ? has('Resource') || has('NotResource') : has('Resource') === has('NotResource')) {
    return kind === 'trust' ? 'a trust policy has no Resource' : 'it needs either Resource or NotResource';
  }
  if (
    kind === 'identity' ? has('Principal') || has('NotPrincipal') : has('Principal') === has('NotPrincipal')
  ) {
    return kind === 'identity'
      ? 'an identity policy has no Principal'
      : 'it needs either Principal or NotPrincipal';
  }
  if (has('NotPrincipal') && statement.Effect === 'Allow') return 'NotPrincipal needs the Effect Deny';
  return undefined;
}

/** The lookup of policy variables for a document: none before version 2012-10-17; several values are no value. */
export function variablesOf(document: PolicyDocument, values: ContextValues): Resolve | undefined {
  if (document.Version !== '2012-10-17') return undefined;
  return (key) => {
    const found = values(key);
    return found.length === 1 ? found[0] : undefined;
  };
}

interface ElementOutcome {
  readonly element: Element;
  readonly truth: Truth;
  readonly detail: string;
}

/** Whether the statement applies to the request. */
export function matchStatement(
  statement: Statement,
  document: PolicyDocument,
  kind: PolicyKind,
  subject: Subject,
): StatementOutcome {
  const effect = statement.Effect === 'Allow' ? 'Allow' : 'Deny';
  const resolve = variablesOf(document, subject.values);
  const principal = principalOutcome(statement, kind, subject.caller);
  const checks: readonly (() => ElementOutcome)[] = [
    () => principal,
    () => actionOutcome(statement, subject.action),
    () => resourceOutcome(statement, kind, effect, subject.resource, resolve),
    () => {
      const input = { effect, values: subject.values, ...(resolve && { resolve }) } as const;
      return { element: 'Condition', ...evaluateConditions(statement.Condition, input) };
    },
  ];
  let malformed = malformation(statement, document, kind) ?? '';
  for (const check of checks) {
    const { element, truth, detail } = check();
    if (truth === false) return { applies: false, effect, detail, stoppedAt: element };
    if (truth === 'malformed') malformed ||= detail;
  }
  if (malformed && effect === 'Allow')
    return { applies: false, effect, detail: malformed, stoppedAt: 'form' };
  return {
    applies: true,
    effect,
    detail: malformed,
    ...(principal.grantee && { grantee: principal.grantee }),
  };
}

function principalOutcome(
  statement: Statement,
  kind: PolicyKind,
  caller: Caller,
): ElementOutcome & { grantee?: Grantee } {
  const element = 'Principal';
  // An identity policy that has one is malformed by form; it says nothing here.
  if (kind === 'identity') return { element, truth: true, detail: '' };
  const both = statement.Principal !== undefined && statement.NotPrincipal !== undefined;
  const found: { truth: Truth; grantee?: Grantee } = both
    ? { truth: 'malformed' }
    : statement.NotPrincipal === undefined
      ? matchPrincipal(statement.Principal, caller)
      : { truth: matchNotPrincipal(statement.NotPrincipal, caller) };
  const detail = found.truth === false ? 'it does not name the caller' : 'its Principal is malformed';
  return { element, detail, ...found };
}

/** The one of two elements that is there; with both, neither can be trusted. */
function either(positive: unknown, negative: unknown): readonly string[] | 'malformed' {
  if (positive !== undefined && negative !== undefined) return 'malformed';
  return strings(positive ?? negative);
}

function actionOutcome(statement: Statement, action: string): ElementOutcome {
  const element = 'Action';
  const negated = statement.Action === undefined;
  const patterns = either(statement.Action, statement.NotAction);
  if (patterns === 'malformed' || !patterns.every((pattern) => ACTION.test(pattern))) {
    return { element, truth: 'malformed', detail: 'its Action is malformed' };
  }
  const named = patterns.some((pattern) => matchesAction(pattern, action));
  return { element, truth: named !== negated, detail: 'it does not name the action' };
}

/** Whether an action pattern (`dynamodb:*Item`) covers an action; case does not matter. */
export function matchesAction(pattern: string, action: string): boolean {
  const tokens = parsePattern(pattern.toLowerCase());
  return typeof tokens !== 'string' && matches(tokens, action.toLowerCase());
}

function resourceOutcome(
  statement: Statement,
  kind: PolicyKind,
  effect: 'Allow' | 'Deny',
  resource: string,
  resolve: Resolve | undefined,
): ElementOutcome {
  const element = 'Resource';
  // The resource of a trust policy is the role that carries it.
  if (kind === 'trust') return { element, truth: true, detail: '' };
  const negated = statement.Resource === undefined;
  const listed = either(statement.Resource, statement.NotResource);
  if (listed === 'malformed' || !listed.every((pattern) => RESOURCE.test(pattern))) {
    return { element, truth: 'malformed', detail: 'its Resource is malformed' };
  }
  const patterns = listed.map((pattern) => parsePattern(pattern, resolve));
  if (patterns.includes('malformed'))
    return { element, truth: 'malformed', detail: 'its Resource is malformed' };
  if (negated && effect === 'Allow' && patterns.includes('unresolved')) {
    return { element, truth: false, detail: 'a policy variable in its NotResource has no value' };
  }
  const named = patterns.some((pattern) => typeof pattern !== 'string' && matches(pattern, resource));
  const variable = patterns.includes('unresolved') ? ', and a policy variable in it has no value' : '';
  const shown = listed.length > 4 ? `${listed.slice(0, 4).join(', ')}, …` : listed.join(', ');
  const detail = `it covers ${negated ? 'everything but' : 'only'} ${shown}${variable}`;
  return { element, truth: named !== negated, detail };
}

/** Everything wrong with a document, as sentences: what IAM would refuse when the policy is created. */
export function problemsOf(document: unknown, kind: PolicyKind): readonly string[] {
  if (!isObject(document)) return ['The policy is not an object.'];
  const stray = Object.keys(document).find((name) => !['Version', 'Id', 'Statement'].includes(name));
  if (stray !== undefined) return [`The policy has an unknown element ${stray}.`];
  const policy = document as unknown as PolicyDocument;
  const raw: readonly unknown[] = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  if (raw.length === 0 || !raw.every(isObject))
    return ['The policy has no statements, or one that is not an object.'];
  // Variables and context keys have some value, so that only the form of the statement can fail.
  const nobody = { service: 'nobody' };
  return (raw as readonly unknown[]).flatMap((entry, index) => {
    const statement = entry as Statement;
    const resolve = policy.Version === '2012-10-17' ? () => 'x' : undefined;
    const problem =
      malformation(statement, policy, kind) ??
      [
        principalOutcome(statement, kind, nobody),
        actionOutcome(statement, 'a:b'),
        resourceOutcome(statement, kind, 'Deny', 'x', resolve),
        conditionForm(statement.Condition, resolve),
      ].find((outcome) => outcome.truth === 'malformed')?.detail;
    return problem === undefined ? [] : [`Statement ${statement.Sid ?? index}: ${problem}.`];
  });
}

/** Checks each operator alone: on absent keys nothing but a malformed operator or value can come out malformed. */
function conditionForm(condition: unknown, resolve: Resolve | undefined): { truth: Truth; detail: string } {
  if (!isObject(condition)) return evaluateConditions(condition, { effect: 'Deny', values: () => [] });
  for (const [name, keys] of Object.entries(condition)) {
    for (const [key, value] of isObject(keys) && Object.keys(keys).length > 0
      ? Object.entries(keys)
      : [['', '']]) {
      const one = evaluateConditions(
        { [name]: { [key as string]: value } },
        { effect: 'Deny', values: () => [], ...(resolve && { resolve }) },
      );
      if (one.truth === 'malformed') return one;
    }
  }
  return { truth: true, detail: '' };
}
