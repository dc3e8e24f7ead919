/** Looks a text up: verbatim, then without case and signs, then word by word with a tolerance for recognition errors. */
import type { Match, WordIndex } from './word-index.ts';
import { wordsOf } from './word-index.ts';

const MOST = 200;

/** Letters that text recognition confuses are one letter. Applied to words with letters only: figures stay exact. */
const blur = (word: string): string =>
  /\p{L}/u.test(word)
    ? word
        .replace(/rn/g, 'm')
        .replace(/[0o]/g, 'o')
        .replace(/[1li|]/g, 'l')
        .replace(/5/g, 's')
        .replace(/8/g, 'b')
    : word;

/** Levenshtein distance, or `limit + 1` as soon as it is larger. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const value = Math.min(
        (before[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1),
      );
      current.push(value);
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    before = current;
  }
  return before[b.length] ?? limit + 1;
}

/** Whether two folded words are the same but for a recognition error. */
export function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (!/\p{L}/u.test(a) || !/\p{L}/u.test(b)) return false;
  const [left, right] = [blur(a), blur(b)];
  if (left === right) return true;
  const length = Math.min(left.length, right.length);
  return length >= 5 && distance(left, right, length >= 9 ? 2 : 1) <= (length >= 9 ? 2 : 1);
}

function verbatim({ source }: WordIndex, value: string): Match[] {
  const found: Match[] = [];
  const sought = value.replace(/\s+/g, ' ').trim();
  if (sought === '') return [];
  const letter = /[\p{L}\p{N}]/u;
  for (
    let at = source.flat.indexOf(sought);
    at >= 0 && found.length < MOST;
    at = source.flat.indexOf(sought, at + 1)
  ) {
    const end = at + sought.length;
    // A match must not begin or end within a word.
    if (letter.test(sought.charAt(0)) && letter.test(source.flat.charAt(at - 1))) continue;
    if (letter.test(sought.charAt(sought.length - 1)) && letter.test(source.flat.charAt(end))) continue;
    found.push({ span: { start: at, end }, quality: 1 });
  }
  return found;
}

function folded({ words, positions }: WordIndex, sought: readonly string[]): Match[] {
  const [first = ''] = sought;
  const found: Match[] = [];
  for (const position of positions.get(first) ?? []) {
    if (!sought.every((word, offset) => words[position + offset]?.text === word)) continue;
    const start = words[position]?.start ?? 0;
    found.push({ span: { start, end: words[position + sought.length - 1]?.end ?? start }, quality: 0.95 });
    if (found.length === MOST) break;
  }
  return found;
}

/** Windows that hold most of the sought words, in any order; for two or three words all of them. */
function noisy({ words, positions }: WordIndex, sought: readonly string[]): Match[] {
  if (sought.length === 1 && (sought[0]?.length ?? 0) < 5) return [];
  const wanted = [...new Set(sought)];
  // Which of the sought words each position of the document answers.
  const answers = new Map<number, number>();
  wanted.forEach((word, index) => {
    for (const [other, list] of positions) {
      if (other !== word && !alike(word, other)) continue;
      for (const position of list) answers.set(position, index);
    }
  });
  const need = wanted.length <= 3 ? wanted.length : Math.ceil(wanted.length * 0.75);
  const reach = sought.length + Math.max(1, Math.floor(sought.length * 0.25));
  const hits = [...answers.keys()].sort((a, b) => a - b);
  const found: Match[] = [];
  let from = 0;
  const counts = new Map<number, number>();
  for (const [to, position] of hits.entries()) {
    const answer = answers.get(position) ?? 0;
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
    while (position - (hits[from] ?? position) >= reach) {
      const leaving = answers.get(hits[from] ?? 0) ?? 0;
      const left = (counts.get(leaving) ?? 1) - 1;
      if (left === 0) counts.delete(leaving);
      else counts.set(leaving, left);
      from++;
    }
    if (counts.size < need) continue;
    const start = words[hits[from] ?? 0]?.start ?? 0;
    const end = words[hits[to] ?? 0]?.end ?? start;
    const quality = (0.85 * counts.size) / wanted.length;
    const before = found.at(-1);
    if (before && start < before.span.end) {
      if (quality > before.quality) found[found.length - 1] = { span: { start, end }, quality };
    } else found.push({ span: { start, end }, quality });
    if (found.length === MOST) break;
  }
  return found.sort((a, b) => b.quality - a.quality);
}

/** All places of a text, those of the best kind of match only. */
export function matchText(index: WordIndex, value: string): Match[] {
  const exact = verbatim(index, value);
  if (exact.length > 0) return exact;
  const sought = wordsOf(value).map((word) => word.text);
  if (sought.length === 0) return [];
  const same = folded(index, sought);
  return same.length > 0 ? same : noisy(index, sought);
}
