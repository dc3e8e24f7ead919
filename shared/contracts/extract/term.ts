/** How long the contract runs and when it ends. */
import type { Fact } from '../extraction.ts';
import { addDuration, dayBefore } from './calendar.ts';
import { type FoundDate, findDates } from './dates.ts';
import { type Duration, findDurations, formatDuration, inDays } from './durations.ts';
import { factAt, factOf } from './facts.ts';
import { ORDINAL_WORDS, parseOrdinal } from './numbers.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Source, Span } from './source.ts';
import { type TermClause, termClauses } from './term-clauses.ts';

export interface TermFacts {
  readonly term: Fact<string> | null;
  readonly expirationDate: Fact<string> | null;
}

const OPEN_ENDED =
  /\b(?:perpetual(?:ly)?|(?:in|for) perpetuity|indefinite(?:ly)?|evergreen|no fixed (?:term|end)|without (?:limit(?:ation)? (?:in|of|as to) time|a fixed term))\b|\b(?:continue|remain)s?\b[^.;]{0,120}\b(?:until|unless|unless and until)\b[^.;]{0,40}\b(?:(?:is |it is |sooner |earlier )?(?:terminated|cancell?ed|termination)|either party (?:terminates|gives)|one of the parties|(?:mutual|written) agreement)\b/i;

export interface TermInputs {
  readonly agreementDate: Fact<string> | null;
  readonly effectiveDate: Fact<string> | null;
  readonly dates: readonly FoundDate[];
}

/** Where in a term clause its end is given as a date. */
function endDate(source: Source, clause: TermClause): { value: string; span: Span } | null {
  for (const date of findDates(clause.text, source.dayOrder)) {
    const before = clause.text.slice(Math.max(0, date.start - 110), date.start);
    if (
      /\b(?:expir\w*|terminat\w*|end\w*|until|through|thru|conclud\w*|to|not (?:go|extend) beyond|cease\w*|up to)\b(?:[ ,:]| and including| midnight| at| on| of| as| the| date| \d+:\d\d| [ap]\.?m\.?|close|business|last|day|without|any|further|action|automatically|\("?[A-Z][\w ]+"?\)){0,12}$/i.test(
        before,
      ) &&
      !/\b(?:prior to|subject to|with respect to|pursuant to|regard to) ?$/i.test(before)
    ) {
      return {
        value: date.value,
        span: { start: clause.span.start + date.start, end: clause.span.start + date.end },
      };
    }
  }
  const year = /\b(?:until|through|at) the end of (?:the )?(?:calendar )?(?:year )?(?<year>20\d\d)\b/i.exec(
    clause.text,
  );
  if (year?.groups?.year === undefined) return null;
  const start = clause.span.start + year.index;
  return { value: `${year.groups.year}-12-31`, span: { start, end: start + year[0].length } };
}

/** "until the fourth (4th) anniversary of the Effective Date" is a term of four years. */
function anniversary(clause: TermClause): { duration: Duration; span: Span } | null {
  const match = new RegExp(
    String.raw`\b(?:(?<words>${ORDINAL_WORDS}) ?(?:\( ?\d+ ?(?:st|nd|rd|th)? ?\))?|(?<figures>\d+ ?(?:st|nd|rd|th))) anniversary\b`,
    'i',
  ).exec(clause.text);
  const count =
    match?.groups === undefined ? null : parseOrdinal(match.groups.words ?? match.groups.figures ?? '');
  if (match === null || count === null) return null;
  const start = clause.span.start + match.index;
  return { duration: { count, unit: 'year' }, span: { start, end: start + match[0].length } };
}

function termDuration(clause: TermClause): { duration: Duration; span: Span } | null {
  const options = findDurations(clause.text)
    .filter((duration) => inDays(duration) >= 25 && !/^(?:hour|minute|business)/.test(duration.unit))
    .map((duration) => {
      const before = clause.text.slice(Math.max(0, duration.start - 90), duration.start);
      const after = clause.text.slice(duration.end, duration.end + 60);
      let score = 0;
      if (/\b(?:term|period|duration|continue|effect|force|last)\b[^;]{0,60}$/i.test(before)) score += 2;
      if (
        /\b(?:of|for|is|be|shall be|period of|:) ?(?:a |an |the )?(?:period of |term of |initial |fixed |full |minimum )*$/i.test(
          before,
        )
      )
        score += 1;
      if (
        /^ ?(?:term|period|from|commenc|after|follow|beginning|starting|unless|,|\.|initial|thereafter|subscription)/i.test(
          after,
        )
      )
        score += 1;
      if (
        /^ ?(?:'? ?(?:prior|advance|written|notice|before)|' )/i.test(after) ||
        /\b(?:notice|within|at least|not less than|every|each|more than|prior|renew\w*|successive|additional|further|cure|than) (?:of |for |period of |a |an )*$/i.test(
          before,
        )
      )
        score -= 4;
      if (/^ ?(?:renewal|extension|additional)/i.test(after)) score -= 2;
      return {
        duration,
        score,
        span: { start: clause.span.start + duration.start, end: clause.span.start + duration.end },
      };
    })
    .sort((a, b) => b.score - a.score);
  const [best] = options;
  return best && best.score >= 1.5
    ? { duration: { count: best.duration.count, unit: best.duration.unit }, span: best.span }
    : null;
}

/** Where a computed term starts: a date of the clause itself, the effective date, or the agreement's own. */
function startOf(source: Source, clause: TermClause, length: Span, inputs: TermInputs): Fact<string> | null {
  const starts = findDates(clause.text, source.dayOrder).filter((date) =>
    /\b(?:commenc\w*|begin\w*|start\w*|from|effective)\b[^.;]{0,40}$/i.test(
      clause.text.slice(Math.max(0, date.start - 60), date.start),
    ),
  );
  const named = starts.find((date) => clause.span.start + date.start > length.end) ?? starts.at(-1);
  if (named) {
    const span = { start: clause.span.start + named.start, end: clause.span.start + named.end };
    return factAt(source, named.value, [span], 0.85);
  }
  if (
    /\b(?:date hereof|date of (?:this|the) (?:agreement|contract)|date (?:first )?(?:above|written)|first (?:above )?written)\b/i.test(
      clause.text,
    )
  )
    return inputs.agreementDate ?? inputs.effectiveDate;
  return inputs.effectiveDate ?? inputs.agreementDate;
}

function computedEnd(
  source: Source,
  clause: TermClause,
  length: { duration: Duration; span: Span },
  inputs: TermInputs,
  certainty: number,
): Fact<string> | null {
  const start = startOf(source, clause, length.span, inputs);
  const end = start === null ? null : addDuration(start.value, length.duration);
  if (start === null || end === null) return null;
  const value = /\b(?:day (?:before|prior to|preceding)|last day of)\b/i.test(clause.text)
    ? dayBefore(end)
    : end;
  return factOf(
    value,
    [...start.evidence, ...source.locate(length.span)],
    Math.min(start.confidence, 0.4 + certainty),
    {
      method: 'computed',
      note: `Computed: ${formatDuration(length.duration)} from ${start.value}.`,
    },
  );
}

function openEnd(source: Source, clause: TermClause, certainty: number): Fact<string> | null {
  const open = OPEN_ENDED.exec(clause.text);
  // A perpetual licence is no perpetual contract.
  if (!open || /\blicen[cs]e\b[^.;]{0,60}perpetual|perpetual[^.;]{0,60}licen[cs]e/i.test(clause.text))
    return null;
  const start = clause.span.start + open.index;
  return factAt(source, 'perpetual', [{ start, end: start + open[0].length }], 0.3 + certainty, {
    note: 'The contract runs until somebody ends it.',
  });
}

/** By how much a clause without an end must outweigh one with a day. */
const LEAD = 3;

/** Term and expiration, computed from start and length where the text names no day. */
export function findTerm(source: Source, inputs: TermInputs): TermFacts {
  let term: Fact<string> | null = null;
  let dated: { fact: Fact<string>; score: number } | null = null;
  let open: { fact: Fact<string>; score: number } | null = null;
  for (const clause of termClauses(source).slice(0, 12)) {
    if (isPlaceholder(clause.text) && !/\d{4}/.test(clause.text)) continue;
    const certainty = Math.min(0.35, clause.score * 0.045);
    const length: ReturnType<typeof termDuration> = termDuration(clause) ?? anniversary(clause);
    if (length) term ??= factAt(source, formatDuration(length.duration), [length.span], 0.45 + certainty);
    if (clause.score < 3) break;
    const end: ReturnType<typeof endDate> = endDate(source, clause);
    const fact: Fact<string> | null = end
      ? factAt(source, end.value, [end.span], 0.5 + certainty)
      : length
        ? computedEnd(source, clause, length, inputs, certainty)
        : null;
    if (fact) dated ??= { fact, score: clause.score };
    else if (open === null) {
      const endless = openEnd(source, clause, certainty);
      if (endless) open = { fact: endless, score: clause.score };
    }
    if (term && dated) break;
  }
  // "… three years, and thereafter until terminated": the day stands, unless its clause is much the weaker.
  const expirationDate =
    open && (dated === null || open.score > dated.score + LEAD) ? open.fact : (dated?.fact ?? null);
  return { term, expirationDate };
}
