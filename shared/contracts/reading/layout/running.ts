import { SIGNATURE, shape } from './furniture.ts';
import type { LaidLine } from './lines.ts';
import type { Item } from './page.ts';

const NUMBER =
  /^(?:page\s*)?[-–—]?\s*(\d{1,3})\s*[-–—]?(?:\s*(?:of|\/)\s*\d{1,3})?$|^.{0,80}\bpage\s*(\d{1,3})(?:\s*(?:of|\/)\s*\d{1,3})?$/i;
/** Numbers that count pages stand at least so many lines apart. */
const LINES_A_PAGE = 12;
/** How many lines from the top or the end of a page's text. */
const EDGE = 3;

/**
 * Running lines that do not stand at a sheet's edge, since the text was laid out for other sheets: page numbers that
 * count on through the document, and lines with which most pages begin or end.
 */
export function runningLines(pages: readonly (readonly Item[])[]): Set<LaidLine> {
  const lines = pages.flat().filter((item) => item.kind === 'line');
  return new Set([...counting(lines), ...repeated(pages)]);
}

function counting(lines: readonly LaidLine[]): LaidLine[] {
  const numbered = lines.flatMap((line) => {
    const match = line.text.length <= 100 ? NUMBER.exec(line.text) : null;
    return match ? [{ line, number: Number(match[1] ?? match[2]) }] : [];
  });
  if (numbered.length < 3 || lines.length < LINES_A_PAGE * numbered.length) return [];
  const rises = numbered.map(({ number }, index) => numbered[index + 1]?.number === number + 1);
  if (rises.filter(Boolean).length < 0.7 * (numbered.length - 1)) return [];
  return numbered.filter((_, index) => rises[index] || rises[index - 1]).map(({ line }) => line);
}

function repeated(pages: readonly (readonly Item[])[]): LaidLine[] {
  if (pages.length < 6) return [];
  const edges = pages.map((items) => {
    const ends = items.length > 2 * EDGE ? [...items.slice(0, EDGE), ...items.slice(-EDGE)] : items;
    return ends.filter((item) => item.kind === 'line').filter(({ text }) => /\p{L}{3}/u.test(text));
  });
  const counts = new Map<string, number>();
  for (const edge of edges)
    for (const text of new Set(edge.map((line) => shape(line.text))))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = 0.7 * pages.length;
  return edges.flat().filter(({ text }) => (counts.get(shape(text)) ?? 0) >= most && !SIGNATURE.test(text));
}
