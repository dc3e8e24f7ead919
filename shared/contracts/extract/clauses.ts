import { type Source, type Span, sentenceAround } from './source.ts';

/**
 * The sentence around a span, over the break of a line that only ran out of room: its end has no stop, and the next
 * line begins small, or with the figures of a number in words.
 */
export function clauseAround(source: Source, anchor: Span, reach: number): Span {
  const span = sentenceAround(source, anchor, reach);
  const line = source.text.slice(span.start, span.end).trimEnd();
  if (line.length < 40 || !/[\p{Ll},\d]$/u.test(line)) return span;
  const next = /^\s{0,2}(?=[\p{Ll},]|\(\d{1,3}\)|\d{1,2} \p{Lu}?\p{Ll}{2,8} \d{4})/u.exec(
    source.text.slice(span.end, span.end + 40),
  );
  if (next === null || !source.text.slice(span.end - 1, span.end + 2).includes('\n')) return span;
  const from = span.end + next[0].length;
  return { start: span.start, end: sentenceAround(source, { start: from, end: from + 1 }, 400).end };
}
