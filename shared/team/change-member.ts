/** Changing what a member may do, shutting one out for a while, and letting one go (TEAM-02). */
import type { Actor } from '../kernel/actor.ts';
import { release, revise } from '../kernel/directory.ts';
import { notFound, Problem, versionConflict } from '../kernel/problem.ts';
import { type Item, type TransactItem, table, updated } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { Member } from '../organizations/member.ts';
import type { MEMBER_STATUSES } from './members.ts';
import { permitOver, permitRole } from './role-choice.ts';
import { changeTeam, keepAdministrator, type Team } from './team.ts';

export interface MemberEdits {
  readonly version: number;
  readonly role?: string | undefined;
  readonly status?: (typeof MEMBER_STATUSES)[number] | undefined;
}

/** @throws Problem 404 */
export function memberOf({ members }: Team, id: string): Item {
  const member = members.find((candidate) => candidate.id === id);
  if (!member) throw notFound();
  return member;
}

/** Parts of a transaction that change a member, in the organization and for the authorizer. */
export function changed(
  actor: Actor,
  member: Item,
  values: { readonly role: string; readonly status: (typeof MEMBER_STATUSES)[number] },
): TransactItem[] {
  const id = String(member.id);
  const write = Member.patch({ tenant_id: actor.tenantId, id })
    .set({ ...values, ...updated(actor) })
    .add({ version: 1 })
    .where(({ version }, { eq }) => eq(version, Number(member.version)))
    .params(table());
  return [{ Update: write } as TransactItem, revise('USER', id, { set: values, own: actor.tenantId })];
}

/**
 * @throws Problem 403 `role_exceeds_yours`, 404, 409 `version_conflict`, 409 `last_admin`, 409 `own_membership`
 */
export const changeMember = (actor: Actor, id: string, edits: MemberEdits): Promise<Item> =>
  changeTeam(actor, async (team) => {
    const member = memberOf(team, id);
    if (member.version !== edits.version) throw versionConflict('member', Number(member.version));
    if (id === actor.id && edits.status === 'suspended')
      throw new Problem(
        409,
        'own_membership',
        'You cannot suspend yourself. Leave the organization instead.',
      );
    permitOver(actor, team.entry, String(member.role));
    if (edits.role !== undefined) permitRole(actor, team.entry, edits.role);
    const values = {
      role: edits.role ?? String(member.role),
      status: edits.status ?? (member.status as (typeof MEMBER_STATUSES)[number]),
    };
    const result = { ...member, ...values };
    if (values.role === member.role && values.status === member.status) return { items: [], result: member };
    keepAdministrator(
      team.entry,
      team.members.map((other) => ({
        role: other === member ? result.role : other.role,
        status: other === member ? result.status : other.status,
      })),
    );
    return {
      items: changed(actor, member, values),
      result: { ...result, updated_at: now(), version: edits.version + 1 },
    };
  });

/**
 * Lets a member go: the account is free for another organization, the name stays with what they did.
 * Refused before anything is handed over where it could not end well.
 * @throws Problem 403 `role_exceeds_yours`, 404, 409 `last_admin`
 */
export function permitRemoval(actor: Actor, team: Team, id: string): Item {
  const member = memberOf(team, id);
  if (id !== actor.id) permitOver(actor, team.entry, String(member.role));
  keepAdministrator(
    team.entry,
    team.members.filter((other) => other !== member).map(({ role, status }) => ({ role, status })),
  );
  return member;
}

export const removeMember = (actor: Actor, id: string): Promise<void> =>
  changeTeam(actor, async (team) => {
    const member = permitRemoval(actor, team, id);
    const write = Member.patch({ tenant_id: actor.tenantId, id })
      .set({ archived_at: now(), archived_by: actor.id, ...updated(actor) })
      .add({ version: 1 })
      .where(({ version }, { eq }) => eq(version, Number(member.version)))
      .params(table());
    return {
      items: [{ Update: write } as TransactItem, release('USER', id, actor.tenantId)],
      result: undefined,
    };
  });
