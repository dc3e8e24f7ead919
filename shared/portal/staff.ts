/** What the staff does about a customer's portal users: invites, invites again, removes (POR-08). */
import { customerCollection } from '../customers/customer-detail.ts';
import type { Actor } from '../kernel/actor.ts';
import { release } from '../kernel/directory.ts';
import { sendMail } from '../kernel/mail.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import {
  created,
  failedConditions,
  getItem,
  type Item,
  queryAll,
  transact,
  updated,
} from '../kernel/records.ts';
import { organizationKey } from '../organizations/organization.ts';
import { INVITATION_SECONDS, linkGone, newLink } from './link.ts';
import { portalInvitation } from './mails.ts';
import { type Language, portalUserId, portalUserKey, portalUserWrite } from './portal-user.ts';

export interface PortalInvitation {
  /** In lower case. */
  readonly email: string;
  readonly language: Language;
}

/** Invitations that are sent at once lead to one: the later one decides again. */
const ATTEMPTS = 3;

const taken = () =>
  new Problem(
    409,
    'portal_user_exists',
    'Somebody with this address uses your portal already. Remove them there first.',
  );

/**
 * Invites one of the customer's people by mail; who was invited already gets a new link, the one before is no good.
 * @throws Problem 404, 409 `portal_user_exists`, 422 `email_not_on_record`
 */
export async function invitePortalUser(
  actor: Actor,
  customerId: string,
  invitation: PortalInvitation,
): Promise<{ readonly user: Item; readonly mailed: boolean }> {
  const id = portalUserId(actor.tenantId, invitation.email);
  for (let attempt = 1; ; attempt++) {
    const [collection, before, organization] = await Promise.all([
      queryAll(actor, customerCollection(actor, customerId)),
      getItem(actor, portalUserKey(actor, id)),
      getItem(actor, organizationKey(actor)),
    ]);
    const person = personOf(collection, invitation.email);
    if (before?.status === 'active' || (before?.status === 'invited' && before.customer_id !== customerId))
      throw taken();
    const link = newLink(actor, id, INVITATION_SECONDS);
    const user = userOf(actor, customerId, id, String(person.name), invitation, before, link.kept);
    try {
      await transact(
        actor,
        [portalUserWrite(user, before), link.entry, ...(before ? linkGone(actor, before) : [])],
        'govern',
      );
    } catch (error) {
      if (!failedConditions(error) || attempt === ATTEMPTS) throw error;
      continue;
    }
    const mail = {
      organization: String(organization?.name ?? ''),
      name: String(person.name),
      link: link.url,
    };
    const mailed = await sendMail(invitation.email, portalInvitation(invitation.language, mail));
    return { user, mailed };
  }
}

/**
 * The customer's own person with this address: nobody else is let in (POR-08).
 * @throws Problem 404 where there is no such customer
 */
function personOf(collection: readonly Item[], email: string): Item {
  const customer = collection.find(({ sk }) => sk === 'CUSTOMER');
  if (!customer || customer.archived_at) throw notFound();
  const person = collection.find(
    ({ sk, archived_at, side, email: theirs }) =>
      String(sk).startsWith('STAKEHOLDER#') &&
      !archived_at &&
      side !== 'provider' &&
      typeof theirs === 'string' &&
      theirs.trim().toLowerCase() === email,
  );
  if (!person)
    throw new Problem(
      422,
      'email_not_on_record',
      'None of this customer’s people has this address. Add the person to the customer first.',
    );
  return person;
}

function userOf(
  actor: Actor,
  customer_id: string,
  id: string,
  name: string,
  { email, language }: PortalInvitation,
  before: Item | undefined,
  kept: { readonly token_hash: string; readonly valid_until: string },
): Item {
  const told = { customer_id, email, name, language, status: 'invited', shelf: 'current', ...kept };
  if (!before) return { tenant_id: actor.tenantId, id, ...told, ...created(actor) };
  const { phone: _phone, sub: _sub, accepted_at: _accepted, ...rest } = before;
  // Who comes back is invited anew: nothing of the time before is theirs.
  const again = before.status === 'removed' ? created(actor) : updated(actor);
  return { ...rest, ...told, ...again, version: Number(before.version) + 1 };
}

/** Ends the access; the account is closed by the caller. @throws Problem 404 */
export async function removePortalUser(actor: Actor, customerId: string, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const user = await getItem(actor, portalUserKey(actor, id));
    if (!user || user.customer_id !== customerId || user.status === 'removed') throw notFound();
    const { sub, token_hash: _hash, valid_until: _until, ...rest } = user;
    const removed = {
      ...rest,
      status: 'removed',
      shelf: 'removed',
      ...updated(actor),
      version: Number(user.version) + 1,
    };
    try {
      await transact(
        actor,
        [
          portalUserWrite(removed, user),
          ...(typeof sub === 'string' ? [release('PORTAL', sub, actor.tenantId)] : []),
          ...linkGone(actor, user),
        ],
        'govern',
      );
      return;
    } catch (error) {
      if (!failedConditions(error) || attempt === ATTEMPTS) throw error;
    }
  }
}
