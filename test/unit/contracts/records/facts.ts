/** Facts of every kind for property tests. */
import fc from 'fast-check';
import { LIST_FIELDS, SCALAR_FIELDS } from '../../../../shared/contracts/extraction.ts';
import { DECISIONS, FIELDS, type Field, type StoredFact } from '../../../../shared/contracts/fact.ts';

export const isScalar = (field: Field) => (SCALAR_FIELDS as readonly string[]).includes(field);
export const isList = (field: Field) => (LIST_FIELDS as readonly string[]).includes(field);

/** Few values, so that the same is often said twice. */
const values = fc.oneof(
  fc.constantFrom('Oregon', 'Nevada', 'Utah'),
  fc.constantFrom(
    { name: 'Acme', role: 'customer' },
    { role: 'customer', name: 'Acme' },
    { name: 'Meridian', role: 'provider' },
  ),
);

const evidence = fc.array(fc.constant({ page: 1, quote: 'as printed', box: null }), { maxLength: 2 });

const content = fc.record({
  field: fc.constantFrom(...FIELDS),
  value: values,
  evidence,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  method: fc.constantFrom('rule', 'model', 'computed'),
  needs_review: fc.boolean(),
} as const);

/** As a run finds them: keys count up within each field, and a single-valued field has one. */
export const foundFacts = fc.array(content, { maxLength: 25 }).map((facts) => {
  const counts = new Map<Field, number>();
  return facts.flatMap((fact) => {
    const ordinal = counts.get(fact.field) ?? 0;
    if (ordinal > 0 && isScalar(fact.field)) return [];
    counts.set(fact.field, ordinal + 1);
    return [{ ...fact, key: `${fact.field}/${ordinal}`, decision: 'none' as const }];
  });
});

/** As they lie in the table: some decided, under keys with gaps. */
export const storedFacts = fc
  .array(
    fc.tuple(
      content,
      fc.nat({ max: 30 }),
      fc.constantFrom(...DECISIONS),
      fc.option(values, { nil: undefined }),
      fc.integer({ min: 1, max: 9 }),
    ),
    { maxLength: 25 },
  )
  .map((entries): StoredFact[] => {
    const facts = entries.map(([fact, ordinal, decision, original, version]) => ({
      ...fact,
      key: `${fact.field}/${isScalar(fact.field) ? 0 : ordinal}`,
      decision,
      version,
      ...(decision === 'added' && { method: 'person' as const, evidence: [] }),
      ...(decision === 'corrected' && { original: original ?? 'as read' }),
    }));
    return [...new Map(facts.map((fact) => [fact.key, fact])).values()];
  });
