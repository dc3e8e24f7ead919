/** A link to set a new password, for somebody who forgot theirs (ID-36). Nobody is told whether it was sent. */
import type { Actor } from '../kernel/actor.ts';
import { log } from '../kernel/log.ts';
import { sendMail } from '../kernel/mail.ts';
import { failedConditions, getItem, transact, updated } from '../kernel/records.ts';
import { organizationKey } from '../organizations/organization.ts';
import { linkGone, newLink, RESET_SECONDS } from './link.ts';
import { portalReset } from './mails.ts';
import { type Language, portalUserId, portalUserKey, portalUserWrite } from './portal-user.ts';

/** @param email in lower case */
export async function sendNewPasswordLink(actor: Actor, email: string): Promise<void> {
  const id = portalUserId(actor.tenantId, email);
  const [user, organization] = await Promise.all([
    getItem(actor, portalUserKey(actor, id)),
    getItem(actor, organizationKey(actor)),
  ]);
  // Whose invitation is open has a link for it; a new one is the staff's to send.
  if (user?.status !== 'active') return;
  const link = newLink(actor, id, RESET_SECONDS);
  const asked = { ...user, ...link.kept, ...updated(actor), version: Number(user.version) + 1 };
  try {
    await transact(actor, [portalUserWrite(asked, user), link.entry, ...linkGone(actor, user)], 'govern');
  } catch (error) {
    // Asked twice at once: one mail is enough.
    if (!failedConditions(error)) throw error;
    log.info('link not sent', { reason: 'changed_meanwhile' });
    return;
  }
  const mail = { organization: String(organization?.name ?? ''), name: String(user.name), link: link.url };
  await sendMail(email, portalReset(user.language as Language, mail));
}
