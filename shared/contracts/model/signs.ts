/**
 * What a passage must contain to be worth its tokens. How often the rules' own evidence stood in the chosen passages
 * of real contracts decided what is a strong sign (it usually states a fact) and what only hints at one.
 */
import type { SectionName } from './names.ts';

interface Signs {
  /** One expression for each kind of fact. */
  readonly strong: readonly RegExp[];
  readonly weak: RegExp;
}

const MONTH = '(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const DATE = `\\b${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\b\\d{1,2}(?:st|nd|rd|th)?(?: day)?(?: of)? ${MONTH},? \\d{4}|\\b\\d{4}-\\d\\d-\\d\\d\\b|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b`;
const COUNT = '(?:\\d+|one|two|three|four|five|six|seven|twelve|thirty|sixty|ninety)\\)?';

const each = (...parts: readonly string[]): RegExp[] => parts.map((part) => new RegExp(part, 'gi'));

const SIGNS: Readonly<Record<SectionName, Signs>> = {
  parties: {
    strong: each(
      String.raw`\b(?:by and (?:between|among)|hereinafter|hereafter|agreement(?: is)?(?: made| entered)? (?:between|among))\b`,
      String.raw`\b(?:name|title|by|its|attn|attention|e-?mail|phone|tel|contact|signature|signed|party [ab12]|customer|provider|licensor|licensee)(?: name)?\s*:`,
      String.raw`\b(?:in witness whereof|authorized (?:signatory|representative|officer)|project manager|executive sponsor|account manager|(?:billing|technical|primary) contact)\b`,
      String.raw`[\w.+-]+@[\w-]+\.\w`,
      String.raw`\(\s*(?:the |together[^)]{0,40})?["“][A-Z]`,
      '/s/',
    ),
    weak: /\b(?:between|party|parties|inc\.?|llc|l\.l\.c|corp|corporation|ltd|limited|gmbh|title|signature|notices?|president|director|officer|manager|ceo|cfo|secretary)\b/gi,
  },
  terms: {
    strong: each(
      DATE,
      String.raw`\beffective date\b`,
      String.raw`\b(?:governed|construed|interpreted|enforced|determined)\b.{0,60}\b(?:laws?|english|accordance)|\bgoverning law|\blaws? of the (?:state|province|commonwealth|republic|people)|\bdecisional law\b`,
      String.raw`\b(?:initial|renewal|extended|subscription)?\s?term (?:of|shall|will|is|begins|commences)\b|\binitial (?:term|period)\b`,
      String.raw`\brenew\w*`,
      String.raw`\bexpir(?:e|es|ation)\b|\bperpetual\b|\bperpetuity\b`,
      String.raw`\b${COUNT}[ -](?:calendar )?(?:months?|years?)\b`,
      String.raw`\b${COUNT} (?:calendar |business )?days?['’]?(?: prior| advance| before|.{0,12} notice)`,
      String.raw`\b(?:term|period|effect|continue)\b[^.]{0,100}\b${COUNT}[ -](?:\(\w+\) )?(?:calendar )?(?:months?|years?)`,
      String.raw`\b(?:until|through|ending|expires?|terminates?) (?:on )?(?:the )?(?:${DATE})`,
      String.raw`\b(?:dated|made|entered into|executed|as of|effective)\b[^.]{0,40}(?:${DATE})`,
      String.raw`\bgo-?live\b`,
    ),
    weak: /\b(?:dated?|commenc\w+|effective|terminat\w+|notice|anniversary|years?|months?|days?|state|as of)\b/gi,
  },
  commercial: {
    strong: each(
      String.raw`[$€£¥] ?\d[\d,.]*`,
      String.raw`\b(?:USD|EUR|GBP|CHF|CAD|AUD) ?\d`,
      String.raw`\b\d+(?:\.\d+)? ?%`,
      String.raw`\bnet \d{1,3}\b|\bdue (?:and payable )?(?:up)?on receipt\b`,
      String.raw`\bwithin .{0,30}days?.{0,60}(?:invoice|receipt|billing|month)|\b(?:paid|pay|payable|payment|due)\b.{0,80}days?\b|\bpayment terms\b`,
      String.raw`\b(?:sub)?total\b|\bunit price\b|\bper (?:user|seat|month|year|unit|hour|annum)\b`,
      String.raw`\b\d[\d,]* (?:named |concurrent )?(?:users?|seats?|licen[cs]es?|units?|hours|devices)\b`,
    ),
    weak: /\b(?:fees?|price[sd]?|pricing|amounts?|annual\w*|monthly|licen[cs]es?|users?|quantity|qty|subscription|invoices?|payable|pay|discount|commission|royalt(?:y|ies))\b/gi,
  },
  service: {
    strong: each(
      String.raw`\b\d\d(?:\.\d+)? ?%`,
      String.raw`\buptime\b|\bservice levels?\b|\bslas?\b|\bavailability\b`,
      String.raw`\b(?:response|resolution|recovery) (?:time|point|target)s?\b|\brto\b|\brpo\b`,
      String.raw`\b(?:severity|priority) ?\w\b|\b${COUNT} (?:business )?(?:hours?|minutes?)\b`,
      String.raw`\bsingle sign-on\b|\bsso\b|\bsaml\b|\bscim\b|\bsoc ?2\b|\biso ?27001\b|\bgdpr\b|\bhipaa\b|\bpci\b`,
      String.raw`\bencrypt\w*|\bbackups?\b|\bapis?\b|\bintegrat(?:e|es|ion|ions)\b|\bmigrat\w+|\bbandwidth\b|\bbrowsers?\b`,
      String.raw`\b(?:technical|security|system|data|infrastructure) requirements?\b`,
    ),
    weak: /\b(?:support|maintenance|availab\w*|security|data|systems?|servers?|hosting|requirements?|must|performance)\b/gi,
  },
};

const STRONG = 3;

export interface Signed {
  /** How many different signs there are, strong ones counting more; 0 when the passage is not worth asking about. */
  readonly rank: number;
  /** The kinds of fact of which there is a strong sign, as positions in the list above. */
  readonly kinds: readonly number[];
}

/** What a passage's words promise for a section. */
export function signsOf(section: SectionName, text: string): Signed {
  const { strong, weak } = SIGNS[section];
  const count = (sign: RegExp) => new Set(text.match(sign)?.map((words) => words.toLowerCase())).size;
  const counts = strong.map(count);
  return {
    rank: STRONG * counts.reduce((sum, found) => sum + found, 0) + count(weak),
    kinds: counts.flatMap((found, kind) => (found > 0 ? [kind] : [])),
  };
}
