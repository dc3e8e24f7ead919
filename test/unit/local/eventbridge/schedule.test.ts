import { describe, expect, test } from 'vitest';
import { parseSchedule } from '../../../../local/eventbridge/schedule.ts';

const from = Date.parse('2026-11-21T01:42:30Z'); // a Saturday
const firings = (expression: string, count: number) => {
  const next = parseSchedule(expression);
  const times: string[] = [];
  for (let at: number | undefined = from; times.length < count; ) {
    at = next(at);
    if (at === undefined) break;
    times.push(new Date(at).toISOString().slice(0, 16));
  }
  return times;
};

describe('schedule expressions', () => {
  test.each([
    ['rate(1 minute)', ['2026-11-21T01:43']],
    ['rate(5 minutes)', ['2026-11-21T01:47']],
    ['rate(1 day)', ['2026-11-22T01:42']],
    ['cron(0 10 * * ? *)', ['2026-11-21T10:00', '2026-11-22T10:00']],
    ['cron(15 12 ? * MON-FRI *)', ['2026-11-23T12:15', '2026-11-24T12:15']],
    ['cron(0/15 * * * ? *)', ['2026-11-21T01:45', '2026-11-21T02:00', '2026-11-21T02:15']],
    ['cron(0 8 1 * ? *)', ['2026-12-01T08:00', '2027-01-01T08:00']],
    ['cron(0 0 L * ? *)', ['2026-11-30T00:00', '2026-12-31T00:00']],
    ['cron(0 0 LW * ? *)', ['2026-11-30T00:00', '2026-12-31T00:00', '2027-01-29T00:00']],
    ['cron(0 0 22W * ? *)', ['2026-11-23T00:00', '2026-12-22T00:00', '2027-01-22T00:00']],
    ['cron(0 0 ? * 6L *)', ['2026-11-27T00:00', '2026-12-25T00:00']],
    ['cron(0 0 ? * TUE#1 *)', ['2026-12-01T00:00', '2027-01-05T00:00']],
    ['cron(0 0 ? * FRI-MON *)', ['2026-11-22T00:00', '2026-11-23T00:00', '2026-11-27T00:00']],
    ['cron(30 9,17 ? JAN,JUL 2 2027)', ['2027-01-04T09:30', '2027-01-04T17:30']],
    ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['cron(0 0 1 1 ? 2020)', []],
  ])('%s', (expression, expected) => {
    expect(firings(expression, Math.max(expected.length, 1))).toEqual(expected);
  });

  test.each([
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 minutes)',
    'rate(1 week)',
    'cron(0 10 * * * *)',
    'cron(0 10 ? * ? *)',
    'cron(60 10 * * ? *)',
    'cron(0 10 * * ?)',
    'cron(0 10 31-1 * ? *)',
    'cron(0 0 * * ? 1969)',
    'at(2026-01-01T00:00:00)',
  ])('%s is refused', (expression) => {
    expect(() => parseSchedule(expression)).toThrow(expect.objectContaining({ name: 'ValidationException' }));
  });
});
