import '../../../web/src/i18n/texts/onboarding.ts';
import { describe, expect, test } from 'vitest';
import {
  currencyDigits,
  formatBytes,
  formatDate,
  formatElapsed,
  formatMoney,
  formatRelative,
} from '../../../web/src/components/format.ts';
import { signInSearch } from '../../../web/src/features/identity/search.ts';
import { isOverdue, localDay, ownerText } from '../../../web/src/features/onboarding/task-facts.ts';

test('a date shows as much as is known, on its own day in every time zone', () => {
  expect(formatDate('2027-03-01')).toMatch(/\b1\b.*2027|2027.*\b1\b/);
  expect(formatDate('2027-03')).toMatch(/Mar.*2027/);
  expect(formatDate('2027')).toBe('2027');
  expect(formatDate('soon')).toBe('soon');
});

test('money has its currency’s own number of digits', () => {
  expect([currencyDigits('USD'), currencyDigits('JPY'), currencyDigits('nonsense')]).toEqual([2, 0, 2]);
  expect(formatMoney({ minor: 5_400_000, currency: 'USD' })).toContain('54,000.00');
  expect(formatMoney({ minor: 1200, currency: 'JPY' })).toContain('1,200');
  expect(formatMoney({ minor: 100, currency: '??' })).toBe('1 ??');
});

test.each([
  [-5, 'just now'],
  [-90, '1 minute ago'],
  [-7200, '2 hours ago'],
  [-86_400, 'yesterday'],
])('%i seconds from now is %s', (seconds, words) => {
  const now = Date.parse('2027-03-01T12:00:00Z');
  expect(formatRelative(new Date(now + seconds * 1000).toISOString(), now)).toBe(words);
});

test('sizes and times are in units that people read', () => {
  expect(formatBytes(482_113)).toBe('471 kB');
  expect(formatBytes(12 * 1024 * 1024)).toBe('12 MB');
  expect([340, 12_400, 185_000, -20].map(formatElapsed)).toEqual(['0.3 s', '12 s', '3 min 5 s', '0.0 s']);
});

describe('the way back after signing in', () => {
  test.each(['/', '/plans/01K?x=1', '/contracts/a#b'])('%s is kept', (return_to) => {
    expect(signInSearch({ return_to })).toEqual({ return_to });
  });
  test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'plans', '/a b', 7])(
    '%s is not',
    (return_to) => {
      expect(signInSearch({ return_to })).toEqual({});
    },
  );
  test('only problems that have a sentence are taken', () => {
    expect(signInSearch({ problem: 'consent_denied' })).toEqual({ problem: 'consent_denied' });
    expect(signInSearch({ problem: 'constructor' })).toEqual({});
  });
});

test('a task is overdue from the day after it was due, unless it is done', () => {
  const task = { status: 'todo', due_date: '2027-03-01' } as const;
  expect(isOverdue(task, '2027-03-01')).toBe(false);
  expect(isOverdue(task, '2027-03-02')).toBe(true);
  expect(isOverdue({ ...task, status: 'done' }, '2027-03-02')).toBe(false);
  expect(localDay(new Date(2027, 0, 5, 23, 59))).toBe('2027-01-05');
});

test('an owner is a person where there is one, else a role, and always of a side', () => {
  const owner = { side: 'customer', role: 'executive_sponsor', stakeholder_id: null, name: null } as const;
  expect(ownerText(owner)).toBe('Executive sponsor (customer)');
  expect(ownerText({ ...owner, name: 'Renata Okafor' })).toBe('Renata Okafor (customer)');
});
