/** Which rows of a price table are sums, and of what: told by their words and by adding up. */
import type { Evidence, PriceLine } from '../extraction.ts';

/** A row of a price table: a priced line, or a sum of such. */
export interface TableLine {
  readonly line: PriceLine;
  readonly unit: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly evidence: Evidence;
  /** The row carries a sum instead of a line: of a year, of the term, of the table, or of a month or quarter. */
  readonly total: 'annual' | 'total' | 'sum' | 'part' | null;
  readonly header: string;
  /** What the row says of how the price is charged. */
  readonly basis: string;
}

const SUBTOTAL = /\b(?:sub-?totals?|zwischensumme|sous-total|subtotale)\b/i;
const SUM =
  /\b(?:grand |sub-?)?totals?\b|^(?:the )?sum\b|\b(?:in all|altogether|overall|gesamt\w*|summe|montant total|suma|importe total|jahrestotal)\b|\bcontract (?:value|sum|price)\b|\bamount due\b|^(?:\p{L} )?all (?:\p{L}+ ){0,3}(?:fees|charges|prices|costs)\b|^(?:the )?(?:recurring|fixed|regular|running) (?:\p{L}+ ){0,3}(?:fees?|charges?|costs?|prices?) (?:for|of|per|in|over) (?:the |a |each |one )?(?:\p{L}+ )?(?:twelve months|12 months|year|term)\b|\b(?:fees?|price|sum|amount|charges?) (?:after|net of|less) (?:\p{L}+ ){0,2}(?:discounts?|credits?|rebates?)\b/iu;
/** Words that a priced item may have as well: they need figures that add up, or several lines above. */
const LIKELY =
  /^(?:the )?(?:annual|yearly|monthly|recurring|fixed|estimated|net|subscription|first[- ]year|one-off|one-time|contract|price|charges?|fees?|value|cost)\b.{0,60}$/iu;
const CHARGES =
  /\b(?:fees?|charges?|price|value|cost|commitment|subscription|sum|amount|remuneration|precio|preis|prix)\b/i;
const YEAR =
  /\b(?:annual|annually|yearly|p\.a\.|(?:per|for a|each|a|one|first|every) (?:contract |plan |fiscal |school |calendar )?year|year (?:1|one)|first-year|(?:12|twelve) months|fiscal year|school year|jahres\w*|pro jahr|al año|anual|annuel\w*|par an)\b/i;
const TERM =
  /\b(?:(?:\d{1,2}|two|three|four|five|six|seven|ten) (?:\w+ )?(?:years|años|ans|Jahre)|(?:18|24|30|36|48|60|eighteen|twenty-four|thirty-six|forty-eight|sixty) months|terms?|contract (?:value|sum|price|total)|whole|grand|overall|everything|engagement|project|agency|work order|professional)\b|^(?:\w )?all\b/i;
const LATER_YEAR = /\byear (?:[2-9]|two|three|four|five)\b|\b(?:second|third|fourth|fifth) year\b/i;
const ONCE = /\b(?:once|one-?off|one[- ]time|non-?recurring)\b/i;
const PART =
  /\b(?:(?:per|a|each) (?:calendar )?(?:month|quarter)|monthly|quarterly|al mes|par mois|pro monat)\b/i;

const near = (a: number, b: number): boolean =>
  b !== 0 && Math.abs(a - b) <= Math.max(2, Math.abs(b) * 0.0005);
const minor = (entry: TableLine): number => entry.line.amount?.minor ?? 0;
const sumOf = (entries: readonly TableLine[]): number =>
  entries.reduce((sum, entry) => sum + minor(entry), 0);

/** Whether the words alone make a row a sum. */
export const namesSum = (item: string): boolean => SUM.test(item) || SUBTOTAL.test(item);

/** What a line's amount adds up to, given the lines before it; null where it does not. */
function addsUp(amount: number, before: readonly TableLine[]): 'all' | 'recurring' | 'multiple' | null {
  const parts = before.filter((entry) => entry.total === null && entry.line.amount !== null);
  const last = before.findLastIndex((entry) => entry.total !== null);
  const since = before.slice(last + 1).filter((entry) => entry.total === null && entry.line.amount !== null);
  const recurring = parts.filter(({ line }) => line.period !== 'one_time');
  const once = sumOf(parts) - sumOf(recurring);
  const first = recurring.filter(({ line }) => !LATER_YEAR.test(line.item));
  if (first.length >= 2 && first.length < parts.length && near(amount, sumOf(first))) return 'recurring';
  if (parts.length >= 2 && near(amount, sumOf(parts))) return 'all';
  if (since.length >= 2 && near(amount, sumOf(since))) return 'all';
  if (recurring.length >= 2 && near(amount, sumOf(recurring))) return 'recurring';
  const sums = before.filter((entry) => entry.total !== null).map(minor);
  const base = [...sums, sumOf(first)];
  for (const sum of base) {
    if (near(amount, sum * 12)) return 'multiple';
    for (let years = 2; years <= 7; years++)
      if (near(amount, sum * years) || near(amount, sum * years + once)) return 'multiple';
    if (since.length > 0 && near(amount, sum + sumOf(since))) return 'all';
  }
  if (
    sums.length >= 2 &&
    near(
      amount,
      sums.reduce((all, sum) => all + sum, 0),
    )
  )
    return 'all';
  return null;
}

/** Says which lines are sums. */
export function markTotals(lines: readonly TableLine[]): TableLine[] {
  const marked: TableLine[] = [];
  for (const entry of lines) marked.push({ ...entry, total: entry.total ?? kindOf(entry, marked) });
  return marked;
}

function kindOf(entry: TableLine, before: readonly TableLine[]): TableLine['total'] {
  const { line } = entry;
  if (line.amount === null || line.unitPrice !== null || line.amount.minor <= 0) return null;
  const text = `${line.item} ${entry.basis}`;
  const adds = addsUp(line.amount.minor, before);
  const parts = before.filter((other) => other.total === null && other.line.amount !== null).length;
  const named = namesSum(line.item);
  const likely = LIKELY.test(line.item) && CHARGES.test(line.item);
  if (line.quantity !== null && !(adds === 'all' && (named || likely))) return null;
  if (!named && adds === null) return null;
  if (!named && adds !== null && !likely && adds === 'multiple') return null;
  if (parts === 0 && !named) return null;
  if (SUBTOTAL.test(line.item) || LATER_YEAR.test(text)) return 'part';
  if (TERM.test(text) && !/\b(?:first|one|per|each|a) (?:contract )?year\b/i.test(text)) return 'total';
  if (YEAR.test(text)) return 'annual';
  if (PART.test(text)) return 'part';
  if (ONCE.test(text)) return 'part';
  if (adds === 'recurring') return line.period === 'month' || line.period === 'quarter' ? 'part' : 'annual';
  if (line.period === 'month' || line.period === 'quarter') return 'part';
  return 'sum';
}
