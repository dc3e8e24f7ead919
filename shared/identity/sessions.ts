/**
 * Sessions of an account: one for each sign-in, known by when it was (`auth_time`, which every token of the sign-in
 * keeps, OpenID Connect Core 12.2). `DIR#SESSION#<account>` with one entry each. An ended one stays until its refresh
 * token would have expired: the authorizer refuses its access tokens, refreshing gives no more.
 */

import * as z from 'zod';
import { sha256 } from '../kernel/hash.ts';
import { changeEntry, Refused, readEntries, readEntry } from '../kernel/ledger.ts';
import { notFound } from '../kernel/problem.ts';
import type { Item } from '../kernel/records.ts';
import { DAY_SECONDS, epochSeconds, now } from '../kernel/time.ts';
import { coarse } from './viewer.ts';

/** As long as a refresh token lives, and a day. */
const KEPT_SECONDS = 31 * DAY_SECONDS;
const AGENT_LIMIT = 300;
/** An account's newest sessions; who has more sees these. */
const LISTED = 100;

export interface SessionRef {
  readonly account: string;
  readonly id: string;
}

/** The session of an access token that came straight from Cognito, and the organization that it names, if any. */
export function sessionOf(accessToken: string): SessionRef & { readonly tenantId: string } {
  const payload = accessToken.split('.')[1] ?? '';
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  const tenantId = typeof claims.tenant_id === 'string' ? claims.tenant_id : '';
  return { ...sessionRef(String(claims.sub), Number(claims.auth_time)), tenantId };
}

/** Sorts by time (ten digits until the year 2286); no two accounts share one. */
export const sessionRef = (account: string, authTime: number): SessionRef => ({
  account,
  id: `s${authTime}-${sha256(`${account}:${authTime}`).slice(0, 8)}`,
});

export const SessionId = z.string().regex(/^s\d{1,12}-[0-9a-f]{8}$/);

/** Notes that a session was used: its first time opens it. @returns false when it has been ended */
export async function noteUse(
  { account, id }: SessionRef,
  { agent = '', address }: { readonly agent?: string | undefined; readonly address: string },
): Promise<boolean> {
  const at = now();
  try {
    await changeEntry(
      'SESSION',
      account,
      {
        update:
          'SET #created = if_not_exists(#created, :at), #used = :at, #agent = :agent, #address = :address, #expires = :expires',
        condition: 'attribute_not_exists(#ended)',
        names: {
          '#created': 'created_at',
          '#used': 'last_used_at',
          '#agent': 'agent',
          '#address': 'address',
          '#expires': 'expires_at',
          '#ended': 'ended_at',
        },
        values: {
          ':at': at,
          ':agent': agent.slice(0, AGENT_LIMIT),
          ':address': coarse(address),
          ':expires': epochSeconds() + KEPT_SECONDS,
        },
      },
      id,
    );
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** @throws Problem 404 for a session that is over, or was never this account's */
export async function endSession({ account, id }: SessionRef): Promise<void> {
  try {
    await changeEntry(
      'SESSION',
      account,
      {
        update: 'SET #ended = :at, #expires = :expires',
        condition: 'attribute_exists(#created) AND attribute_not_exists(#ended)',
        names: { '#created': 'created_at', '#ended': 'ended_at', '#expires': 'expires_at' },
        values: { ':at': now(), ':expires': epochSeconds() + KEPT_SECONDS },
      },
      id,
    );
  } catch (error) {
    if (error instanceof Refused) throw notFound();
    throw error;
  }
}

/** Open sessions, newest sign-in first. */
export const listSessions = async (account: string): Promise<readonly Item[]> =>
  (await readEntries('SESSION', account, LISTED)).filter(({ ended_at }) => ended_at === undefined);

/** Ends all sessions but one, as a new password does. */
export async function endSessions(account: string, except?: string): Promise<void> {
  const open = await listSessions(account);
  const others = open.map(({ sk }) => String(sk)).filter((id) => id !== except);
  await Promise.all(
    others.map((id) =>
      endSession({ account, id }).catch((error: unknown) => {
        // Somebody else ended it meanwhile.
        if (!(error instanceof Error && 'status' in error && error.status === 404)) throw error;
      }),
    ),
  );
}

export const hasEnded = async ({ account, id }: SessionRef): Promise<boolean> =>
  (await readEntry('SESSION', account, id))?.ended_at !== undefined;
