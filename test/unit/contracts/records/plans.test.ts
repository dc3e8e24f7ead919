import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Field, keyedExtraction, type StoredFact } from '../../../../shared/contracts/fact.ts';
import { valueSchema } from '../../../../shared/contracts/fact-values.ts';
import { buildPlan } from '../../../../shared/onboarding/build-plan.ts';

const two = (value: number) => String(value).padStart(2, '0');
const dates = fc
  .tuple(
    fc.integer({ min: 1900, max: 2199 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 1, max: 3 }),
  )
  .map(([year, month, day, parts]) => [String(year), two(month), two(day)].slice(0, parts).join('-'));
const durations = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('days', 'weeks', 'months', 'quarters'))
    .map((parts) => parts.join(' ')),
  fc.integer({ min: 1, max: 99 }).map((years) => `${years} years`),
  fc.constant('perpetual'),
);
const values: Partial<Record<Field, fc.Arbitrary<unknown>>> = {
  agreementDate: dates,
  effectiveDate: dates,
  expirationDate: fc.oneof(dates, fc.constant('perpetual')),
  goLiveDate: dates,
  term: durations,
  renewalTerm: durations,
  noticePeriod: durations,
};
const entered = fc
  .record(values as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] })
  .map((record) =>
    Object.entries(record).map(
      ([field, value]): StoredFact => ({
        key: `${field}/0`,
        field: field as Field,
        value,
        evidence: [],
        confidence: 1,
        method: 'person',
        needs_review: false,
        decision: 'added',
        version: 1,
      }),
    ),
  );

it('whatever dates and durations a person may enter, there is a plan, of days that exist', () => {
  fc.assert(
    fc.property(entered, (facts) => {
      for (const { field, value } of facts)
        expect(valueSchema(field).safeParse(value).success, String(value)).toBe(true);
      const plan = buildPlan({
        extraction: keyedExtraction(facts),
        people: [],
        customerName: 'Meridian Freight',
        today: '2026-11-21',
      });
      expect(plan.tasks.length).toBeGreaterThan(0);
      for (const task of plan.tasks)
        expect(new Date(`${task.due_date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(task.due_date);
    }),
    { numRuns: 1000 },
  );
});
