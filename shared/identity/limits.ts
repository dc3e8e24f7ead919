/**
 * How often one may try (ID-18, ID-19). Two counters a request, one of the address and one of the account, each one
 * conditional update, sent side by side. An account is counted by the hash of its address whether it exists or not, so
 * that what is answered says nothing about it.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { environment } from '../kernel/environment.ts';
import { changeEntry, Refused } from '../kernel/ledger.ts';
import { Problem } from '../kernel/problem.ts';
import { epochSeconds } from '../kernel/time.ts';

const WINDOW_SECONDS = 60;
/** Failed passwords before an account is closed, and for how long (ID-19). */
export const LOCK_FAILURES = 5;
const LOCK_SECONDS = 15 * 60;

const Limits = z.object({ address: z.number(), account: z.number() });

/** Nobody's address can be read from it, and it fits a key. */
const nameOf = (kind: string, value: string) =>
  `${kind}#${createHash('sha256').update(`${kind}:${value.trim().toLowerCase()}`).digest('base64url')}`;

const tooMany = (seconds: number) =>
  new Problem(
    429,
    'too_many_requests',
    `Too many attempts. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    { retry_after: seconds },
    { 'retry-after': String(seconds) },
  );

async function spend(kind: string, value: string, limit: number, seconds = WINDOW_SECONDS): Promise<void> {
  const now = epochSeconds();
  const window = Math.floor(now / seconds);
  try {
    await changeEntry('LIMIT', `${nameOf(kind, value)}#${window}`, {
      update: 'SET #expires = :expires ADD #used :one',
      condition: 'attribute_not_exists(#used) OR #used < :limit',
      names: { '#used': 'used', '#expires': 'expires_at' },
      values: { ':one': 1, ':limit': limit, ':expires': (window + 2) * seconds },
    });
  } catch (error) {
    if (error instanceof Refused) throw tooMany((window + 1) * seconds - now);
    throw error;
  }
}

export interface Attempt {
  /** What is tried: each route has counters of its own. */
  readonly route: string;
  /** The viewer's address. */
  readonly address: string;
  /** E-mail address, or the account's id where somebody is signed in. */
  readonly account?: string | undefined;
}

/** Counts an attempt. @throws Problem 429 `too_many_requests` */
export async function countAttempt({ route, address, account }: Attempt): Promise<void> {
  const limits = Limits.parse(JSON.parse(environment('AUTH_LIMITS')));
  await settled([
    spend(`address:${route}`, networkOf(address), limits.address),
    ...(account ? [spend(`account:${route}`, account, limits.account)] : []),
  ]);
}

/** Counts a demonstration that begins, of an address and of all, by the hour. @throws Problem 429 `too_many_requests` */
export const countDemo = (
  address: string,
  limits: { readonly perHour: number; readonly perAddress: number },
) =>
  settled([
    spend('address:demo', networkOf(address), limits.perAddress, 3600),
    spend('demo', 'all', limits.perHour, 3600),
  ]);

/** Both counters are counted, also when one refuses: neither is saved by the other. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason;
}

/** One household or host: an IPv4 address, or the /64 that an IPv6 address is chosen from at will. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const groups = address.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left;
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':');
}

const lockName = (account: string) => nameOf('lock', account);

const locked = (until: number, now: number) => {
  const seconds = Math.max(1, until - now);
  return new Problem(
    429,
    'account_locked',
    `Signing in is closed after ${LOCK_FAILURES} failed attempts. Try again in ${Math.ceil(seconds / 60)} minutes, or set a new password.`,
    { retry_after: seconds },
    { 'retry-after': String(seconds) },
  );
};

/**
 * Counts a failure before the password is looked at, so that guesses sent at once count like guesses one after another;
 * {@link forgetFailures} takes it back. A quarter of an hour after the last one all are forgotten.
 * @returns how many there are, this one included
 * @throws Problem 429 `account_locked`
 */
export async function countFailure(account: string, now = epochSeconds()): Promise<number> {
  const names = { '#failures': 'failures', '#expires': 'expires_at' } as const;
  const expires = now + LOCK_SECONDS;
  try {
    const { failures } = await changeEntry('LIMIT', lockName(account), {
      update: 'SET #expires = :expires ADD #failures :one',
      condition: 'attribute_not_exists(#failures) OR (#expires > :now AND #failures < :limit)',
      names,
      values: { ':one': 1, ':limit': LOCK_FAILURES, ':expires': expires, ':now': now },
    });
    return Number(failures);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const end = Number(error.entry?.expires_at ?? expires);
    if (end > now) throw locked(end, now);
    // Time to live takes entries away late: what is over begins anew.
    await changeEntry('LIMIT', lockName(account), {
      update: 'SET #expires = :expires, #failures = :one',
      names,
      values: { ':one': 1, ':expires': expires },
    });
    return 1;
  }
}

/** After a success, or when a password was set: the count begins anew. */
export async function forgetFailures(account: string): Promise<void> {
  await changeEntry('LIMIT', lockName(account), {
    update: 'REMOVE #failures, #expires',
    names: { '#failures': 'failures', '#expires': 'expires_at' },
  });
}

/** An attempt that was no guess after all. */
export async function takeBackFailure(account: string): Promise<void> {
  await changeEntry('LIMIT', lockName(account), {
    update: 'ADD #failures :less',
    names: { '#failures': 'failures' },
    values: { ':less': -1 },
  });
}
