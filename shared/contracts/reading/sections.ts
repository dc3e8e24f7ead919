import type { NormalizedDocument } from '../document.ts';
import { type Flow, flow } from './flow.ts';
import { isTitleCase, NUMBERED } from './layout/headings.ts';

/** A numbered or titled part of a document. */
export interface Section {
  /** As printed, without a final dot: `1`, `4.2`, `ARTICLE IV`, `Exhibit A`; null when only titled. */
  readonly number: string | null;
  /** The title without the number; '' for a numbered clause that has none. */
  readonly heading: string;
  /** 1 for the outermost; the depth of a number such as `4.2.1`. */
  readonly level: number;
  /** Offsets into the running text (`flow(document).text`): from the number or title to the next section's start. */
  readonly start: number;
  /** Where the text after number and title starts. */
  readonly bodyStart: number;
  readonly end: number;
}

/** A clause with a number of its own: `4.`, `4.2`, `Section 4`. A number alone (`30 days`) is none. */
const CLAUSE =
  /^(?:(?:ARTICLE|SECTION|CLAUSE|EXHIBIT|SCHEDULE|ANNEX|APPENDIX|ATTACHMENT)\s+(?:[A-Z]{1,2}|[IVXLC]+|\d{1,3}(?:\.\d{1,3})*)|\d{1,2}(?:\.\d{1,3}){1,4}|\d{1,2}(?=[.)]))[.):]?\s+(?=["“(]?\p{Lu})/iu;
/** A title that runs into its text: `Term.`, `Payment Terms:`. */
const INLINE = /^["“]?(\p{Lu}[^.:;\n]{2,70}?)["”]?[.:](?=\s|$)/u;

/** Finds a document's sections, in order. Text before the first heading belongs to none. */
export function sections(document: NormalizedDocument, running: Flow = flow(document)): Section[] {
  const found: Omit<Section, 'end'>[] = [];
  let start = 0;
  const byNumber = new Map(document.pages.map((page) => [page.number, page.lines]));
  for (const paragraph of running.text.split('\n')) {
    const at = running.map(start);
    const line = at && byNumber.get(at.page)?.[at.line];
    const section =
      line && paragraph !== '' && line.role !== 'table'
        ? sectionOf(paragraph, line.role === 'heading')
        : null;
    if (section) found.push({ ...section, start, bodyStart: start + section.bodyStart });
    start += paragraph.length + 1;
  }
  return found.map((section, index) => ({ ...section, end: found[index + 1]?.start ?? running.text.length }));
}

function sectionOf(text: string, isHeading: boolean): Omit<Section, 'start' | 'end'> | null {
  const clause = CLAUSE.exec(text)?.[0];
  const number = isHeading ? (NUMBERED.exec(text)?.[1] ?? null) : (clause?.replace(/[.):\s]+$/, '') ?? null);
  if (number === null && !isHeading) return null;
  const prefix = number === null ? '' : (/^[.):]?[\s–—:-]*/.exec(text.slice(number.length))?.[0] ?? '');
  const titleStart = (number?.length ?? 0) + prefix.length;
  const rest = text.slice(titleStart);
  if (isHeading)
    return { number, heading: rest.replace(/[.:\s]+$/, ''), level: levelOf(number), bodyStart: text.length };
  const inline = INLINE.exec(rest);
  const titled = inline !== null && (isTitleCase(inline[1]!) || inline[1]!.split(/\s+/).length <= 4);
  return {
    number,
    heading: titled ? inline[1]!.trim() : '',
    level: levelOf(number),
    bodyStart: titleStart + (titled ? inline[0].length : 0),
  };
}

function levelOf(number: string | null): number {
  if (number === null) return 1;
  const figures = /\d+(?:\.\d+)*$/.exec(number)?.[0];
  return figures === undefined ? 1 : figures.split('.').length;
}
