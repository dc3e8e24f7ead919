/** The date of the agreement. */
import type { Fact } from '../extraction.ts';
import { type Cue, weigh } from './cues.ts';
import { type FoundDate, findDates } from './dates.ts';
import { factAt } from './facts.ts';
import { inRecital } from './recitals.ts';
import { lastSigning } from './signing-dates.ts';
import { paragraphAt, type Source } from './source.ts';

interface Candidate {
  readonly date: FoundDate;
  readonly score: number;
}

const HEAD = 12_000;
/** A publisher's line under each page: "Source: ACME INC, 10-K, 3/1/2020". */
const PUBLISHER = /\bSource: [^\n]{2,80}, $/;

/** The dates of a document, read once for all fields. */
export function datesOf(source: Source): FoundDate[] {
  return findDates(source.flat, source.dayOrder).filter(
    (date) => !PUBLISHER.test(source.text.slice(Math.max(0, date.start - 100), date.start)),
  );
}

const INSTRUMENT =
  '(?:agreement|contract|amendment|addendum|lease|letter|order|deed|schedule|statement of work|memorandum(?: of understanding)?|plan|note|indenture|mandate|policy|licen[cs]e|mou|loi|nda|proposal|quotation|resolution|report)';

/** Weighed in the words before a date. */
const BEFORE: readonly Cue[] = [
  [2, /\b(?:dated|made|entered|executed|effective|concluded|signed|given|done)\b[^.;]{0,50}$/i],
  [1, /\b(?:as of|this|on|dated?|dated:|date:)[ ,]*(?:the|as of|this)? ?$/i],
  [1.5, new RegExp(String.raw`\b(?:this|the) [^.;]{0,90}${INSTRUMENT}\b[^.;]{0,140}$`, 'i')],
  [1, new RegExp(String.raw`\bthis (?:[^.;]{0,90} )?${INSTRUMENT}\b[^.;]{0,140}$`, 'i')],
  [
    2.5,
    /\b(?:contract|agreement|execution|signing|signature) date ?:? ?$|\bdate of (?:this )?(?:agreement|contract|deed|order) ?:? ?$/i,
  ],
  [1.5, /\b(?:agreement|contract|amendment|order|letter)(?: [\w.-]{1,20})? of ?$/i],
  [1.8, /\bWITNESS WHEREOF\b/i],
];
/** Weighed in the sixty characters before: dates of ends, of statutes, of other papers. */
const AGAINST =
  /\b(?:amend(?:ed|s) (?:on|by|as)|as amended|prior|original|previous|existing|that certain|pursuant to|set forth in|filed|expir\w*|terminat\w*|until|through|ending|ends?|on or before|no later than|incorporated|registered|act of|source:|since|between \d|fiscal year|year ended)\b/i;
const AFTER: readonly Cue[] = [
  [1.5, /^[^.]{0,160}\b(?:by and (?:between|among)|between|among)\b/i],
  [1, /^[,\s]*\(?(?:the )?["(][^)]{0,40}(?:effective|agreement|execution|signing|signature) date/i],
  [
    -1.5,
    /^[^.;]{0,12}\((?:the |hereinafter |as amended[^)]{0,30})?"(?:[\w&-]+ ){1,5}(?:Agreement|Note|Plan|Lease|Contract|Deed)"/,
  ],
];

const MENTION = new RegExp(
  String.raw`\b(this|that|the|an?|certain|such|said|its|their|our|your)\b(?: [\w&'"(),/.-]+){0,9}? ${INSTRUMENT}\b`,
  'gi',
);

/** Whether the words before a date give it to another paper: "under the Services Agreement dated as of". */
function ofAnotherPaper(before: string): boolean {
  const last = [...before.matchAll(MENTION)].at(-1);
  if (last === undefined || /\bthis\b/i.test(last[0])) return false;
  const tail = before.slice(last.index + last[0].length);
  return !/;|[a-z)]{4}\. [A-Z]|\b(?:is|are|was|shall|will|has|have|hereby|this)\b/.test(tail);
}

const UNDER_TITLE =
  /\b(?:AGREEMENT|CONTRACT|AMENDMENT|ADDENDUM|LEASE|DEED|ORDER|Agreement|Contract|Amendment|Deed) ?$/;

/** A start and nothing else: "Effective Date: March 1", "shall commence on March 1". */
const START_ONLY =
  /\b(?:effective|commencement|start) dates?["')]*(?: of [\w ]{3,30})?(?: (?:is|means|shall be|shall mean))? ?:? ?$|\b(?:commenc|begin|start)\w* (?:on|from|as of)(?: the)? ?$/i;

function agreementScore(source: Source, date: FoundDate, opening: number): number {
  const before = source.flat.slice(Math.max(0, date.start - 160), date.start);
  const paragraph = paragraphAt(source, date.start);
  let score = weigh(before, BEFORE) + weigh(source.flat.slice(date.end, date.end + 260), AFTER);
  if (AGAINST.test(before.slice(-60))) score -= 2.5;
  if (ofAnotherPaper(before)) score -= 4.5;
  if (START_ONLY.test(before)) score -= 4;
  if (inRecital(source, date.start)) score -= 2;
  if (/"(?:[\w-]+ ){0,5}[\w-]+" ?(?:shall |will )?means?\b/i.test(before)) score -= 2;
  // A date alone on its line of the first page is the cover's or the letter's, most of all under the title.
  if (date.start < 3000 && paragraph.end - paragraph.start < date.end - date.start + 14)
    score += UNDER_TITLE.test(before) ? 3.5 : 2;
  if (date.start < 1500) score += 1;
  else if (date.start < 4000) score += 0.5;
  if (opening >= 0 && Math.abs(date.start - opening) < 400) score += 1;
  return score - date.start / source.flat.length;
}

/** The best candidate, or the fuller reading of it: "March 2020" on the cover, "March 3, 2020" inside. */
function choose(scored: readonly Candidate[]): Candidate | undefined {
  const [best] = scored;
  if (best !== undefined && best.date.value.length < 10) {
    const fuller = scored.find(
      ({ date, score }) =>
        date.value.startsWith(best.date.value) && date.value.length > best.date.value.length && score > 1.5,
    );
    if (fuller) return fuller;
  }
  if (best !== undefined && best.score >= 2) return best;
  const cover = scored.find(({ date }) => date.start < 1200 && date.value.length >= 7);
  return cover !== undefined && cover.score > 0.5 ? cover : best;
}

/** The date the parties give their agreement; else the last signature's. */
export function findAgreementDate(
  source: Source,
  dates: readonly FoundDate[],
  opening: number,
): Fact<string> | null {
  const scored: Candidate[] = dates
    .filter(
      (date) =>
        date.start < HEAD ||
        (opening >= 0 && Math.abs(date.start - opening) < 1500) ||
        /WITNESS WHEREOF/i.test(source.flat.slice(Math.max(0, date.start - 200), date.start)),
    )
    .map((date) => ({ date, score: agreementScore(source, date, opening) }))
    .sort((a, b) => b.score - a.score || a.date.start - b.date.start);
  const best = choose(scored);
  if (best !== undefined && best.score >= 1.5) {
    const rivals = scored.filter(
      (other) => other.score > best.score - 1 && other.date.value !== best.date.value,
    ).length;
    const echoes = scored.filter((other) => other.date.value === best.date.value).length > 1;
    const confidence =
      0.1 +
      Math.min(0.8, best.score * 0.095) +
      (echoes ? 0.04 : 0) -
      Math.min(0.2, rivals * 0.08) -
      (best.date.ambiguous ? 0.25 : 0) -
      (best.date.value.length < 10 ? 0.1 : 0);
    return factAt(source, best.date.value, [best.date], confidence);
  }
  const last = lastSigning(source, dates);
  return last
    ? factAt(source, last.value, [last], last.ambiguous ? 0.35 : 0.55, {
        note: 'The date of the last signature; the text gives no other.',
      })
    : null;
}
