/**
 * `Idempotency-Key`: a POST that is sent again with the same key is answered again, not done again (ROUTES.md,
 * Conventions; draft-ietf-httpapi-idempotency-key-header). A key belongs to one account, one route and one request.
 */
import { Entity } from 'electrodb';
import type { Actor } from './actor.ts';
import { primary } from './entity.ts';
import { sha256 } from './hash.ts';
import type { Answer } from './http.ts';
import { log } from './log.ts';
import { Problem } from './problem.ts';
import { conditionFailed, deleteItem, getItem, type Item, putItem, table, updateItem } from './records.ts';
import { DAY_SECONDS, epochSeconds } from './time.ts';

const KEPT_SECONDS = DAY_SECONDS;

/** Printable ASCII, as header values are. */
const KEY = /^[\x21-\x7e]{1,255}$/;

export const IdempotencyRecord = new Entity({
  model: { entity: 'idempotency', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    /** SHA-256 of account, route and key: says nothing about any of them. */
    id: { type: 'string', required: true, readOnly: true },
    /** SHA-256 of what was asked for. */
    request: { type: 'string', required: true },
    /** The request that holds the key while it is at work. */
    holder: { type: 'string', required: true },
    /** Seconds since 1970: when a holder that never answered has certainly ended. */
    held_until: { type: 'number', required: true },
    /** JSON, once there is one. */
    answer: { type: 'string' },
    /** Seconds since 1970: the table's time to live. */
    expires_at: { type: 'number', required: true },
  },
  indexes: { record: primary(['tenant_id', 'id'], `T#\${tenant_id}#IDEMPOTENCY#\${id}`, [], 'IDEMPOTENCY') },
});

/** What a key is for. */
export interface Purpose {
  readonly key: string;
  /** `POST /api/v1/contracts/{id}/confirm`: the route as declared, whichever of its paths was used. */
  readonly route: string;
  /** Everything that decides what the request does: path parameters, query, body. */
  readonly request: readonly unknown[];
  /** How long this invocation can go on, in milliseconds. */
  readonly remainingMs: number;
}

const hash = (...parts: readonly unknown[]) => sha256(JSON.stringify(parts));

/** The record's id: bound to the account and the route; the tenant is the key's partition. */
export const recordId = (actor: Actor, { route, key }: Pick<Purpose, 'route' | 'key'>) =>
  hash(actor.id, route, key);

/**
 * Does `work` once for a key. Only its answer is kept: what throws frees the key, so that the request can be sent again.
 * @throws Problem 400 `invalid_idempotency_key`, 409 `idempotency_in_progress`, 422 `idempotency_key_reused`
 */
export async function once(actor: Actor, purpose: Purpose, work: () => Promise<Answer>): Promise<Answer> {
  if (!KEY.test(purpose.key))
    throw new Problem(
      400,
      'invalid_idempotency_key',
      'Idempotency-Key: use 1 to 255 letters, digits and signs, without blanks. A UUID is best.',
    );
  const record = { tenant_id: actor.tenantId, id: recordId(actor, purpose) };
  const request = hash(...purpose.request);
  if (!(await take(actor, record, request, purpose.remainingMs))) return earlier(actor, record, request);
  try {
    const answer = await work();
    await keep(actor, record, answer);
    return answer;
  } catch (error) {
    await free(actor, record);
    throw error;
  }
}

type Key = { readonly tenant_id: string; readonly id: string };

/** @returns false when somebody else holds the key, or had it answered. One that expired or was given up is free. */
async function take(actor: Actor, record: Key, request: string, remainingMs: number): Promise<boolean> {
  const at = epochSeconds();
  const item = {
    ...record,
    request,
    holder: actor.requestId,
    held_until: at + Math.ceil(remainingMs / 1000),
    expires_at: at + KEPT_SECONDS,
  };
  try {
    await putItem(
      actor,
      IdempotencyRecord.put(item)
        .where(
          ({ id, answer, held_until, expires_at }, { lt, notExists }) =>
            `${notExists(id)} OR ${lt(expires_at, at)} OR (${notExists(answer)} AND ${lt(held_until, at)})`,
        )
        .params(table()),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}

async function earlier(actor: Actor, record: Key, request: string): Promise<Answer> {
  const stored: Item | undefined = await getItem(actor, IdempotencyRecord.get(record).params(table()));
  if (stored && stored.request !== request)
    throw new Problem(
      422,
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request. Use a new key for each request.',
    );
  // Not there any more: the one who held it has failed this very moment.
  if (typeof stored?.answer !== 'string')
    throw new Problem(
      409,
      'idempotency_in_progress',
      'A request with this Idempotency-Key is still at work. Ask again in a moment.',
      {},
      { 'retry-after': '1' },
    );
  const answer = JSON.parse(stored.answer) as Answer;
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
}

/** The work is done: that its answer could not be kept must not turn it into a failure. */
async function keep(actor: Actor, record: Key, answer: Answer): Promise<void> {
  try {
    await updateItem(
      actor,
      IdempotencyRecord.patch(record)
        .set({ answer: JSON.stringify(answer) })
        .where(({ holder }, { eq }) => eq(holder, actor.requestId))
        .params(table()),
    );
  } catch (error) {
    log.warn('answer not kept', { reason: (error as Error).name });
  }
}

async function free(actor: Actor, record: Key): Promise<void> {
  try {
    await deleteItem(
      actor,
      IdempotencyRecord.delete(record)
        .where(
          ({ holder, answer }, { eq, notExists }) =>
            `${eq(holder, actor.requestId)} AND ${notExists(answer)}`,
        )
        .params(table()),
    );
  } catch (error) {
    log.warn('key not freed', { reason: (error as Error).name });
  }
}
