import type { Box } from '../../document.ts';

/** A rectangle in points, origin at the top left. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A word with its place, in points, on a page turned so that its text runs from left to right. */
export interface Word extends Rect {
  readonly text: string;
  /** y of the line the letters stand on. */
  readonly baseline: number;
  /** Font size in points. */
  readonly size: number;
  readonly bold: boolean;
  /** 0…1 */
  readonly confidence: number;
  /** Whether a space was drawn right before this word; otherwise its place alone tells whether it is apart. */
  readonly spaced: boolean;
  readonly struck: boolean;
  /** What the recogniser's own layout takes it for. */
  readonly mark?: 'header' | 'footer' | 'heading';
}

/** A straight horizontal or vertical line, as a thin rectangle. */
export type Rule = Rect;

/** The smallest rectangle around all of them. */
export function union(rects: readonly Rect[]): Rect {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const rect of rects) {
    left = Math.min(left, rect.left);
    top = Math.min(top, rect.top);
    right = Math.max(right, rect.right);
    bottom = Math.max(bottom, rect.bottom);
  }
  return { left, top, right, bottom };
}

/** Turns a rectangle clockwise by a quarter turn, `times` times, on a page of the given size before turning. */
export function turn<T extends Rect>(rect: T, times: number, width: number, height: number): T {
  const { left, top, right, bottom } = rect;
  if (times % 4 === 1)
    return { ...rect, left: height - bottom, top: left, right: height - top, bottom: right };
  if (times % 4 === 2)
    return { ...rect, left: width - right, top: height - bottom, right: width - left, bottom: height - top };
  if (times % 4 === 3) return { ...rect, left: top, top: width - right, right: bottom, bottom: width - left };
  return rect;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const rounded = (value: number) => Math.round(value * 100_000) / 100_000;

/** The rectangle as fractions of a page. */
export function toBox(rect: Rect, width: number, height: number): Box {
  const left = clamp(rect.left / width);
  const top = clamp(rect.top / height);
  return {
    left: rounded(left),
    top: rounded(top),
    width: rounded(clamp(rect.right / width) - left),
    height: rounded(clamp(rect.bottom / height) - top),
  };
}

/** The middle value; 0 of nothing. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
