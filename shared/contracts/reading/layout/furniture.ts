import type { Word } from './geometry.ts';
import { piecesOf } from './pieces.ts';
import { type Row, rowsOf, textOf } from './rows.ts';

/** A running header or footer of one page. */
export interface Furniture {
  readonly row: Row;
  readonly role: 'header' | 'footer';
}

interface PageWords {
  readonly words: readonly Word[];
  readonly height: number;
}

/** How many lines from the page's edge, and what part of its height, can be a running header or footer. */
const LINES = 4;
const ZONE = 0.14;

const PAGE_NUMBER =
  /^(?:page\s*)?[-–—(]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—)]?(?:\s*(?:of|\/|\|)\s*\d{1,4})?$/i;
/** `Order 17 — Page 3 of 7` */
const ENDS_IN_PAGE = /^.{0,60}\bpage\s*\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?$/i;
/** Signature pages repeat such lines at the same height; they are text. */
export const SIGNATURE = /^(?:by|name|title|date|its|signature|print(?:ed)? name)\b[^\p{L}]|_{4,}|^its\b/iu;
/** A text with its numbers left open. */
export const shape = (text: string) => text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ');

/**
 * Recognises running headers and footers: text that comes back at the same height on other pages, digits aside,
 * and page numbers at the very edge.
 */
export function furnitureOf(pages: readonly PageWords[]): Furniture[][] {
  const candidates = pages.map(({ words, height }) => {
    const edge = words.filter((word) => word.bottom < ZONE * height || word.top > (1 - ZONE) * height);
    const rows = rowsOf(edge);
    const below = rowsOf(words.filter((word) => word.bottom < 2 * ZONE * height));
    const top = rows.filter((row) => row.bottom < ZONE * height).slice(0, LINES);
    const bottom = rows.filter((row) => row.top > (1 - ZONE) * height).slice(-LINES);
    const entry = (role: 'header' | 'footer') => (row: Row, index: number, all: readonly Row[]) => ({
      row,
      role,
      text: textOf(row.words),
      at: (row.top + row.bottom) / 2 / height,
      outermost: role === 'header' ? index === 0 : index === all.length - 1,
      heads: role === 'header' && isTableHead(row, below),
    });
    return [...top.map(entry('header')), ...bottom.map(entry('footer'))];
  });
  const seen = new Map<string, { page: number; at: number }[]>();
  candidates.forEach((list, page) => {
    for (const { text, at, role } of list) {
      const key = `${role} ${shape(text)}`;
      seen.set(key, [...(seen.get(key) ?? []), { page, at }]);
    }
  });
  return candidates.map((list, page) => [
    ...marked(pages[page]!.words),
    ...list
      .filter(({ row }) => row.words.every((word) => word.mark !== 'header' && word.mark !== 'footer'))
      .filter(({ text, at, role, outermost, heads }) => {
        const isNumber = PAGE_NUMBER.test(text) || ENDS_IN_PAGE.test(text);
        if (
          outermost &&
          isNumber &&
          (pages.length > 1 || (role === 'footer' && /page|^\W*1\W*$/i.test(text)))
        )
          return true;
        if (SIGNATURE.test(text) || heads) return false;
        const others = new Set(
          (seen.get(`${role} ${shape(text)}`) ?? [])
            .filter(
              (other) =>
                other.page !== page && Math.abs(other.at - at) < 0.012 && Math.abs(other.page - page) <= 6,
            )
            .map((other) => other.page),
        );
        return others.size >= (pages.length > 3 ? 2 : 1);
      })
      .map(({ row, role }) => ({ row, role })),
  ]);
}

/** Whether a row names the columns of what follows at once: tables repeat their heads on every page. */
function isTableHead(row: Row, rows: readonly Row[]): boolean {
  const next = rows.find((other) => other.baseline > row.baseline + 0.5 * row.size);
  return (
    next !== undefined &&
    next.baseline - row.baseline < 2.5 * row.size &&
    piecesOf(row).length >= 3 &&
    piecesOf(next).length >= 3
  );
}

/** What the recogniser itself takes for running text. */
function marked(words: readonly Word[]): Furniture[] {
  return (['header', 'footer'] as const).flatMap((role) =>
    rowsOf(words.filter((word) => word.mark === role)).map((row) => ({ row, role })),
  );
}
