/** Facts as records: one item each in the contract's own partition, so that two people can correct two facts at once. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { type Item, table } from '../kernel/records.ts';
import {
  EMPTY_EXTRACTION,
  type Evidence,
  type Extraction,
  type Fact,
  LIST_FIELDS,
  type Method,
  SCALAR_FIELDS,
} from './extraction.ts';

/** What a person decided: nothing yet, that it is right, what is right instead, that it is wrong, or something missing. */
export const DECISIONS = ['none', 'confirmed', 'corrected', 'rejected', 'added'] as const;
export type Decision = (typeof DECISIONS)[number];

export const FIELDS = [...SCALAR_FIELDS, ...LIST_FIELDS];
export type Field = (typeof FIELDS)[number];

export const FactRecord = new Entity({
  model: { entity: 'fact', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    contract_id: { type: 'string', required: true, readOnly: true },
    /** `<field>/<ordinal>`, stable through a correction. */
    key: { type: 'string', required: true, readOnly: true },
    field: { type: 'string', required: true },
    value: { type: 'any', required: true },
    /** What was read, once a person put something else in its place. */
    original: { type: 'any' },
    evidence: { type: 'any', required: true },
    confidence: { type: 'number', required: true },
    method: { type: 'string', required: true },
    needs_review: { type: 'boolean', required: true },
    note: { type: 'string' },
    /** What the other extractor read, where the two disagree. */
    alternative: { type: 'any' },
    decision: { type: DECISIONS, required: true },
    decided_by: { type: 'string' },
    decided_at: { type: 'string' },
    ...stamps,
  },
  indexes: {
    record: primary(
      ['tenant_id', 'contract_id'],
      `T#\${tenant_id}#CONTRACT#\${contract_id}`,
      ['key'],
      `FACT#\${key}`,
    ),
  },
});

export interface StoredFact {
  readonly key: string;
  readonly field: Field;
  readonly value: unknown;
  readonly original?: unknown;
  readonly evidence: readonly Evidence[];
  readonly confidence: number;
  readonly method: Method;
  readonly needs_review: boolean;
  readonly note?: string;
  readonly alternative?: unknown;
  readonly decision: Decision;
  readonly decided_by?: string;
  readonly decided_at?: string;
  readonly version: number;
}

/** One query: the contract and all its facts, as they are now: what is decided on them must not be stale. */
export const contractCollection = (actor: Actor, contractId: string) => ({
  TableName: table().table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#CONTRACT#${contractId}` },
  ConsistentRead: true,
});

export const isFact = (item: Item): boolean => String(item.sk).startsWith('FACT#');

export const asFact = (item: Item): StoredFact => item as unknown as StoredFact;

/** Lists in their order: `parties/2` before `parties/10`. */
export const byKey = (a: { key: string }, b: { key: string }) => {
  const [fieldA = '', ordinalA = ''] = a.key.split('/');
  const [fieldB = '', ordinalB = ''] = b.key.split('/');
  return (
    FIELDS.indexOf(fieldA as Field) - FIELDS.indexOf(fieldB as Field) || Number(ordinalA) - Number(ordinalB)
  );
};

/** An extraction as facts to store, without a person's decisions. */
export function toFacts(extraction: Extraction): Omit<StoredFact, 'version' | 'decision'>[] {
  const facts: Omit<StoredFact, 'version' | 'decision'>[] = [];
  for (const field of FIELDS) {
    const found = extraction[field];
    const list: readonly Fact<unknown>[] = Array.isArray(found)
      ? found
      : found
        ? [found as Fact<unknown>]
        : [];
    for (const [ordinal, fact] of list.entries())
      facts.push({
        key: `${field}/${ordinal}`,
        field,
        value: fact.value,
        evidence: fact.evidence,
        confidence: fact.confidence,
        method: fact.method,
        needs_review: fact.needsReview,
        ...(fact.note && { note: fact.note }),
      });
  }
  return facts;
}

/** A value that a person put there is that person's, whatever read the first one. */
export const methodOf = (fact: Pick<StoredFact, 'method' | 'original'>): Method =>
  fact.original === undefined ? fact.method : 'person';

/** A fact that stands: not rejected, and either a person's own or found in the document. */
export const stands = (fact: StoredFact): boolean =>
  fact.decision !== 'rejected' && (fact.decision !== 'none' || fact.evidence.length > 0);

/** What the contract says as of now: everything that stands, a person's word before the document's. */
export function currentExtraction(facts: readonly StoredFact[]): Extraction {
  const extraction: Record<string, unknown> = { ...EMPTY_EXTRACTION };
  for (const stored of [...facts].filter(stands).sort(byKey)) {
    const fact: Fact<unknown> = {
      value: stored.value,
      evidence: stored.evidence,
      confidence: stored.decision === 'none' ? stored.confidence : 1,
      method: methodOf(stored),
      needsReview: stored.decision === 'none' && stored.needs_review,
      ...(stored.note && { note: stored.note }),
    };
    if ((LIST_FIELDS as readonly string[]).includes(stored.field))
      extraction[stored.field] = [...(extraction[stored.field] as unknown[]), fact];
    else extraction[stored.field] ??= fact;
  }
  return extraction as unknown as Extraction;
}

/** A fact with the key under which it is stored. */
export type KeyedFact<T> = Fact<T> & { readonly key: string };

/** An extraction whose facts name themselves: what is derived from one can say which. */
export type KeyedExtraction = {
  readonly [F in keyof Extraction]: Extraction[F] extends readonly Fact<infer T>[]
    ? readonly KeyedFact<T>[]
    : NonNullable<Extraction[F]> extends Fact<infer T>
      ? KeyedFact<T> | null
      : never;
};

/** `currentExtraction`, each fact with its key. */
export function keyedExtraction(facts: readonly StoredFact[]): KeyedExtraction {
  const extraction = currentExtraction(facts);
  const standing = [...facts].filter(stands).sort(byKey);
  const keyed: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const keys = standing.filter((fact) => fact.field === field).map(({ key }) => key);
    const found = extraction[field];
    if (Array.isArray(found)) keyed[field] = found.map((fact, index) => ({ ...fact, key: keys[index] }));
    else keyed[field] = found && { ...found, key: keys[0] };
  }
  return keyed as unknown as KeyedExtraction;
}
