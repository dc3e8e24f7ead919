/** The writes that bring a customer's people, entitlements and prices up to date with one of its contracts. */
import { isDeepStrictEqual } from 'node:util';
import type { KeyedExtraction, KeyedFact } from '../contracts/fact.ts';
import type { Actor } from '../kernel/actor.ts';
import { created, type Item, queryAll, type TransactItem, table, updated } from '../kernel/records.ts';
import { customerRows } from './customer-rows.ts';
import { EntitlementRecord } from './entitlement.ts';
import { keepEdits } from './join-stakeholders.ts';
import { PriceRecord } from './price.ts';
import { asStakeholder, StakeholderRecord, stakeholderKeys } from './stakeholder.ts';
import type { ExistingStakeholder, Stakeholder } from './stakeholder-model.ts';

export interface ContractRows {
  readonly stakeholders: readonly Item[];
  readonly entitlements: readonly Item[];
  readonly prices: readonly Item[];
}

/** What the customer has: all of its people, and this contract's entitlements and prices. */
export async function readRows(actor: Actor, customerId: string, contractId: string): Promise<ContractRows> {
  const read = (kind: Parameters<typeof customerRows>[2], prefix = '') =>
    queryAll(actor, { ...customerRows(actor, customerId, kind, prefix), ConsistentRead: true }, 'write');
  const [stakeholders, entitlements, prices] = await Promise.all([
    read('STAKEHOLDER'),
    read('ENTITLEMENT', `${contractId}#`),
    read('PRICE', `${contractId}#`),
  ]);
  return { stakeholders, entitlements, prices };
}

/** Nothing for what is already so. Each write holds only while the record is as it was read. */
export function rowWrites(
  actor: Actor,
  contract: Item,
  stored: ContractRows,
  fresh: { readonly extraction: KeyedExtraction; readonly stakeholders: readonly Stakeholder[] },
): TransactItem[] {
  const { extraction } = fresh;
  const entitlements = extraction.entitlements.map((fact) => ({ ...rowOf(fact), ...filled(fact.value) }));
  const prices = extraction.pricing.map((fact) => {
    const { unitPrice, ...line } = fact.value;
    return { ...rowOf(fact), ...filled({ ...line, unit_price: unitPrice }) };
  });
  return [
    ...stakeholderWrites(
      actor,
      String(contract.id),
      stored.stakeholders.map(asStakeholder),
      fresh.stakeholders,
    ),
    ...lineWrites(
      actor,
      contract,
      EntitlementRecord as unknown as LineRecord,
      stored.entitlements,
      entitlements,
    ),
    ...lineWrites(actor, contract, PriceRecord as unknown as LineRecord, stored.prices, prices),
  ];
}

const filled = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined));

type Line = Readonly<Record<string, unknown>> & { readonly number: string };

const rowOf = (fact: KeyedFact<unknown>) => ({
  number: (fact.key.split('/')[1] ?? '').padStart(3, '0'),
  fact_key: fact.key,
  source: fact.method === 'person' ? 'person' : 'contract',
  confidence: fact.confidence,
  needs_review: fact.needsReview,
});

/** What the two entities of lines have in common. */
interface LineRecord {
  create: (item: Item) => Operation;
  put: (item: Item) => Operation;
  delete: (key: Item) => Operation;
}
interface Operation {
  where: (
    condition: (
      attributes: { version: unknown },
      operations: { eq: (a: unknown, b: unknown) => string },
    ) => string,
  ) => Operation;
  params: (options: object) => object;
}

function lineWrites(
  actor: Actor,
  contract: Item,
  entity: LineRecord,
  stored: readonly Item[],
  lines: readonly Line[],
): TransactItem[] {
  const owner = {
    tenant_id: actor.tenantId,
    customer_id: String(contract.customer_id),
    contract_id: String(contract.id),
  };
  const before = new Map(stored.map((item) => [String(item.number), item]));
  const numbers = new Set(lines.map(({ number }) => number));
  const writes: TransactItem[] = lines.flatMap((line) => {
    const old = before.get(line.number);
    if (!old) return put(entity.create({ ...owner, ...line, ...created(actor) }));
    if (sameRecord(old, { ...owner, ...line })) return [];
    return put(held(entity.put({ ...owner, ...line, ...renewed(actor, old) }), old));
  });
  const gone = stored.filter(({ number }) => !numbers.has(String(number)));
  return [
    ...writes,
    ...gone.map(
      (old) =>
        ({
          Delete: held(entity.delete({ ...owner, number: old.number }), old).params(table()),
        }) as TransactItem,
    ),
  ];
}

const held = (operation: Operation, old: Item) =>
  operation.where(({ version }, { eq }) => eq(version, Number(old.version)));

const put = (operation: { params: (options: object) => object }) => [
  { Put: operation.params(table()) } as TransactItem,
];

const renewed = (actor: Actor, old: Item) => ({
  created_at: old.created_at,
  created_by: old.created_by,
  ...updated(actor),
  version: Number(old.version) + 1,
});

const STAMPS = /^(?:pk|sk|gsi\d(?:pk|sk)|__edb_[ev]__|version|(?:created|updated)_(?:at|by)|cause)$/;

/** Whether a record holds these attributes and, but for its keys and stamps, no others. */
function sameRecord(record: Item, attributes: Item): boolean {
  const content = Object.fromEntries(Object.entries(record).filter(([name]) => !STAMPS.test(name)));
  return isDeepStrictEqual(content, filled(attributes));
}

function stakeholderWrites(
  actor: Actor,
  contractId: string,
  existing: readonly ExistingStakeholder[],
  fresh: readonly Stakeholder[],
): TransactItem[] {
  const before = new Map(existing.map((person) => [person.id, person]));
  const named = new Set(fresh.map(({ id }) => id));
  const current = fresh.flatMap((person) => {
    const old = before.get(person.id);
    if (!old)
      return put(
        StakeholderRecord.create({
          ...filled(person),
          ...stakeholderKeys(actor, person.id),
          ...created(actor),
        } as never),
      );
    // Somebody archived this person: a contract does not bring them back.
    return old.archived_at ? [] : changed(actor, old, keepEdits(old, person, contractId));
  });
  const past = existing.filter(
    ({ id, mentions, archived_at }) =>
      !named.has(id) && !archived_at && mentions.some(({ contract_id }) => contract_id === contractId),
  );
  return [...current, ...past.flatMap((old) => unmentioned(actor, old, contractId))];
}

function changed(actor: Actor, old: ExistingStakeholder, person: Stakeholder): TransactItem[] {
  const record = old as unknown as Item;
  const edits = filled({ edited_by: record.edited_by, edited_at: record.edited_at });
  const attributes = { ...filled(person), ...stakeholderKeys(actor, old.id), ...edits };
  if (sameRecord(filled(record), attributes)) return [];
  return put(
    StakeholderRecord.put({ ...attributes, ...renewed(actor, record) } as never).where(
      ({ version }, { eq }) => eq(version, old.version),
    ),
  );
}

/** The contract no longer names this person: who is there for no other reason, and whom nobody edited, goes. */
function unmentioned(actor: Actor, old: ExistingStakeholder, contractId: string): TransactItem[] {
  const mentions = old.mentions.filter(({ contract_id }) => contract_id !== contractId);
  if (mentions.length > 0 || old.source === 'person' || Object.keys(old.edited).length > 0) {
    const { version: _version, archived_at: _archived, ...person } = old;
    return changed(actor, old, stripped({ ...person, mentions }));
  }
  return [
    {
      Delete: StakeholderRecord.delete(stakeholderKeys(actor, old.id))
        .where(({ version }, { eq }) => eq(version, old.version))
        .params(table()),
    } as TransactItem,
  ];
}

/** Without what the store adds: keys, stamps. */
const stripped = (person: Stakeholder): Stakeholder =>
  Object.fromEntries(Object.entries(person).filter(([name]) => !STAMPS.test(name))) as unknown as Stakeholder;
