/**
 * What the model is asked, in four questions, each with the part of the document that can answer it. Four small
 * questions cost less than one large one, run side by side, and fail one at a time.
 */
import type { Line, NormalizedDocument } from '../document.ts';
import type { Extraction } from '../extraction.ts';
import type { SectionName } from './names.ts';
import { SECTION_NAMES } from './names.ts';
import { type Signed, signsOf } from './signs.ts';

/** The fields that each section answers for. */
export const SECTION_FIELDS: Readonly<Record<SectionName, readonly (keyof Extraction)[]>> = {
  parties: ['documentName', 'parties', 'stakeholders'],
  terms: [
    'agreementDate',
    'effectiveDate',
    'expirationDate',
    'term',
    'renewalTerm',
    'noticePeriod',
    'governingLaw',
    'goLiveDate',
  ],
  commercial: ['entitlements', 'pricing', 'totals', 'paymentTerms'],
  service: ['serviceLevels', 'technicalRequirements'],
};

/** The most that a section's text may have; what this means in dollars stands in docs/cost.md. */
export const SECTION_CHARACTERS = 4_800;

/** Lines that are chosen together: a sentence, a signature block, a few rows of a table. */
const PASSAGE_LINES = 6;
const PASSAGE_CHARACTERS = 600;

/** Where a contract names itself, its parties and its date, whatever the words. */
const OPENING_PASSAGES: Readonly<Record<SectionName, number>> = {
  parties: 2,
  terms: 1,
  commercial: 0,
  service: 0,
};

interface Passage extends Signed {
  readonly position: number;
  readonly page: number;
  readonly text: string;
}

/** The sections worth asking about: those for which the document has anything at all. */
export const modelSections = (document: NormalizedDocument): SectionName[] =>
  SECTION_NAMES.filter((name) => passages(document, name).some((passage) => passage.rank > 0));

/** The passages that say most for one section, in the document's order; `[pN]` begins each stretch of page N. */
export function sectionText(document: NormalizedDocument, name: SectionName): string {
  const chosen: Passage[] = [];
  let characters = 0;
  for (const passage of byWorth(passages(document, name), OPENING_PASSAGES[name])) {
    // Counted as if each passage stood alone, under a mark of its own.
    const length = mark(passage.page).length + passage.text.length + 2;
    if (characters + length > SECTION_CHARACTERS) continue;
    characters += length;
    chosen.push(passage);
  }
  const ordered = chosen.sort((a, b) => a.position - b.position);
  return ordered
    .map(({ page, position, text }, index) => {
      const before = ordered[index - 1];
      return before?.page === page && before.position === position - 1 ? text : `${mark(page)}\n${text}`;
    })
    .join('\n');
}

/**
 * The opening, then the best passage of each kind of fact, then the second best, and so on: many prices must not leave
 * the one sentence about payment without a place.
 */
function byWorth(all: readonly Passage[], opening: number): Passage[] {
  const better = (a: Passage, b: Passage) => b.rank - a.rank || a.position - b.position;
  const rounds = new Map<Passage, number>();
  for (const kind of new Set(all.flatMap(({ kinds }) => kinds)))
    for (const [round, passage] of all
      .filter(({ kinds }) => kinds.includes(kind))
      .sort(better)
      .entries())
      rounds.set(passage, Math.min(round, rounds.get(passage) ?? round));
  const round = (passage: Passage) =>
    passage.position < opening ? -1 : (rounds.get(passage) ?? Number.POSITIVE_INFINITY);
  return all
    .filter((passage) => passage.rank > 0 || passage.position < opening)
    .sort((a, b) => (round(a) === round(b) ? better(a, b) : round(a) - round(b)));
}

const mark = (page: number): string => `[p${page}]`;

function passages(document: NormalizedDocument, name: SectionName): Passage[] {
  const result: Passage[] = [];
  const add = (page: number, lines: string[]) => {
    if (lines.length === 0) return;
    const text = lines.splice(0).join('\n');
    result.push({ position: result.length, page, text, ...signsOf(name, text) });
  };
  for (const page of document.pages) {
    const open: string[] = [];
    let characters = 0;
    for (const line of page.lines) {
      if (line.role === 'header' || line.role === 'footer' || !line.text.trim()) continue;
      for (const text of pieces(shown(line))) {
        if (open.length === PASSAGE_LINES || characters + text.length > PASSAGE_CHARACTERS) {
          add(page.number, open);
          characters = 0;
        }
        open.push(text);
        characters += text.length + 1;
      }
    }
    add(page.number, open);
  }
  return result;
}

const shown = ({ text, struck }: Line): string => (struck ? `(struck out) ${text}` : text);

/** Formats without lines have paragraphs, which are cut where sentences or words end. */
function pieces(text: string): string[] {
  const result: string[] = [];
  let rest = text;
  while (rest.length > PASSAGE_CHARACTERS) {
    const head = rest.slice(0, PASSAGE_CHARACTERS);
    const sentence = head.search(/[.;:] (?!.*[.;:] )/s) + 1;
    const cut = sentence || head.lastIndexOf(' ') || PASSAGE_CHARACTERS;
    result.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest ? [...result, rest] : result;
}
