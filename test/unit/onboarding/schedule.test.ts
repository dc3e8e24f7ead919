import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Activity,
  DependencyError,
  inOrder,
  schedule,
  startAfter,
} from '../../../shared/onboarding/schedule.ts';
import { addDays, workingCalendar } from '../../../shared/onboarding/working-days.ts';

/** Activities that depend on earlier ones only, in any order. The last is going live. */
const activities = fc
  .array(
    fc.record({
      days: fc.integer({ min: 1, max: 12 }),
      picks: fc.array(fc.nat(), { maxLength: 3 }),
      lagDays: fc.integer({ min: 0, max: 20 }),
      early: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((drawn) =>
    drawn.map(
      ({ days, picks, lagDays, early }, index): Activity => ({
        key: `t${index}`,
        days,
        lagDays,
        after: index === 0 ? [] : [...new Set(picks.map((pick) => `t${pick % index}`))],
        ...(early && { early: true }),
      }),
    ),
  );
const date = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days));
const calendar = workingCalendar(['01-01', '12-25', '2026-05-01']);

function expectOrderKept(
  work: readonly Activity[],
  slots: ReadonlyMap<string, { start: string; due: string }>,
) {
  for (const { key, days, after, lagDays = 0 } of work) {
    const slot = slots.get(key);
    expect(slot && calendar.count(slot.start, slot.due)).toBe(days);
    for (const before of after)
      expect((slot?.start ?? '') >= startAfter(slots.get(before)?.due ?? '', lagDays, calendar)).toBe(true);
  }
}

describe('scheduling', () => {
  it('forward: nothing begins before the start, or before what it follows is over', () => {
    fc.assert(
      fc.property(activities, date, (work, from) => {
        const { slots, tight } = schedule(work, { calendar, from, goLive: { key: 't0', date: null } });
        expectOrderKept(work, slots);
        for (const { start } of slots.values()) expect(start >= from).toBe(true);
        expect(tight).toBeNull();
      }),
    );
  });

  it('backward: it ends on the last working day up to go-live, or says by how much it is short', () => {
    fc.assert(
      fc.property(activities, date, fc.integer({ min: 0, max: 300 }), (work, from, room) => {
        const key = `t${work.length - 1}`;
        const goLive = addDays(from, room);
        const { slots, tight } = schedule(work, { calendar, from, goLive: { key, date: goLive } });
        expectOrderKept(work, slots);
        for (const { start } of slots.values()) expect(start >= from).toBe(true);
        if (tight) {
          expect(tight.needed).toBeGreaterThan(tight.available);
          expect((slots.get(key)?.due ?? '') > goLive).toBe(true);
        } else if (!work.at(-1)?.early) expect(slots.get(key)?.due).toBe(calendar.onOrBefore(goLive));
      }),
    );
  });

  it('is the same however the tasks are listed', () => {
    fc.assert(
      fc.property(activities, date, fc.infiniteStream(fc.nat()), (work, from, noise) => {
        const ranks = new Map(work.map(({ key }) => [key, noise.next().value as number]));
        const shuffled = [...work].sort((a, b) => (ranks.get(a.key) ?? 0) - (ranks.get(b.key) ?? 0));
        const goLive = { key: 't0', date: addDays(from, 200) };
        const dates = (list: readonly Activity[]) =>
          Object.fromEntries([...schedule(list, { calendar, from, goLive }).slots].sort());
        expect(dates(shuffled)).toEqual(dates(work));
      }),
    );
  });

  it('a fixed date is kept; on a day off, the last working day before it', () => {
    const work = [{ key: 'notice', days: 3, after: [], fixed: '2027-02-28' }];
    const { slots } = schedule(work, { calendar, from: '2026-11-23', goLive: { key: 'none', date: null } });
    expect(slots.get('notice')).toEqual({ start: '2027-02-24', due: '2027-02-26' });
  });

  it('tasks that wait for each other are refused by name', () => {
    const circle = [
      { key: 'a', after: ['b'] },
      { key: 'b', after: ['c'] },
      { key: 'c', after: ['a'] },
      { key: 'd', after: [] },
    ];
    expect(() => inOrder(circle)).toThrow(DependencyError);
    expect(() => inOrder(circle)).toThrow(/a, b, c/);
    expect(() => inOrder([{ key: 'a', after: ['missing'] }])).toThrow(/missing/);
  });

  it('any circle is refused, and anything else comes after what it depends on', () => {
    fc.assert(
      fc.property(activities, (work) => {
        const keys = inOrder(work).map(({ key }) => key);
        for (const { key, after } of work)
          for (const before of after) expect(keys.indexOf(before)).toBeLessThan(keys.indexOf(key));
        const [first] = work;
        const last = work.at(-1);
        if (!first || !last || first === last) return;
        const closed = work.map((entry) =>
          entry === first
            ? { ...entry, after: [last.key] }
            : entry === last
              ? { ...entry, after: [...entry.after, first.key] }
              : entry,
        );
        expect(() => inOrder(closed)).toThrow(DependencyError);
      }),
    );
  });
});
