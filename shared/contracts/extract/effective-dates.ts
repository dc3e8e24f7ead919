/** The date an agreement takes effect. */
import type { Fact } from '../extraction.ts';
import type { FoundDate } from './dates.ts';
import { factAt, factOf } from './facts.ts';
import { inRecital } from './recitals.ts';
import { lastSigning } from './signing-dates.ts';
import type { Source } from './source.ts';

const HEAD = 12_000;

const NAME =
  '(?:(?:Amendment|Renewal|Contract|Agreement|Addendum|Order|Lease|Licen[cs]e|Term|Services?|Subscription) )?(?:Effective|Commencement|Start|Starting|Beginning|Inception|Service Start|Go-?Live)(?: Date| Day)';
const DEFINED_AFTER = new RegExp(
  String.raw`^[^.;(]{0,25}(?:\(? ?(?:the |hereinafter |herein |collectively |(?:herein(?:after)? )?referred to as )*[^)]{0,40}["'(]${NAME}["')]|,? ?(?:herein(?:after)? )?(?:called|referred to as|being) (?:the )?["']?${NAME})`,
  'i',
);
const NAMED_BEFORE = new RegExp(
  String.raw`["'(]?${NAME}["')]*(?: of (?:this|the) (?:\w+ ){1,5})?(?: ?[:-]| ?(?:means|is|shall (?:mean|be)|will be|of|hereof|of this \w+|\.{2,}))*(?: [\w ]{0,16})?[\t ]?$`,
  'i',
);
/** The verb nearest to a date decides whether it is a start or an end. */
const ENDS =
  /\b(?:prior|previous|original|fiscal|calendar|invoice|payment|amended|expir\w*|terminat\w*|until|end|ends|ending|ended|through|thru|conclud\w*|no later than|on or before|not later than|before|by|registration statement|conviction|declared|extend\w* to|due on|cease\w*|laps\w*|supersed\w*|replac\w*)\b[^.;]{0,25}$|\d{4} ?(?:to|-|and) ?$/i;
/** A start that is planned or made up. */
const TENTATIVE =
  /\b(?:anticipat\w*|expected|target\w*|tentative\w*|estimated|scheduled|for example|for instance|e\.g\.)[^;]{0,90}$/i;
const STARTS =
  /\b(?:commenc\w*|begin\w*|start\w*|takes? effect|taking effect|comes? into (?:force|effect)|enters? into (?:force|effect)|in effect|in force|runs?|appl(?:y|ies)|valid)\b[^.;]{0,30}$/i;
const FROM = /\bfrom\b[^.;\d]{0,20}$/i;
/** What starts is the agreement, its term or its services, not a payment or a product. */
const SUBJECT =
  /\b(?:term|agreement|contract|engagement|appointment|services?|work|mandate|lease|licen[cs]e|order|it)\b[^.;]{0,110}$/i;
const TERM_FROM =
  /\b(?:term|agreement|contract|engagement|appointment|mandate|duration)\b[^.;]{0,70}\bfrom\b[^.;\d]{0,20}$/i;

function effectiveScore(source: Source, date: FoundDate): number {
  const before = source.flat.slice(Math.max(0, date.start - 150), date.start);
  const near = before.slice(-70);
  let score = 0;
  if (DEFINED_AFTER.test(source.flat.slice(date.end, date.end + 100))) score += 5;
  if (
    /\beffective (?:dates? ?(?:is|:)? ?)?(?:is |as of |on |from |means |shall be |will be |of |: ?|date,? |this |as from |as at |beginning |starting |commencing )*(?:the )?$/i.test(
      near,
    )
  )
    score += 4;
  if (/\b(?:made )?effective\b[^.;]{0,40}$/i.test(near)) score += 1.5;
  if (NAMED_BEFORE.test(near)) score += 3;
  if (STARTS.test(near)) score += SUBJECT.test(before) ? 3.3 : 1.8;
  else if (FROM.test(near)) score += TERM_FROM.test(before) ? 3.3 : 1.6;
  if (/\b(?:subscription|initial|service) (?:term|period|start)\b[^.;]{0,60}$/i.test(near)) score += 0.8;
  if (ENDS.test(near.slice(-45))) score -= 4;
  if (TENTATIVE.test(before)) score -= 2;
  if (inRecital(source, date.start)) score -= 2;
  if (date.start < 4000) score += 0.5;
  if (date.start < HEAD) score += 0.3;
  return score - (date.start / source.flat.length) * 1.2;
}

const PAPER =
  '(?:agreement|contract|amendment|addendum|letter|order|lease|deed|licen[cs]e|engagement|appointment|mandate|statement of work|memorandum|(?:initial )?term)';
const TAKES_EFFECT =
  '(?:effective|(?:take|come|enter)s? (?:in)?to (?:full )?(?:force|effect)|takes? effect|in (?:full )?(?:force|effect)|commences?|begins?|starts?|runs?|continues?|valid|binding)';
const OWN = `(?:date|day|day and year) (?:hereof|of (?:this|the) ${PAPER}|(?:as )?(?:last |first )?(?:written|set forth|set out|stated|shown|given|listed|mentioned|indicated|specified|appearing|above|below))`;
const SIGNED =
  '(?:(?:date|day|time|later|last|latest|moment)\\b[^.;()]{0,60}\\b(?:sign|execut)\\w*|(?:its |the |their )?(?:full |due |mutual |final )?(?:signature|signing|execution)|(?:when|once|after|upon) (?:it (?:is|has been) )?(?:being )?(?:duly )?(?:signed|executed)|(?:both|all) (?:the )?parties (?:have )?(?:signed|executed))[^.;]{0,60}';
/** "This Agreement shall become effective on the date first written above." */
const BY_REFERENCE = new RegExp(
  String.raw`\b(?:this|the) (?:[\w'-]+ ){0,4}${PAPER}\b[^.;]{0,90}\b${TAKES_EFFECT}\b,? (?:and [\w ]{3,30} )?(?:as of|as from|on|upon|from|at|when|once|after|with|beginning on|commencing on) (?:and (?:as of|from) )?(?:the )?(?:(?<own>${OWN})|(?<signed>${SIGNED}))`,
  'gi',
);
/** `"Effective Date" means the date of the last signature`, "the date hereof (the "Effective Date")". */
const NAME_BY_REFERENCE = new RegExp(
  String.raw`(?:["'](?:Effective|Commencement|Start) Date["'](?: of (?:this|the) \w+)? ?(?:[:-]|means|is|shall (?:mean|be)|refers to)|\bEffective Date (?:means|is|shall (?:mean|be))) (?:the )?(?:(?<own>${OWN})|(?<signed>${SIGNED}))|\b(?:the )?(?:(?<ownBefore>${OWN})|(?<signedBefore>(?:date|day) [^.;()]{0,60}\b(?:sign\w*|execut\w*)\b[^.;()]{0,60})) ?\((?:the )?["'](?:Effective|Commencement) Date["']`,
  'gi',
);

/** "Effective upon the date first written above", "… as of the last signature": the date stands elsewhere. */
function byReference(
  source: Source,
  dates: readonly FoundDate[],
  agreement: Fact<string> | null,
): Fact<string> | null {
  const clause = [BY_REFERENCE, NAME_BY_REFERENCE]
    .map((pattern) => source.flat.matchAll(pattern).next().value)
    .find((match) => match !== undefined);
  if (clause?.groups === undefined) return null;
  const { own, ownBefore } = clause.groups;
  const evidence = source.locate({ start: clause.index, end: clause.index + clause[0].length });
  const last = own === undefined && ownBefore === undefined ? lastSigning(source, dates) : null;
  if (last !== null)
    return factOf(last.value, [...evidence, ...source.locate(last)], last.ambiguous ? 0.4 : 0.6, {
      method: 'computed',
      note: 'The contract takes effect with the last signature.',
    });
  if (agreement === null) return null;
  return factOf(agreement.value, [...evidence, ...agreement.evidence], agreement.confidence * 0.75, {
    method: 'computed',
    note: 'The contract takes effect on its own date.',
  });
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
  if (best === undefined || best.score < 1.7) return byReference(source, dates, agreement);
  const rivals = scored.filter(
    (other) => other.score > best.score - 1 && other.date.value !== best.date.value,
  ).length;
  const confidence =
    0.3 +
    Math.min(0.5, best.score * 0.09) -
    Math.min(0.2, rivals * 0.08) -
    (best.date.ambiguous ? 0.2 : 0) +
    (best.date.value === agreement?.value ? 0.08 : 0);
  const stated = factAt(source, best.date.value, [best.date], confidence);
  // A weak date in the text gives way to a clause that says outright when the contract takes effect.
  return best.score < 2.4 ? (byReference(source, dates, agreement) ?? stated) : stated;
}
