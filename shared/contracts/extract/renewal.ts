/** Renewal: for how long, and with how much notice it can be stopped. */
import type { Fact } from '../extraction.ts';
import { type Duration, findLooseDurations, formatDuration, inDays } from './durations.ts';
import { factAt, factOf } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { type RenewalClause, renewalClauses } from './renewal-clauses.ts';
import { isNotice, type Notice, noticeOf, noticeOfNonRenewal } from './renewal-notice.ts';
import { type Source, type Span, sentenceAround } from './source.ts';

export interface RenewalFacts {
  readonly renewalTerm: Fact<string> | null;
  readonly noticePeriod: Fact<string> | null;
}

/** A length, or `same` as the term, or without an end. */
type Length = Span & { readonly value: Duration | 'same' | 'perpetual'; readonly rolling: boolean };

const ROLLING =
  /\b(?<to>month|year|quarter)[- ]to[- ](?:month|year|quarter)\b|\b(?<adverb>annual(?:ly)?|yearly|monthly|quarterly) (?:\w+ )?(?:basis|renewals?|periods?|terms?)|\brenew\w* (?:\w+ )?(?<often>annually|yearly|monthly|quarterly|(?:each|every) (?:year|month|quarter|anniversary))\b|\b(?<before>annually|yearly|monthly|quarterly) renew/i;
const SAME =
  /\b(?:equal|identical|same (?:length|duration|period)|like (?:term|period|duration)|equivalent)\b[^.;]{0,40}\b(?:initial|original|previous|preceding|then-current|current|expiring) (?:term|period)\b|\b(?:renew|extend)\w*\b[^.;]{0,50}\b(?:for|by) (?:a |the |another )?(?:like|same|equal|identical|equivalent) (?:term|period|duration)s?\b/i;
const ENDLESSLY =
  /\b(?:renew|extend|continu|prolong)\w*\b[^.;]{0,40}\b(?:for|of) (?:an? )?(?:indefinite|unlimited|indeterminate)\b/i;

function renewalLength(text: string): Length | null {
  const endless = ENDLESSLY.exec(text);
  if (endless)
    return {
      value: 'perpetual',
      rolling: false,
      start: endless.index,
      end: endless.index + endless[0].length,
    };
  const verb = (/\b(?:renew|exten|prolong|roll)\w*/i.exec(text) ?? /\bcontinu\w*/i.exec(text))?.index ?? 0;
  const [best] = findLooseDurations(text)
    .filter((duration) => inDays(duration) >= 25 && !isNotice(text, duration))
    .map((duration) => {
      const before = text.slice(Math.max(0, duration.start - 70), duration.start);
      const after = text.slice(duration.end, duration.end + 50);
      let score = 0;
      if (duration.start > verb) score += 1.5;
      if (
        /\b(?:successive|additional|further|consecutive|subsequent|renew\w*|extend\w*|another|like|rolling|extension|succeeding|prolong\w*)\b[^.;]{0,45}$/i.test(
          before,
        )
      )
        score += 2;
      if (
        /^ ?(?:terms?|periods?|renewals?|extensions?|each|increments?|intervals?|options?|thereafter|unless|until|if|at a time|,|\.)/i.test(
          after,
        )
      )
        score += 1;
      if (
        /\b(?:initial|original)(?: [\w"()]+){0,4} (?:of|for|is|be|lasts?)(?: a| an)? ?$|\bcommencing\b[^.;]{0,40}$|\bfirst\b[^.;]{0,15}$/i.test(
          before,
        )
      )
        score -= 2;
      if (
        /\b(?:initial|original)\b[^.;]{0,20}$/i.test(before) &&
        !/\b(?:initial|original) (?:term|period)\b[^.;]{3,}$/i.test(before)
      )
        score -= 2;
      if (/\bmaximum|exceed|up to\b[^.;]{0,20}$/i.test(before)) score -= 0.7;
      if (/\b(?:formerly|previously|instead of|rather than)\b[^.;]{0,15}$/i.test(before)) score -= 4;
      return { duration, score };
    })
    .sort((a, b) => b.score - a.score || a.duration.start - b.duration.start);
  if (best && best.score >= 1.5) {
    const { count, unit, start, end } = best.duration;
    return { value: { count, unit }, rolling: false, start, end };
  }
  const same = SAME.exec(text);
  if (same) return { value: 'same', rolling: false, start: same.index, end: same.index + same[0].length };
  const rolling = ROLLING.exec(text);
  if (!rolling) return null;
  const unit = /month/i.test(rolling[0]) ? 'month' : /quarter/i.test(rolling[0]) ? 'quarter' : 'year';
  return {
    value: { count: 1, unit },
    rolling: true,
    start: rolling.index,
    end: rolling.index + rolling[0].length,
  };
}

const within = (clause: RenewalClause, part: Span): Span => ({
  start: clause.span.start + part.start,
  end: clause.span.start + part.end,
});

function renewalFact(
  source: Source,
  clause: RenewalClause,
  length: Length,
  term: Fact<string> | null,
): Fact<string> | null {
  const certainty = Math.min(0.4, clause.score * 0.06);
  const span = within(clause, length);
  if (length.value === 'perpetual')
    return factAt(source, 'perpetual', [span], 0.35 + certainty, {
      note: 'It is renewed without an end.',
    });
  if (length.value !== 'same')
    return factAt(source, formatDuration(length.value), [span], (length.rolling ? 0.38 : 0.45) + certainty);
  return term === null
    ? null
    : factOf(term.value, [...source.locate(span), ...term.evidence], 0.3 + certainty, {
        method: 'computed',
        note: 'It is renewed for as long as the term before.',
      });
}

const noticeFact = (source: Source, notice: Notice, confidence: number): Fact<string> =>
  factAt(source, formatDuration(notice.duration), [notice.span], confidence);

/** Renewal term and the notice that stops it. `term` is what "for the same period" refers to. */
export function findRenewal(source: Source, term: Fact<string> | null): RenewalFacts {
  const candidates = renewalClauses(source).slice(0, 8);
  const usable = candidates.flatMap((clause) => {
    const length = clause.score >= 2.5 ? renewalLength(clause.text) : null;
    return length === null || isPlaceholder(clause.text.slice(length.start, length.end))
      ? []
      : [{ clause, length }];
  });
  // A printed length is worth more than "month to month", which often only bridges a gap.
  const best = usable.find(({ length }) => !length.rolling) ?? usable[0];
  const renewalTerm = best === undefined ? null : renewalFact(source, best.clause, best.length, term);
  if (best === undefined || renewalTerm === null) return endless(source);
  const certainty = Math.min(0.4, best.clause.score * 0.06);
  for (const clause of [best.clause, ...candidates.filter((other) => other.score >= 3)]) {
    const notice = noticeOf(source, clause);
    if (notice === null) continue;
    const inClause = notice.span.end <= clause.span.end;
    return { renewalTerm, noticePeriod: noticeFact(source, notice, (inClause ? 0.45 : 0.35) + certainty) };
  }
  const stop = noticeOfNonRenewal(source);
  return { renewalTerm, noticePeriod: stop === null ? null : noticeFact(source, stop, 0.6) };
}

/** "… and thereafter continues until terminated": renewed without end. */
const ENDLESS =
  /\bindefinitely (?:after that|thereafter)\b[^.;]{0,40}\buntil\b|\b(?:thereafter|after (?:that|(?:the|its|this) (?:\w+ )?(?:term|period)|expiry|expiration)|following the initial \w+|after the initial \w+)\b[^.;]{0,60}\b(?:continue|remain|renew)\w*\b[^.;]{0,90}\buntil\b[^.;]{0,60}\b(?:terminat|cancel|notice|end(?:ed|s)\b)\w*/i;

function endless(source: Source): RenewalFacts {
  const match = ENDLESS.exec(source.flat);
  if (!match) {
    const stop = noticeOfNonRenewal(source);
    return { renewalTerm: null, noticePeriod: stop === null ? null : noticeFact(source, stop, 0.5) };
  }
  const at = { start: match.index, end: match.index + match[0].length };
  const span = sentenceAround(source, at, 500);
  const notice = noticeOf(source, { span, text: source.flat.slice(span.start, span.end), score: 0 });
  return {
    renewalTerm: factAt(source, 'perpetual', [at], 0.45, {
      note: 'After its first term the contract runs until somebody ends it.',
    }),
    noticePeriod: notice === null ? null : noticeFact(source, notice, 0.5),
  };
}
