/** From when a term is counted. */
import type { Fact } from '../extraction.ts';
import { type FoundDate, findDates } from './dates.ts';
import { dateNamed } from './defined-dates.ts';
import { factAt } from './facts.ts';
import type { Source, Span } from './source.ts';
import type { TermClause } from './term-clauses.ts';

export interface TermInputs {
  readonly agreementDate: Fact<string> | null;
  readonly effectiveDate: Fact<string> | null;
  readonly dates: readonly FoundDate[];
}

/** A start that has a name: "from the Launch Date". */
const START =
  /\b(?:from|after|following|of|upon|on|with|as of)(?: and (?:after|including))? (?:the |its )?(?<name>(?:[A-Z][\w-]* ){1,4}?D(?:ate|ATE)\b)/;
const NEXT_START =
  /^[^.;]{0,60}\b(?:[Tt]erm|TERM|It|it)\b[^.;]{0,80}\b(?:from|on|upon|with|be) (?:the )?(?<name>(?:[A-Z][\w-]* ){1,4}?D(?:ate|ATE)\b)/;
const OWN_NAME = /\b(?:Effective|Execution|Agreement|Contract|Signature|Signing) Date\b/i;
const OWN_DATE =
  /\b(?:date hereof|date of (?:this|the) (?:agreement|contract)|date (?:first )?(?:above|written)|first (?:above )?written|execution date|date of (?:execution|signature|signing))\b/i;

/** Where a computed term starts: a date of the clause itself, one with a name, the effective date, or the agreement's own. */
export function startOf(
  source: Source,
  clause: TermClause,
  length: Span,
  inputs: TermInputs,
): Fact<string> | null {
  const starts = findDates(clause.text, source.dayOrder).filter((date) =>
    /\b(?:commenc\w*|begin\w*|start\w*|from|effective|effect|force)\b[^.;]{0,40}$/i.test(
      clause.text.slice(Math.max(0, date.start - 60), date.start),
    ),
  );
  const named = starts.find((date) => clause.span.start + date.start > length.end) ?? starts.at(-1);
  if (named) {
    const span = { start: clause.span.start + named.start, end: clause.span.start + named.end };
    return factAt(source, named.value, [span], 0.85);
  }
  if (OWN_DATE.test(clause.text)) return inputs.agreementDate ?? inputs.effectiveDate;
  // The words after the length say from when it runs; where there are none, those before.
  const after = clause.text.slice(length.end - clause.span.start, length.end - clause.span.start + 160);
  const before = clause.text.slice(
    Math.max(0, length.start - clause.span.start - 200),
    length.start - clause.span.start,
  );
  // "The term is two years. It shall start on the Launch Date."
  const next = NEXT_START.exec(source.flat.slice(clause.span.end, clause.span.end + 240));
  const name = (START.exec(after) ?? START.exec(before) ?? next)?.groups?.name;
  if (name !== undefined && !OWN_NAME.test(name)) {
    const date = dateNamed(source, inputs.dates, name);
    if (date !== null) return factAt(source, date.value, [date], 0.7);
    // An event without a day: the contract's own start is the nearest there is.
    const own = inputs.effectiveDate ?? inputs.agreementDate;
    return own === null ? null : { ...own, confidence: own.confidence * 0.6 };
  }
  return inputs.effectiveDate ?? inputs.agreementDate;
}
