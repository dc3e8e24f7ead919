/** How long the contract runs and when it ends. */
import type { Fact } from '../extraction.ts';
import { addDuration, dayBefore, lastDay } from './calendar.ts';
import { type FoundDate, findDates } from './dates.ts';
import { dateNamed } from './defined-dates.ts';
import { type Duration, findLooseDurations, formatDuration, inDays } from './durations.ts';
import { factAt, factOf } from './facts.ts';
import { ORDINAL_WORDS, parseOrdinal } from './numbers.ts';
import { openEnded, terminableAtWill } from './open-ended.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Source, Span } from './source.ts';
import { type TermClause, termClauses } from './term-clauses.ts';
import { startOf, type TermInputs } from './term-start.ts';

export interface TermFacts {
  readonly term: Fact<string> | null;
  readonly expirationDate: Fact<string> | null;
}

const END =
  /\b(?:expir\w*|terminat\w*|end\w*|until|through|thru|conclud\w*|to|not (?:go|extend) beyond|cease\w*|up to)\b(?:[ ,:]| and including| midnight| at| on| of| as| the| date| \d+:\d\d| [ap]\.?m\.?|close|business|last|day|without|any|further|action|automatically|end|month|later|earlier|earliest|latest|first|to occur|\([ivxa-d\d]{1,3}\)|shall|will|be|is|\("?[A-Z][\w ]+"?\)){0,12}$/i;
/** An end that no longer holds: "which would have ended on", "originally until". */
const SUPERSEDED =
  /\b(?:quarters?|fiscal years?|calendar years?|months?) (?:ended|ending) ?$|\b(?:would (?:otherwise )?(?:have )?|(?:was|were) (?:due |set )?to|due to|originally|previously|scheduled to|instead of|rather than|formerly|prior to|subject to|with respect to|pursuant to|regard to) ?(?:end\w*|expire\w*|terminate\w*|until|through)?(?: on| at)? ?$/i;

/** Where in a term clause its end is given as a date. */
function endDate(source: Source, clause: TermClause): { value: string; span: Span } | null {
  const at = (start: number, end: number): Span => ({
    start: clause.span.start + start,
    end: clause.span.start + end,
  });
  const dates = findDates(clause.text, source.dayOrder);
  const ends = dates.filter((date, index) => {
    const before = clause.text.slice(Math.max(0, date.start - 110), date.start);
    const previous = dates[index - 1];
    const range = previous !== undefined && /^ ?- ?$/.test(clause.text.slice(previous.end, date.start));
    return range || (END.test(before) && !SUPERSEDED.test(before));
  });
  // "… extended from June 30, 2026 to June 30, 2028": the later day is the new one.
  const end = /\bextend|\breplac|\bamend/i.test(clause.text) ? ends.at(-1) : ends[0];
  if (end !== undefined) {
    const whole = /\bend of (?:the month of )?$/i.test(
      clause.text.slice(Math.max(0, end.start - 30), end.start),
    );
    return { value: whole ? lastDay(end.value) : end.value, span: at(end.start, end.end) };
  }
  const year =
    /\b(?:until|through|at|to|by) the end of (?:the )?(?:calendar )?(?:year )?(?<year>20\d\d)\b/i.exec(
      clause.text,
    );
  if (year?.groups?.year === undefined) return null;
  return { value: lastDay(year.groups.year), span: at(year.index, year.index + year[0].length) };
}

/** "until the fourth (4th) anniversary of the Effective Date" is a term of four years. */
function anniversary(clause: TermClause): { duration: Duration; span: Span } | null {
  const match = new RegExp(
    String.raw`\b(?:(?<words>${ORDINAL_WORDS}) ?(?:\( ?\d+ ?(?:st|nd|rd|th)? ?\))?|(?<figures>\d+ ?(?:st|nd|rd|th))) anniversary\b(?! (?:of|after|following) (?:the )?(?:expir|terminat|complet|last))`,
    'i',
  ).exec(clause.text);
  const count =
    match?.groups === undefined ? null : parseOrdinal(match.groups.words ?? match.groups.figures ?? '');
  if (match === null || count === null) return null;
  const start = clause.span.start + match.index;
  return { duration: { count, unit: 'year' }, span: { start, end: start + match[0].length } };
}

function termDuration(clause: TermClause): { duration: Duration; span: Span } | null {
  const options = findLooseDurations(clause.text)
    .filter((duration) => inDays(duration) >= 25 && !/^(?:hour|minute|business)/.test(duration.unit))
    .map((duration) => {
      const before = clause.text.slice(Math.max(0, duration.start - 90), duration.start);
      const after = clause.text.slice(duration.end, duration.end + 60);
      let score = 0;
      if (/\b(?:term|period|duration|continues?|effect|force|lasts?|runs?)\b[^;]{0,60}$/i.test(before))
        score += 2;
      if (
        /\b(?:terminat\w*|expir\w*|ends?|extended by|extended for)(?: on the (?:date|day) (?:which|that) is| automatically| (?:a |the )?further)?(?: after)? ?$/i.test(
          before,
        ) &&
        (/(?:extended (?:by|for)|after) ?$/i.test(before.slice(-20)) ||
          /^ ?(?:after|from|following|thereafter)/i.test(after))
      )
        score += 2;
      if (/^[\d.()\w: -]{0,12}$/.test(before)) score += 1;
      // "… and ends on December 31, 2027 (24 months)"
      if (/\d{4} ?\($/.test(before) && after.startsWith(')')) score += 2;
      if (
        /\b(?:of|for|is|be|shall be|period of|:) ?(?:a |an |the )?(?:period of |term of |initial |fixed |full |minimum )*$/i.test(
          before,
        )
      )
        score += 1;
      if (
        /^ ?(?:term|period|from|commenc|after|follow|beginning|starting|unless|,|\.|\(|initial|thereafter|subscription|until|through|up to|to|that is|and (?:ends|expires|runs|continues|shall end|until))/i.test(
          after,
        )
      )
        score += 1;
      if (
        /^ ?(?:'? ?(?:prior|in advance|advance|written|notice|before)|' )/i.test(after) ||
        /\b(?:notice|within|at least|not less than|every|each|more than|prior|renew\w*|successive|additional|further|cure|than) (?:of |for |period of |a |an )*$/i.test(
          before,
        )
      )
        score -= 4;
      // "continue for at least a period of 25 years" is no notice.
      if (/\b(?:continue|remain|term)\w*\b[^.;]{0,40}\b(?:at least|not less than)[a-z ]*$/i.test(before))
        score += 4;
      if (inDays(duration) < 60 && !/\bterm\b/i.test(before)) score -= 1.5;
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

function computedEnd(
  source: Source,
  clause: TermClause,
  length: { duration: Duration; span: Span },
  inputs: TermInputs,
  certainty: number,
): Fact<string> | null {
  // "… which ended on June 30, 2026, is extended by two years": the length is counted from the old end.
  const extended = /\bextended (?:by|for)\b/i.test(clause.text)
    ? findDates(clause.text, source.dayOrder).find((date) =>
        END.test(clause.text.slice(Math.max(0, date.start - 110), date.start)),
      )
    : undefined;
  const start =
    extended === undefined
      ? startOf(source, clause, length.span, inputs)
      : factAt(
          source,
          extended.value,
          [{ start: clause.span.start + extended.start, end: clause.span.start + extended.end }],
          0.8,
        );
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
  const open = openEnded(clause.text);
  if (open === null) return null;
  const span = { start: clause.span.start + open.start, end: clause.span.start + open.end };
  return factAt(source, 'perpetual', [span], 0.3 + certainty, {
    note: 'The contract runs until somebody ends it.',
  });
}

/** "Termination Date: December 31, 2023", where no clause says it. */
function namedEnd(source: Source, dates: readonly FoundDate[]): { fact: Fact<string>; score: number } | null {
  for (const name of ['Expiration Date', 'Expiry Date', 'Termination Date', 'End Date', 'Completion Date']) {
    const date = dateNamed(source, dates, name);
    if (date !== null) return { fact: factAt(source, date.value, [date], 0.6), score: 3 };
  }
  return null;
}

/** A contract without a term that the parties may end whenever they like. */
function atWill(source: Source): { fact: Fact<string>; score: number } | null {
  const right = terminableAtWill(source.flat);
  if (right === null) return null;
  const fact = factAt(source, 'perpetual', [right], 0.4, {
    note: 'No term is given; the parties may end the contract by notice.',
  });
  return { fact, score: 0 };
}

/** By how much a clause without an end must outweigh one with a day. */
const LEAD = 1;

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
  dated ??= namedEnd(source, inputs.dates);
  // "… three years, and thereafter until terminated": the day stands, unless its clause is much the weaker.
  if (dated === null && open === null && term === null) open = atWill(source);
  const expirationDate =
    open && (dated === null || open.score > dated.score + LEAD) ? open.fact : (dated?.fact ?? null);
  return { term, expirationDate };
}
