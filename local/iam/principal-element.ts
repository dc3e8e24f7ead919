/**
 * The Principal and NotPrincipal elements of resource and trust policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import type { Principal } from '../types.ts';
import { isObject, strings, type Truth } from './document.ts';

/** An AWS service that calls on its own behalf (`events.amazonaws.com` delivering to a queue). */
export interface ServicePrincipal {
  readonly service: string;
}

export type Caller = Principal | ServicePrincipal;

/**
 * By which of its names a caller was meant. `account` only delegates: it needs an identity policy as well.
 * `session` (the session's own ARN) is the one grant that boundaries and session policies do not limit.
 */
export type Grantee = 'account' | 'role' | 'session';

const ACCOUNT = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?$/;
const ENTITY = /^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:role|user|assumed-role|federated-user)\/[^*?]+$/;
const UNIQUE_ID = /^A[A-Z0-9]{15,}$/;

type Listed = readonly (readonly [type: string, value: string])[];

export function isService(caller: Caller): caller is ServicePrincipal {
  return 'service' in caller;
}

function read(element: unknown): Listed | 'malformed' {
  if (element === '*') return [['AWS', '*']];
  if (!isObject(element)) return 'malformed';
  const listed: (readonly [string, string])[] = [];
  for (const [type, raw] of Object.entries(element)) {
    const values = strings(raw);
    if (values === 'malformed' || !['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(type))
      return 'malformed';
    for (const value of values) {
      if (type === 'AWS' && value !== '*' && ![ACCOUNT, ENTITY, UNIQUE_ID].some((form) => form.test(value))) {
        return 'malformed';
      }
      listed.push([type, value]);
    }
  }
  return listed.length > 0 ? listed : 'malformed';
}

/** By which names of the caller a listed principal means it. */
function meant([type, value]: readonly [string, string], caller: Caller): Grantee | undefined {
  if (value === '*' && type === 'AWS') return 'role';
  if (isService(caller)) return type === 'Service' && value === caller.service ? 'role' : undefined;
  if (type !== 'AWS') return undefined;
  if (value === caller.arn) return 'session';
  if (value === caller.roleArn) return 'role';
  return ACCOUNT.exec(value)?.[1] === caller.account ? 'account' : undefined;
}

/** Whether Principal means the caller, and by its strongest name. */
export function matchPrincipal(element: unknown, caller: Caller): { truth: Truth; grantee?: Grantee } {
  const listed = read(element);
  if (listed === 'malformed') return { truth: 'malformed' };
  const names = listed.map((entry) => meant(entry, caller));
  const grantee = (['session', 'role', 'account'] as const).find((name) => names.includes(name));
  return grantee ? { truth: true, grantee } : { truth: false };
}

/**
 * Whether NotPrincipal leaves the caller in its reach. A role session is exempt only when its account, its role and
 * the session itself are all listed, as IAM demands.
 */
export function matchNotPrincipal(element: unknown, caller: Caller): Truth {
  const listed = read(element);
  if (listed === 'malformed') return 'malformed';
  if (listed.some(([type, value]) => type === 'AWS' && value === '*')) return false;
  const names = listed.map((entry) => meant(entry, caller));
  const needed: readonly Grantee[] = isService(caller) ? ['role'] : ['account', 'role', 'session'];
  return !needed.every((name) => names.includes(name));
}
