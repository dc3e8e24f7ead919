/** The text the rules read: running text with single spaces and plain quotes, and the way back to page and box. */
import type { NormalizedDocument } from '../document.ts';
import type { Evidence } from '../extraction.ts';
import { flow } from '../reading/index.ts';
import { type SharedSigns, sharedSigns } from './currencies.ts';
import { type DayOrder, dayOrder } from './dates.ts';
import { type DecimalSign, decimalSign } from './numbers.ts';

/** A stretch of {@link Source.text}: `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Source {
  readonly document: NormalizedDocument;
  /** Runs of spaces collapsed, typographic quotes and dashes plain; `\n` between paragraphs, `\t` between a row's cells. */
  readonly text: string;
  /** The same length as `text`, with every break a space. */
  readonly flat: string;
  readonly paragraphs: readonly Span[];
  readonly dayOrder: DayOrder;
  readonly decimal: DecimalSign;
  /** How the document writes money. */
  readonly money: SharedSigns & { readonly decimal: DecimalSign };
  /** Where a span of the text stands in the document. */
  locate(span: Span): Evidence[];
}

const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '\u00a0': ' ',
  '\u2007': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\r': ' ',
  '\f': '\n',
  '\v': ' ',
};

/** Reads a document's running text once, for all rules. */
export function openSource(document: NormalizedDocument): Source {
  const running = flow(document);
  const raw = running.text;
  const offsets = new Uint32Array(raw.length + 1);
  let text = '';
  let pending = '';
  for (let at = 0; at < raw.length; at++) {
    const original = raw.charAt(at);
    const plain = PLAIN[original] ?? original;
    if (plain === ' ' || plain === '\t' || plain === '\n') {
      // Of several kinds of white space together the strongest stays.
      if (plain === '\n' || (plain === '\t' && pending !== '\n') || pending === '') pending = plain;
      continue;
    }
    if (pending !== '' && text !== '') {
      offsets[text.length] = at - 1;
      text += pending;
    }
    pending = '';
    offsets[text.length] = at;
    text += plain;
  }
  const paragraphs: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (end > start) paragraphs.push({ start, end });
    start = end + 1;
  }
  const decimal = decimalSign(text);
  return {
    document,
    text,
    flat: text.replace(/[\n\t]/g, ' '),
    paragraphs,
    dayOrder: dayOrder(text),
    decimal,
    money: { ...sharedSigns(text), decimal },
    locate(span) {
      if (span.end <= span.start || span.start < 0 || span.end > text.length) return [];
      const { start, end } = wholeWords(text, span);
      const places = running.locate(offsets[start] ?? 0, (offsets[end - 1] ?? 0) + 1);
      return places
        .filter((place) => place.quote.trim() !== '')
        .map(({ page, quote, box }) => ({ page, quote: quote.trim(), box }));
    },
  };
}

const LETTER = /[\p{L}\p{N}]/u;
/** A longer run of letters is no word. */
const LONGEST_WORD = 40;

/** The span, with the words that it begins and ends in the middle of. */
function wholeWords(text: string, { start, end }: Span): Span {
  const joins = (at: number): boolean => LETTER.test(text.charAt(at - 1)) && LETTER.test(text.charAt(at));
  let from = start;
  while (from > 0 && start - from < LONGEST_WORD && joins(from)) from--;
  let to = end;
  while (to < text.length && to - end < LONGEST_WORD && joins(to)) to++;
  return { start: from, end: to };
}

/** The paragraph an offset stands in. */
export function paragraphAt(source: Source, offset: number): Span {
  let low = 0;
  let high = source.paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.paragraphs[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return source.paragraphs[low] ?? { start: 0, end: 0 };
}

/** Abbreviations whose full stop ends no sentence. */
const ABBREVIATION =
  /(?:\b(?:Inc|Corp|Co|Ltd|LLC|L\.P|L\.L\.C|No|Nos|Mr|Mrs|Ms|Dr|St|Art|Sec|Sect|vs|v|U\.S|U\.S\.A|e\.g|i\.e|etc|Attn|Tel|Esq|Jr|Sr|approx|Pte|Pty|Sdn|Bhd|[ap]\.m)|\b[A-Z])$/;

/** The sentence around a span, at most `reach` characters to each side. */
export function sentenceAround(source: Source, span: Span, reach = 600): Span {
  const { text } = source;
  const floor = Math.max(0, span.start - reach);
  const ceiling = Math.min(text.length, span.end + reach);
  const stops = (at: number): boolean => {
    const sign = text.charAt(at);
    if (sign === '\n') return true;
    if (sign !== '.' && sign !== ';') return false;
    const next = text.charAt(at + 1);
    if (next !== ' ' && next !== '\n' && next !== '') return false;
    if (sign === '.' && /\d/.test(text.charAt(at - 1)) && /^\s\d/.test(text.slice(at + 1, at + 3)))
      return false;
    return !ABBREVIATION.test(text.slice(Math.max(0, at - 8), at));
  };
  let start = span.start;
  while (start > floor && !stops(start - 1)) start--;
  let end = span.end;
  while (end < ceiling && !stops(end)) end++;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  return { start, end: Math.min(text.length, end + 1) };
}
