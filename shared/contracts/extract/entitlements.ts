/** What the customer may use: products, licences and counted services. */
import type { Entitlement, Fact } from '../extraction.ts';
import { factAt, factOf } from './facts.ts';
import { nameKey } from './names.ts';
import { NUMBER_WORDS, parseFigures, parseNumberWords } from './numbers.ts';
import { isPlaceholder } from './placeholders.ts';
import { priceColumns } from './price-columns.ts';
import type { ProseLine } from './price-prose.ts';
import type { TableLine } from './price-totals.ts';
import { quantityOf } from './quantities.ts';
import { type Source, sentenceAround } from './source.ts';
import { columnOf, type Grid } from './tables.ts';

export interface EntitlementInputs {
  readonly tableLines: readonly TableLine[];
  readonly counted: readonly ProseLine[];
  readonly grids: readonly Grid[];
  readonly start: string | null;
  readonly end: string | null;
}

const SERVICE =
  /\b(?:implementation|training|migration|conversion|consult\w*|onboarding|set-?up|workshop|discount|credit|rebate|travel|expenses?|tax|shipping|retainer|fee|tier|installation|deposit|surcharge)\b/i;
const LABOUR = /\b(?:hours?|days?|hourly|rate card|consultant|engineer|analyst|manager|partner|associate)\b/i;

/** Quantities of price tables, product tables without prices, lines of business, and "covers two (2) embryo transfers". */
export function findEntitlements(source: Source, inputs: EntitlementInputs): Fact<Entitlement>[] {
  const found: Fact<Entitlement>[] = [];
  const add = (fact: Fact<Entitlement>): void => {
    const key = nameKey(fact.value.product);
    if (
      isPlaceholder(fact.value.product) ||
      found.some(
        (other) => nameKey(other.value.product) === key && other.value.quantity === fact.value.quantity,
      )
    )
      return;
    found.push(fact);
  };
  for (const { line, unit, start, end, header, evidence } of inputs.tableLines) {
    const labour = LABOUR.test(header) && /\b(?:hours?|days?|rate)\b/i.test(header) && !/unit/i.test(header);
    const insurance = /\bline of business\b|\bcoverage\b|\bpolicy\b/i.test(header) && line.percent !== null;
    if (labour || (line.amount?.minor ?? 0) < 0) continue;
    const product = line.item.replace(/, (?:contract )?year \w+$/i, '');
    if (line.quantity === null && !insurance) continue;
    if (line.quantity !== null && /^(?:hours?|days?|person[- ]days?)$/i.test(unit ?? '')) continue;
    if (SERVICE.test(product) && !insurance && line.period === 'one_time') continue;
    add(
      factOf(
        {
          product,
          quantity: line.quantity,
          unit: insurance ? null : (unit?.toLowerCase() ?? null),
          start: start ?? inputs.start,
          end: end ?? inputs.end,
        },
        [evidence],
        insurance ? 0.7 : line.unitPrice !== null ? 0.9 : 0.75,
      ),
    );
  }
  for (const { line, unit, span } of inputs.counted) {
    if (
      line.quantity === null ||
      LABOUR.test(unit ?? '') ||
      (SERVICE.test(line.item) && line.period === 'one_time')
    )
      continue;
    add(
      factAt(
        source,
        {
          product: line.item,
          quantity: line.quantity,
          unit: unit ?? null,
          start: inputs.start,
          end: inputs.end,
        },
        [span],
        0.65,
      ),
    );
  }
  for (const grid of inputs.grids) {
    if (priceColumns(grid, null, source.decimal) !== null) continue;
    for (const fact of productTable(grid, inputs)) add(fact);
  }
  for (const fact of proseEntitlements(source, inputs)) add(fact);
  return found;
}

/** A table of products and quantities that shows no prices. */
function productTable(grid: Grid, inputs: EntitlementInputs): Fact<Entitlement>[] {
  const { header } = grid;
  const product = columnOf(
    header,
    /\b(?:product|licen[cs]e|module|subscription|software|entitlement|offering|item|service)s?\b/i,
  );
  if (product < 0) return [];
  const taken = new Set([product]);
  const counts = columnOf(
    header,
    /\b(?:qty|quantity|number|units|seats|users|count|allowance|volume)\b/i,
    taken,
  );
  const quantity =
    counts >= 0 ? counts : columnOf(header, /\b(?:revised|new|amended|renewal|updated)\b/i, taken);
  if (quantity < 0) return [];
  const unit = columnOf(
    header,
    /^(?:unit|uom|metric|unit of measure|measure)s?$/i,
    new Set([product, quantity]),
  );
  return grid.rows.flatMap((row) => {
    const count = quantityOf(row.cells[quantity] ?? '', '.');
    const name = row.cells[product] ?? '';
    if (count === null || !/\p{L}{3}/u.test(name) || /^total/i.test(name)) return [];
    return [
      factOf(
        {
          product: name,
          quantity: count.count,
          unit: count.unit ?? (unit >= 0 ? row.cells[unit] || null : null),
          start: inputs.start,
          end: inputs.end,
        },
        [row.evidence],
        0.75,
      ),
    ];
  });
}

const COUNTED = new RegExp(
  String.raw`\b(?:covers?|covering|include[sd]?|including|contains?|comprise[sd]?|allows?|permits?|may (?:call for|have|run|open|order|use)|to run|makes?|carries out|provides?|entitled to|entitles? (?:the )?\p{L}+ to|right to use|licen[cs]es? for|may use|subscribes? (?:to|for)|access for|comprises?)(?: (?:support for|use (?:of|by)|the use of|up to|a total of|access (?:to|for)|the))* (?:(?<words>${NUMBER_WORDS})|(?<figures>\d{1,3}(?:,\d{3})*|\d+))(?: ?\((?<inner>[\d,]+)\))? (?<thing>[\p{L}-]+(?: [\p{L}-]+){0,3}?)(?=[.,;)]| (?:and|of|for|per|in|with|to|during|under|at|on|from|who|which|that)\b)`,
  'giu',
);

/** "250 named user licences of Tarn Charting". */
const LICENSED = new RegExp(
  String.raw`(?<![\p{L}\d.,$€£])(?:(?<words>${NUMBER_WORDS})|(?<figures>\d{1,3}(?:,\d{3})*|\d+))(?: ?\((?<inner>[\d,]+)\))? (?<unit>(?:[\p{Ll}-]+ ){0,3}?(?:users?|seats?|licen[cs]es?|subscriptions?|accounts?|devices?|terminals?|workstations?|instances?|nodes?|servers?|cores?|sites?|stores?|locations?|vehicles?|employees?|students?|agents?|connections?|endpoints?|environments?)) (?:of|for|to|in|on|with) (?:the |our |its )?(?<product>\p{Lu}[\p{L}\d&'-]*(?: (?:\p{Lu}|\d)[\p{L}\d&'-]*){0,4})(?! (?:Agreement|Contract|Order|Date)\b)`,
  'gu',
);
const GRANT =
  /\b(?:grants?|granted|licen[cs]e[sd]?|subscri\w+|orders?|purchas\w+|entitle\w*|may use|receives?|access|provides?|includes?|supplies|buys?|obtains?|covers?)\b/i;

function licensed(source: Source, inputs: EntitlementInputs): Fact<Entitlement>[] {
  return [...source.flat.matchAll(LICENSED)].slice(0, 40).flatMap((match) => {
    const { words = '', figures, inner, unit = '', product = '' } = match.groups ?? {};
    const digits = inner ?? figures;
    const quantity = digits === undefined ? parseNumberWords(words) : parseFigures(digits);
    const span = { start: match.index, end: match.index + match[0].length };
    const sentence = sentenceAround(source, span, 260);
    const text = source.flat.slice(sentence.start, sentence.end);
    if (quantity === null || quantity <= 0 || !GRANT.test(text) || PARTY_WORD.test(product)) return [];
    return [factAt(source, { product, quantity, unit, start: inputs.start, end: inputs.end }, [span], 0.65)];
  });
}

/** Capitals that stand for a party or a paper rather than a product. */
const PARTY_WORD =
  /^(?:Customer|Client|Licensee|Company|Provider|Supplier|Vendor|Licensor|Parties|Party|Subscriber|Agreement|Order|Schedule|Exhibit|Appendix|Annex|Section|Article|Products?|Services?|Software|Platform|Licensed)\b/;

function proseEntitlements(source: Source, inputs: EntitlementInputs): Fact<Entitlement>[] {
  const found: Fact<Entitlement>[] = licensed(source, inputs);
  for (const match of source.flat.matchAll(COUNTED)) {
    const g = match.groups ?? {};
    const count =
      g.inner !== undefined
        ? parseFigures(g.inner)
        : g.figures !== undefined
          ? parseFigures(g.figures)
          : parseNumberWords(g.words ?? '');
    const thing = g.thing?.trim() ?? '';
    if (
      count === null ||
      count <= 0 ||
      /^(?:years?|months?|days?|weeks?|hours?|minutes?|business|calendar|percent|parties|copies|counterparts|party|other|or|and|of|dollars?|euros?|members?|directors?|individuals?|persons?|shares?|third|time|times|consecutive|separate|million|hundred|thousand|pages?|such)\b/i.test(
        thing,
      )
    )
      continue;
    if (
      !/\b(?:users?|seats?|licen[cs]es?|transfers?|visits?|sessions?|locations?|sites?|devices?|accounts?|environments?|instances?|nodes?|terabytes?|gigabytes?|messages?|transactions?|cases?|employees?|records?|credits?|consultations?|attempts?|cycles?|beds?|clinicians?|workstations?|servers?|cores?|connections?|modules?|reports?|reviews?|audits?|trips?|outlets?|shops?|stores?|terminals?|screens?|profiles?|presentations?|matches|rematches|lessons?|surveys?|inspections?|domains?|branches|lifts?|students?|schools?|staff|vehicles?|channels?|routers?|SIMs?|numbers?|extensions?|plates?|stations?|tests?|workshops?|calls?|hotlines?|interfaces?|feeds?|cycle|places?|desks?|lockers?)$/i.test(
        thing,
      )
    )
      continue;
    found.push(
      factAt(
        source,
        { product: thing, quantity: count, unit: thing, start: inputs.start, end: inputs.end },
        [{ start: match.index, end: match.index + match[0].length }],
        0.5,
      ),
    );
    if (found.length >= 20) break;
  }
  return found;
}
