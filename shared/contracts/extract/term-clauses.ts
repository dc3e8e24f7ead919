/** Sentences that say how long the contract runs, the likeliest first. */
import { clauseAround } from './clauses.ts';
import { type Cue, weigh } from './cues.ts';
import { findDates } from './dates.ts';
import { findDurations, inDays } from './durations.ts';
import type { Source, Span } from './source.ts';

export interface TermClause {
  readonly span: Span;
  readonly text: string;
  readonly score: number;
}

const ANCHOR =
  /\b(?:initial |original |subscription |contract |primary |fixed )?terms?\b|\bforce and effect\b|\bin (?:effect|force|place)\b|\bexpir\w+|\bcontinues?\b|\bremains?\b|\bperpetual\w*|\bperpetuity\b|\bperiod of\b|\bduration\b|\bindefinite\w*|\bunlimited\b|\b(?:contract|agreement|subscription|service|project|performance|policy) period\b|\bvalid (?:for|until|from|through|to)\b|\bterminates? (?:on|upon|at|automatically)\b|\b(?:begins?|starts?|commences?|runs?|lasts?|ends?|applies|takes effect) (?:on|for|from|until|to|with|by|\d)|\b(?:is|are|was) (?:made|concluded|granted|entered into|agreed|engaged|appointed|given|for)\b|\bwork for\b|\brenews? (?:it|them|the \w+|this \w+) for\b|\bextended (?:by|for|until|to|through|up)\b|\banniversary\b|\bco-?terminous\b|\bso long as\b|\bin effect\b|\bgoes on\b/gi;
const OTHER_SUBJECT =
  /\b(?:non-?compet\w*|non-?solicit\w*|warrant(?:y|ies|ed)|insurance|royalt\w+|surviv\w+|records?|audit|patents?|copyrights?|option|lease|payment|invoice|cure|notice|escrow|indemnif\w+|exclusivity|standstill|employment|force majeure|cause|breach|default|bankrupt\w*|insolven\w*|forecast|inventory|stock|shares?|note|loan|transition|severance)\b/i;
/** A period that runs when the contract has ended: "for two years after termination". */
function afterTheEnd(text: string): boolean {
  const after =
    /\b(?:following|after|beyond|from|upon)\b[^.;]{0,50}\b(?:expir|terminat)\w*|\bsurviv\w*\b[^.;]{0,60}\b(?:terminat|expir)\w*|\b(?:after|beyond|following)\b[^.;]{0,25}\b(?:agreement|contract|term|engagement|it)(?:'s)? (?:has )?end(?:s|ed)?\b|\bafter (?:the )?end of\b/i.exec(
      text,
    );
  return after !== null && !/\b(?:until|unless|continu\w*|shall|will|may|earlier|sooner)\b/i.test(after[0]);
}
/** An extension that may come, not one that is agreed. */
const CONDITIONAL =
  /\b(?:if|in the event|should|in case|may|option|right|automatic\w*)\b[^;]{0,160}\bextended\b/i;
/** Periods of single duties, whose clauses speak of years as the term's does. */
const BESIDE =
  /\b(?:non-?compet\w*|compete|non-?solicit\w*|solicit|entice|warrants|warrant(?:y|ies)|guarantees|keeps? (?:the )?(?:\w+ )?records|retain|insurance|premiums?)\b/i;
const OWN_TERM =
  /\b(?:initial|original) term\b|\bterm (?:of|under) (?:this|the)\b|\b(?:this|the) (?:agreement|contract) (?:shall|will|is|has|begins|commences|runs|expires|continues|takes)\b/i;
const SECRECY = /\bconfidential\w*\b/i;

const AGREEMENT =
  '(?:agreement|contract|amendment|addendum|licen[cs]e|lease|order|sow|statement of work|engagement|policy|appointment|mandate|subscription|arrangement|deed|cooperation|collaboration)';

const CUES: readonly Cue[] = [
  [1.2, new RegExp(String.raw`\b(?:this|the|our) (?:[a-z'-]+ )?${AGREEMENT}\b`, 'i')],
  [
    1.5,
    /\b(?:initial|original|contract|subscription|base|primary|fixed) (?:subscription )?(?:term|period)\b/i,
  ],
  [
    1.5,
    /\bthe (?:initial |subscription )?term (?:of|shall|will|is|under|for|begins?|starts?|runs?|ends?|expires?|continues?|hereof|hereunder|commences?|lasts?)\b|"(?:initial |subscription )?term"|\bterm of (?:this|the)\b/i,
  ],
  [1.5, /\brenews? (?:it|them|the \w+|this \w+) for\b/i],
  [2.5, /"(?:initial )?term" (?:shall )?(?:means?|be|refers?)\b/i],
  [
    1.5,
    /\b(?:for|have|has|of) (?:a|an) (?:initial |fixed |minimum |further )?(?:term|period|duration) of\b|\bterm of \w+(?: \(\d+\))? (?:years?|months?)\b|\bduration of\b/i,
  ],
  [0.8, /\b(?:commenc\w*|begin\w*|start\w*|effective|tak\w+ effect|into (?:force|effect))\b/i],
  [
    1,
    /\b(?:shall|will) (?:be effective|continue|remain|expire|terminate|commence|begin|end|run|be in (?:full )?(?:force|effect)|extend|last|be for|become effective|(?:come|enter) into|take effect)\b/i,
  ],
  [
    0.7,
    /\bforce and effect|in effect|in force|in place|until (?:it is )?(?:terminated|cancell?ed)|(?:so|as) long as\b/i,
  ],
  [
    1,
    /\b(?:agreement|contract|term)\b[^.;]{0,90}\b(?:indefinite(?:ly)?|perpetuity|unlimited|until (?:it is |sooner |earlier )?(?:terminated|cancell?ed|ended)|perpetual)\b/i,
  ],
  [
    1.5,
    new RegExp(
      String.raw`\b(?:${AGREEMENT}|it|services?|work|performance) (?:starts?|begins?|commences?|runs?|lasts?|continues?|takes effect|ends|expires|(?:automatically )?(?:expires|terminates|ends)|is (?:made|concluded|granted|entered into|agreed|valid) for)\b`,
      'i',
    ),
  ],
  [
    1.5,
    new RegExp(
      String.raw`\b${AGREEMENT}\b[^.;]{0,60}\b(?:in effect|in force|continue|remain|valid|run|last|effective)s?\b[^.;]{0,40}\b(?:until|through|up to)\b`,
      'i',
    ),
  ],
  // What an amendment says of the term is what holds.
  [
    2.5,
    new RegExp(
      String.raw`\b(?:term|period|duration|${AGREEMENT}|expiration date|end date)\b[^.;]{0,120}\b(?:is|are|shall be|be) (?:hereby |further )?extended (?:by|for|until|to|through|from|up)\b`,
      'i',
    ),
  ],
  [
    2,
    /^(?:article |section |clause )?(?:[\dIVX][\d.]* ?)?(?:(?:TERM|Term)(?! Sheet| SHEET)|Duration|DURATION|Initial Term|Subscription [Tt]erm|Contract [Tt]erm|Term and [Tt]ermination|TERM AND TERMINATION|Period)\b[ .:\t-]/,
  ],
];

const HEADING =
  /(?:^|\n|\. ?|\d ?)(?:TERM|Term|DURATION|Duration|TERM AND TERMINATION|Term and [Tt]ermination|Term of (?:this )?(?:Agreement|Engagement)|TERM OF (?:THIS )?AGREEMENT|Initial Term|Subscription Term|Contract Term|PERIOD|Contract [Pp]eriod|(?:Subject|Commencement|COMMENCEMENT|Validity|Term|Duration|TERM|DURATION) (?:and|AND|&) (?:[Dd]uration|DURATION|[Tt]erm|TERM|[Rr]enewal|RENEWAL)|Extension(?: of [Tt]erm)?)[ .:\n\t-]{0,4}(?:\d[\d.]*|\(a\))?[ .]?$/;

/** Whether the paper is about secrecy as a whole: then its secrecy's duration is its own. */
export const isSecrecyAgreement = (source: Source): boolean =>
  /\b(?:non-?disclosure|confidentiality|secrecy) (?:and [\w-]+ )?(?:agreement|deed|undertaking)\b/i.test(
    source.flat.slice(0, 600),
  );

export function termClauses(source: Source): TermClause[] {
  const found: TermClause[] = [];
  const secrecy = isSecrecyAgreement(source);
  let lastEnd = -1;
  const consider = (anchor: Span): Span => {
    const span = clauseAround(source, anchor, 700);
    lastEnd = span.end;
    const text = source.flat.slice(span.start, span.end);
    const score = judge(source, span, text) - (!secrecy && SECRECY.test(text.slice(0, 400)) ? 1 : 0);
    if (score >= 2) found.push({ span, text, score });
    return span;
  };
  for (const match of source.flat.matchAll(ANCHOR)) {
    if (match.index < lastEnd) continue;
    const span = consider({ start: match.index, end: match.index + match[0].length });
    // What stands under a heading is about the term, whatever its words.
    if (span.end - span.start < 45 && HEADING.test(source.text.slice(Math.max(0, span.end - 90), span.end)))
      consider({ start: span.end + 1, end: span.end + 2 });
    if (found.length > 200) break;
  }
  return found.sort((a, b) => b.score - a.score || a.span.start - b.span.start);
}

function judge(source: Source, span: Span, text: string): number {
  const before = source.text.slice(Math.max(0, span.start - 90), span.start);
  let score = weigh(text, CUES);
  if (HEADING.test(before)) score += 2;
  const durations = findDurations(text).filter((duration) => inDays(duration) >= 25);
  if (durations.length > 0) score += 1;
  if ((durations[0]?.start ?? 99) < 12 && HEADING.test(before)) score += 1;
  if (BESIDE.test(text) && !OWN_TERM.test(text)) score -= 2.5;
  if (OTHER_SUBJECT.test(text.slice(0, 400))) score -= 1;
  if (afterTheEnd(text)) score -= 3;
  if (CONDITIONAL.test(text)) score -= 3;
  if (
    /\b(?:renew|extend|extension|option)\w*/i.test(text) &&
    !/\binitial|originally|unless (?:sooner|earlier|renewed|extended)|until\b|\b(?:term|period) of\b|\bextended (?:by|for|to|through|up)\b/i.test(
      text,
    )
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
    /\b(?:begin|start|commenc|effective|effect)\w*\b|\bfrom\b/i.test(text) &&
    /\b(?:until|ends?|ending|through|expir\w*|to)\b/i.test(text)
  )
    score += 2;
  if (days >= 1 && durations.length > 0 && /\b(?:until|through|to|ends?|ending|expir\w*)\b/i.test(text))
    score += 1;
  if (days >= 1 && /\b(?:runs?|lasts?|continues?) (?:for|until|through)\b/i.test(text)) score += 1;
  return score - (span.start / Math.max(1, source.flat.length)) * 0.8;
}
