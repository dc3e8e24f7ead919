import { expect, it } from 'vitest';
import { atOnce, atRate, inTurns } from '../../../bench/load/drive.ts';
import { judgeLoad } from '../../../bench/parts/load.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('calls at once are all at work together, and a failed one is an outcome like any other', async () => {
  let open = 0;
  let most = 0;
  const call = async () => {
    most = Math.max(most, ++open);
    await pause(5);
    open--;
  };
  const { outcomes } = await atOnce([call, call, call, () => Promise.reject(new Error('no'))]);
  expect(most).toBe(3);
  expect(outcomes.map(({ error }) => error)).toEqual([undefined, undefined, undefined, 'no']);
});

it('callers in turns are never more than there are, and make every call', async () => {
  let open = 0;
  let most = 0;
  let made = 0;
  const call = async () => {
    most = Math.max(most, ++open);
    made++;
    await pause(1);
    open--;
  };
  await inTurns(
    3,
    Array.from({ length: 20 }, () => call),
  );
  expect([most, made]).toEqual([3, 20]);
});

it('a call that begins late has waited since it was due', async () => {
  // The first one holds the only thread for longer than the second is away.
  const block = async () => {
    const until = performance.now() + 60;
    while (performance.now() < until);
  };
  const { outcomes } = await atRate(100, [block, async () => undefined]);
  expect(outcomes[1]?.ms).toBeGreaterThan(30);
});

it('a load is over its budget when it took longer, or when anything failed', () => {
  const of = (times: readonly number[], error?: string) => ({
    wall: times.reduce((sum, ms) => sum + ms, 0),
    outcomes: times.map((ms) => ({ ms, ...(error && { error }) })),
  });
  const p95 = { of: 'p95', ms: 10, row: 'R' } as const;
  expect(judgeLoad({ load: of([5, 10]), budget: p95 })).toMatch(/^met/);
  expect(judgeLoad({ load: of([5, 11]), budget: p95 })).toMatch(/^not met/);
  expect(judgeLoad({ load: of([5, 11]), budget: { of: 'all', ms: 16, row: 'R' } })).toMatch(/^met/);
  expect(judgeLoad({ load: of([1], 'refused'), budget: p95 })).toBe('not met: 1 failed');
  expect(judgeLoad({ load: of([99]) })).toBe('none');
});
