/** How long the contract runs and when it ends. */
import type { Fact } from '../extraction.ts';
import { addDuration, dayBefore } from './calendar.ts';
import { type FoundDate, findDates } from './dates.ts';
import { type Duration, findDurations, formatDuration, inDays } from './durations.ts';
import { factAt, factOf } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { type Source, type Span, sentenceAround } from './source.ts';

export interface TermFacts {
  readonly term: Fact<string> | null;
  readonly expirationDate: Fact<string> | null;
}

interface TermClause {
  readonly span: Span;
  readonly text: string;
  readonly score: number;
}

const ANCHOR =
  /\b(?:initial |original |subscription |contract |primary )?terms?\b|\bTERM\b|\bforce and effect\b|\bin (?:effect|force)\b|\bexpir\w+|\bcontinue\b|\bremain\b|\bperpetual\w*|\bperpetuity\b|\bperiod of\b|\bindefinite\w*|\bvalid (?:for|until)\b|\bterminate on\b|\b(?:begins?|starts?|commences?|runs?|lasts?) (?:on|for|from|until|\d)|\bwork for\b/gi;
const OTHER_SUBJECT =
  /\b(?:confidential\w*|non-?compet\w*|non-?solicit\w*|warrant(?:y|ies|ed)|insurance|royalt\w+|surviv\w+|following (?:the )?(?:expiration|termination)|after (?:the )?(?:expiration|termination)|records?|audit|patents?|copyrights?|option|lease|payment|invoice|cure|notice|escrow|indemnif\w+|exclusivity|standstill|employment|force majeure|cause|breach|default|bankrupt\w*|insolven\w*|forecast|inventory|stock|shares?|note|loan|transition|severance)\b/i;

function clauses(source: Source): TermClause[] {
  const found: TermClause[] = [];
  let lastEnd = -1;
  for (const match of source.flat.matchAll(ANCHOR)) {
    if (match.index < lastEnd) continue;
    const span = sentenceAround(source, { start: match.index, end: match.index + match[0].length }, 700);
    lastEnd = span.end;
    const text = source.flat.slice(span.start, span.end);
    const score = judge(source, span, text);
    if (score >= 2.5) found.push({ span, text, score });
    if (found.length > 200) break;
  }
  return found.sort((a, b) => b.score - a.score || a.span.start - b.span.start);
}

function judge(source: Source, span: Span, text: string): number {
  const before = source.text.slice(Math.max(0, span.start - 90), span.start);
  let score = 0;
  if (
    /\b(?:this|the) (?:agreement|contract|amendment|addendum|license|lease|order|sow|statement of work|engagement|policy)\b/i.test(
      text,
    )
  )
    score += 1.2;
  if (
    /\b(?:initial|original|contract|subscription|base|primary) (?:subscription )?(?:term|period)\b/i.test(
      text,
    )
  )
    score += 1.5;
  if (
    /\bthe (?:initial |subscription )?term (?:of|shall|will|is|under|for)\b|"(?:initial |subscription )?term"|\bterm of (?:this|the)\b/i.test(
      text,
    )
  )
    score += 1.5;
  if (/\b(?:commenc\w*|begin\w*|start\w*|effective)\b/i.test(text)) score += 0.8;
  if (
    /\b(?:shall|will) (?:be effective|continue|remain|expire|terminate|commence|begin|end|run|be in (?:full )?(?:force|effect)|extend|last)\b/i.test(
      text,
    )
  )
    score += 1;
  if (/\bforce and effect|in effect|in force\b/i.test(text)) score += 0.7;
  if (
    /(?:^|\n|\. ?|\d ?)(?:TERM|Term|DURATION|Duration|TERM AND TERMINATION|Term and Termination|Term of (?:this )?Agreement|Initial Term|Subscription Term|Contract Term|PERIOD)[ .:\n\t-]{0,4}$/.test(
      before,
    ) ||
    /^(?:\d[\d.]* ?)?(?:TERM|Term|Duration|Initial Term|Subscription [Tt]erm|Contract [Tt]erm)\b[ .:\t-]/.test(
      text,
    )
  )
    score += 2;
  const durations = findDurations(text).filter((duration) => inDays(duration) >= 25);
  if (durations.length > 0) score += 1;
  if (OTHER_SUBJECT.test(text.slice(0, 400))) score -= 1;
  if (
    /\b(?:renew|extend|extension|option)\w*/i.test(text) &&
    !/\binitial|originally|unless (?:sooner|earlier)|until\b/i.test(text)
  )
    score -= 1.2;
  if (
    /\b(?:during|throughout|within|upon|prior to|after|before) (?:the|its|any|such) (?:\w+ )?(?:term|expiration)\b/i.test(
      text,
    ) &&
    durations.length === 0
  )
    score -= 1;
  const days = findDates(text, source.dayOrder).length;
  if (
    days >= 2 &&
    /\b(?:begin|start|commenc|effective)\w*\b/i.test(text) &&
    /\b(?:until|ends?|ending|through|expir\w*|to)\b/i.test(text)
  )
    score += 2;
  if (days >= 1 && /\b(?:runs?|lasts?|continues?) (?:for|until|through)\b/i.test(text)) score += 1;
  if (/\b(?:agreement|contract|it) (?:starts?|begins?|commences?|runs?|lasts?)\b/i.test(text)) score += 1.5;
  score -= (span.start / Math.max(1, source.flat.length)) * 0.8;
  return score;
}

const OPEN_ENDED =
  /\b(?:perpetual(?:ly)?|in perpetuity|indefinite(?:ly)?|evergreen|no fixed (?:term|end)|without (?:limit(?:ation)? (?:in|of|as to) time|a fixed term))\b|\b(?:continue|remain)s?\b[^.;]{0,120}\b(?:until|unless|unless and until)\b[^.;]{0,40}\b(?:(?:is |it is |sooner |earlier )?(?:terminated|cancell?ed|termination)|either party (?:terminates|gives)|one of the parties|(?:mutual|written) agreement)\b/i;

const START =
  /\b(?:from|commenc\w+|begin\w+|start\w+|after|following|of)\b[^.;]{0,60}\b(effective date|commencement date|date hereof|date of (?:this|the) (?:agreement|contract)|date (?:first )?(?:above |set forth )?written|execution|signing|start date|date first above|commencement)\b/i;

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
  return null;
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
        /\b(?:notice|within|at least|not less than|every|each|more than|prior|renew\w*|successive|additional|extend\w*|further|cure|than) (?:of |for |period of |a |an )*$/i.test(
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

/** Computes the end of a term from its start. A start on the first of a month, with the term given in the same words, ends a day earlier only where the contract says so. */
function computedEnd(start: string, duration: Duration, text: string): string | null {
  const end = addDuration(start, duration);
  return end !== null && /\b(?:day (?:before|prior to|preceding)|last day of)\b/i.test(text)
    ? dayBefore(end)
    : end;
}

/** Term and expiration, computed from start and length where the text names no day. */
export function findTerm(source: Source, inputs: TermInputs): TermFacts {
  const all = clauses(source);
  let term: Fact<string> | null = null;
  let expirationDate: Fact<string> | null = null;
  for (const clause of all.slice(0, 12)) {
    if (isPlaceholder(clause.text) && !/\d{4}/.test(clause.text)) continue;
    const certainty = Math.min(0.35, clause.score * 0.045);
    const length: ReturnType<typeof termDuration> = term === null ? termDuration(clause) : null;
    if (length) term = factAt(source, formatDuration(length.duration), [length.span], 0.45 + certainty);
    if (expirationDate === null) {
      const end = endDate(source, clause);
      if (end && clause.score >= 3) expirationDate = factAt(source, end.value, [end.span], 0.5 + certainty);
      else if (length && clause.score >= 3) {
        const named = findDates(clause.text, source.dayOrder).find((date) =>
          /\b(?:commenc\w*|begin\w*|start\w*|from|effective)\b[^.;]{0,40}$/i.test(
            clause.text.slice(Math.max(0, date.start - 60), date.start),
          ),
        );
        const start = named
          ? factAt(
              source,
              named.value,
              [{ start: clause.span.start + named.start, end: clause.span.start + named.end }],
              0.8,
            )
          : START.test(clause.text) || inputs.effectiveDate !== null
            ? (inputs.effectiveDate ?? inputs.agreementDate)
            : inputs.agreementDate;
        const value = start ? computedEnd(start.value, length.duration, clause.text) : null;
        if (start && value) {
          expirationDate = factOf(
            value,
            [...start.evidence, ...source.locate(length.span)],
            Math.min(start.confidence, 0.4 + certainty),
            {
              method: 'computed',
              note: `Computed: ${formatDuration(length.duration)} from ${start.value}.`,
            },
          );
        }
      } else if (clause.score >= 3.2) {
        const open = OPEN_ENDED.exec(clause.text);
        if (open && !/\blicen[cs]e\b[^.;]{0,60}perpetual|perpetual[^.;]{0,60}licen[cs]e/i.test(clause.text)) {
          expirationDate = factAt(
            source,
            'perpetual',
            [{ start: clause.span.start + open.index, end: clause.span.start + open.index + open[0].length }],
            0.3 + certainty,
            {
              note: 'The contract runs until somebody ends it.',
            },
          );
        }
      }
    }
    if (term && expirationDate) break;
  }
  return { term, expirationDate };
}
