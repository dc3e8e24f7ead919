/** Where facts stand in the document, and the words of a page that are theirs. */
import type { Fact } from '../../../api/types.ts';

type Evidence = Fact['evidence'][number];

export interface Place {
  /** The fact's key. */
  readonly fact: string;
  readonly field: Fact['field'];
  readonly page: number;
  readonly quote: string;
  readonly box: Evidence['box'];
  readonly inDoubt: boolean;
}

/** All places, page by page; what a person rejected is no longer shown. */
export function placesByPage(facts: readonly Fact[]): ReadonlyMap<number, readonly Place[]> {
  const pages = new Map<number, Place[]>();
  for (const { key, field, evidence, decision, needs_review } of facts) {
    if (decision === 'rejected') continue;
    for (const { page, quote, box } of evidence) {
      const places = pages.get(page) ?? [];
      places.push({ fact: key, field, page, quote, box, inDoubt: needs_review });
      pages.set(page, places);
    }
  }
  // The smaller lies on top, so that each can be reached.
  for (const places of pages.values()) places.sort((a, b) => area(b.box) - area(a.box));
  return pages;
}

const area = (box: Evidence['box']) => (box ? box.width * box.height : 0);

/** A stretch of a line: plain words, or words of facts. */
export interface Stretch {
  readonly text: string;
  readonly facts: readonly string[];
}

/**
 * Lines of a page without geometry, cut where words of facts begin and end. Quotes are looked for across lines, whatever
 * white space parts their words.
 */
export function markedLines(lines: readonly string[], places: readonly Place[]): Stretch[][] {
  const { text, origin } = squeezed(lines.join('\n'));
  const whole = lines.join('\n');
  const owners: (readonly string[])[] = Array.from({ length: whole.length }, () => NOBODY);
  for (const { fact, quote } of places) {
    const wanted = squeezed(quote).text;
    const at = wanted === '' ? -1 : text.indexOf(wanted);
    if (at < 0) continue;
    const end = origin[at + wanted.length - 1] ?? 0;
    for (let index = origin[at] ?? 0; index <= end; index++) {
      const before = owners[index] ?? NOBODY;
      if (!before.includes(fact)) owners[index] = [...before, fact];
    }
  }
  let start = 0;
  return lines.map((line) => {
    const stretches: Stretch[] = [];
    for (let index = 0; index < line.length; ) {
      const facts = owners[start + index] ?? NOBODY;
      let end = index + 1;
      while (end < line.length && same(owners[start + end] ?? NOBODY, facts)) end++;
      stretches.push({ text: line.slice(index, end), facts });
      index = end;
    }
    start += line.length + 1;
    return stretches;
  });
}

const NOBODY: readonly string[] = [];

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((fact, index) => fact === b[index]);

/** Without white space, and for each character where it stood. */
function squeezed(text: string): { text: string; origin: number[] } {
  let kept = '';
  const origin: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index);
    if (/\s/.test(sign)) continue;
    kept += sign;
    origin.push(index);
  }
  return { text: kept, origin };
}
