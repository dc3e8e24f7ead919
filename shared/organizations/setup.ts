/**
 * What of setting up is done (ORG-06): one record of times, so that showing it is one read. What belongs to other
 * contexts says so itself, with `reached`, in the transaction that does it.
 */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary } from '../kernel/entity.ts';
import {
  cause,
  conditionFailed,
  getItem,
  type Item,
  type TransactItem,
  table,
  updateItem,
} from '../kernel/records.ts';
import { now } from '../kernel/time.ts';

/** In the order in which they are offered. */
export const SETUP_STEPS = ['wizard', 'first_contract', 'team'] as const;
type SetupStep = (typeof SETUP_STEPS)[number];

export const SetupRecord = new Entity({
  model: { entity: 'setup', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    wizard: { type: 'string' },
    first_contract: { type: 'string' },
    team: { type: 'string' },
    cause: { type: 'any' },
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#ORG`, [], 'SETUP') },
});

/** A transaction's part: this step is done. The first time counts; it may be said again. */
export const reached = (actor: Actor, step: SetupStep): TransactItem => ({
  Update: reachedParams(actor, step) as NonNullable<TransactItem['Update']>,
});

/** The same by itself; every time but the first it changes nothing. */
export async function reach(actor: Actor, step: SetupStep): Promise<void> {
  try {
    await updateItem(actor, {
      ...reachedParams(actor, step),
      ConditionExpression: 'attribute_not_exists(#step)',
    });
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

const reachedParams = (actor: Actor, step: SetupStep) => ({
  TableName: table().table,
  Key: { pk: `T#${actor.tenantId}#ORG`, sk: 'SETUP' },
  UpdateExpression:
    'SET #step = if_not_exists(#step, :at), #cause = :cause, tenant_id = :tenant, #entity = :entity, #model = :model',
  ExpressionAttributeNames: {
    '#step': step,
    '#cause': 'cause',
    '#entity': '__edb_e__',
    '#model': '__edb_v__',
  },
  ExpressionAttributeValues: {
    ':at': now(),
    ':cause': cause(actor),
    ':tenant': actor.tenantId,
    ':entity': 'setup',
    ':model': '1',
  },
});

/** Every step with the time at which it was done, or null. */
export async function setupOf(actor: Actor) {
  const record: Item =
    (await getItem(actor, SetupRecord.get({ tenant_id: actor.tenantId }).params(table()))) ?? {};
  const steps = SETUP_STEPS.map((key) => ({
    key,
    done_at: typeof record[key] === 'string' ? String(record[key]) : null,
  }));
  const done = steps.filter(({ done_at }) => done_at !== null).length;
  return { steps, done, total: steps.length, complete: done === steps.length };
}
