/** Renewal: for how long, and with how much notice it can be stopped. */
import type { Fact } from '../extraction.ts';
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

function clauses(source: Source): Clause[] {
  const found: Clause[] = [];
  let lastEnd = -1;
  for (const match of source.flat.matchAll(ANCHOR)) {
    if (match.index < lastEnd) continue;
    const span = sentenceAround(source, { start: match.index, end: match.index + match[0].length }, 700);
    lastEnd = span.end;
    const text = source.flat.slice(span.start, span.end);
    let score = 0;
    if (
      /\b(?:automatic(?:ally)?|auto-?)\b[^.;]{0,60}\b(?:renew|exten|continu|prolong)|\b(?:renew|exten|prolong)\w*\b[^.;]{0,40}\bautomatic/i.test(
        text,
      )
    )
      score += 2.5;
    if (
      /\b(?:shall|will|may) (?:then |thereafter |also )?(?:be )?(?:automatically )?(?:renew|extend|prolong|be renewed|be extended)/i.test(
        text,
      )
    )
      score += 1.5;
    if (
      /\b(?:successive|additional|further|consecutive|subsequent|renewal|extension|like|same)\b[^.;]{0,60}\b(?:periods?|terms?|years?|months?)\b/i.test(
        text,
      )
    )
      score += 1.5;
    if (
      /\b(?:this|the) (?:agreement|contract|initial term|term|license|subscription|order)\b|\brenewal term\b/i.test(
        text,
      )
    )
      score += 1;
    if (/\bunless\b[^.]{0,140}\bnotice|\bnotice\b[^.]{0,100}\b(?:not to|non-?renew|intent)/i.test(text))
      score += 1;
    if (/\b(?:month|year)[- ]to[- ](?:month|year)\b/i.test(text)) score += 1.5;
    if (NOT_THE_CONTRACT.test(text) && !/\b(?:this|the) agreement\b[^.;]{0,80}\b(?:renew|extend)/i.test(text))
      score -= 2;
    if (
      /\b(?:not|never|no) (?:be )?(?:automatically )?(?:renew|extend)|shall not (?:automatically )?(?:renew|extend)|does not (?:automatically )?renew/i.test(
        text,
      )
    )
      score -= 4;
    if (score >= 2) found.push({ span, text, score });
  }
  return found.sort((a, b) => b.score - a.score || a.span.start - b.span.start);
}

const NOTICE_AFTER =
  /^['s]{0,2} ?(?:\(?[a-z -]{0,30}\)? ?)?(?:prior|advance|before|written|notice|in advance|preceding)/i;
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
  const rolling =
    /\b(month|year)[- ]to[- ](?:month|year)\b|\b(annual(?:ly)?|yearly|monthly) (?:basis|renewals?|periods?|terms?)|\brenew\w* (annually|yearly|monthly|each year|every year)\b/i.exec(
      text,
    );
  if (!rolling) return null;
  const unit = /month/i.test(rolling[0]) ? 'month' : 'year';
  return { count: 1, unit, start: rolling.index, end: rolling.index + rolling[0].length };
}

/** Renewal term and the notice that stops it. */
export function findRenewal(source: Source): RenewalFacts {
  let renewalTerm: Fact<string> | null = null;
  let noticePeriod: Fact<string> | null = null;
  for (const clause of clauses(source).slice(0, 8)) {
    const certainty = Math.min(0.4, clause.score * 0.06);
    const shift = (part: Span): Span => ({
      start: clause.span.start + part.start,
      end: clause.span.start + part.end,
    });
    const length: ReturnType<typeof renewalDuration> =
      renewalTerm === null && clause.score >= 2.5 ? renewalDuration(clause.text) : null;
    if (length && !isPlaceholder(clause.text.slice(length.start, length.end)))
      renewalTerm = factAt(source, formatDuration(length), [shift(length)], 0.45 + certainty);
    // The notice may stand in the sentence after.
    const reach = source.flat.slice(clause.span.start, clause.span.end + 420);
    const notices = findDurations(reach).filter(
      (duration) => isNotice(reach, duration) && inDays(duration) <= 800,
    );
    const notice = notices.find((duration) => {
      const around = reach.slice(Math.max(0, duration.start - 220), duration.end + 200);
      return (
        /\b(?:renew\w*|expir\w*|end of|extend\w*|extension|anniversary|conclusion|current term|then-current|initial term)\b/i.test(
          around,
        ) && !/\b(?:breach|default|cure|remed\w+)\b/i.test(around.slice(120, 400))
      );
    });
    if (noticePeriod === null && notice && (clause.score >= 3 || renewalTerm !== null)) {
      noticePeriod = factAt(
        source,
        formatDuration(notice),
        [shift(notice)],
        (notice.end <= clause.text.length ? 0.45 : 0.35) + certainty,
      );
    }
    if (renewalTerm) break;
  }
  return { renewalTerm, noticePeriod: renewalTerm === null ? null : noticePeriod };
}
