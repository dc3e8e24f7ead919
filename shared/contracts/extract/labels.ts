/** Facts given as label and value: cover tables and lines such as "Payment Terms: Net 30". */
import type { Evidence, Fact } from '../extraction.ts';
import { findDates } from './dates.ts';
import { findDurations, formatDuration, inDays } from './durations.ts';
import { factOf } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { JURISDICTION, jurisdictionName } from './places.ts';
import type { Source } from './source.ts';
import type { Grid } from './tables.ts';

interface Pair {
  readonly label: string;
  readonly value: string;
  readonly evidence: readonly Evidence[];
}

const LINE = /^(?<label>\p{Lu}[\p{L} /'()-]{2,40}?) ?(?::|\t) ?(?<value>\S.{0,120})$/u;

/** Rows of two-column tables and single lines "Label: value". */
function pairsOf(source: Source, grids: readonly Grid[]): Pair[] {
  const pairs: Pair[] = [];
  for (const grid of grids) {
    const all =
      grid.header.some((cell) => cell !== '') && grid.header.length === 2
        ? [{ cells: grid.header, evidence: null }, ...grid.rows]
        : grid.rows;
    for (const row of all) {
      const present = row.cells.filter((cell) => cell !== '');
      if (present.length !== 2 || row.evidence === null) continue;
      const [label = '', value = ''] = present;
      pairs.push({ label: label.replace(/:$/, ''), value, evidence: [row.evidence] });
    }
  }
  // Lines, not paragraphs: a list of labels reads as one paragraph where nothing sets its lines apart.
  for (const page of source.document.pages) {
    for (const { text, box, role, struck } of page.lines) {
      if (text.length > 180 || struck === true || role === 'header' || role === 'footer') continue;
      const match = LINE.exec(text.trim());
      if (match?.groups === undefined) continue;
      pairs.push({
        label: match.groups.label ?? '',
        value: match.groups.value ?? '',
        evidence: [{ page: page.number, quote: text.trim(), box }],
      });
    }
  }
  return pairs.filter((pair) => !isPlaceholder(pair.value));
}

export interface LabelledFacts {
  readonly agreementDate: Fact<string> | null;
  readonly effectiveDate: Fact<string> | null;
  readonly expirationDate: Fact<string> | null;
  readonly term: Fact<string> | null;
  readonly renewalTerm: Fact<string> | null;
  readonly noticePeriod: Fact<string> | null;
  readonly governingLaw: Fact<string> | null;
  readonly paymentTerms: Fact<string> | null;
}

const SUBJECT =
  '(?:(?:initial|subscription|service|services|contract|agreement|order|order form|license|licence|term|renewal|amendment|policy|engagement|project) )*';
const label = (words: string): RegExp => new RegExp(`^(?:the )?${SUBJECT}(?:${words})$`, 'i');

const LABELS = {
  agreementDate:
    /^(?:(?:agreement|contract|order|order form) date|date of (?:this |the )?(?:agreement|contract|order))$/i,
  effectiveDate: label(
    '(?:start|effective|commencement|beginning|inception)(?: date)?|effective from|starts(?: on)?|begins(?: on)?',
  ),
  expirationDate: label(
    '(?:end|expiration|expiry|termination|completion)(?: date)?|expires(?: on)?|ends(?: on)?',
  ),
  term: /^(?:the )?(?:(?:initial|subscription|contract|service|order|license|agreement) )?(?:term|duration|term length|period)$/i,
  renewalTerm: /^(?:(?:automatic|auto-?) ?)?renewal(?: terms?| periods?)?$|^extension(?: term| period)?$/i,
  noticePeriod:
    /^(?:(?:non-?renewal|renewal|termination|cancellation) )?notice(?: period)?(?: of non-?renewal)?$/i,
  governingLaw: /^(?:governing|applicable) law(?: and (?:jurisdiction|venue))?$|^law$/i,
  paymentTerms:
    /^(?:payment|invoice|billing) (?:terms?|due|period)$|^terms of payment$|^payments?$|^invoic(?:es|ing)$|^billing$/i,
} as const;

function dateIn(source: Source, pair: Pair): string | null {
  return findDates(pair.value, source.dayOrder)[0]?.value ?? null;
}

function durationIn(pair: Pair, least: number): string | null {
  const found = findDurations(pair.value).find((duration) => inDays(duration) >= least);
  return found === undefined ? null : formatDuration(found);
}

/** "Net 30", "30 days from invoice", "due on receipt" as `net N` or `due on receipt`. */
export function paymentTermOf(text: string): string | null {
  const net = /\bnet[ -]?(\d{1,3})\b/i.exec(text);
  if (net) return `net ${Number(net[1])}`;
  if (/\b(?:upon|on) (?:the )?receipt\b/i.test(text) && findDurations(text).length === 0)
    return 'due on receipt';
  const days = findDurations(text).find((duration) => /day/.test(duration.unit));
  return days === undefined ? null : `net ${days.count}`;
}

/** Reads the labelled facts of a document. */
export function labelledFacts(source: Source, grids: readonly Grid[]): LabelledFacts {
  const pairs = pairsOf(source, grids);
  const read = (field: keyof typeof LABELS, parse: (pair: Pair) => string | null): Fact<string> | null => {
    for (const pair of pairs) {
      if (!LABELS[field].test(pair.label.trim())) continue;
      const value = parse(pair);
      if (value !== null) return factOf(value, pair.evidence, 0.9);
    }
    return null;
  };
  return {
    agreementDate: read('agreementDate', (pair) => dateIn(source, pair)),
    effectiveDate: read('effectiveDate', (pair) => dateIn(source, pair)),
    expirationDate: read('expirationDate', (pair) => dateIn(source, pair)),
    term: read('term', (pair) => durationIn(pair, 25)),
    renewalTerm: read('renewalTerm', (pair) => durationIn(pair, 25)),
    noticePeriod: read('noticePeriod', (pair) => durationIn(pair, 5)),
    governingLaw: read('governingLaw', (pair) => {
      const place = new RegExp(String.raw`(?<![\p{L}])${JURISDICTION}(?![\p{L}])`, 'u').exec(pair.value)?.[0];
      return place === undefined ? null : jurisdictionName(place);
    }),
    paymentTerms: read('paymentTerms', (pair) => paymentTermOf(pair.value)),
  };
}
