/** Rates in sentences: royalties, commissions, levies, discount levels. */
import type { PriceLine } from '../extraction.ts';
import { type Source, type Span, sentenceAround } from './source.ts';

const RATE =
  /(?<item>(?<![\p{L}'-])(?:\p{L}[\p{L}'-]{0,40}(?: (?:and|of|for|on) | )){0,4}?(?:royalt(?:y|ies)|commission|levy|contribution|management fee|service fee|mark-?up|margin|override|brokerage|level|tier|bonus|rebate|share))(?: (?:fee|rate))?(?:,? (?:is|are|of|at|amounts to|equal to|shall be|will be)| ?:)(?: (?:a rate of|a fee of))? ?(?:(?:[\p{Ll}-]+ ){1,7}(?:per ?cent|percent) ?\()?(?<figures>\d{1,2}(?:[.,]\d{1,3})?) ?(?:%|per ?cent)\)?(?<after>[^.;]{0,40})/giu;
const NO_RATE =
  /\b(?:interest|late|liab\w+|tax|vat|overdue|credit against|uptime|availab\w+|voting|owner\w*|shares?|former(?:ly)?|hitherto|previous\w*|until|was|were|no longer|used to|had been|expired|received|penalt\w+|damages|ceiling|at least|up to|not exceed\w*|maximum|per cent of the votes|increase[sd]?|index)\b/i;

export interface ProseRate {
  readonly line: PriceLine;
  readonly span: Span;
}

export function proseRates(source: Source): ProseRate[] {
  const found: ProseRate[] = [];
  for (const match of source.flat.matchAll(RATE)) {
    if (found.length >= 20) break;
    const span = {
      start: match.index,
      end: match.index + match[0].length - (match.groups?.after ?? '').length,
    };
    const row = source.text.slice(source.text.lastIndexOf('\n', span.start) + 1, span.end);
    if (row.includes('\t')) continue;
    const sentence = sentenceAround(source, span, 200);
    const near = source.flat.slice(Math.max(sentence.start, span.start - 50), span.end + 25);
    if (NO_RATE.test(near)) continue;
    const percent = Number((match.groups?.figures ?? '').replace(',', '.'));
    const item = (match.groups?.item ?? '')
      .replace(
        /^.*\b(?:pays?|receives?|earns?|charges?|retains?|and|the|an?|its|our|shall|price) (?=\p{L})/iu,
        '',
      )
      .trim();
    if (!(percent > 0) || item.length < 4) continue;
    const line: PriceLine = { item, quantity: null, unitPrice: null, amount: null, percent, period: 'other' };
    found.push({ line, span });
  }
  return found;
}
