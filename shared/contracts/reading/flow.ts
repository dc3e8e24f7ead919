import type { Box, Line, NormalizedDocument } from '../document.ts';
import { keepsHyphen } from './hyphens.ts';
import { type Placed, startsParagraph } from './paragraphs.ts';

/** A character of the running text, in the document. */
export interface FlowPosition {
  /** 1-based page number. */
  readonly page: number;
  /** Index into that page's `lines`. */
  readonly line: number;
  /** Offset into that line's text. */
  readonly start: number;
}

/** A stretch of the running text on one page. */
export interface Place {
  readonly page: number;
  /** The document's own words, line ends and tabs as single spaces. */
  readonly quote: string;
  /** Covers the stretch; null where the format has no geometry. Within a line it is estimated from the letters. */
  readonly box: Box | null;
}

/** The running text of a document, and the way back to the page. */
export interface Flow {
  /**
   * Lines joined to paragraphs, words that were hyphenated at a line's end joined, paragraphs separated by `\n`.
   * Running headers, footers and struck-out lines are left out. A table's row is a paragraph, its cells separated by tabs.
   */
  readonly text: string;
  /** Where a character stands; an offset out of range gives the nearest character. null for an empty document. */
  map(offset: number): FlowPosition | null;
  /** Where a stretch of text stands, one entry for each page it touches. */
  locate(start: number, end: number): Place[];
}

/** A line's part of the running text. */
interface Segment extends Placed {
  readonly offset: number;
  /** Number of the line's characters taken over; the rest is a hyphen. */
  readonly length: number;
}

/** Joins a document's lines into running text that keeps a map back to page, line and box. */
export function flow(document: NormalizedDocument): Flow {
  const segments: Segment[] = [];
  const parts: string[] = [];
  let length = 0;
  const push = (text: string) => {
    parts.push(text);
    length += text.length;
  };

  const lines = readable(document);
  const starts = startsParagraph(document.format, lines);
  lines.forEach((placed, index) => {
    const next = lines[index + 1];
    if (index > 0 && starts[index]) push('\n');
    let { text } = placed.line;
    const joinsNext = next !== undefined && !starts[index + 1];
    const hyphen = joinsNext && /[\p{L}\d]-$/u.test(text) && /^[\p{L}\d]/u.test(next.line.text);
    if (hyphen && !keepsHyphen(text, next.line.text)) text = text.slice(0, -1);
    segments.push({ ...placed, offset: length, length: text.length });
    push(text);
    if (joinsNext && !hyphen) push(' ');
  });
  const text = parts.join('');

  const segmentAt = (offset: number): Segment | undefined => {
    let [low, high] = [0, segments.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (segments[middle]!.offset <= offset) low = middle;
      else high = middle - 1;
    }
    return segments[low];
  };
  const indexIn = (segment: Segment, offset: number) =>
    Math.max(0, Math.min(segment.length, offset - segment.offset));

  return {
    text,
    map(offset) {
      const segment = segmentAt(offset);
      if (!segment) return null;
      const start = Math.min(indexIn(segment, offset), Math.max(0, segment.length - 1));
      return { page: segment.page, line: segment.index, start };
    },
    locate(start, end) {
      const byPage = new Map<number, { from: number; to: number; boxes: (Box | null)[] }>();
      for (const segment of segments) {
        const from = Math.max(start, segment.offset);
        const to = Math.min(end, segment.offset + segment.length);
        if (from >= to) continue;
        const entry = byPage.get(segment.page) ?? { from, to, boxes: [] };
        entry.to = to;
        entry.boxes.push(slice(segment.line, indexIn(segment, from), indexIn(segment, to)));
        byPage.set(segment.page, entry);
      }
      return [...byPage].map(([page, { from, to, boxes }]) => ({
        page,
        quote: text.slice(from, to).replace(/\s+/g, ' ').trim(),
        box: around(boxes),
      }));
    },
  };
}

/** The lines that hold the document's text. */
function readable(document: NormalizedDocument): Placed[] {
  return document.pages.flatMap((page) =>
    page.lines.flatMap((line, index) =>
      line.role === 'header' || line.role === 'footer' || line.struck === true
        ? []
        : [{ line, index, page: page.number, width: page.width, height: page.height }],
    ),
  );
}

/** The part of a line's box that some of its characters take, as if all were equally wide. */
function slice(line: Line, from: number, to: number): Box | null {
  const { box, text } = line;
  if (box === null || text.length === 0 || line.role === 'table') return box;
  const unit = box.width / text.length;
  return { left: box.left + from * unit, top: box.top, width: (to - from) * unit, height: box.height };
}

function around(boxes: readonly (Box | null)[]): Box | null {
  const known = boxes.filter((box) => box !== null);
  if (known.length === 0) return null;
  const left = Math.min(...known.map((box) => box.left));
  const top = Math.min(...known.map((box) => box.top));
  const width = Math.max(...known.map((box) => box.left + box.width)) - left;
  return { left, top, width, height: Math.max(...known.map((box) => box.top + box.height)) - top };
}
