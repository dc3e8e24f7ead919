import type { Line, NormalizedDocument } from '../document.ts';

/** A line with its place in the document. */
export interface Placed {
  readonly line: Line;
  /** Index into its page's lines. */
  readonly index: number;
  /** 1-based page number, and the page's size in points. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
}

/** What a clause or a list item starts with. */
const LABEL =
  /^(?:[([]?(?:\d{1,2}(?:\.\d{1,3})+|[a-zA-Z]|[ivxlc]{2,6}|[IVXLC]{2,6}|\d{1,2})[.)\]]\)?\s|\d{1,2}(?:\.\d{1,3})+\s|[•·▪◦○●■□☐☑☒➢✓–—*-]\s|(?:ARTICLE|SECTION|EXHIBIT|SCHEDULE|ANNEX|APPENDIX|WHEREAS|NOW,? THEREFORE|IN WITNESS)\b)/;
const SENTENCE_END = /[.:;!?]["'”’)\]]*$/;
const LOWER = /^["'“‘(]?\p{Ll}/u;
/** `Name: Jane Doe`: a line of a form, not of a sentence. */
const FORM = /^\p{Lu}[\p{L} /'-]{1,24}:(?:\s|$)/u;

/** A line drawn with signs: to sign on, or below a heading. */
const BLANK = /^[-_=.*\s]{4,}$/;

/** For each line, whether a new paragraph starts with it. */
export function startsParagraph(format: NormalizedDocument['format'], lines: readonly Placed[]): boolean[] {
  const usual = format === 'text' ? wrapWidth(lines) : 0;
  return lines.map((current, index) => {
    const before = lines[index - 1];
    // Word keeps a paragraph in one piece; tables are read by rows.
    if (!before || format === 'docx') return true;
    if (current.line.role === 'table' || before.line.role === 'table') return true;
    if (current.line.text === '' || before.line.text === '') return true;
    if (BLANK.test(current.line.text) || BLANK.test(before.line.text)) return true;
    if (current.line.box === null || before.line.box === null)
      return startsPlain(before.line.text, current.line.text, usual);
    return startsPlaced(before, current, lines, index);
  });
}

/** The width to which a plain text was wrapped; 0 when each paragraph is one long line. */
function wrapWidth(lines: readonly Placed[]): number {
  const lengths = lines.map(({ line }) => line.text.length).filter((length) => length > 0);
  const sorted = lengths.toSorted((a, b) => a - b);
  const long = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0;
  return long > 200 ? 0 : long;
}

function startsPlain(before: string, text: string, usual: number): boolean {
  if (usual === 0 || LABEL.test(text) || FORM.test(text)) return true;
  const firstWord = /^\S+/.exec(text)?.[0].length ?? 0;
  const fits = before.length + 1 + firstWord < 0.85 * usual;
  return fits && !(LOWER.test(text) && !SENTENCE_END.test(before));
}

function startsPlaced(before: Placed, current: Placed, lines: readonly Placed[], index: number): boolean {
  const [a, b] = [before.line.box!, current.line.box!];
  const [text, above] = [current.line.text, before.line.text];
  const size = Math.min(a.height, b.height) * current.height || 10;
  const samePage = before.page === current.page;
  const step = samePage ? (b.top + b.height - a.top - a.height) * current.height : 0;
  // The rest of a row that something struck out stood in.
  if (samePage && Math.abs(step) < 0.3 * size && b.left >= a.left + a.width - 0.01) return false;
  const headings = (before.line.role === 'heading' ? 1 : 0) + (current.line.role === 'heading' ? 1 : 0);
  if (headings === 1) return true;
  if (LABEL.test(text) || FORM.test(text)) return true;
  const cut = /[\p{L}\d]-$/u.test(above) && /^[\p{L}\d]/u.test(text);
  const goesOn = cut || (LOWER.test(text) && !SENTENCE_END.test(above));
  if (headings === 2) {
    const alike = Math.abs(a.height - b.height) < 0.08 * a.height && step > 0 && step < 1.5 * size;
    return !(alike && !roomFor(before, current, lines, index) && !SENTENCE_END.test(above));
  }
  // Over a page's or a column's end only an unfinished sentence goes on.
  if (!samePage || step <= 0)
    return !(goesOn || (!SENTENCE_END.test(above) && !roomFor(before, current, lines, index)));
  if (step > 1.45 * usualStep(lines, index) && step > 1.6 * size) return !goesOn || step > 2.6 * size;
  if (goesOn) return false;
  if (roomFor(before, current, lines, index)) return true;
  const indent = (b.left - a.left) * current.width;
  return indent > 0.8 * size && SENTENCE_END.test(above) && !LABEL.test(above);
}

const NEAR = 4;

/** Whether the line before had room for this line's first word: then it was ended on purpose. */
function roomFor(before: Placed, current: Placed, lines: readonly Placed[], index: number): boolean {
  const a = before.line.box!;
  const b = current.line.box!;
  let edge = a.left + a.width;
  for (let i = Math.max(0, index - NEAR); i < Math.min(lines.length, index + NEAR); i++) {
    const other = lines[i]!;
    const box = other.line.box;
    if (!box || other.page !== before.page || other.line.role === 'table') continue;
    // Only lines of the same column tell how wide it is.
    if (box.left < a.left + a.width && box.left + box.width > a.left && Math.abs(box.left - a.left) < 0.15)
      edge = Math.max(edge, box.left + box.width);
  }
  const firstWord = /^\S+/.exec(current.line.text)?.[0].length ?? 0;
  const needed = ((firstWord + 1) * b.width) / Math.max(1, current.line.text.length);
  return a.left + a.width + needed < edge - 0.015;
}

/** The usual distance between lines around here, in points. */
function usualStep(lines: readonly Placed[], index: number): number {
  const steps: number[] = [];
  for (let i = Math.max(1, index - 8); i < Math.min(lines.length, index + 8); i++) {
    const [before, current] = [lines[i - 1]!, lines[i]!];
    if (before.page !== current.page || !before.line.box || !current.line.box) continue;
    const step = (current.line.box.top - before.line.box.top) * current.height;
    if (step > 0 && step < 60) steps.push(step);
  }
  steps.sort((a, b) => a - b);
  // Double-spaced paragraphs of single lines would raise the middle value.
  return steps[Math.floor(steps.length / 3)] ?? 12;
}
