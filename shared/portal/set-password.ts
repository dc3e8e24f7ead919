/** Setting the password by a mailed link: the first one accepts the invitation, a later one ends every session (ID-36). */
import { openAccount, problemOf, setPassword, signOutEverywhere } from '../identity/accounts.ts';
import { forgetFailures } from '../identity/limits.ts';
import { endSessions } from '../identity/sessions.ts';
import type { Actor } from '../kernel/actor.ts';
import { claim } from '../kernel/directory.ts';
import { failedConditions, type Item, transact, updated } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { linkGone, linkUsed } from './link.ts';
import { portalUserWrite } from './portal-user.ts';
import { countedAs } from './session.ts';

/**
 * The account first, then the record that opens it: what is interrupted between the two is an account without access.
 * @throws Problem 400 for a password that is not good enough, 404 `link_not_good` when somebody was faster
 */
export async function setPortalPassword(actor: Actor, user: Item, password: string): Promise<void> {
  const username = String(user.id);
  const sub =
    typeof user.sub === 'string'
      ? user.sub
      : await openAccount(username, { email: String(user.email), name: String(user.name) });
  try {
    await setPassword(username, password);
  } catch (error) {
    throw problemOf(error);
  }
  const { token_hash: _hash, valid_until: _until, ...rest } = user;
  const accepted = {
    ...rest,
    status: 'active',
    sub,
    accepted_at: user.accepted_at ?? now(),
    ...updated(actor),
    version: Number(user.version) + 1,
  };
  const entry = {
    tenant_id: actor.tenantId,
    customer_id: user.customer_id,
    user_id: user.id,
    status: 'active',
  };
  try {
    await transact(
      actor,
      [portalUserWrite(accepted, user), claim('PORTAL', sub, entry, true), ...linkGone(actor, user)],
      'govern',
    );
  } catch (error) {
    if (failedConditions(error)) throw linkUsed();
    throw error;
  }
  // Whoever had the old password is out: their sessions, their refresh tokens, and the lock they may have caused.
  await Promise.all([signOutEverywhere(username), endSessions(sub), forgetFailures(countedAs(username))]);
}
