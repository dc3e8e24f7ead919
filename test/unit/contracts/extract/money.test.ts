import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCurrency, minorDigits } from '../../../../shared/contracts/extract/currencies.ts';
import {
  cellMoney,
  findMoney,
  mainCurrency,
  majorUnits,
} from '../../../../shared/contracts/extract/money.ts';

const only = (text: string, options = {}) => {
  const found = findMoney(text, options);
  return found.length === 1 ? `${found[0]?.money.minor} ${found[0]?.money.currency}` : found.length;
};

describe('an amount of money', () => {
  test.each([
    ['$1,234.50', '123450 USD'],
    ['US$ 12', '1200 USD'],
    ['EUR 1.234,50', '123450 EUR'],
    ['1.234,50 €', '123450 EUR'],
    ["CHF 1'250.00", '125000 CHF'],
    ['CHF 1’250.–', '125000 CHF'],
    ['₹12,34,567.00', '123456700 INR'],
    ['1 234,50 EUR', '123450 EUR'],
    ['JPY 1,250', '1250 JPY'],
    ['KWD 1.250', '1250 KWD'],
    ['S$5,600', '560000 SGD'],
    ['RM 12,000', '1200000 MYR'],
    ['5,600 Singapore dollars', '560000 SGD'],
    ['5,400 euros', '540000 EUR'],
    ['USD 2.5 million', '250000000 USD'],
    ['£3.5m', '350000000 GBP'],
    ['A$ 1,000 AUD', '100000 AUD'],
    ['-$500', '-50000 USD'],
    ['€ 12.750', '1275000 EUR'],
    ['€12,750', '1275000 EUR'],
    ['0.04 USD', '4 USD'],
  ])('%s is %s', (text, expected) => {
    expect(only(text)).toBe(expected);
  });

  test('in parentheses is negative in a cell, and only repeats the words in prose', () => {
    expect(cellMoney('($9,456.00)', 'USD')).toEqual({ minor: -945600, currency: 'USD' });
    expect(cellMoney('(9,456.00)', 'USD')).toEqual({ minor: -945600, currency: 'USD' });
    expect(only('one hundred fifty thousand dollars ($150,000)')).toBe('15000000 USD');
  });

  test('that its currency cannot express is not rounded into another amount', () => {
    expect(findMoney('$0.0125 per message')).toEqual([]);
  });

  test('needs a currency: plain figures, dates and section numbers are none', () => {
    for (const text of ['1,234.50', 'Section 4.2', 'March 1, 2025', '60 days', '(415) 555-0142', 'ABC 100'])
      expect(findMoney(text)).toEqual([]);
  });

  test('survives printing in English and in continental figures, in every currency', () => {
    const codes = Intl.supportedValuesOf('currency').filter(isCurrency);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 11 }),
        fc.constantFrom(...codes),
        fc.constantFrom('en', 'de'),
        (minor, code, locale) => {
          const digits = minorDigits(code);
          const printed = (minor / 10 ** digits).toLocaleString(locale === 'en' ? 'en-US' : 'de-DE', {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          });
          const [found] = findMoney(`${code} ${printed}`, { decimal: locale === 'en' ? '.' : ',' });
          expect(found?.money).toEqual({ minor, currency: code });
        },
      ),
    );
  });

  test('comes back as the major units it was read from', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 10), max: 10 ** 10 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (minor, currency) => {
          expect(Math.round(majorUnits({ minor, currency }) * 10 ** minorDigits(currency))).toBe(minor);
        },
      ),
    );
  });

  test('never makes reading hang, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        for (const { start, end } of findMoney(text)) expect(start < end && end <= text.length).toBe(true);
      }),
    );
    const started = performance.now();
    findMoney('$1,1'.repeat(20_000));
    findMoney('1 '.repeat(40_000));
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

test('the main currency is the one most amounts are printed in', () => {
  expect(mainCurrency('€5, €6 and $7')).toBe('EUR');
  expect(mainCurrency('nothing here')).toBeNull();
});
