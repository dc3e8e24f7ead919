import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredFact } from '../../../../shared/contracts/fact.ts';
import { besideDecided } from '../../../../shared/contracts/store-facts.ts';
import { foundFacts, isScalar, storedFacts } from './facts.ts';

const decidedFacts = storedFacts.map((facts) => facts.filter(({ decision }) => decision !== 'none'));
const canonical = (field: string, value: unknown) =>
  `${field} ${JSON.stringify(value, (_, entry) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  )}`;

describe('what a rerun finds, beside what people decided', () => {
  it('takes no key that a decided fact holds, and none twice', () => {
    fc.assert(
      fc.property(foundFacts, decidedFacts, (found, decided) => {
        const keys = [...besideDecided(found, decided), ...decided].map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('never says again what a person has spoken about, be it the value read or the one put in its place', () => {
    fc.assert(
      fc.property(foundFacts, decidedFacts, (found, decided) => {
        const said = new Set(
          decided.flatMap(({ field, value, original }) => [
            canonical(field, value),
            ...(original === undefined ? [] : [canonical(field, original)]),
          ]),
        );
        for (const { field, value } of besideDecided(found, decided))
          expect(said.has(canonical(field, value))).toBe(false);
      }),
    );
  });

  it('leaves a single-valued field alone that a person settled; one whose value was rejected is open', () => {
    fc.assert(
      fc.property(foundFacts, decidedFacts, (found, decided) => {
        const settled = decided.filter(({ field, decision }) => isScalar(field) && decision !== 'rejected');
        const fields = besideDecided(found, decided).map(({ field }) => field);
        for (const { field } of settled) expect(fields).not.toContain(field);
      }),
    );
    const law = {
      field: 'governingLaw',
      key: 'governingLaw/0',
      evidence: [],
      confidence: 1,
      method: 'rule',
      needs_review: false,
    } as const;
    const rejected: StoredFact = { ...law, value: 'Oregon', decision: 'rejected', version: 2 };
    expect(besideDecided([{ ...law, value: 'Nevada', decision: 'none' }], [rejected])).toEqual([
      { ...law, value: 'Nevada', decision: 'none', key: 'governingLaw/1' },
    ]);
  });

  it('loses nothing else that was found, and keeps its field and order', () => {
    fc.assert(
      fc.property(foundFacts, (found) => {
        expect(besideDecided(found, [])).toEqual(found);
      }),
    );
    fc.assert(
      fc.property(foundFacts, decidedFacts, (found, decided) => {
        const fresh = besideDecided(found, decided);
        const contents = ({ key: _, ...rest }: object & { key: string }) => JSON.stringify(rest);
        const remaining = found.map(contents);
        for (const fact of fresh) {
          expect(fact.key.split('/')[0]).toBe(fact.field);
          const at = remaining.indexOf(contents(fact));
          expect(at).toBeGreaterThanOrEqual(0);
          remaining.splice(0, at + 1);
        }
      }),
    );
  });

  it('is the same when the run is repeated', () => {
    fc.assert(
      fc.property(foundFacts, decidedFacts, (found, decided) => {
        expect(besideDecided(found, decided)).toEqual(besideDecided(found, [...decided].reverse()));
      }),
    );
  });
});
