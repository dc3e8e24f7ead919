/**
 * Tickets for sockets (K24): a browser cannot send a header with a WebSocket's handshake, and a token in an address ends
 * up in logs. A ticket is good for one handshake within a minute, and says whose it is. Only its hash is kept.
 */
import { randomBytes } from 'node:crypto';
import type { Actor } from '../kernel/actor.ts';
import { sha256 } from '../kernel/hash.ts';
import { changeEntry, Refused } from '../kernel/ledger.ts';
import { epochSeconds } from '../kernel/time.ts';
import type { Holder } from './connections.ts';

export const TICKET_SECONDS = 60;

/** 256 bits, base64url. */
const TICKET = /^[\w-]{43}$/;
const ENTRY = 'TICKET';

/** A digest is looked up, never compared: how long that takes says nothing about the ticket. */
export async function issueTicket(
  actor: Actor,
  session: string,
): Promise<{ readonly ticket: string; readonly expiresAt: Date }> {
  const ticket = randomBytes(32).toString('base64url');
  const expires = epochSeconds() + TICKET_SECONDS;
  await changeEntry(
    'SOCKET',
    sha256(ticket),
    {
      update: 'SET #tenant = :tenant, #account = :account, #session = :session, #expires = :expires',
      names: {
        '#tenant': 'tenant_id',
        '#account': 'account',
        '#session': 'session',
        '#expires': 'expires_at',
      },
      values: {
        ':tenant': actor.tenantId,
        ':account': actor.id,
        ':session': session,
        ':expires': expires,
      },
    },
    ENTRY,
  );
  return { ticket, expiresAt: new Date(expires * 1000) };
}

/** Uses a ticket up, in one conditional write: of two that come with it at once, one is let in. */
export async function burnTicket(ticket: string): Promise<Holder | undefined> {
  if (!TICKET.test(ticket)) return undefined;
  try {
    const { tenant_id, account, session } = await changeEntry(
      'SOCKET',
      sha256(ticket),
      {
        update: 'SET #used = :now',
        condition: 'attribute_exists(#tenant) AND attribute_not_exists(#used) AND #expires > :now',
        names: { '#tenant': 'tenant_id', '#used': 'used_at', '#expires': 'expires_at' },
        values: { ':now': epochSeconds() },
      },
      ENTRY,
    );
    return { tenantId: String(tenant_id), account: String(account), session: String(session) };
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
