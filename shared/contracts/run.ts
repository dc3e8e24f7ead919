/** One run of the pipeline over one version of a contract's file: what its states share. */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import {
  conditionFailed,
  failedConditions,
  type Item,
  type TransactItem,
  table,
  transact,
  updateItem,
} from '../kernel/records.ts';
import { PermanentError } from '../kernel/step.ts';
import { now } from '../kernel/time.ts';
import { contractKey, contractPatch } from './contract.ts';
import type { Stage } from './statuses.ts';

/** What every state gets and hands on. */
export const RunState = z.looseObject({
  tenant_id: z.string(),
  contract_id: z.string(),
  run: z.number().int().positive(),
  object_version: z.string(),
});
export type RunState = z.output<typeof RunState>;

type Attributes = Partial<Record<string, unknown>>;

/**
 * Changes the contract on behalf of its current run.
 * @throws PermanentError `superseded` when the contract was archived, or a newer run has begun
 */
export async function updateRun(
  actor: Actor,
  state: RunState,
  attributes: Attributes,
  stage?: Stage | 'done',
): Promise<Item> {
  try {
    return await updateItem(
      actor,
      contractPatch(actor, state.contract_id, attributes)
        .data(({ stages }, { set }) => {
          if (stage) set(stages[stage], now());
        })
        .where(
          ({ run, shelf, status }, { eq }) =>
            `${eq(run, state.run)} AND ${eq(shelf, 'active')} AND ${eq(status, 'processing')}`,
        )
        .params(table()),
    );
  } catch (error) {
    throw conditionFailed(error) ? superseded() : error;
  }
}

const superseded = () =>
  new PermanentError('superseded', 'The contract was archived, or a newer run of it has begun.');

/** Of a transaction's 100 items, one asks whether the run is still the contract's current one. */
const WRITES_PER_TRANSACTION = 99;

/**
 * Idempotent writes on behalf of the contract's current run, in transactions of which each holds only while it is.
 * @throws PermanentError `superseded` as {@link updateRun} does
 */
export async function transactForRun(
  actor: Actor,
  state: RunState,
  writes: readonly TransactItem[],
): Promise<void> {
  const isCurrent: TransactItem = {
    ConditionCheck: {
      ...(contractKey(actor, state.contract_id) as { TableName: string; Key: Item }),
      ConditionExpression: '#run = :run AND #shelf = :active AND #status = :processing',
      ExpressionAttributeNames: { '#run': 'run', '#shelf': 'shelf', '#status': 'status' },
      ExpressionAttributeValues: { ':run': state.run, ':active': 'active', ':processing': 'processing' },
    },
  };
  for (let start = 0; start < writes.length; start += WRITES_PER_TRANSACTION)
    try {
      await transact(actor, [isCurrent, ...writes.slice(start, start + WRITES_PER_TRANSACTION)]);
    } catch (error) {
      throw failedConditions(error)?.has(0) ? superseded() : error;
    }
}

/** Marks that a stage begins; what the contract's page shows live. */
export const enterStage = (actor: Actor, state: RunState, stage: Stage): Promise<Item> =>
  updateRun(actor, state, {}, stage);

/** The file itself is at fault: the contract ends as failed, with a sentence that says what to do. */
export async function reject(actor: Actor, state: RunState, failure: { code: string; message: string }) {
  await updateRun(actor, state, { status: 'failed', failure });
  return { ...state, outcome: 'rejected' as const };
}
