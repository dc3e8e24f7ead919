/** Room for more members: what the subscription plan allows, less who is there and who is invited (ORG-22). */
import type { Actor } from '../kernel/actor.ts';
import { queryAll, table } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { membersUsedUp, planLimit } from '../organizations/limits.ts';
import { Invitation } from './invitation.ts';
import type { Team } from './team.ts';

/** Addresses that have an open invitation now. */
export async function invitedAddresses(actor: Actor): Promise<ReadonlySet<string>> {
  const pending = Invitation.query.byStatus({ tenant_id: actor.tenantId, status: 'pending' });
  const at = now();
  return new Set(
    (await queryAll(actor, pending.params(table())))
      .filter(({ valid_until }) => String(valid_until) > at)
      .map(({ email }) => String(email)),
  );
}

/** How many more can be invited. */
export async function roomToInvite(
  actor: Actor,
  { members }: Team,
  invited: ReadonlySet<string>,
): Promise<number> {
  const { limit } = await planLimit(actor, 'members');
  return limit === null ? Number.POSITIVE_INFINITY : Math.max(0, limit - members.length - invited.size);
}

/**
 * @param again an address that is counted already: its invitation is sent again
 * @throws Problem 402 `plan_limit_reached`
 */
export async function requireRoomToInvite(actor: Actor, { members }: Team, again?: string): Promise<void> {
  const [{ plan, limit }, invited] = await Promise.all([
    planLimit(actor, 'members'),
    invitedAddresses(actor),
  ]);
  const others = [...invited].filter((email) => email !== again).length;
  if (limit !== null && members.length + others >= limit)
    throw membersUsedUp(plan, limit, members.length + others);
}

/** @throws Problem 402 `plan_limit_reached` */
export async function requireRoomToJoin(actor: Actor, { members }: Team): Promise<void> {
  const { plan, limit } = await planLimit(actor, 'members');
  if (limit !== null && members.length >= limit) throw membersUsedUp(plan, limit, members.length);
}
