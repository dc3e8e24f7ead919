/** A person's word on facts. All changes of one request are taken, or none. */
import type { Actor } from '../kernel/actor.ts';
import { Busy } from '../kernel/busy.ts';
import { snakeKey } from '../kernel/casing.ts';
import { fieldErrors, invalid, notFound, Problem, versionConflict } from '../kernel/problem.ts';
import {
  created,
  failedConditions,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transact,
  updated,
} from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { contractPatch, isArchived } from './contract.ts';
import { SCALAR_FIELDS } from './extraction.ts';
import {
  asFact,
  contractCollection,
  FactRecord,
  FIELDS,
  type Field,
  isFact,
  type StoredFact,
} from './fact.ts';
import { valueSchema } from './fact-values.ts';
import { isOpen } from './fact-view.ts';

export type Change =
  | { readonly action: 'confirm' | 'reject' | 'reset'; readonly key: string; readonly version: number }
  | { readonly action: 'correct'; readonly key: string; readonly version: number; readonly value?: unknown }
  | { readonly action: 'add'; readonly field: string; readonly value?: unknown };

/** Two people may speak about two facts of a contract at once: only the same fact is a conflict. */
const ATTEMPTS = 5;

/** @throws Problem 400, 404, 409 `version_conflict`, 422 */
export async function correctFacts(actor: Actor, contractId: string, changes: readonly Change[]) {
  for (let attempt = 1; ; attempt++)
    try {
      return await attemptCorrection(actor, contractId, changes);
    } catch (error) {
      // What changed meanwhile is read again. Was it one of these facts, then its version says so.
      if (!failedConditions(error)) throw error;
      if (attempt === ATTEMPTS) throw new Busy('The contract changes all the time.', { cause: error });
    }
}

async function attemptCorrection(actor: Actor, contractId: string, changes: readonly Change[]) {
  const items = await queryAll(actor, contractCollection(actor, contractId), 'write');
  const contract = items.find((item) => item.sk === 'CONTRACT');
  if (!contract || isArchived(contract)) throw notFound();
  if (contract.status === 'processing' || contract.status === 'awaiting_upload')
    throw new Problem(
      422,
      'still_processing',
      'This contract is still being processed. Correct its facts when it is done.',
    );
  const facts = new Map(items.filter(isFact).map((item) => [String(item.key), asFact(item)]));
  const changed = new Map<string, { before: StoredFact | undefined; after: StoredFact }>();
  for (const [index, change] of changes.entries()) {
    if (change.action !== 'add' && changed.has(change.key))
      throw invalid([
        { field: `changes.${index}.key`, code: 'duplicate', message: 'is changed twice in one request' },
      ]);
    const { before, after } = apply(actor, change, index, facts);
    changed.set(after.key, { before, after });
    facts.set(after.key, after);
  }
  const open = [...facts.values()].filter(isOpen).length;
  const status =
    contract.status === 'review' && open === 0
      ? 'ready'
      : contract.status === 'ready' && open > 0
        ? 'review'
        : contract.status;
  const contractUpdate = contractPatch(actor, contractId, { needs_review: open, facts: facts.size, status })
    .where(({ version }, { eq }) => eq(version, Number(contract.version)))
    .params(table());
  const writes = [...changed.values()].map(({ before, after }) =>
    factWrite(actor, contractId, before, after),
  );
  await transact(actor, [...writes, { Update: contractUpdate } as TransactItem]);
  return {
    contract: {
      ...contract,
      needs_review: open,
      facts: facts.size,
      status,
      version: Number(contract.version) + 1,
    } as Item,
    facts: [...changed.values()].map(({ after }) => after),
  };
}

function apply(actor: Actor, change: Change, index: number, facts: ReadonlyMap<string, StoredFact>) {
  const decided = { decided_by: actor.id, decided_at: now() };
  if (change.action === 'add') return { before: undefined, after: added(change, index, facts, decided) };
  const before = facts.get(change.key);
  if (!before) throw notFound();
  if (before.version !== change.version) throw versionConflict('fact', before.version);
  const version = before.version + 1;
  switch (change.action) {
    case 'confirm':
      return { before, after: { ...before, ...decided, version, decision: 'confirmed' as const } };
    case 'reject':
      return { before, after: { ...before, ...decided, version, decision: 'rejected' as const } };
    case 'correct':
      return {
        before,
        after: {
          ...before,
          ...decided,
          version,
          decision: before.decision === 'added' ? ('added' as const) : ('corrected' as const),
          value: enteredValue(before.field, change.value, index),
          ...(before.decision !== 'added' && { original: before.original ?? before.value }),
        },
      };
    case 'reset':
      return { before, after: reset(before, version, index) };
  }
}

/** Back to what was read, or first entered. A fact that a person added was never read: it is rejected instead. */
function reset(before: StoredFact, version: number, index: number): StoredFact {
  if (before.decision === 'added')
    throw invalid([
      {
        field: `changes.${index}.action`,
        code: 'invalid',
        message: 'a fact that was added is rejected, not reset',
      },
    ]);
  const { original, decided_by, decided_at, ...rest } = before;
  const first = { ...rest, version, value: original ?? before.value };
  return before.method === 'person'
    ? { ...first, ...(decided_by && { decided_by }), ...(decided_at && { decided_at }), decision: 'added' }
    : { ...first, decision: 'none' };
}

function added(
  change: Extract<Change, { action: 'add' }>,
  index: number,
  facts: ReadonlyMap<string, StoredFact>,
  decided: { decided_by: string; decided_at: string },
): StoredFact {
  const field = FIELDS.find((candidate) => snakeKey(candidate) === change.field) as Field;
  const present = [...facts.values()].filter((fact) => fact.field === field);
  if (
    (SCALAR_FIELDS as readonly string[]).includes(field) &&
    present.some(({ decision }) => decision !== 'rejected')
  )
    throw new Problem(
      422,
      'already_present',
      `${change.field} has one value only. Correct the one that is there.`,
    );
  const ordinal = Math.max(-1, ...present.map(({ key }) => Number(key.split('/')[1]))) + 1;
  return {
    key: `${field}/${ordinal}`,
    field,
    value: enteredValue(field, change.value, index),
    evidence: [],
    confidence: 1,
    method: 'person',
    needs_review: false,
    decision: 'added',
    ...decided,
    version: 1,
  };
}

function enteredValue(field: Field, value: unknown, index: number): unknown {
  const result = valueSchema(field).safeParse(value);
  if (!result.success) throw invalid(fieldErrors(result.error, `changes.${index}.value`));
  return result.data;
}

function factWrite(
  actor: Actor,
  contractId: string,
  before: StoredFact | undefined,
  after: StoredFact,
): TransactItem {
  const { version: _version, ...fields } = after;
  const item = { tenant_id: actor.tenantId, contract_id: contractId, ...fields };
  if (!before)
    return {
      Put: FactRecord.create({ ...item, ...created(actor) } as never).params(table()),
    } as TransactItem;
  return {
    Put: FactRecord.put({ ...recordOf(before), ...item, ...updated(actor), version: after.version } as never)
      .where(({ version }, { eq }) => eq(version, before.version))
      .params(table()),
  } as TransactItem;
}

/** The stored item without its index keys, which electrodb makes anew. */
function recordOf(fact: StoredFact): Item {
  const {
    pk: _pk,
    sk: _sk,
    __edb_e__: _e,
    __edb_v__: _v,
    original: _o,
    decided_by: _b,
    decided_at: _a,
    ...rest
  } = fact as unknown as Record<string, unknown>;
  return rest;
}
