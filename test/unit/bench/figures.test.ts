import { describe, expect, it } from 'vitest';
import { judge, summary } from '../../../bench/parts/pipeline.ts';
import { excess } from '../../../bench/parts/routes.ts';
import { costOf } from '../../../bench/routes/count.ts';
import { SCENARIOS } from '../../../bench/routes/scenarios.ts';
import { loadFunctions, ofKind } from '../../../lib/definitions.ts';

const record = (service: string, operation: string, consumedCapacity?: number) => ({
  time: '2026-11-21T10:00:00.000Z',
  requestId: 'r',
  principal: 'p',
  service,
  operation,
  allowed: true,
  status: 200,
  ms: 1,
  ...(consumedCapacity !== undefined && { consumedCapacity }),
});

it('every route has a call to measure it by', async () => {
  const routes = ofKind(await loadFunctions(), 'route')
    .filter(({ definition }) => !definition.only)
    .map(({ id }) => id);
  expect(routes.filter((id) => !(id in SCENARIOS))).toEqual([]);
  expect(Object.keys(SCENARIOS).filter((id) => !routes.includes(id))).toEqual([]);
});

describe('what a call costs', () => {
  it('is DynamoDB’s round trips and units, a transaction once, others by name', () => {
    const calls = [
      record('sts', 'AssumeRole'),
      record('dynamodb', 'Query', 0.5),
      record('dynamodb', 'TransactWriteItems', 8),
    ];
    expect(costOf(calls)).toEqual({ roundTrips: 2, units: 8.5, others: ['sts:AssumeRole'] });
  });

  const cost = (roundTrips: number, units: number) => ({ roundTrips, units, others: [] });
  it.each([
    ['one trip, the same with many records', cost(1, 2), cost(1, 2), []],
    ['fewer units with many records', cost(1, 3), cost(1, 2), []],
    ['two trips', cost(2, 2), cost(2, 2), ['2 round trips']],
    ['more units with many records', cost(1, 2), cost(1, 40), ['grows with the records']],
    ['more trips with many records', cost(1, 2), cost(5, 2), ['5 round trips', 'grows with the records']],
  ])('%s', (_, few, many, expected) => {
    expect(excess({ few, many })).toEqual(expected);
  });
});

describe('upload to plan', () => {
  const run = (total: number, read: number) => ({ total, stages: { inspect: 100, read, parse: 300 } });

  it('shows the middle of each figure, and what no stage accounts for', () => {
    const figures = summary([run(1000, 100), run(1400, 300), run(5000, 200)]);
    expect(figures.total).toBe(1400);
    expect(figures.stages).toMatchObject({ inspect: 100, read: 200, parse: 300, plan: 0 });
    expect(figures.outside).toBe(700);
  });

  it('judges ten digital pages in all and by reading and extraction', () => {
    const judged = judge({ pages: 10, scanned: false }, summary([run(3500, 500)]));
    expect(judged.map(({ what, verdict }) => `${what}: ${verdict}`)).toEqual([
      'in all: over',
      'read and parse: pass',
    ]);
    expect(judge({ pages: 100, scanned: false }, summary([run(3500, 500)]))).toEqual([]);
  });

  it('judges a scan by the time of one page', () => {
    expect(judge({ pages: 5, scanned: true }, summary([run(12_000, 9_900)]))).toMatchObject([
      { value: 2000, verdict: 'pass' },
    ]);
    expect(judge({ pages: 1, scanned: true }, summary([run(3_000, 2_000)]))).toMatchObject([
      { verdict: 'over' },
    ]);
  });
});
