import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deltaOf } from '../../../shared/analytics/counted.ts';
import type { Item } from '../../../shared/kernel/records.ts';
import { eventOf } from '../../support/record-events.ts';

const TENANT = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const state = fc.option(
  fc.record({
    shelf: fc.constantFrom('active', 'archived'),
    status: fc.constantFrom('review', 'ready', 'failed'),
    customer_id: fc.constantFrom('c1', 'c2'),
    owner_id: fc.constantFrom('o1', 'o2'),
  }),
  { nil: null },
);

it('counters are right after all changes of a record, in whatever order they are added', () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 12 }), fc.nat(), (states, seed) => {
      const events = states.map((after, index) =>
        eventOf(TENANT, {
          entity: 'contract',
          before: (states[index - 1] ?? null) as Item | null,
          after: after as Item | null,
        }),
      );
      const order = events.toSorted(
        (a, b) => ((a.id.charCodeAt(0) * seed) % 7) - ((b.id.charCodeAt(0) * seed) % 7),
      );
      const sums = new Map<string, number>();
      for (const event of order)
        for (const [name, change] of deltaOf(event)) sums.set(name, (sums.get(name) ?? 0) + change);
      const is = [...sums].filter(([, count]) => count !== 0).sort();
      const last = states.at(-1) as Item | null;
      const expected = last
        ? [...deltaOf(eventOf(TENANT, { entity: 'contract', before: null, after: last }))].sort()
        : [];
      expect(is).toEqual(expected);
    }),
  );
});
