/** The date of the agreement and the date it takes effect. */
import type { Fact } from '../extraction.ts';
import { type Cue, weigh } from './cues.ts';
import { type FoundDate, findDates } from './dates.ts';
import { factAt, factOf } from './facts.ts';
import { paragraphAt, type Source, type Span } from './source.ts';

interface Candidate {
  readonly date: FoundDate;
  readonly span: Span;
  readonly score: number;
}

const HEAD = 12_000;

/** The dates of a document, read once for all fields. */
export function datesOf(source: Source): FoundDate[] {
  return findDates(source.flat, source.dayOrder);
}

/** Weighed in the words before a date. */
const BEFORE: readonly Cue[] = [
  [2, /\b(?:dated|made|entered|executed|effective|concluded|signed|given)\b[^.;]{0,50}$/i],
  [1, /\b(?:as of|this|on|dated?|dated:|date:)[ ,]*(?:the|as of|this)? ?$/i],
  [
    1.5,
    /\b(?:this|the) [^.;]{0,90}(?:agreement|contract|amendment|addendum|lease|letter|order|deed|schedule|statement of work)\b[^.;]{0,140}$/i,
  ],
  [
    2.5,
    /\b(?:contract|agreement|execution|signing|signature) date ?:? ?$|\bdate of (?:this )?(?:agreement|contract) ?:? ?$/i,
  ],
  [1.5, /\b(?:agreement|contract|amendment|order|letter)(?: [\w.-]{1,20})? of ?$/i],
  [1.2, /\bWITNESS WHEREOF\b/i],
];
/** Weighed in the sixty characters before: dates of other papers, of ends, of statutes. */
const AGAINST =
  /\b(?:amend(?:ed|s) (?:on|by|as)|as amended|prior|original|previous|existing|that certain|pursuant to|set forth in|filed|expir|terminat|until|through|ending|on or before|no later than|incorporated|registered|act of|source:)/i;
const AFTER: readonly Cue[] = [
  [1.5, /^[^.]{0,160}\b(?:by and (?:between|among)|between|among)\b/i],
  [1, /^[,\s]*\(?(?:the )?["(][^)]{0,40}(?:effective|agreement|execution) date/i],
];

function agreementScore(source: Source, date: FoundDate, opening: number): number {
  const before = source.flat.slice(Math.max(0, date.start - 160), date.start);
  const paragraph = paragraphAt(source, date.start);
  let score = weigh(before, BEFORE) + weigh(source.flat.slice(date.end, date.end + 260), AFTER);
  if (AGAINST.test(before.slice(-60))) score -= 2.5;
  // A date alone on its line of the first page is the cover's or the letter's.
  if (date.start < 3000 && paragraph.end - paragraph.start < date.end - date.start + 14) score += 2;
  if (date.start < 1500) score += 1;
  else if (date.start < 4000) score += 0.5;
  if (opening >= 0 && Math.abs(date.start - opening) < 400) score += 1;
  return score - date.start / source.flat.length;
}

/** Signature dates ("Date: March 18, 2025") in the last part of the document. */
function signatureDates(source: Source, dates: readonly FoundDate[]): FoundDate[] {
  return dates.filter(
    (date) =>
      date.value.length === 10 &&
      /\b(?:date|dated|signed on)[: ]{1,3}(?:of signature:? ?)?_*$/i.test(
        source.flat.slice(Math.max(0, date.start - 26), date.start),
      ) &&
      date.start > source.flat.length * 0.4,
  );
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
    .map((date) => ({
      date,
      span: { start: date.start, end: date.end },
      score: agreementScore(source, date, opening),
    }))
    .sort((a, b) => b.score - a.score || a.date.start - b.date.start);
  let [best] = scored;
  if (best && best.date.value.length < 10) {
    const fuller = scored.find(
      (other) =>
        other.date.value.startsWith(best?.date.value ?? '-') &&
        other.date.value.length > (best?.date.value.length ?? 0) &&
        other.score > 1.5,
    );
    best = fuller ?? best;
  }
  const cover = scored.find(({ date }) => date.start < 1200 && date.value.length >= 7);
  if ((!best || best.score < 2) && cover && cover.score > 0.5) best = cover;
  if (best && best.score >= 1.5) {
    const rivals = scored.filter(
      (other) => other.score > (best?.score ?? 0) - 1 && other.date.value !== best?.date.value,
    ).length;
    const echoes = scored.filter((other) => other.date.value === best?.date.value).length > 1;
    const confidence =
      0.1 +
      Math.min(0.8, best.score * 0.095) +
      (echoes ? 0.04 : 0) -
      Math.min(0.2, rivals * 0.08) -
      (best.date.ambiguous ? 0.25 : 0) -
      (best.date.value.length < 10 ? 0.1 : 0);
    return factAt(source, best.date.value, [best.span], confidence);
  }
  const last = signatureDates(source, dates).sort((a, b) => b.value.localeCompare(a.value))[0];
  return last
    ? factAt(source, last.value, [last], last.ambiguous ? 0.35 : 0.55, {
        note: 'The date of the last signature; the text gives no other.',
      })
    : null;
}

const EFFECTIVE_TERM =
  /["'(]?(?:the )?["']?(?:Effective|Commencement|Start|Subscription Start|Service Start|Go-?Live|Inception|Renewal Effective|Amendment Effective) Date["']?/i;

function effectiveScore(source: Source, date: FoundDate): number {
  const before = source.flat.slice(Math.max(0, date.start - 140), date.start);
  const near = before.slice(-70);
  const after = source.flat.slice(date.end, date.end + 90);
  let score = 0;
  if (
    new RegExp(
      String.raw`^[^.;]{0,25}\((?:the |hereinafter |herein |collectively )?[^)]{0,40}${EFFECTIVE_TERM.source}`,
      'i',
    ).test(after)
  )
    score += 4;
  if (
    /\beffective (?:date )?(?:is |as of |on |from |means |shall be |will be |of |: ?|date,? |this |as from )*(?:the )?$/i.test(
      near,
    )
  )
    score += 4;
  if (/\b(?:made )?effective\b[^.;]{0,40}$/i.test(near)) score += 1.5;
  if (
    new RegExp(
      String.raw`${EFFECTIVE_TERM.source}[")]*(?: ?:| (?:means|is|shall (?:mean|be)|will be|of|hereof))? ?(?:[\w ,]{0,20})$`,
      'i',
    ).test(near)
  )
    score += 3;
  if (/\b(?:commenc\w*|begin\w*|start\w*|takes? effect|in effect|in force|from)\b[^.;]{0,30}$/i.test(near))
    score += 1.8;
  if (/\bterm\b[^.;]{0,110}\b(?:commenc\w*|begin\w*|start\w*|from)\b[^.;]{0,30}$/i.test(before)) score += 1.5;
  if (/\b(?:subscription|initial|service) (?:term|period|start)\b[^.;]{0,60}$/i.test(near)) score += 0.8;
  if (
    /\b(?:prior|previous|original|fiscal|calendar|invoice|payment|amended|expir\w*|terminat\w*|until|ending|registration statement|until|through|conviction|declared)\b[^.;]{0,25}$/i.test(
      near,
    )
  )
    score -= 3;
  if (date.start < 4000) score += 0.5;
  if (date.start < HEAD) score += 0.3;
  score -= (date.start / source.flat.length) * 1.2;
  return score;
}

/** The stated start of the agreement; null where it states none. */
export function findEffectiveDate(
  source: Source,
  dates: readonly FoundDate[],
  agreement: Fact<string> | null,
): Fact<string> | null {
  const scored = dates
    .map((date) => ({ date, score: effectiveScore(source, date) }))
    .sort((a, b) => b.score - a.score || a.date.start - b.date.start);
  const [best] = scored;
  if (best && best.score >= 1.7) {
    const rivals = scored.filter(
      (other) => other.score > best.score - 1 && other.date.value !== best.date.value,
    ).length;
    const confidence =
      0.3 +
      Math.min(0.5, best.score * 0.09) -
      Math.min(0.2, rivals * 0.08) -
      (best.date.ambiguous ? 0.2 : 0) +
      (best.date.value === agreement?.value ? 0.08 : 0);
    return factAt(source, best.date.value, [best.date], confidence);
  }
  return byReference(source, dates, agreement);
}

const OWN_DATE =
  /\b(?:effective|commenc\w+|in effect|in force)\b[^.;]{0,60}\b(?:date (?:first )?(?:written |set forth |above |of (?:this|the) (?:agreement|contract)|hereof|of (?:its )?(?:execution|signature|signing)))/i;
const LAST_SIGNATURE =
  /\beffective\b[^.;]{0,80}\b(?:last (?:date )?(?:of )?(?:signature|signing)|last signature|last (?:date )?signed|last party (?:hereto )?(?:has )?(?:signed|executed|signs)|signing date|date of signing|date the last)\b/i;

/** "Effective upon the date first written above", "… as of the last signature": the date stands elsewhere. */
function byReference(
  source: Source,
  dates: readonly FoundDate[],
  agreement: Fact<string> | null,
): Fact<string> | null {
  const signed = LAST_SIGNATURE.exec(source.flat);
  const own = signed ?? OWN_DATE.exec(source.flat);
  if (own === null) return null;
  const clause = source.locate({ start: own.index, end: own.index + own[0].length });
  const last = signed
    ? signatureDates(source, dates).sort((a, b) => b.value.localeCompare(a.value))[0]
    : undefined;
  if (last) {
    return factOf(last.value, [...clause, ...source.locate(last)], last.ambiguous ? 0.4 : 0.6, {
      method: 'computed',
      note: 'The contract takes effect with the last signature.',
    });
  }
  if (agreement === null) return null;
  return factOf(agreement.value, [...clause, ...agreement.evidence], agreement.confidence * 0.75, {
    method: 'computed',
    note: 'The contract takes effect on its own date.',
  });
}
