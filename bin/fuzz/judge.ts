/** What no answer may be, whatever was asked. */
import { ProblemBody } from '../../shared/kernel/problem.ts';
import type { Operation } from './operations.ts';
import type { Received, Sent } from './send.ts';

export interface Question {
  readonly operation: Operation;
  readonly sent: Sent;
  /** Permissions of the asking account; undefined without an organization or without a credential. */
  readonly permissions: ReadonlySet<string> | undefined;
  readonly isSignedIn: boolean;
  readonly isCanary: boolean;
  /** Asked by a platform administrator, who may know the canary from outside. */
  readonly isPlatform: boolean;
}

export interface Secrets {
  /** Stands in every text of the canary organization. */
  readonly marker: string;
  readonly ids: readonly string[];
  /** The canary organization's own id, and how it is called: the platform lists it by these. */
  readonly tenant: string;
  readonly outside: readonly string[];
}

/** `what` names the rule, by which a smaller request is known to fail the same way. */
export interface Fault {
  readonly what: string;
  readonly detail: string;
}

const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

export function judge(question: Question, answer: Received, secrets: Secrets): Fault | undefined {
  return (
    leak(question, answer, secrets) ??
    statusFault(question, answer) ??
    bodyFault(question.operation, answer) ??
    headerFault(answer)
  );
}

function leak(
  { operation, sent, isCanary, isPlatform }: Question,
  { text, headers }: Received,
  secrets: Secrets,
): Fault | undefined {
  if (isCanary) return undefined;
  const said = `${text} ${JSON.stringify(headers)}`;
  const oversees = isPlatform && isOfPlatform(operation);
  const known = oversees ? [secrets.tenant, ...secrets.outside] : [];
  const all = known.reduce((rest, one) => rest.replaceAll(one, ''), said);
  const at = all.toLowerCase().indexOf(secrets.marker.toLowerCase());
  if (at >= 0)
    return {
      what: 'leak',
      detail: `another organization's text: …${all.slice(Math.max(0, at - 80), at + 80)}…`,
    };
  const asked = `${sent.target} ${JSON.stringify(sent.headers)} ${String(sent.body ?? '')}`;
  const id = secrets.ids.find((one) => all.includes(one) && !asked.includes(one));
  return id === undefined ? undefined : { what: 'leak', detail: `another organization's id ${id}` };
}

/** What is left to administrators of the platform. */
export const isOfPlatform = ({ permission }: Operation): boolean =>
  permission?.startsWith('platform:') ?? false;

function statusFault(
  { operation, permissions, isSignedIn, sent }: Question,
  { status, text }: Received,
): Fault | undefined {
  if (status >= 500) return { what: `status ${status}`, detail: text.slice(0, 500) };
  if (!operation.answers.has(status) && status < 400)
    return { what: 'undeclared status', detail: `${status} is none of ${[...operation.answers.keys()]}` };
  const spoofed = sent.headers.some(([name]) => name === 'csrf');
  if (operation.permission === undefined || spoofed) return undefined;
  if (!isSignedIn && status !== 401 && status !== 403)
    return { what: 'not asked who', detail: `${status} to nobody` };
  if (isSignedIn && operation.permission && !permissions?.has(operation.permission) && status < 400)
    return { what: 'not asked what', detail: `${status} without ${operation.permission}` };
  return undefined;
}

function bodyFault(operation: Operation, { status, text, headers }: Received): Fault | undefined {
  if (status >= 400) {
    const problem = ProblemBody.safeParse(json(text));
    if (!problem.success) return { what: 'shape of the error', detail: `${status} ${text.slice(0, 300)}` };
    if (
      Object.keys(json(text) as object)
        .toSorted()
        .join() !== 'code,data,message'
    )
      return { what: 'shape of the error', detail: text.slice(0, 300) };
    if (problem.data.data.request_id !== headers['x-request-id'])
      return { what: 'request id', detail: `${problem.data.data.request_id} ${headers['x-request-id']}` };
    if (text.length > 64 * 1024) return { what: 'size of the error', detail: `${text.length} bytes` };
    return undefined;
  }
  const schema = operation.answers.get(status);
  if (!schema) return undefined;
  const result = schema.safeParse(json(text));
  if (result.success) return undefined;
  const issues = result.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { what: 'shape of the answer', detail: `${status} ${issues.join('; ')} in ${text.slice(0, 500)}` };
}

function headerFault({ headers }: Received): Fault | undefined {
  const wrong = Object.entries(HEADERS).find(([name, value]) => headers[name] !== value);
  return wrong && { what: 'security headers', detail: `${wrong[0]} is ${headers[wrong[0]]}` };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
