/** Joining an organization by an invitation (TEAM-04, ORG-04): one transaction, and only one account ever succeeds. */
import { assignCustomers } from '../customers/assign.ts';
import { type Actor, type Identity, isTenantId, newcomerOf, type Origin } from '../kernel/actor.ts';
import { claim, lookUp } from '../kernel/directory.ts';
import { log, traceOf } from '../kernel/log.ts';
import { Problem } from '../kernel/problem.ts';
import {
  created,
  failedConditions,
  getItem,
  type Item,
  type TransactItem,
  table,
  transact,
  updated,
} from '../kernel/records.ts';
import { now, sleep } from '../kernel/time.ts';
import { Member } from '../organizations/member.ts';
import { reached } from '../organizations/setup.ts';
import { Invitation, invitationKey } from './invitation.ts';
import { guardGone, secretsGone } from './invite.ts';
import { readCode, type SecretKind, secretHash } from './invite-secret.ts';
import { requireRoomToJoin } from './room.ts';
import { raiseRevision, readTeam, type Team } from './team.ts';

/** A token or a code, as it came in. */
export interface InvitationSecret {
  readonly token?: string | undefined;
  readonly code?: string | undefined;
}

/** Unknown, used, taken back: which of these it is, is nobody's to learn by trying. */
const notGood = () =>
  new Problem(
    404,
    'invitation_not_found',
    'This invitation is not good, or not any more. Ask whoever invited you for a new one.',
  );

const expired = () =>
  new Problem(
    410,
    'invitation_expired',
    'This invitation has expired. Ask whoever invited you for a new one.',
  );

/** The invitation that a secret opens, and by which of its secrets. */
export interface Opened {
  readonly tenantId: string;
  readonly kind: SecretKind;
  readonly invitation: Item;
}

/**
 * @param actorFor who reads for the organization that the directory names
 * @throws Problem 404 `invitation_not_found`, 410 `invitation_expired`
 */
export async function openInvitation(
  { token, code }: InvitationSecret,
  actorFor: (tenantId: string) => Actor,
): Promise<Opened> {
  const kind = token === undefined ? 'code' : 'token';
  const secret = token ?? readCode(code ?? '');
  if (!secret) throw notGood();
  const hash = secretHash(kind, secret);
  const entry = await lookUp('INVITE', hash);
  if (!entry || !isTenantId(entry.tenant_id)) throw notGood();
  if (Number(entry.expires_at) * 1000 <= Date.now()) throw expired();
  const actor = actorFor(entry.tenant_id);
  const invitation = await getItem(actor, invitationKey(actor, String(entry.invitation_id)));
  // The record has the last word; its hashes are those of the newest mail.
  if (invitation?.status !== 'pending' || invitation[`${kind}_hash`] !== hash) throw notGood();
  if (String(invitation.valid_until) <= now()) throw expired();
  return { tenantId: entry.tenant_id, kind, invitation };
}

/** `a…@example.com`: enough to recognize one's own address by. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email.slice(0, at)][0] ?? ''}…${email.slice(at)}`;
}

const ATTEMPTS = 10;

/**
 * @throws Problem 404, 410, 403 `invitation_for_another`, 403 `organization_suspended`, 409 `already_member`
 * @returns who joined, as the actor of the organization, and the invitation as it was
 */
export async function acceptInvitation(
  identity: Identity,
  { requestId, origin }: { readonly requestId: string; readonly origin: Origin },
  secret: InvitationSecret,
): Promise<{ readonly actor: Actor; readonly invitation: Item }> {
  const email = identity.email.toLowerCase();
  for (let attempt = 1; ; attempt++) {
    const { tenantId, kind, invitation } = await openInvitation(secret, (tenant) =>
      newcomerOf(identity, tenant, requestId, origin),
    );
    if (kind === 'token' && invitation.email !== email)
      throw new Problem(
        403,
        'invitation_for_another',
        `This invitation was sent to ${maskedEmail(String(invitation.email))}. Sign in with that address, or ask for a code.`,
        { email: maskedEmail(String(invitation.email)) },
      );
    const actor = newcomerOf(identity, tenantId, requestId, origin);
    const team = await readTeam(actor);
    if (team.entry.status !== 'active')
      throw new Problem(403, 'organization_suspended', 'This organization takes nobody in at the moment.');
    // Somebody who is in already is told so, and not that there is no room.
    if (!team.members.some(({ id }) => id === identity.sub)) await requireRoomToJoin(actor, team);
    try {
      await transact(actor, joining(actor, team, identity, email, invitation), 'govern');
      return { actor, invitation };
    } catch (error) {
      const failed = failedConditions(error);
      if (!failed) throw error;
      const membership = failed.get(0);
      if (failed.has(0)) throw alreadyMember(membership?.tenant_id === tenantId);
      // Changed meanwhile, the invitation or the team: what they are now decides.
      if (attempt === ATTEMPTS)
        throw new Problem(409, 'team_changed', 'Others are joining at the same moment. Try again.');
      await sleep(Math.random() * 30 * attempt);
    }
  }
}

/** Who joined is a member whatever becomes of this: customers that are gone by now are left out. */
export async function takeOver(actor: Actor, customerIds: readonly string[]): Promise<void> {
  for (const id of customerIds)
    try {
      await assignCustomers(actor, [id], actor.id);
    } catch (error) {
      log.warn('customer not assigned', { customer_id: id, failure: traceOf(error) });
    }
}

const alreadyMember = (here: boolean) =>
  new Problem(
    409,
    'already_member',
    here
      ? 'You are in this organization already. Refresh your session to open it.'
      : 'Your account belongs to another organization. Leave it first, or use another account.',
  );

function joining(
  actor: Actor,
  team: Team,
  identity: Identity,
  email: string,
  invitation: Item,
): TransactItem[] {
  const tenant_id = actor.tenantId;
  const role = String(invitation.role);
  const id = String(invitation.id);
  const member = {
    tenant_id,
    id: identity.sub,
    email,
    name: identity.name || email,
    role,
    status: 'active' as const,
    ...created(actor),
  };
  const accepted = Invitation.patch({ tenant_id, id })
    .set({ status: 'accepted', accepted_by: identity.sub, accepted_at: now(), ...updated(actor) })
    .add({ version: 1 })
    .where(
      (record, { eq }) =>
        `${eq(record.status, 'pending')} AND ${eq(record.version, Number(invitation.version))}`,
    )
    .params(table());
  return [
    claim('USER', identity.sub, { tenant_id, role, status: 'active' }),
    { Update: accepted } as TransactItem,
    raiseRevision(tenant_id, team),
    // Over what is left of somebody who was here before.
    { Put: Member.put(member).params(table()) } as TransactItem,
    // The organization is no longer its founder's alone; one that was made for somebody begins with them.
    ...(team.members.length > 0 ? [reached(actor, 'team')] : []),
    ...secretsGone(actor, invitation),
    guardGone(actor, String(invitation.email), id),
  ];
}
