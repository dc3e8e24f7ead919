import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byKey,
  currentExtraction,
  FIELDS,
  type Field,
  keyedExtraction,
  methodOf,
  type StoredFact,
  stands,
  toFacts,
} from '../../../../shared/contracts/fact.ts';
import { factView, isOpen } from '../../../../shared/contracts/fact-view.ts';
import { isList, storedFacts } from './facts.ts';

const shown = (facts: readonly StoredFact[], field: Field) => {
  const entry: unknown = currentExtraction(facts)[field];
  return (Array.isArray(entry) ? entry : entry ? [entry] : []) as {
    value: unknown;
    confidence: number;
    method: string;
    needsReview: boolean;
  }[];
};

describe('what a contract says as of now', () => {
  it('holds exactly what stands: nothing rejected, and nothing undecided without a place in the document', () => {
    fc.assert(
      fc.property(storedFacts, (facts) => {
        for (const field of FIELDS) {
          const expected = facts
            .filter((fact) => fact.field === field)
            .filter(
              ({ decision, evidence }) =>
                decision !== 'rejected' && (decision !== 'none' || evidence.length > 0),
            );
          const values = shown(facts, field).map(({ value }) => value);
          if (isList(field)) expect(values.length).toBe(expected.length);
          else expect(values.length).toBe(expected.length > 0 ? 1 : 0);
          for (const value of values) expect(expected.map((fact) => fact.value)).toContain(value);
        }
      }),
    );
  });

  it('does not depend on the order in which facts are read', () => {
    fc.assert(
      fc.property(storedFacts, (facts) => {
        expect(currentExtraction([...facts].reverse())).toEqual(currentExtraction(facts));
      }),
    );
  });

  it('is sure of what a person decided, and asks nobody about it again', () => {
    fc.assert(
      fc.property(storedFacts, (facts) => {
        const decided = facts.filter(({ decision }) => decision !== 'none');
        for (const field of FIELDS)
          for (const { confidence, needsReview } of shown(decided, field)) {
            expect(confidence).toBe(1);
            expect(needsReview).toBe(false);
          }
      }),
    );
  });

  it('names each fact by its own key', () => {
    fc.assert(
      fc.property(storedFacts, (facts) => {
        const keyed = keyedExtraction(facts);
        for (const field of FIELDS) {
          const entry = keyed[field] as unknown;
          for (const { key, value } of (Array.isArray(entry) ? entry : entry ? [entry] : []) as {
            key: string;
            value: unknown;
          }[])
            expect(facts.find((fact) => fact.key === key)?.value).toBe(value);
        }
      }),
    );
  });

  it('stored and read again says the same', () => {
    fc.assert(
      fc.property(storedFacts, (facts) => {
        const extraction = currentExtraction(facts);
        const again = toFacts(extraction).map((fact) => ({ ...fact, decision: 'none' as const, version: 1 }));
        const grounded = again.filter(stands);
        expect(grounded.map(({ value }) => value)).toEqual(
          toFacts(extraction)
            .filter(({ evidence }) => evidence.length > 0)
            .map(({ value }) => value),
        );
      }),
    );
  });
});

describe('the order of facts', () => {
  it('is by field, then by number: the tenth comes after the second', () => {
    const keys = ['parties/10', 'parties/2', 'term/0', 'documentName/0'].map((key) => ({ key }));
    expect([...keys].sort(byKey).map(({ key }) => key)).toEqual([
      'documentName/0',
      'term/0',
      'parties/2',
      'parties/10',
    ]);
  });

  it('is total: sorting any arrangement gives the same', () => {
    fc.assert(
      fc.property(
        storedFacts.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
        ),
        ([facts, shuffled]) => {
          expect([...shuffled].sort(byKey)).toEqual([...facts].sort(byKey));
        },
      ),
    );
  });
});

describe('a fact as the API shows it', () => {
  it('is a person’s exactly when the value is, also after it was confirmed', () => {
    const read = { method: 'rule' } as const;
    expect(methodOf(read)).toBe('rule');
    expect(methodOf({ ...read, original: 'Oregon' })).toBe('person');
    expect(methodOf({ method: 'person' })).toBe('person');
  });

  it('asks for a person while nobody has looked, and then no more', () => {
    fc.assert(
      fc.property(storedFacts, (facts) => {
        for (const fact of facts) {
          expect(factView(fact).needs_review).toBe(fact.decision === 'none' && fact.needs_review);
          expect(isOpen(fact)).toBe(factView(fact).needs_review);
        }
      }),
    );
  });
});
