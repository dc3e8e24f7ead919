/** What a subscription plan limits (ORG-22), where it is used up: members, by whoever invites or lets them in; API keys. */
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
    ProjectionExpression: 'sk, archived_at',
  });
  return items.filter(({ archived_at }) => !archived_at).length;
}

/** How many members, or API keys, the organization's plan allows, and what the plan is called. One round trip. */
export async function planLimit(
  actor: Actor,
  what: 'members' | 'api_keys',
): Promise<{ readonly plan: string; readonly limit: number | null }> {
  const { name, limits } = planOf((await getItem(actor, organizationKey(actor)))?.plan);
  return { plan: name, limit: limits[what] };
}

export const keysUsedUp = (plan: string, limit: number, keys: number) =>
  new Problem(
    402,
    'plan_limit_reached',
    `The plan "${plan}" allows ${limit} API keys. Choose a larger plan, or revoke one that is not used any more.`,
    { limit, api_keys: keys, resource: 'api_keys' },
  );

/** A plan's members are used up, open invitations counted. */
export const membersUsedUp = (plan: string, limit: number, members: number) =>
  new Problem(
    402,
    'plan_limit_reached',
    `The plan "${plan}" allows ${limit} members. Choose a larger plan, or remove somebody first.`,
    { limit, members, resource: 'members' },
  );

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
