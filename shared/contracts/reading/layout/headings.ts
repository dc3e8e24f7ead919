import type { LaidLine } from './lines.ts';

/** What a numbered or named heading starts with, the number in group 1. */
export const NUMBERED =
  /^((?:ARTICLE|SECTION|CLAUSE|PART|CHAPTER|EXHIBIT|SCHEDULE|ANNEX|APPENDIX|ATTACHMENT|ADDENDUM)\s+(?:[A-Z]{1,2}(?:-\d+)?|[IVXLC]+|\d{1,3})(?:\.\d{1,3})*(?=[\s.:–—-]|$)|§\s*\d{1,3}(?:\.\d{1,3})*|\d{1,2}(?:\.\d{1,3}){0,4}(?=[.)]?\s)|[IVXLC]{1,6}(?=\.\s)|[A-Z](?=\.\s))/i;

const LOWER_WORDS = new Set('a an and as at by for from in of on or the to with per under vs'.split(' '));

/** Whether most words are capitalised, as in titles. */
export function isTitleCase(text: string): boolean {
  const words = text
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word) && !LOWER_WORDS.has(word.toLowerCase()));
  return (
    words.length > 0 && words.filter((word) => /^[^\p{L}]*\p{Lu}/u.test(word)).length >= 0.8 * words.length
  );
}

/** Capitals only. */
export const isUpper = (text: string) => /\p{Lu}{2}/u.test(text) && !/\p{Ll}{2}/u.test(text);

/**
 * Makes the test for a document's headings: larger or bolder than the text around, in capitals, or numbered and short.
 * @param lines all lines of the document, from which the usual size is taken
 */
export function headingTest(lines: readonly LaidLine[]) {
  const weights = new Map<number, number>();
  let bold = 0;
  let all = 0;
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    weights.set(size, (weights.get(size) ?? 0) + line.text.length);
    all += line.text.length;
    if (line.bold) bold += line.text.length;
  }
  const usual = [...weights].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const boldMeansSomething = bold < 0.4 * all;

  return (line: LaidLine, before: LaidLine | null, after: LaidLine | null): boolean => {
    const text = line.text;
    if (line.titled) return true;
    if (text.length > 120 || !/\p{L}{2}/u.test(text) || /[,;]$/.test(text)) return false;
    if (/_{3,}|\.{4,}|@|https?:/.test(text)) return false;
    if (line.size >= 1.18 * usual && text.length <= 100) return true;
    const numbered = NUMBERED.test(text);
    const isBold = boldMeansSomething && line.bold;
    const loose =
      !before || line.baseline - before.baseline > 1.35 * line.size || line.baseline < before.baseline;
    if (isBold && text.length <= 90 && (loose || numbered))
      return !(before?.bold === true && !numbered && !/[.:]$/.test(before.text) && !loose);
    if (isUpper(text) && text.length <= 80 && loose && !/[.]\s+\p{Lu}\p{L}+\s/u.test(text))
      return /\p{L}{4}/u.test(text);
    // A numbered title stands alone: the line after it does not go on with the sentence.
    if (!numbered || text.length > 80 || !loose) return false;
    const title = text.replace(NUMBERED, '').replace(/^[.):\s–—-]+/, '');
    return (
      title !== '' &&
      isTitleCase(title) &&
      !(after !== null && /^\p{Ll}/u.test(after.text) && !/[.:]$/.test(text))
    );
  };
}

/** Whether a line of plain text is a heading: capitals, or numbered and in title case. */
export function isPlainHeading(text: string, alone: boolean): boolean {
  if (text.length > 90 || !/\p{L}{3}/u.test(text) || /[,;]$|_{3,}|\.{4,}|@|\t/.test(text)) return false;
  if (isUpper(text)) return /\p{L}{4}/u.test(text) && !/\.\s+\p{Lu}\p{L}+\s/u.test(text);
  if (!alone || !NUMBERED.test(text)) return false;
  const title = text.replace(NUMBERED, '').replace(/^[.):\s–—-]+/, '');
  return title !== '' && isTitleCase(title) && title.split(' ').length <= 10;
}
