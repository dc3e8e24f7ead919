/** People whom somebody enters by hand. */
import type { Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { notFound } from '../kernel/problem.ts';
import {
  created,
  failedConditions,
  type Item,
  type TransactItem,
  table,
  transact,
} from '../kernel/records.ts';
import { customerKey } from './customer.ts';
import { influenceOf } from './influence.ts';
import { StakeholderRecord } from './stakeholder.ts';
import type { NewStakeholder } from './stakeholder-input.ts';

/**
 * All or none.
 * @throws Problem 404 when one of the customers is not there
 */
export async function createStakeholders(actor: Actor, people: readonly NewStakeholder[]): Promise<Item[]> {
  const records = people.map((person) => recordOf(actor, person));
  const customers = [...new Set(people.map(({ customer_id }) => customer_id))];
  try {
    await transact(actor, [
      ...customers.map(
        (id) =>
          ({
            ConditionCheck: {
              ...customerKey(actor, id),
              ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(archived_at)',
            },
          }) as TransactItem,
      ),
      ...records.map(
        (record) => ({ Put: StakeholderRecord.create(record as never).params(table()) }) as TransactItem,
      ),
    ]);
  } catch (error) {
    const failed = failedConditions(error);
    if (failed && [...failed.keys()].some((index) => index < customers.length)) throw notFound();
    throw error;
  }
  return records;
}

function recordOf(actor: Actor, { influence, ...person }: NewStakeholder): Item {
  const stamps = created(actor);
  const judged = influenceOf(person.roles, person.title);
  const given = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null));
  return {
    tenant_id: actor.tenantId,
    ...given,
    id: `${person.customer_id}-${newId()}`,
    influence: influence ?? judged.level,
    influence_reason: influence ? 'Entered by a person.' : judged.reason,
    source: 'person',
    mentions: [],
    confidence: 1,
    needs_review: false,
    edited: {},
    edited_by: actor.id,
    // One moment: entering somebody is no change of them.
    edited_at: stamps.created_at,
    ...stamps,
  };
}
