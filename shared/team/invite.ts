/** Inviting, inviting again, and taking an invitation back (TEAM-01, TEAM-04, TEAM-05). */

import { letSignUp, letSignUpNoMore } from '../identity/sign-up-mode.ts';
import type { Actor } from '../kernel/actor.ts';
import { claim, release } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { newId } from '../kernel/ids.ts';
import { sendMail } from '../kernel/mail.ts';
import { notFound, Problem, versionConflict } from '../kernel/problem.ts';
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
import { DAY_MS, epochSeconds } from '../kernel/time.ts';
import { organizationKey } from '../organizations/organization.ts';
import { guardKey, INVITATION_DAYS, Invitation, invitationKey, type Language } from './invitation.ts';
import { invitationMail } from './invitation-mail.ts';
import { newCode, newToken, secretHash, showCode } from './invite-secret.ts';
import { permitRole } from './role-choice.ts';
import { roleName } from './role-names.ts';
import type { TenantEntry } from './roles.ts';
import { requireRoomToInvite } from './room.ts';
import type { Team } from './team.ts';

export interface InvitationInput {
  /** In lower case. */
  readonly email: string;
  readonly role: string;
  readonly language: Language;
  readonly customer_ids: readonly string[];
}

/** An invitation with what opens it, which nobody is told a second time. */
export interface OpenInvitation {
  readonly record: Item;
  readonly token: string;
  readonly code: string;
}

/** Secrets with the directory's entries that they open by. */
function newSecrets(actor: Actor, invitationId: string, email: string) {
  const [token, code] = [newToken(), newCode()];
  const validMs = Date.now() + INVITATION_DAYS * DAY_MS;
  const hashes = { token_hash: secretHash('token', token), code_hash: secretHash('code', code) };
  // The table's time to live takes the entries away some day after they have expired.
  const expires_at = epochSeconds(validMs);
  const entry = { tenant_id: actor.tenantId, invitation_id: invitationId, expires_at };
  return {
    token,
    code,
    ...hashes,
    valid_until: new Date(validMs).toISOString(),
    expires_at,
    claims: [
      claim('INVITE', hashes.token_hash, { ...entry, kind: 'token' }),
      claim('INVITE', hashes.code_hash, { ...entry, kind: 'code' }),
      // Where signing up takes an invitation, this address has one (K16).
      letSignUp(email, actor.tenantId, expires_at),
    ],
  };
}

export const secretsGone = (actor: Actor, { token_hash, code_hash }: Item): TransactItem[] =>
  [token_hash, code_hash].map((hash) => release('INVITE', String(hash), actor.tenantId));

/** One pending for each organization and address; one that expired gives way. */
const guard = (actor: Actor, email: string, invitationId: string, expires_at: number): TransactItem => ({
  Put: {
    TableName: table().table,
    Item: { ...guardKey(actor, email), invitation_id: invitationId, expires_at },
    ConditionExpression: 'attribute_not_exists(pk) OR expires_at <= :now OR invitation_id = :own',
    ExpressionAttributeValues: { ':now': epochSeconds(), ':own': invitationId },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Frees the address, unless a later invitation holds it. */
export const guardGone = (actor: Actor, email: string, invitationId: string): TransactItem => ({
  Delete: {
    TableName: table().table,
    Key: guardKey(actor, email),
    ConditionExpression: 'attribute_not_exists(pk) OR invitation_id = :own',
    ExpressionAttributeValues: { ':own': invitationId },
  },
});

const alreadyInvited = (invitationId: unknown) =>
  new Problem(
    409,
    'invitation_pending',
    'This address has an open invitation already. Send it again or take it back instead.',
    { invitation_id: invitationId },
  );

/** @throws Problem 409 `already_member` for somebody of this very team: of other organizations nothing is said */
function refuseMember({ members }: Team, email: string): void {
  const member = members.find((candidate) => String(candidate.email).toLowerCase() === email);
  if (member)
    throw new Problem(409, 'already_member', 'Somebody with this address is in the team already.', {
      member_id: member.id,
    });
}

/** @throws Problem 400, 403 `role_exceeds_yours`, 409 `already_member`, 409 `invitation_pending` */
export async function invite(actor: Actor, team: Team, input: InvitationInput): Promise<OpenInvitation> {
  permitRole(actor, team.entry, input.role);
  refuseMember(team, input.email);
  const id = newId();
  const { token, code, expires_at, claims, ...kept } = newSecrets(actor, id, input.email);
  const record = {
    tenant_id: actor.tenantId,
    id,
    ...input,
    customer_ids: [...input.customer_ids],
    status: 'pending' as const,
    ...kept,
    ...created(actor),
  };
  try {
    await transact(
      actor,
      [
        guard(actor, input.email, id, expires_at),
        { Put: Invitation.create(record).params(table()) } as TransactItem,
        ...claims,
      ],
      'govern',
    );
  } catch (error) {
    const taken = failedConditions(error)?.get(0);
    if (!taken) throw error;
    throw alreadyInvited(taken.invitation_id);
  }
  return { record, token, code };
}

interface InvitationEdits {
  readonly version: number;
  readonly role?: string | undefined;
  /** New secrets, a new week; those before open nothing any more. */
  readonly resend?: boolean | undefined;
}

/** @throws Problem 403, 404, 409 `version_conflict`, 409 `invitation_closed`, 409 `invitation_pending` */
export async function changeInvitation(
  actor: Actor,
  team: Team,
  id: string,
  { version, role, resend }: InvitationEdits,
): Promise<OpenInvitation | { readonly record: Item }> {
  const invitation = await openOne(actor, id);
  if (invitation.version !== version) throw versionConflict('invitation', Number(invitation.version));
  // Who sends it again answers for its role as well.
  permitRole(actor, team.entry, role ?? String(invitation.role));
  const email = String(invitation.email);
  if (resend) {
    refuseMember(team, email);
    await requireRoomToInvite(actor, team, email);
  }
  const secrets = resend ? newSecrets(actor, id, email) : undefined;
  const changes = {
    ...(role !== undefined && { role }),
    ...(secrets && {
      token_hash: secrets.token_hash,
      code_hash: secrets.code_hash,
      valid_until: secrets.valid_until,
    }),
    ...updated(actor),
  };
  const write = Invitation.patch({ tenant_id: actor.tenantId, id })
    .set(changes)
    .add({ version: 1 })
    .composite({ status: 'pending' })
    .where((record, { eq }) => `${eq(record.version, version)} AND ${eq(record.status, 'pending')}`)
    .params(table());
  try {
    await transact(
      actor,
      [
        { Update: write } as TransactItem,
        ...(secrets
          ? [
              guard(actor, email, id, secrets.expires_at),
              ...secretsGone(actor, invitation),
              ...secrets.claims,
            ]
          : []),
      ],
      'govern',
    );
  } catch (error) {
    const failed = failedConditions(error);
    if (failed?.has(0)) throw versionConflict('invitation', version + 1);
    if (failed?.has(1)) throw alreadyInvited(failed.get(1)?.invitation_id);
    throw error;
  }
  const record = { ...invitation, ...changes, version: version + 1 };
  return secrets ? { record, token: secrets.token, code: secrets.code } : { record };
}

/** Takes it back. What is revoked already stays so. @throws Problem 404, 409 `invitation_closed` */
export async function revokeInvitation(actor: Actor, id: string): Promise<void> {
  const invitation = await getItem(actor, invitationKey(actor, id));
  if (!invitation) throw notFound();
  if (invitation.status === 'revoked') return;
  if (invitation.status !== 'pending') throw closed();
  const write = Invitation.patch({ tenant_id: actor.tenantId, id })
    .set({ status: 'revoked', ...updated(actor) })
    .add({ version: 1 })
    .where(({ status }, { eq }) => eq(status, 'pending'))
    .params(table());
  const email = String(invitation.email);
  // A later invitation of the same address may hold the guard.
  const held = await getItem(actor, { TableName: table().table, Key: guardKey(actor, email) });
  try {
    await transact(
      actor,
      [
        { Update: write } as TransactItem,
        ...secretsGone(actor, invitation),
        letSignUpNoMore(email, actor.tenantId),
        ...(held?.invitation_id === id ? [guardGone(actor, email, id)] : []),
      ],
      'govern',
    );
  } catch (error) {
    if (failedConditions(error)?.has(0)) throw closed();
    throw error;
  }
}

const closed = () =>
  new Problem(409, 'invitation_closed', 'This invitation was accepted or taken back in the meantime.');

async function openOne(actor: Actor, id: string): Promise<Item> {
  const invitation = await getItem(actor, invitationKey(actor, id));
  if (!invitation) throw notFound();
  if (invitation.status !== 'pending') throw closed();
  return invitation;
}

export type Announce = (
  opened: OpenInvitation,
) => Promise<{ readonly code: string; readonly link: string; readonly mailed: boolean }>;

/** Mails invitations; tells of each its code, its link, and whether the mail left. */
export function announcer(actor: Actor, entry: TenantEntry, inviter: string): Announce {
  let organization: Promise<Item | undefined> | undefined;
  const roles = new Map<string, Promise<string>>();
  const nameOf = (role: string) => {
    const name = roles.get(role) ?? roleName(actor, entry, role);
    roles.set(role, name);
    return name;
  };
  return async ({ record, token, code }) => {
    organization ??= getItem(actor, organizationKey(actor));
    const link = `${environment('APP_URL')}/join?token=${token}`;
    const mail = invitationMail(record.language as Language, {
      organization: String((await organization)?.name ?? ''),
      inviter,
      role: await nameOf(String(record.role)),
      link,
      validUntil: String(record.valid_until),
    });
    return { code: showCode(code), link, mailed: await sendMail(String(record.email), mail) };
  };
}
