/** Attempts at provisioning an organization (ORG-24…ORG-28): which step is where, and since when. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import {
  conditionFailed,
  created,
  type Item,
  queryPage,
  type TransactItem,
  table,
  updated,
  updateItem,
} from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { STALLED, type StepFailure } from './failure.ts';

/** In the order in which they run. */
export const PROVISIONING_STEPS = [
  'isolation',
  'configuration',
  'credentials',
  'notifications',
  'backup',
] as const;
export type ProvisioningStep = (typeof PROVISIONING_STEPS)[number];

export const STEP_STATUSES = ['pending', 'running', 'succeeded', 'failed'] as const;

const DIGITS = 4;

export const Provisioning = new Entity({
  model: { entity: 'provisioning', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    /** Counts the attempts from 1. */
    id: { type: 'number', required: true, readOnly: true, padding: { length: DIGITS, char: '0' } },
    /** `configure` takes the blueprint over once more. */
    kind: { type: ['account', 'configure'] as const, required: true },
    status: { type: STEP_STATUSES, required: true },
    /** By step: `{status, started_at, ended_at, error, code}` */
    steps: { type: 'any', required: true },
    ended_at: { type: 'string' },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#PROVISIONING`, ['id'], `A#\${id}`) },
});

type Kind = 'account' | 'configure';

/** A transaction's part that announces an attempt which nobody has announced. */
export const announced = (actor: Actor, id: number, kind: Kind): TransactItem =>
  ({
    Put: Provisioning.create({
      tenant_id: actor.tenantId,
      id,
      kind,
      status: 'pending',
      steps: Object.fromEntries(PROVISIONING_STEPS.map((step) => [step, { status: 'pending' }])),
      ...created(actor),
    }).params(table()),
  }) as TransactItem;

/** The newest attempt. */
export async function latestAttempt(actor: Actor): Promise<Item | undefined> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#PROVISIONING` },
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  });
  return items[0];
}

/** An attempt that has not moved for this long has lost its execution, or its step the function that did it. */
const STUCK_MS = 5 * 60_000;

export const isStuck = ({ updated_at }: Item): boolean =>
  Date.now() - Date.parse(String(updated_at)) > STUCK_MS;

/** The execution's name: of one attempt there is never a second. */
export const executionName = (actor: Actor, attempt: number) => `${actor.tenantId}-${attempt}`;

interface StepState {
  readonly status: (typeof STEP_STATUSES)[number];
  readonly started_at?: string;
  readonly ended_at?: string;
  /** The sentence of its last failure; it and the code stay when the step is tried again. */
  readonly error?: string;
  readonly code?: string;
}

/** A step begins, ends or fails; the last one's end is the attempt's. */
export async function markStep(
  actor: Actor,
  attempt: number,
  step: ProvisioningStep,
  state: Readonly<{ status: 'running' | 'succeeded' | 'failed'; failure?: StepFailure }>,
): Promise<Item | undefined> {
  const at = now();
  const over = state.status === 'succeeded' && step === PROVISIONING_STEPS.at(-1);
  const stamp = state.status === 'running' ? 'started_at' : 'ended_at';
  const { updated_at, updated_by, cause } = updated(actor);
  return updateItem(actor, {
    TableName: table().table,
    Key: { pk: `T#${actor.tenantId}#PROVISIONING`, sk: `A#${String(attempt).padStart(DIGITS, '0')}` },
    UpdateExpression: `SET ${[
      'steps.#step.#status = :state, steps.#step.#stamp = :at, #status = :status',
      'updated_at = :updated_at, updated_by = :updated_by, #cause = :cause',
      ...(over ? ['ended_at = :at'] : []),
      ...(state.failure ? ['steps.#step.#error = :error, steps.#step.#code = :code'] : []),
    ].join(', ')} ADD #version :one`,
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: {
      '#step': step,
      '#status': 'status',
      '#stamp': stamp,
      '#cause': 'cause',
      '#version': 'version',
      ...(state.failure && { '#error': 'error', '#code': 'code' }),
    },
    ExpressionAttributeValues: {
      ':state': state.status,
      ':status': over ? 'succeeded' : state.status === 'failed' ? 'failed' : 'running',
      ':at': at,
      ':updated_at': updated_at,
      ':updated_by': updated_by,
      ':cause': cause,
      ':one': 1,
      ...(state.failure && { ':error': state.failure.message, ':code': state.failure.code }),
    },
    ReturnValues: 'ALL_NEW',
  });
}

/**
 * Says that an attempt goes on, so that of those who ask for it at the same moment one lets it.
 * @returns the attempt as it is now and the step that it goes on with; undefined where somebody else was first
 */
export async function claimAttempt(
  actor: Actor,
  attempt: Item,
): Promise<{ readonly claimed: Item; readonly step: ProvisioningStep } | undefined> {
  const steps = attempt.steps as Readonly<Record<string, StepState>>;
  const step = PROVISIONING_STEPS.find((key) => steps[key]?.status !== 'succeeded') ?? PROVISIONING_STEPS[0];
  const { updated_at, updated_by, cause } = updated(actor);
  try {
    const claimed = await updateItem(actor, {
      TableName: table().table,
      Key: { pk: attempt.pk, sk: attempt.sk },
      UpdateExpression:
        'SET #status = :running, steps.#step.#status = :pending, updated_at = :updated_at, updated_by = :updated_by, #cause = :cause ADD #version :one',
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: {
        '#step': step,
        '#status': 'status',
        '#cause': 'cause',
        '#version': 'version',
      },
      ExpressionAttributeValues: {
        ':running': 'running',
        ':pending': 'pending',
        ':updated_at': updated_at,
        ':updated_by': updated_by,
        ':cause': cause,
        ':version': attempt.version,
        ':one': 1,
      },
      ReturnValues: 'ALL_NEW',
    });
    return claimed && { claimed, step };
  } catch (error) {
    if (conditionFailed(error)) return undefined;
    throw error;
  }
}

/** An attempt as the API shows it. A step whose function is gone has failed, though nobody was left to write it down. */
export function provisioningView(record: Item) {
  const steps = record.steps as Readonly<Record<string, StepState>>;
  const stalled = record.status === 'running' && isStuck(record);
  return {
    organization_id: String(record.tenant_id),
    attempt: Number(record.id),
    status: stalled ? 'failed' : String(record.status),
    steps: PROVISIONING_STEPS.map((key) => {
      const { status = 'pending', started_at = null, ended_at = null, error, code } = steps[key] ?? {};
      if (stalled && status === 'running')
        return {
          key,
          status: 'failed',
          started_at,
          ended_at: null,
          error: STALLED.message,
          code: STALLED.code,
        };
      const isOver = status === 'succeeded' || status === 'failed';
      const failed = status === 'failed';
      return {
        key,
        status,
        started_at,
        ended_at: isOver ? ended_at : null,
        error: failed ? (error ?? null) : null,
        code: failed ? (code ?? null) : null,
      };
    }),
    started_at: String(record.created_at),
    ended_at: typeof record.ended_at === 'string' ? record.ended_at : null,
  };
}
