import { expect, test } from 'vitest';
import { smoothness } from '../../../bench/web/frames.ts';

const every = (length: number, count: number) =>
  Array.from({ length: count + 1 }, (_, index) => index * length);

test('frames in time are none late', () => {
  expect(smoothness(every(16.7, 60))).toMatchObject({ frames: 60, dropped: 0 });
});

test('a frame that takes two is late, one that wavers is not', () => {
  const times = [0, 17, 34, 52, 85, 102];
  expect(smoothness(times)).toEqual({ frames: 5, p95: 33, dropped: 1 / 5 });
});

test('one frame says nothing', () => {
  expect(() => smoothness([1])).toThrow(RangeError);
});
