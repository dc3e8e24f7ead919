/** Renewal: for how long, and with how much notice it can be stopped. */
import type { Fact } from '../extraction.ts';
import { type Cue, weigh } from './cues.ts';
import { type FoundDuration, findDurations, formatDuration, inDays } from './durations.ts';
import { factAt } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { type Source, type Span, sentenceAround } from './source.ts';

export interface RenewalFacts {
  readonly renewalTerm: Fact<string> | null;
  readonly noticePeriod: Fact<string> | null;
}

const ANCHOR =
  /\b(?:auto(?:matic(?:ally)?)?[- ]?)?(?:renew(?:s|ed|al|able|als)?|RENEW(?:AL)?|extend(?:s|ed)?|extension|extensions|prolong(?:s|ed)?|roll(?:s)? over)\b|\b(?:month|year)[- ]to[- ](?:month|year)\b/gi;
const NOT_THE_CONTRACT =
  /\b(?:patents?|trademarks?|insurance|policy|registration|domain|deadline|time (?:for|limit)|payment date|cure period|lease|warranty period|letter of credit|visa|permit|closing|offering|delivery date)\b/i;

interface Clause {
  readonly span: Span;
  readonly text: string;
  readonly score: number;
}

const CUES: readonly Cue[] = [
  [
    2.5,
    /\b(?:automatic(?:ally)?|auto-?|tacit(?:ly)?)\b[^.;]{0,60}\b(?:renew|exten|continu|prolong)|\b(?:renew|exten|prolong)\w*\b[^.;]{0,40}\b(?:automatic|tacit)/i,
  ],
  [
    1.5,
    /\b(?:shall|will|may) (?:then |thereafter |also )?(?:be )?(?:automatically )?(?:renew|extend|prolong)|\b(?:agreement|contract|term|order|it) (?:then |thereafter |also )?(?:automatically )?(?:renews|is renewed|extends|is extended|rolls over)/i,
  ],
  [
    1.5,
    /\b(?:successive|additional|further|consecutive|subsequent|renewal|extension|like|same)\b[^.;]{0,60}\b(?:periods?|terms?|years?|months?)\b/i,
  ],
  [
    1,
    /\b(?:this|the) (?:agreement|contract|initial term|term|license|subscription|order)\b|\brenewal term\b/i,
  ],
  [1, /\bunless\b[^.]{0,140}\bnotice|\bnotice\b[^.]{0,100}\b(?:not to|non-?renew|intent)/i],
  [
    1.5,
    /\brenewable\b|\b(?:renew|extend)\w* (?:the term of )?(?:this|the) (?:agreement|contract|term)\b|\bterm may be (?:extended|renewed)/i,
  ],
  [1.5, /\b(?:month|year)[- ]to[- ](?:month|year)\b/i],
  // "shall not be renewed" says that there is no renewal; "notice that it will not renew" does not.
  [
    -4,
    /(?<!notice (?:that|if) )\b(?:agreement|contract|term|order|it) (?:shall|will|does|may|is) (?:not|never) (?:be )?(?:automatically )?(?:renew|extend)|\bno (?:automatic )?renewal\b/i,
  ],
];

function clauses(source: Source): Clause[] {
  const found: Clause[] = [];
  let lastEnd = -1;
  for (const match of source.flat.matchAll(ANCHOR)) {
    if (match.index < lastEnd) continue;
    const span = sentenceAround(source, { start: match.index, end: match.index + match[0].length }, 700);
    lastEnd = span.end;
    const text = source.flat.slice(span.start, span.end);
    const foreign =
      NOT_THE_CONTRACT.test(text) && !/\b(?:this|the) agreement\b[^.;]{0,80}\b(?:renew|extend)/i.test(text);
    const score = weigh(text, CUES) - (foreign ? 2 : 0);
    if (score >= 2) found.push({ span, text, score });
  }
  return found.sort((a, b) => b.score - a.score || a.span.start - b.span.start);
}

const NOTICE_AFTER =
  /^['s]{0,2} ?(?:\(?(?!unless)[a-z-]{0,14}\)? ?)?(?:prior|advance|before|written|notice|in advance|preceding)/i;
const NOTICE_BEFORE =
  /\b(?:at least|not less than|no (?:less|later|fewer) than|notice of|not later than|minimum of|less than|within|least|upon|giving|give|given|with|notice|by)[ ,]*(?:the |a |an |period of |of |not less than )*$/i;

const isNotice = (text: string, duration: FoundDuration): boolean => {
  const after = text.slice(duration.end, duration.end + 70);
  const before = text.slice(Math.max(0, duration.start - 50), duration.start);
  return (
    NOTICE_AFTER.test(after) ||
    (NOTICE_BEFORE.test(before) &&
      /^[^.;]{0,60}\b(?:prior|before|notice|advance|expir|end of|preced)/i.test(after))
  );
};

const ROLLING =
  /\b(month|year)[- ]to[- ](?:month|year)\b|\b(annual(?:ly)?|yearly|monthly) (?:basis|renewals?|periods?|terms?)|\brenew\w* (?:\w+ )?(annually|yearly|monthly|each year|every year)\b/i;

function renewalDuration(
  text: string,
): FoundDuration | { count: number; unit: 'year' | 'month'; start: number; end: number } | null {
  const verb = /\b(?:renew|exten|prolong|roll)\w*/i.exec(text)?.index ?? 0;
  const options = findDurations(text)
    .filter((duration) => inDays(duration) >= 25 && !isNotice(text, duration))
    .map((duration) => {
      const before = text.slice(Math.max(0, duration.start - 70), duration.start);
      const after = text.slice(duration.end, duration.end + 50);
      let score = 0;
      if (duration.start > verb) score += 1.5;
      if (
        /\b(?:successive|additional|further|consecutive|subsequent|renew\w*|extend\w*|another|like|rolling|extension|succeeding)\b[^.;]{0,45}$/i.test(
          before,
        )
      )
        score += 2;
      if (
        /^ ?(?:terms?|periods?|renewals?|extensions?|each|increments?|intervals?|thereafter|unless|,|\.)/i.test(
          after,
        )
      )
        score += 1;
      if (/\binitial|original|commencing|first\b[^.;]{0,40}$/i.test(before)) score -= 2;
      if (/\bmaximum|exceed|up to\b[^.;]{0,20}$/i.test(before)) score -= 0.7;
      return { duration, score };
    })
    .sort((a, b) => b.score - a.score || a.duration.start - b.duration.start);
  const best = options[0];
  if (best && best.score >= 1.5) return best.duration;
  const rolling = ROLLING.exec(text);
  if (!rolling) return null;
  const unit = /month/i.test(rolling[0]) ? 'month' : 'year';
  return { count: 1, unit, start: rolling.index, end: rolling.index + rolling[0].length };
}

/** "… and thereafter continues until terminated": renewed without end. */
const ENDLESS =
  /\b(?:thereafter|after (?:that|the initial \w+)|following the initial \w+)\b[^.;]{0,60}\b(?:continue|remain|renew)\w*\b[^.;]{0,90}\buntil\b[^.;]{0,60}\b(?:terminat|cancel|notice)\w*/i;

function noticeIn(source: Source, clause: Clause): FoundDuration | null {
  // The notice may stand in the sentence after.
  const reach = source.flat.slice(clause.span.start, clause.span.end + 420);
  const found = findDurations(reach).find((duration) => {
    if (!isNotice(reach, duration) || inDays(duration) > 800) return false;
    const around = reach.slice(Math.max(0, duration.start - 220), duration.end + 200);
    const renews =
      /\b(?:renew\w*|expir\w*|end of|extend\w*|extension|anniversary|conclusion|current term|then-current|initial term)\b/i;
    return renews.test(around) && !/\b(?:breach|default|cure|remed\w+)\b/i.test(around.slice(120, 400));
  });
  return found ?? null;
}

/** Renewal term and the notice that stops it. */
export function findRenewal(source: Source): RenewalFacts {
  const candidates = clauses(source).slice(0, 8);
  const readings = candidates.map((clause) => ({
    clause,
    length: clause.score >= 2.5 ? renewalDuration(clause.text) : null,
  }));
  const usable = readings.filter(
    ({ clause, length }) => length !== null && !isPlaceholder(clause.text.slice(length.start, length.end)),
  );
  // A printed length is worth more than "month to month", which often only bridges a gap.
  const best =
    usable.find(
      ({ clause, length }) =>
        length !== null &&
        /\d|\w+-\w+|year|month/i.test(clause.text.slice(length.start, length.end)) &&
        !ROLLING.test(clause.text.slice(length.start, length.end)),
    ) ?? usable[0];
  const at = (clause: Clause, part: Span): Span => ({
    start: clause.span.start + part.start,
    end: clause.span.start + part.end,
  });
  if (!best?.length) return endless(source);
  const certainty = Math.min(0.4, best.clause.score * 0.06);
  const notices = [best.clause, ...candidates.filter((clause) => clause.score >= 3)].flatMap((clause) => {
    const notice = noticeIn(source, clause);
    return notice === null ? [] : [{ clause, notice }];
  });
  const [stop] = notices;
  return {
    renewalTerm: factAt(
      source,
      formatDuration(best.length),
      [at(best.clause, best.length)],
      0.45 + certainty,
    ),
    noticePeriod:
      stop === undefined
        ? null
        : factAt(
            source,
            formatDuration(stop.notice),
            [at(stop.clause, stop.notice)],
            (stop.notice.end <= stop.clause.text.length ? 0.45 : 0.35) + certainty,
          ),
  };
}

function endless(source: Source): RenewalFacts {
  const match = ENDLESS.exec(source.flat);
  if (!match) return { renewalTerm: null, noticePeriod: null };
  const span = sentenceAround(source, { start: match.index, end: match.index + match[0].length }, 500);
  const text = source.flat.slice(span.start, span.end);
  const notice = findDurations(text).find((duration) => isNotice(text, duration));
  return {
    renewalTerm: factAt(
      source,
      'perpetual',
      [{ start: match.index, end: match.index + match[0].length }],
      0.45,
      { note: 'After its first term the contract runs until somebody ends it.' },
    ),
    noticePeriod:
      notice === undefined
        ? null
        : factAt(
            source,
            formatDuration(notice),
            [{ start: span.start + notice.start, end: span.start + notice.end }],
            0.5,
          ),
  };
}
