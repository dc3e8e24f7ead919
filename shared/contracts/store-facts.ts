/** Keeps a run's facts beside what people decided: a rerun never overwrites a person's word. */
import type { Actor } from '../kernel/actor.ts';
import { created, queryAll, type TransactItem, table } from '../kernel/records.ts';
import type { Extraction } from './extraction.ts';
import { SCALAR_FIELDS } from './extraction.ts';
import { asFact, contractCollection, FactRecord, isFact, type StoredFact, toFacts } from './fact.ts';
import { isOpen } from './fact-view.ts';
import { type RunState, transactForRun } from './run.ts';

type NewFact = Omit<StoredFact, 'version'>;

/**
 * @param alternatives by key, what the other extractor read where the two disagree
 * @throws PermanentError when a newer run has begun: an older one's facts must not replace its
 * @returns how many facts the contract has now, and how many of them ask for a person
 */
export async function storeFacts(
  actor: Actor,
  state: RunState,
  extraction: Extraction,
  alternatives: ReadonlyMap<string, unknown>,
): Promise<{ facts: number; open: number }> {
  const items = await queryAll(actor, contractCollection(actor, state.contract_id), 'write');
  const before = items.filter(isFact).map(asFact);
  const found = toFacts(extraction).map((fact) => ({
    ...fact,
    decision: 'none' as const,
    ...(alternatives.has(fact.key) && { alternative: alternatives.get(fact.key) }),
  }));
  const decided = before.filter(({ decision }) => decision !== 'none');
  const fresh = besideDecided(found, decided);
  const keys = new Set(fresh.map(({ key }) => key));
  const gone = before.filter(({ key, decision }) => decision === 'none' && !keys.has(key));
  const record = { tenant_id: actor.tenantId, contract_id: state.contract_id };
  await transactForRun(actor, state, [
    ...fresh.map(
      (fact) =>
        ({
          Put: FactRecord.put({ ...record, ...fact, ...created(actor) } as never).params(table()),
        }) as TransactItem,
    ),
    ...gone.map(
      ({ key }) => ({ Delete: FactRecord.delete({ ...record, key }).params(table()) }) as TransactItem,
    ),
  ]);
  return { facts: fresh.length + decided.length, open: fresh.filter(isOpen).length };
}

/**
 * New facts that a person has not already spoken about, under keys that no decided fact holds. A value that equals what
 * a decided fact says, or said when it was read, is that fact; a single-valued field that was decided takes no other.
 */
export function besideDecided(found: readonly NewFact[], decided: readonly StoredFact[]): NewFact[] {
  const taken = new Set(decided.map(({ key }) => key));
  const settled = new Set(
    decided
      .filter(
        ({ field, decision }) =>
          decision !== 'rejected' && (SCALAR_FIELDS as readonly string[]).includes(field),
      )
      .map(({ field }) => field),
  );
  const said = new Set(
    decided.flatMap(({ field, value, original }) => [
      same(field, value),
      ...(original === undefined ? [] : [same(field, original)]),
    ]),
  );
  const fresh: NewFact[] = [];
  for (const fact of found) {
    if (settled.has(fact.field) || said.has(same(fact.field, fact.value))) continue;
    let ordinal = Number(fact.key.split('/')[1]);
    let key = fact.key;
    while (taken.has(key)) key = `${fact.field}/${++ordinal}`;
    taken.add(key);
    fresh.push({ ...fact, key });
  }
  return fresh;
}

const same = (field: string, value: unknown) => `${field} ${JSON.stringify(value, sorted)}`;

/** Key order says nothing: DynamoDB does not keep it. */
const sorted = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
