import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findDurations,
  formatDuration,
  inDays,
  parseDuration,
} from '../../../../shared/contracts/extract/durations.ts';
import {
  decimalSign,
  normalizeFigures,
  parseFigures,
  parseNumberWords,
  parseOrdinal,
} from '../../../../shared/contracts/extract/numbers.ts';

const ONES = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

function spell(value: number): string {
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) return `${TENS[Math.floor(value / 10)]}${value % 10 ? `-${ONES[value % 10]}` : ''}`;
  if (value < 1000)
    return `${ONES[Math.floor(value / 100)]} hundred${value % 100 ? ` and ${spell(value % 100)}` : ''}`;
  return `${spell(Math.floor(value / 1000))} thousand${value % 1000 ? ` ${spell(value % 1000)}` : ''}`;
}

describe('numbers', () => {
  test('in words are read as they are spelled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (value) => {
        expect(parseNumberWords(spell(value))).toBe(value);
      }),
    );
    expect(parseNumberWords('thirty apples')).toBeNull();
  });

  test('as ordinals are read in figures and words', () => {
    expect(parseOrdinal('21st')).toBe(21);
    expect(parseOrdinal('twenty-first')).toBe(21);
    expect(parseOrdinal('tenth')).toBe(10);
    expect(parseOrdinal('ten')).toBeNull();
  });

  test.each([
    ['1,234.5', '.', 1234.5],
    ['1.234,5', '.', 1234.5],
    ["1'234.50", '.', 1234.5],
    ['12,34,567', '.', 1234567],
    ['1.250', '.', 1.25],
    ['1.250', ',', 1250],
    ['1,250', '.', 1250],
    ['1,250', ',', 1.25],
    ['1.234.567', '.', 1234567],
    ['0.125', ',', 0.125],
  ] as const)('in figures: %s with decimals after "%s" is %d', (text, sign, expected) => {
    expect(parseFigures(text, sign)).toBe(expected);
  });

  test('whose groups make no number are none', () => {
    for (const text of ['1,2,3.4.5', '12.3456.7', '1,', 'abc', '']) expect(normalizeFigures(text)).toBeNull();
  });

  test('tell which decimal sign a document uses', () => {
    expect(decimalSign('4.500,00 € and 12.750,00 €')).toBe(',');
    expect(decimalSign('$4,500.00 and $3')).toBe('.');
    expect(decimalSign('no amounts')).toBe('.');
  });
});

describe('a duration', () => {
  const read = (text: string) => findDurations(text).map(formatDuration);

  test.each([
    ['thirty-six (36) months', '36 months'],
    ['a one-year term', '1 year'],
    ['12-month periods', '12 months'],
    ["ninety (90) days' notice", '90 days'],
    ['two (2) years and six (6) months', '30 months'],
    ['one hundred and eighty (180) days', '180 days'],
    ['5 business days', '5 business days'],
    ['four business hours', '4 business hours'],
    ['one and one-half years', '18 months'],
    ['additional 3~year periods', '3 years'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  test('needs a count: "a year", "days", "$500 years" are none', () => {
    for (const text of ['a year', 'business days', 'year-end', 'section 12.5 daylight'])
      expect(read(text)).toEqual([]);
  });

  test('is the same when printed and read again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'hour', 'minute', 'business day'),
        (count, unit) => {
          expect(parseDuration(formatDuration({ count, unit }))).toEqual({ count, unit });
        },
      ),
    );
    expect(inDays({ count: 1, unit: 'year' })).toBeCloseTo(inDays({ count: 12, unit: 'month' }), 0);
  });

  test('never makes reading hang', () => {
    const started = performance.now();
    findDurations('one hundred '.repeat(10_000));
    findDurations('(1) '.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
