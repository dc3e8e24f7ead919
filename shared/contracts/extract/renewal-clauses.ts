/** Sentences about what happens when the term is over, the likeliest first. */
import { clauseAround } from './clauses.ts';
import { type Cue, weigh } from './cues.ts';
import type { Source, Span } from './source.ts';

export interface RenewalClause {
  readonly span: Span;
  readonly text: string;
  readonly score: number;
}

const ANCHOR =
  /\b(?:auto(?:matic(?:ally)?)?[- ]?)?(?:renew(?:s|ed|al|able|als|ing)?|RENEW(?:AL|ED|S)?|extend(?:s|ed|able|ing)?|extensions?|prolong(?:s|ed|ation)?|roll(?:s|ed|ing)?(?: over| on| forward)?|continu(?:es?|ed|ing)|evergreen|reconduct\w*)\b|\b(?:month|year|quarter)[- ]to[- ](?:month|year|quarter)\b|\bat a time\b/gi;
const NOT_THE_CONTRACT =
  /\b(?:patents?|trademarks?|insurance|policy|registration|domain|deadline|time (?:for|limit)|payment date|cure period|lease|warranty period|letter of credit|visa|permit|closing|offering|delivery date|days in default|support contract|certificate)\b/i;

const CUES: readonly Cue[] = [
  [
    2.5,
    /\b(?:automatic(?:ally)?|auto-?|tacit(?:ly)?|of itself|evergreen)\b[^.;]{0,60}\b(?:renew|exten|continu|prolong)|\b(?:renew|exten|prolong)\w*\b[^.;]{0,40}\b(?:automatic|tacit)/i,
  ],
  [
    1.5,
    /\b(?:shall|will|may) (?:then |thereafter |also |again )?(?:be )?(?:deemed )?(?:automatically )?(?:renew|extend|prolong|roll over|continue (?:for|by|from|on a))|\b(?:agreement|contract|term|order|it|coverage|subscription|engagement) (?:then |thereafter |also )?(?:automatically )?(?:renews|is renewed|extends|is extended|is prolonged|is (?:then )?continued|is then prolonged|rolls? (?:over|on)|continues (?:for|by|from|on a))/i,
  ],
  [
    1.5,
    /\b(?:successive|additional|further|consecutive|subsequent|renewal|extension|like|same|another)\b[^.;]{0,60}\b(?:periods?|terms?|years?|months?|options?)\b/i,
  ],
  [2, /\b(?:renew|prolong|exten|continu|roll)\w*\b[^.;]{0,60}\bat a time\b|\bperiods of [^.;]{0,30} each\b/i],
  [
    1,
    /\b(?:this|the) (?:agreement|contract|initial term|term|license|subscription|order)\b|\brenewal term\b/i,
  ],
  [
    1,
    /\b(?:unless|until|if neither|save where|absent)\b[^.]{0,140}\b(?:notice|notif\w+|objects?|cancel\w*|terminat\w*)|\bnotice\b[^.]{0,100}\b(?:not to|non-? ?renew|intent)/i,
  ],
  [
    1.5,
    /\brenewable\b|\brenewal options?\b|\boptions? to (?:renew|extend)\b|\b(?:renew|extend)\w* (?:the term of )?(?:this|the) (?:agreement|contract|term)\b|\bterm may be (?:extended|renewed)/i,
  ],
  [
    1.5,
    /\b(?:month|year|quarter)[- ]to[- ](?:month|year|quarter)\b|\brolling\b[^.;]{0,20}\b(?:basis|term|period)/i,
  ],
  [1, /^(?:[\d.]{1,5} ?)?(?:automatic )?renewal\b/i],
  // "shall not be renewed" says that there is no renewal; "notice that it will not renew" does not.
  [
    -4,
    /(?<!notice (?:that|if) )\b(?:agreement|contract|term|order|it) (?:shall|will|does|may|is) (?:not|never) (?:be )?(?:automatically )?(?:renew|extend)|\bno (?:further )?(?:automatic )?renewal\b/i,
  ],
];
/** An extension that this paper itself agrees on, once: its length is the term's. */
const AGREED =
  /\b(?:is|are|be|hereby) (?:hereby |further )?(?:extended|renewed|prolonged) (?:by|for|from|until|to|through)\b|\b(?:agree|wish|desire)(?:s|d)? to (?:extend|renew)\b/i;
const REPEATED =
  /\b(?:at a time|successive|consecutive|each|automatic\w*|unless|thereafter|then|tacit\w*|if|may|option|provided|subject to)\b/i;

const RENEWS = /\b(?:renew|exten|prolong|roll|evergreen|reconduct)\w*|[- ]to[- ](?:month|year|quarter)\b/i;
/** A contract that only continues is renewed where it does so after its term, or again and again. */
const CONTINUES =
  /\b(?:thereafter|then|after (?:which|that|the|its|expir\w*)|upon (?:the )?(?:expir\w*|end|completion)|following)\b[^.;]{0,90}\bcontinu\w*|\bcontinu\w*\b[^.;]{0,60}\b(?:at a time|each|successive|consecutive|rolling)\b/i;

export function renewalClauses(source: Source): RenewalClause[] {
  const found: RenewalClause[] = [];
  let lastEnd = -1;
  for (const match of source.flat.matchAll(ANCHOR)) {
    if (match.index < lastEnd) continue;
    const span = clauseAround(source, { start: match.index, end: match.index + match[0].length }, 700);
    lastEnd = span.end;
    const text = source.flat.slice(span.start, span.end);
    if (!RENEWS.test(text) && !CONTINUES.test(text)) continue;
    const foreign =
      NOT_THE_CONTRACT.test(text) && !/\b(?:this|the) agreement\b[^.;]{0,80}\b(?:renew|extend)/i.test(text);
    const once = AGREED.test(text) && !REPEATED.test(text);
    const score = weigh(text, CUES) - (foreign ? 2 : 0) - (once ? 4 : 0);
    if (score >= 2) found.push({ span, text, score });
    if (found.length > 200) break;
  }
  return found.sort((a, b) => b.score - a.score || a.span.start - b.span.start);
}
