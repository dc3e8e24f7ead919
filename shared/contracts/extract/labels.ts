/** Facts given as label and value: cover tables and lines such as "Payment Terms: Net 30". */
import type { Evidence, Fact } from '../extraction.ts';
import { findDates } from './dates.ts';
import { findDurations, findLooseDurations, formatDuration, inDays } from './durations.ts';
import { factOf } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { JURISDICTION, jurisdictionName } from './places.ts';
import { isNotice } from './renewal-notice.ts';
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
  /** The end that a term's value names beside its length. */
  readonly termEnd: Fact<string> | null;
  readonly term: Fact<string> | null;
  readonly renewalTerm: Fact<string> | null;
  readonly noticePeriod: Fact<string> | null;
  readonly governingLaw: Fact<string> | null;
  readonly paymentTerms: Fact<string> | null;
}

const SUBJECT =
  '(?:(?:initial|fixed|minimum|subscription|service|services|contract|agreement|order|order form|license|licence|term|renewal|amendment|policy|engagement|project|work|campaign|coverage|lease) )*';
/** "End of subscription", "Start of the services". */
const OF_SUBJECT =
  '(?: (?:of|for) (?:the |this )?(?:subscription|services?|contract|agreement|order|licen[cs]e|term|initial term|policy|engagement|project|work|operations|cover(?:age)?|lease|performance))?';
const label = (words: string): RegExp => new RegExp(`^(?:the )?${SUBJECT}(?:${words})${OF_SUBJECT}$`, 'i');

const LABELS = {
  agreementDate:
    /^(?:(?:agreement|contract|order|order form|execution|signing|signature|deed|amendment|sow) date|date of (?:this |the )?(?:agreement|contract|order|deed|amendment|sow|statement of work|letter|execution|signature))$/i,
  effectiveDate: label(
    '(?:start|effective|commencement|beginning|inception|go-live and start)(?: date)?|effective from|valid from|starts?(?: on)?|begins?(?: on)?|commences(?: on)?',
  ),
  expirationDate: label(
    '(?:end|expiration|expiry|termination|completion)(?: date)?|expires(?: on)?|ends?(?: on)?|valid (?:until|to|through)',
  ),
  term: /^(?:the )?(?:(?:initial|fixed|minimum|subscription|contract|service|order|license|licence|agreement|committed|commitment) )*(?:term|duration|term length|period|commitment)(?: of (?:the |this )?(?:agreement|contract|subscription|services?|order))?$/i,
  renewalTerm:
    /^(?:(?:automatic|auto-?|contract|subscription|term) ?)*(?:renewals?|extensions?|prolongation)(?: terms?| periods?| options?)?(?: (?:of|and) [\w ]{3,30})?$/i,
  noticePeriod:
    /^(?:(?:non-?renewal|renewal|termination|cancellation) )?notice(?: period)?(?: (?:of|for) (?:non-?renewal|renewal|termination|cancellation))?$|^(?:notice of )?non-?renewal(?: notice)?(?: period)?$/i,
  governingLaw: /^(?:governing|applicable) law(?: and (?:jurisdiction|venue))?$|^law$/i,
  paymentTerms:
    /^(?:payment|invoice|billing) (?:terms?|due|period)$|^terms of payment$|^payments?$|^invoic(?:es|ing)$|^billing$/i,
} as const;

function dateIn(source: Source, pair: Pair): string | null {
  return findDates(pair.value, source.dayOrder)[0]?.value ?? null;
}

/** "36 months, expiring on 28 February 2029", "1 March 2026 - 28 February 2029": what a term's value says of its days. */
function boundary(source: Source, pair: Pair, side: 'start' | 'end'): string | null {
  const dates = findDates(pair.value, source.dayOrder);
  const [first, second] = dates;
  if (first === undefined) return null;
  if (
    second !== undefined &&
    /^ ?(?:-|–|—|to|until|through|till|up to)(?: and including)? ?$/i.test(
      pair.value.slice(first.end, second.start),
    )
  )
    return side === 'start' ? first.value : second.value;
  const words =
    side === 'start'
      ? /\b(?:from|commenc\w*|start\w*|begin\w*|effective)\b[^.;\d]{0,30}$/i
      : /\b(?:until|through|to|ends?|ending|expir\w*|up to)\b[^.;\d]{0,30}$/i;
  return dates.find((date) => words.test(pair.value.slice(0, date.start)))?.value ?? null;
}

function durationIn(pair: Pair, least: number): string | null {
  const found = findDurations(pair.value).find((duration) => inDays(duration) >= least);
  return found === undefined ? null : formatDuration(found);
}

/** The length in a renewal's value, and not the notice in it. */
function renewalIn(pair: Pair): string | null {
  const found = findLooseDurations(pair.value).find(
    (duration) => inDays(duration) >= 25 && !isNotice(pair.value, duration),
  );
  return found === undefined ||
    /\bnot? (?:be )?(?:automatic\w* )?(?:renew|extend)|^(?:none|no\b)/i.test(pair.value)
    ? null
    : formatDuration(found);
}

function noticeIn(pair: Pair): string | null {
  const found = findDurations(pair.value).find(
    (duration) => inDays(duration) >= 5 && isNotice(pair.value, duration),
  );
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
    effectiveDate:
      read('effectiveDate', (pair) => dateIn(source, pair)) ??
      read('term', (pair) => boundary(source, pair, 'start')),
    expirationDate: read('expirationDate', (pair) => dateIn(source, pair)),
    termEnd: read('term', (pair) => boundary(source, pair, 'end')),
    term: read('term', (pair) => durationIn(pair, 25)),
    renewalTerm: read('renewalTerm', renewalIn),
    noticePeriod: read('noticePeriod', (pair) => durationIn(pair, 5)) ?? read('renewalTerm', noticeIn),
    governingLaw: read('governingLaw', (pair) => {
      const place = new RegExp(String.raw`(?<![\p{L}])${JURISDICTION}(?![\p{L}])`, 'u').exec(pair.value)?.[0];
      return place === undefined ? null : jurisdictionName(place);
    }),
    paymentTerms: read('paymentTerms', (pair) => paymentTermOf(pair.value)),
  };
}
