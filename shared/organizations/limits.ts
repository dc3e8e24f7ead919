/** What a subscription plan limits (ORG-22), where it is used up: members, by whoever invites or lets them in. */
import type { Actor } from '../kernel/actor.ts';
import { Problem } from '../kernel/problem.ts';
import { getItem, queryPage, table } from '../kernel/records.ts';
import { organizationKey } from './organization.ts';
import { planOf } from './plans.ts';

/** Members of the organization, counted up to one page of a megabyte: thousands. */
async function membersOf(actor: Actor): Promise<number> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :member)',
    ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#ORG`, ':member': 'MEMBER#' },
    ProjectionExpression: 'sk',
  });
  return items.length;
}

/**
 * Called before somebody is invited or let in. Two round trips, side by side.
 * @param more how many are to come; open invitations that are to count are counted by the caller
 * @throws Problem 402 `plan_limit_reached`
 */
export async function requireRoomForMembers(actor: Actor, more = 1): Promise<void> {
  const [organization, members] = await Promise.all([
    getItem(actor, organizationKey(actor)),
    membersOf(actor),
  ]);
  const { name, limits } = planOf(organization?.plan);
  if (limits.members === null || members + more <= limits.members) return;
  throw new Problem(
    402,
    'plan_limit_reached',
    `The plan "${name}" allows ${limits.members} members. Choose a larger plan, or remove somebody first.`,
    { limit: limits.members, members, resource: 'members' },
  );
}

/** @throws Problem 409 `plan_too_small` */
export async function refuseSmallerPlan(actor: Actor, plan: string): Promise<void> {
  const { name, limits } = planOf(plan);
  const members = limits.members === null ? 0 : await membersOf(actor);
  if (limits.members === null || members <= limits.members) return;
  throw new Problem(
    409,
    'plan_too_small',
    `The plan "${name}" allows ${limits.members} members; the organization has ${members}.`,
    { limit: limits.members, members },
  );
}
