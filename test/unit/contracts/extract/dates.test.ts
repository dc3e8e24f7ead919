import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDuration, dayBefore, isoDate } from '../../../../shared/contracts/extract/calendar.ts';
import { dayOrder, findDates } from '../../../../shared/contracts/extract/dates.ts';

const values = (text: string, order: 'day-first' | 'month-first' = 'month-first') =>
  findDates(text, order).map((date) => date.value);

describe('a date', () => {
  test.each([
    ['March 18, 2025', '2025-03-18'],
    ['this 15 th day of July, 2010', '2010-07-15'],
    ['the 16t h day of May, 2017', '2017-05-16'],
    ['1st day of March, 2025', '2025-03-01'],
    ['the twenty-first day of May 2020', '2020-05-21'],
    ['this 20 day of November, 1995', '1995-11-20'],
    ['24 June 2025', '2025-06-24'],
    ['30-Sep-2021', '2021-09-30'],
    ['Sept. 5th, 2001', '2001-09-05'],
    ['2025-03-18', '2025-03-18'],
    ['18.03.2025', '2025-03-18'],
    ['1.4.2011', '2011-04-01'],
    ['03/18/2025', '2025-03-18'],
    ['18/03/25', '2025-03-18'],
    ['1 OCTOBER 2019', '2019-10-01'],
  ])('%s is %s', (text, expected) => {
    expect(values(text)).toEqual([expected]);
  });

  test.each([
    ['May 2013', '2013-05'],
    ['November ___, 2006', '2006-11'],
    ['[●] day of March, 2020', '2020-03'],
    ['as of ________, 2020', '2020'],
    ['made as of , 2013', '2013'],
  ])('that is partly blank stays partial: %s', (text, expected) => {
    expect(values(text)).toEqual([expected]);
  });

  test('that is blank, impossible or a section number is none', () => {
    for (const text of [
      'the ____ day of ____, 20__',
      '31 February 2020',
      'Section 12.5.2',
      'version 1.2.3',
      '_____, 20__',
      '13/13/2020',
    ])
      expect(values(text)).toEqual([]);
  });

  test('in figures follows the order of the document and says when it is ambiguous', () => {
    expect(findDates('03/04/2025', 'month-first')[0]).toMatchObject({ value: '2025-03-04', ambiguous: true });
    expect(findDates('03/04/2025', 'day-first')[0]).toMatchObject({ value: '2025-04-03', ambiguous: true });
    expect(findDates('03/14/2025', 'day-first')[0]).toMatchObject({ value: '2025-03-14', ambiguous: false });
    expect(dayOrder('due 25/03/2025, paid 04/05/2025')).toBe('day-first');
    expect(dayOrder('due 03/25/2025')).toBe('month-first');
    expect(dayOrder('Acme Limited, London, England')).toBe('day-first');
  });

  test('is found again in every usual printing', () => {
    const day = fc.date({ min: new Date('1901-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('long', 'british', 'iso', 'dotted'), (date, style) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, number] = iso.split('-');
        const name = date.toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
        const printed = {
          long: `${name} ${Number(number)}, ${year}`,
          british: `${Number(number)} ${name} ${year}`,
          iso,
          dotted: `${number}.${month}.${year}`,
        }[style];
        expect(values(`dated ${printed} between`)).toEqual([iso]);
      }),
    );
  });

  test('never makes reading hang, whatever the text', () => {
    const started = performance.now();
    findDates('1st day of '.repeat(20_000));
    findDates('March _'.repeat(20_000));
    findDates('1/1/'.repeat(30_000));
    expect(performance.now() - started).toBeLessThan(4000);
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void values(text)));
  });
});

describe('adding to a date', () => {
  test('keeps the day, or the last of a shorter month', () => {
    expect(addDuration('2025-04-01', { count: 36, unit: 'month' })).toBe('2028-04-01');
    expect(addDuration('2024-02-29', { count: 1, unit: 'year' })).toBe('2025-02-28');
    expect(addDuration('2025-01-31', { count: 1, unit: 'month' })).toBe('2025-02-28');
    expect(addDuration('2025-12-20', { count: 30, unit: 'day' })).toBe('2026-01-19');
  });

  test('keeps a partial date partial and refuses days where the day is unknown', () => {
    expect(addDuration('2025-04', { count: 1, unit: 'year' })).toBe('2026-04');
    expect(addDuration('2025', { count: 24, unit: 'month' })).toBe('2027');
    expect(addDuration('2025-04', { count: 30, unit: 'day' })).toBeNull();
    expect(addDuration('2025', { count: 6, unit: 'month' })).toBeNull();
  });

  test('days forward and one back are inverse', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1950, max: 2150 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (year, month, day) => {
          const date = isoDate(year, month, day) ?? '';
          expect(dayBefore(addDuration(date, { count: 1, unit: 'day' }) ?? '')).toBe(date);
        },
      ),
    );
  });
});
