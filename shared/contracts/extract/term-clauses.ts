/** Sentences that say how long the contract runs, the likeliest first. */
import { type Cue, weigh } from './cues.ts';
import { findDates } from './dates.ts';
import { findDurations, inDays } from './durations.ts';
import { type Source, type Span, sentenceAround } from './source.ts';

export interface TermClause {
  readonly span: Span;
  readonly text: string;
  readonly score: number;
}

const ANCHOR =
  /\b(?:initial |original |subscription |contract |primary )?terms?\b|\bTERM\b|\bforce and effect\b|\bin (?:effect|force)\b|\bexpir\w+|\bcontinue\b|\bremain\b|\bperpetual\w*|\bperpetuity\b|\bperiod of\b|\bindefinite\w*|\bvalid (?:for|until)\b|\bterminate on\b|\b(?:begins?|starts?|commences?|runs?|lasts?) (?:on|for|from|until|\d)|\bwork for\b|\brenews? (?:it|them|the \w+|this \w+) for\b/gi;
const OTHER_SUBJECT =
  /\b(?:confidential\w*|non-?compet\w*|non-?solicit\w*|warrant(?:y|ies|ed)|insurance|royalt\w+|surviv\w+|following (?:the )?(?:expiration|termination)|after (?:the )?(?:expiration|termination)|records?|audit|patents?|copyrights?|option|lease|payment|invoice|cure|notice|escrow|indemnif\w+|exclusivity|standstill|employment|force majeure|cause|breach|default|bankrupt\w*|insolven\w*|forecast|inventory|stock|shares?|note|loan|transition|severance)\b/i;

export function termClauses(source: Source): TermClause[] {
  const found: TermClause[] = [];
  let lastEnd = -1;
  for (const match of source.flat.matchAll(ANCHOR)) {
    if (match.index < lastEnd) continue;
    const span = sentenceAround(source, { start: match.index, end: match.index + match[0].length }, 700);
    lastEnd = span.end;
    const text = source.flat.slice(span.start, span.end);
    const score = judge(source, span, text);
    if (score >= 2) found.push({ span, text, score });
    if (found.length > 200) break;
  }
  return found.sort((a, b) => b.score - a.score || a.span.start - b.span.start);
}

const CUES: readonly Cue[] = [
  [
    1.2,
    /\b(?:this|the) (?:[a-z]+ )?(?:agreement|contract|amendment|addendum|license|lease|order|sow|statement of work|engagement|policy|appointment)\b/i,
  ],
  [1.5, /\b(?:initial|original|contract|subscription|base|primary) (?:subscription )?(?:term|period)\b/i],
  [
    1.5,
    /\bthe (?:initial |subscription )?term (?:of|shall|will|is|under|for)\b|"(?:initial |subscription )?term"|\bterm of (?:this|the)\b/i,
  ],
  [1.5, /\brenews? (?:it|them|the \w+|this \w+) for\b/i],
  [2.5, /"(?:initial )?term" (?:shall )?(?:means?|be|refers?)\b/i],
  [
    1.5,
    /\b(?:for|have|has|of) (?:a|an) (?:initial |fixed |minimum )?(?:term|period|duration) of\b|\bterm of \w+(?: \(\d+\))? (?:years?|months?)\b|\bduration of\b/i,
  ],
  [0.8, /\b(?:commenc\w*|begin\w*|start\w*|effective)\b/i],
  [
    1,
    /\b(?:shall|will) (?:be effective|continue|remain|expire|terminate|commence|begin|end|run|be in (?:full )?(?:force|effect)|extend|last|be for|become effective)\b/i,
  ],
  [0.7, /\bforce and effect|in effect|in force\b/i],
  [
    1,
    /\b(?:agreement|contract|term)\b[^.;]{0,90}\b(?:indefinite(?:ly)?|perpetuity|until (?:it is |sooner |earlier )?(?:terminated|cancell?ed)|perpetual)\b/i,
  ],
  [1.5, /\b(?:agreement|contract|it) (?:starts?|begins?|commences?|runs?|lasts?)\b/i],
  [
    2,
    /^(?:article |section )?(?:[\dIVX][\d.]* ?)?(?:TERM|Term|Duration|DURATION|Initial Term|Subscription [Tt]erm|Contract [Tt]erm)\b[ .:\t-]/,
  ],
];

function judge(source: Source, span: Span, text: string): number {
  const before = source.text.slice(Math.max(0, span.start - 90), span.start);
  let score = weigh(text, CUES);
  if (
    /(?:^|\n|\. ?|\d ?)(?:TERM|Term|DURATION|Duration|TERM AND TERMINATION|Term and Termination|Term of (?:this )?Agreement|Initial Term|Subscription Term|Contract Term|PERIOD)[ .:\n\t-]{0,4}(?:\d[\d.]*|\(a\))?[ .]?$/.test(
      before,
    )
  )
    score += 2;
  const durations = findDurations(text).filter((duration) => inDays(duration) >= 25);
  if (durations.length > 0) score += 1;
  if (OTHER_SUBJECT.test(text.slice(0, 400))) score -= 1;
  if (
    /\b(?:renew|extend|extension|option)\w*/i.test(text) &&
    !/\binitial|originally|unless (?:sooner|earlier)|until\b|\b(?:term|period) of\b/i.test(text)
  )
    score -= 1.2;
  if (
    /\b(?:during|throughout|within|upon|prior to|after|before) (?:the|its|any|such) (?:\w+ )?(?:term|expiration)\b/i.test(
      text,
    )
  )
    score -= durations.length === 0 ? 1 : 2;
  const days = findDates(text, source.dayOrder).length;
  if (
    days >= 2 &&
    /\b(?:begin|start|commenc|effective)\w*\b|\bfrom\b/i.test(text) &&
    /\b(?:until|ends?|ending|through|expir\w*|to)\b/i.test(text)
  )
    score += 2;
  if (days >= 1 && /\b(?:runs?|lasts?|continues?) (?:for|until|through)\b/i.test(text)) score += 1;
  return score - (span.start / Math.max(1, source.flat.length)) * 0.8;
}
