import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interleave, median, percentile } from '../../../bench/statistics.ts';

describe('the median', () => {
  it('has as many figures below it as above it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it('of two figures is between them, and of none there is none', () => {
    expect(median([4, 1])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('a percentile', () => {
  it('is one of the figures, and that share of them does not exceed it', () => {
    const figures = fc.array(fc.integer(), { minLength: 1 });
    fc.assert(
      fc.property(figures, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const found = percentile(values, share);
        expect(values).toContain(found);
        const within = values.filter((value) => value <= found).length;
        expect(within / values.length).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });

  it('of 1 to 100 is itself, and of none there is none', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});

describe('interleaved runs', () => {
  const tasks = (order: string[]) =>
    ['a', 'b'].map((name) => async () => {
      order.push(name);
      return order.length;
    });

  it('take turns, each task as often as it should', async () => {
    const order: string[] = [];
    const figures = await interleave(tasks(order), {
      rounds: (task) => [3, 1][task] ?? 0,
      timeLimitMs: 60_000,
    });
    expect(order.join('')).toBe('abaa');
    expect(figures).toEqual([[1, 3, 4], [2]]);
  });

  it('end when time is up, but not before each task ran once', async () => {
    const order: string[] = [];
    await interleave(tasks(order), { rounds: () => 5, timeLimitMs: -1 });
    expect(order.join('')).toBe('ab');
  });
});
