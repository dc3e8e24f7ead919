/** What a member has, and giving it to somebody else before they go (TEAM-02). */
import { assignCustomers } from '../customers/assign.ts';
import { Customer } from '../customers/customer.ts';
import type { Actor } from '../kernel/actor.ts';
import { invalid, Problem } from '../kernel/problem.ts';
import { queryPage, table } from '../kernel/records.ts';
import { permitRemoval, removeMember } from './change-member.ts';
import { readTeam } from './team.ts';

/** Customers moved before it is looked at the time. */
const CHUNK = 20;
/** What one chunk may take at worst, and what comes after it. */
const RESERVE_MS = 8_000;

const owned = (actor: Actor, owner_id: string) =>
  Customer.query.byOwner({ tenant_id: actor.tenantId, owner_id }).params(table());

async function ownedCount(actor: Actor, owner: string): Promise<number> {
  let count = 0;
  let start: object | undefined;
  do {
    const page = await queryPage(actor, {
      ...owned(actor, owner),
      ...(start && { ExclusiveStartKey: start }),
    });
    count += page.items.filter(({ archived_at }) => !archived_at).length;
    start = page.last;
  } while (start);
  return count;
}

/** @returns false when the time is up before everything is handed over; asking again goes on */
async function handOver(actor: Actor, from: string, to: string, until: number): Promise<boolean> {
  let start: object | undefined;
  do {
    if (Date.now() > until) return false;
    const page = await queryPage(actor, {
      ...owned(actor, from),
      Limit: CHUNK,
      ...(start && { ExclusiveStartKey: start }),
    });
    const ids = page.items.filter(({ archived_at }) => !archived_at).map(({ id }) => String(id));
    if (ids.length > 0) await assignCustomers(actor, ids, to);
    start = page.last;
  } while (start);
  return true;
}

/**
 * Lets a member go whose customers, with their contracts and plans, somebody else takes over. Whatever breaks it off,
 * asking again finishes it: what is handed over stays so, and the member goes last.
 * @param remainingMs how long this invocation can go on
 * @returns whether it is finished
 * @throws Problem 400, 403 `role_exceeds_yours`, 404, 409 `last_admin`, 409 `hand_over_required`, 422 `unknown_member`
 */
export async function letGo(
  actor: Actor,
  id: string,
  to: string | undefined,
  remainingMs: number,
): Promise<boolean> {
  const until = Date.now() + remainingMs - RESERVE_MS;
  permitRemoval(actor, await readTeam(actor), id);
  if (to === id)
    throw invalid([{ field: 'query.hand_over_to', code: 'same', message: 'must be somebody else' }]);
  if (to === undefined) {
    const customers = await ownedCount(actor, id);
    if (customers > 0)
      throw new Problem(
        409,
        'hand_over_required',
        'Customers are assigned to this member. Say who takes them over.',
        { customers },
      );
  } else {
    // Also says whether there is such a member.
    await assignCustomers(actor, [], to);
    if (!(await handOver(actor, id, to, until))) return false;
  }
  await removeMember(actor, id);
  // Assigned in between: nobody is assigned anything once they are gone.
  if (to !== undefined) await handOver(actor, id, to, until + RESERVE_MS / 2);
  return true;
}
