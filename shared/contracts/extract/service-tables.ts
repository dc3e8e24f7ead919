/** Service levels that tables list: one target in a row, or one for each column of times. */
import type { Fact, ServiceLevel } from '../extraction.ts';
import { factOf } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { isMeasured, isTarget } from './service-targets.ts';
import type { Grid } from './tables.ts';

const HEADED =
  /\b(?:service[- ]levels?|sla|slas|kpis?|service (?:standards?|commitments?|quality|targets?)|performance|quality|response|severity|priority|uptime|availability|incident|fault|measure|metric|indicator|norm|target|commitment|figures?|what you (?:may|can) (?:count on|expect)|times and availability|Zielwert|Kennzahl|Servicelevel|niveaux? de service|niveles? de servicio)\b/i;
/** Tables of money and of steps have shares and spans, too. */
const OTHER_TABLE =
  /\b(?:price|prices|fees?|amount|commission|cost|charge|discount|premium|rebate|royalt\w+|milestone|instal?ments?|interest|margin|deposit|penalt\w+|bonus|rate card|hours|tax)\b/i;
const OTHER_ROW =
  /^(?:the )?(?:(?:initial|contract|minimum|renewal|payment|notice|invoice|warranty|cure) )*(?:terms?|renewals?|notice|payment|invoic\w+|extension|duration|period|warranty|retention|interest|deposit|start|end|commencement|law|expiry|confidentiality|survival|late fee)\b/i;
const SUPERSEDED =
  /\b(?:credit|current|prior|previous|until|former|old|was|before|penalty|deduction|example)\b/i;
const REVISED = /\b(?:revised|new|amended|from|after|now|is|updated)\b/i;
const GENERIC =
  /\b(?:target|commitment|standard|objective|goal|value|level|norm|figure|threshold|Zielwert|Compromiso)\b/i;

export function tableServiceLevels(grid: Grid): Fact<ServiceLevel>[] {
  const { header, rows } = grid;
  const words = header.join(' ');
  if (
    OTHER_TABLE.test(words) &&
    !/\b(?:service[- ]level|sla|response|severity|priority|target)\b/i.test(words)
  )
    return [];
  const cellsOf = (column: number): string[] =>
    rows.map((row) => row.cells[column] ?? '').filter((cell) => cell !== '');
  const columns = header.map((_, column) => column);
  const promising = columns.filter((column) => {
    const cells = cellsOf(column);
    return cells.length > 0 && cells.filter(isTarget).length >= cells.length * 0.6;
  });
  const name = columns.find(
    (column) =>
      !promising.includes(column) && cellsOf(column).filter((cell) => /\p{L}{3}/u.test(cell)).length > 0,
  );
  if (name === undefined) return [];
  const measured = cellsOf(name).filter(isMeasured).length;
  const introduced = HEADED.test(`${words} ${grid.caption}`);
  if (measured === 0 && !introduced) return [];
  if (!introduced && measured < rows.length / 3) return [];
  const revised = promising.filter((column) => REVISED.test(header[column] ?? ''));
  const valid = promising.filter((column) => column > name && !SUPERSEDED.test(header[column] ?? ''));
  const targets = distinct(valid.length > 0 ? valid : revised, rows);
  return rows.flatMap((row) => {
    const label = (row.cells[name] ?? '').replace(/^(?:[-•*]|\(?\w{1,3}[.)]) /, '').trim();
    if (!/\p{L}{2}/u.test(label) || isPlaceholder(label) || OTHER_ROW.test(label)) return [];
    return targets.flatMap((column) => {
      const target = row.cells[column] ?? '';
      if (!isTarget(target) || isPlaceholder(target)) return [];
      const heading = header[column] ?? '';
      const metric =
        heading !== '' && (targets.length > 1 || !GENERIC.test(heading)) && isMeasured(heading)
          ? `${label} ${heading}`
          : label;
      return [factOf({ metric, target }, [row.evidence], introduced ? 0.9 : 0.75)];
    });
  });
}

/** Of columns that say the same in two languages the first stays. */
function distinct(columns: readonly number[], rows: Grid['rows']): number[] {
  const figures = (column: number): string =>
    rows.map((row) => (row.cells[column] ?? '').replace(/[^\d]+/g, '')).join('|');
  return columns.filter(
    (column, index) => !columns.slice(0, index).some((earlier) => figures(earlier) === figures(column)),
  );
}
