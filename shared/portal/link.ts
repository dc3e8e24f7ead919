/**
 * The link that a mail carries: whoever holds it sets the password of one portal user, once. An invitation's is good for
 * a week, one for a new password for an hour. Only its hash is kept, and nobody but the mailbox is told it: that is what
 * proves the address.
 */
import * as z from 'zod';
import { customerKey } from '../customers/customer.ts';
import { type Actor, isTenantId, type Origin, portalUserActor, systemActor } from '../kernel/actor.ts';
import { claim, lookUp, release } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { Problem } from '../kernel/problem.ts';
import { getItem, type Item, type TransactItem } from '../kernel/records.ts';
import { DAY_SECONDS, epochSeconds, now } from '../kernel/time.ts';
import { newToken, secretHash } from '../team/invite-secret.ts';
import { requireOpen } from './place.ts';
import { portalUserKey } from './portal-user.ts';

/** As a mail's link has it. */
export const LinkToken = z.string().min(1).max(100);

export const INVITATION_SECONDS = 7 * DAY_SECONDS;
export const RESET_SECONDS = 3600;

/** A link with what the record and the directory keep of it. */
export function newLink(actor: Actor, userId: string, seconds: number) {
  const token = newToken();
  const until = Date.now() + seconds * 1000;
  const token_hash = secretHash('portal', token);
  return {
    url: `${environment('APP_URL')}/customer/set-password#${token}`,
    kept: { token_hash, valid_until: new Date(until).toISOString() },
    // The table's time to live takes the entry away some day after it has expired.
    entry: claim('INVITE', token_hash, {
      kind: 'portal',
      tenant_id: actor.tenantId,
      portal_user_id: userId,
      expires_at: epochSeconds(until),
    }),
  };
}

/** The entry of the link before, which opens nothing any more. */
export const linkGone = (actor: Actor, { token_hash }: Item): TransactItem[] =>
  typeof token_hash === 'string' ? [release('INVITE', token_hash, actor.tenantId)] : [];

/** Unknown, used, too old, taken back: which of these it is, is nobody's to learn by trying. */
const notGood = () =>
  new Problem(
    404,
    'link_not_good',
    'This link is not good any more. Ask for a new one on the sign-in page, or ask your contact.',
  );

/**
 * The portal user whose password the link sets, as whoever acts from here on.
 * @throws Problem 404 `link_not_good`, 403 `portal_closed`
 */
export async function openLink(
  token: string,
  { requestId, origin }: { readonly requestId: string; readonly origin: Origin },
): Promise<{ readonly actor: Actor; readonly user: Item }> {
  const hash = secretHash('portal', token);
  const entry = await lookUp('INVITE', hash);
  if (entry?.kind !== 'portal' || !isTenantId(entry.tenant_id)) throw notGood();
  const reader = systemActor(entry.tenant_id, 'portal', requestId);
  const [user] = await Promise.all([
    getItem(reader, portalUserKey(reader, String(entry.portal_user_id))),
    requireOpen(reader),
  ]);
  // The record has the last word; its hash is that of the newest mail.
  if (!user || user.status === 'removed' || user.token_hash !== hash) throw notGood();
  if (String(user.valid_until) <= now()) throw notGood();
  const customer = await getItem(reader, customerKey(reader, String(user.customer_id)));
  if (!customer || customer.archived_at) throw notGood();
  const portal = { customerId: String(user.customer_id), userId: String(user.id) };
  return { actor: portalUserActor(entry.tenant_id, portal, requestId, origin), user };
}

/** When the record changed between: used by somebody else, or taken back. */
export const linkUsed = notGood;
