import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, workingCalendar } from '../../../shared/onboarding/working-days.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
const holidays = fc.array(day, { maxLength: 20 });

describe('working days', () => {
  it.each([
    ['Friday', '2026-11-20', 1, '2026-11-20'],
    ['Friday', '2026-11-20', 2, '2026-11-23'],
    ['Saturday', '2026-11-21', 1, '2026-11-23'],
    ['Sunday', '2026-11-22', 5, '2026-11-27'],
    ['the day before a leap day', '2028-02-28', 2, '2028-02-29'],
  ])('begun on a %s, work is finished when its days are over', (_, start, days, due) => {
    expect(workingCalendar().finish(start, days)).toBe(due);
  });

  it('leave out holidays of one year and of every year', () => {
    const calendar = workingCalendar(['2026-12-24', '12-25']);
    expect(calendar.finish('2026-12-23', 2)).toBe('2026-12-28');
    expect(calendar.isWorkingDay('2025-12-24')).toBe(true);
    expect(calendar.isWorkingDay('2031-12-25')).toBe(false);
  });

  it('begin and end on working days, as many as asked for', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 80 }), holidays, (date, days, closed) => {
        const calendar = workingCalendar(closed);
        const start = calendar.onOrAfter(date);
        const due = calendar.finish(start, days);
        expect(calendar.isWorkingDay(start) && calendar.isWorkingDay(due)).toBe(true);
        expect(calendar.count(start, due)).toBe(days);
        expect(calendar.begin(due, days)).toBe(start);
      }),
    );
  });
});
