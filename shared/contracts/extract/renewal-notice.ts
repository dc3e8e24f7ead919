/** The notice that keeps a contract from being renewed. */
import { type FoundDuration, findDurations, inDays } from './durations.ts';
import { isPlaceholder } from './placeholders.ts';
import type { RenewalClause } from './renewal-clauses.ts';
import { type Source, type Span, sentenceAround } from './source.ts';

const AFTER =
  /^['s]{0,2} ?(?:\(?(?!unless|by|in |with)[a-z-]{0,14}\)? ?)?(?:prior|advance|before|written (?!agreement|consent)|notice|in advance|preceding|ahead|to the end|from the end|previous)/i;
const BEFORE =
  /\b(?:at least|not less than|no (?:less|later|fewer) than|not (?:later|fewer) than|notice of|minimum of|less than|within|least|upon|giving|give|gives|given|with|notice|by|on)[ ,]*(?:the |a |an |period of |of |not less than |at least )*$/i;

/** Whether a duration is a notice rather than a length. */
export function isNotice(text: string, duration: FoundDuration): boolean {
  const after = text.slice(duration.end, duration.end + 70);
  const before = text.slice(Math.max(0, duration.start - 50), duration.start);
  const phrase = after.split(/\b(?:unless|until|if|at a time|each|and)\b|[.;\d]/i)[0] ?? '';
  return (
    AFTER.test(after) ||
    (BEFORE.test(before) && /\b(?:prior|before|notice|advance|expir|end of|preced)/i.test(phrase))
  );
}

const OF_THE_TERM =
  /\b(?:renew\w*|expir\w*|the end|end of|extend\w*|extension|anniversary|conclusion|current (?:term|period)|then-current|initial term|prolong\w*|month[- ]to[- ]month|year[- ]to[- ]year|continu\w*|thereafter|such (?:year|term|period))\b/i;
const FOR_REASON = /\b(?:breach\w*|default\w*|cure|remed\w+|insolven\w*|bankrupt\w*|non-?payment)\b/i;
/** Words that stop a renewal; without them a notice before the end exercises an option. */
const STOPS =
  /\b(?:unless|until|not to|not wish|not (?:be )?(?:renew|extend)\w*|non-? ?(?:renew|extension)\w*|does not|do not|elects? not|terminat\w*|cancel\w*|prevent\w*|object\w*|contrary|otherwise|absent|neither|declin\w*|opts? out|except|against|stop\w*|discontinu\w*|save where|(?:which|such|said|this) notice|end (?:this|the) agreement)\b/i;
const NON_RENEWAL =
  /\b(?:not (?:to )?(?:be )?(?:renew|extend(?! beyond)|prolong)(?:ed)?|non-? ?(?:renew|extension)(?:al)?|not (?:wish|intend|desire|elect|want) to (?:renew|extend|continue)|prevent(?:ing)? (?:such |the |any )?(?:renewal|extension)|(?:stop|decline|oppos)\w* (?:such |the |to )?(?:renew|extension))\w*/gi;

export interface Notice {
  readonly duration: FoundDuration;
  /** Where it stands in the source. */
  readonly span: Span;
}

function noticeWithin(source: Source, span: Span, sameClause: boolean): Notice | null {
  const text = source.flat.slice(span.start, span.end);
  if (!sameClause && !OF_THE_TERM.test(text)) return null;
  if (!STOPS.test(text)) return null;
  const duration = findDurations(text).find((candidate) => {
    if (!isNotice(text, candidate) || inDays(candidate) > 800 || inDays(candidate) < 1) return false;
    if (isPlaceholder(text.slice(candidate.start, candidate.end))) return false;
    const around = text.slice(Math.max(0, candidate.start - 100), candidate.end + 120);
    return !FOR_REASON.test(around);
  });
  if (duration === undefined) return null;
  return { duration, span: { start: span.start + duration.start, end: span.start + duration.end } };
}

/** The notice in a renewal clause, or in one of the two sentences after it. */
export function noticeOf(source: Source, clause: RenewalClause): Notice | null {
  const here = noticeWithin(source, clause.span, true);
  if (here !== null) return here;
  let { end } = clause.span;
  for (let step = 0; step < 2 && end + 2 < source.text.length; step++) {
    const next = sentenceAround(source, { start: end + 1, end: end + 2 }, 420);
    if (next.end <= end) return null;
    const notice = noticeWithin(source, { start: end, end: next.end }, false);
    if (notice !== null) return notice;
    end = next.end;
  }
  return null;
}

/** A notice of non-renewal anywhere: "notice of non-renewal is sent one year before the expiry date". */
export function noticeOfNonRenewal(source: Source): Notice | null {
  let seen = 0;
  for (const match of source.flat.matchAll(NON_RENEWAL)) {
    const span = sentenceAround(source, { start: match.index, end: match.index + match[0].length }, 500);
    const notice = /\b(?:notice|notif\w+|advis\w+|inform\w*|unless|elect\w*)\b/i.test(
      source.flat.slice(span.start, span.end),
    )
      ? noticeWithin(source, span, true)
      : null;
    if (notice !== null) return notice;
    if (++seen > 100) break;
  }
  return null;
}
