import { raised } from '../characters.ts';
import { isRightToLeft, logicalOrder } from './direction.ts';
import { type Rect, union, type Word } from './geometry.ts';

/** Words on one base line, from left to right. */
export interface Row extends Rect {
  readonly words: readonly Word[];
  readonly baseline: number;
  readonly size: number;
}

/** Gap between words, as a fraction of the font size, from which they count as apart even if nothing says so. */
const SPACE = 0.14;

function row(words: readonly Word[]): Row {
  const sorted = words.toSorted((a, b) => a.left - b.left);
  const main = sorted.reduce((a, b) => (b.size * b.text.length > a.size * a.text.length ? b : a));
  return { ...union(sorted), words: sorted, baseline: main.baseline, size: main.size };
}

/** Gathers words to rows, from top to bottom. Raised and lowered words join the row they hang on. */
export function rowsOf(words: readonly Word[]): Row[] {
  // Large words first: what is small hangs on them.
  const groups: { baseline: number; size: number; words: Word[] }[] = [];
  for (const word of words.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const group = groups.findLast((candidate) => {
      const apart = Math.abs(candidate.baseline - word.baseline);
      return (
        apart < 0.3 * Math.min(candidate.size, word.size) || apart < 0.1 * Math.max(candidate.size, word.size)
      );
    });
    if (group && groups.length - groups.indexOf(group) < 6) {
      group.words.push(word);
      if (word.size > group.size) Object.assign(group, { size: word.size, baseline: word.baseline });
    } else groups.push({ baseline: word.baseline, size: word.size, words: [word] });
  }
  return attachRaised(groups.map((group) => row(group.words))).toSorted((a, b) => a.baseline - b.baseline);
}

/** A row of nothing but small raised words (footnote marks, `th`) belongs to the row below it. */
function attachRaised(rows: readonly Row[]): Row[] {
  const result = [...rows];
  for (const small of rows) {
    if (small.words.length > 4 || small.words.some((word) => word.text.length > 4)) continue;
    const host = result.find(
      (other) =>
        other !== small &&
        other.size > small.size * 1.15 &&
        Math.abs(other.baseline - small.baseline) < 0.55 * other.size &&
        small.words.every((word) =>
          other.words.some(
            (o) =>
              Math.abs(o.right - word.left) < 0.5 * other.size ||
              Math.abs(word.right - o.left) < 0.5 * other.size,
          ),
        ),
    );
    if (!host) continue;
    result.splice(result.indexOf(small), 1);
    result[result.indexOf(host)] = row([...host.words, ...small.words]);
  }
  return result;
}

/** Footnote marks: figures, also several, bare or in brackets. */
const MARK = /^[([]?\d{1,2}(?:,\d{1,2}){0,3}[)\]]?,?$/;

/** A box to tick stands by itself, however close. */
const BOX = /^[☐☑☒]$/;

/** The text of words that stand in one row; figures that are raised are spelled as superscripts. */
export function textOf(words: readonly Word[]): string {
  const spread = letterSpaced(words);
  const main = words.reduce((a, b) => (b.size * b.text.length > a.size * a.text.length ? b : a), words[0]!);
  const shown = words.some((word) => isRightToLeft(word.text)) ? logicalOrder(words) : words;
  let text = '';
  shown.forEach((word, index) => {
    const before = shown[index - 1];
    const gap = before ? Math.max(word.left - before.right, before.left - word.right) : 0;
    const apart = spread ? gap > spread : word.spaced ? gap > -0.5 * word.size : gap > SPACE * word.size;
    const isMark =
      word.size < 0.85 * main.size &&
      word.baseline < main.baseline - 0.15 * main.size &&
      MARK.test(word.text);
    const boxed = BOX.test(word.text) || (before !== undefined && BOX.test(before.text));
    text += before && (apart || boxed) ? ' ' : '';
    text += isMark ? raised(word.text) : word.text;
  });
  return text.replace(/ {2,}/g, ' ').trim();
}

/**
 * Headings set as `S E R V I C E S`: the gap above which words are apart, or 0 when the row is ordinary.
 * Without wider gaps between its words such a row would run together, so then it is left alone.
 */
function letterSpaced(words: readonly Word[]): number {
  if (words.length < 6 || words.filter((word) => word.text.length === 1).length < 0.85 * words.length)
    return 0;
  if (!words.every((word) => /^[\p{L}\p{P}\d]+$/u.test(word.text))) return 0;
  if (words.filter((word) => /^\p{L}$/u.test(word.text)).length < 0.6 * words.length) return 0;
  const gaps = words.slice(1).map((word, index) => word.left - words[index]!.right);
  const small = gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!;
  if (small > 2 * words[0]!.size) return 0;
  return small * 1.6;
}
