/** What was measured, as tables for a terminal. */
import { type Column, textTable } from '../client/table.ts';
import type { Trust } from './confidence.ts';
import { MISTAKE_KINDS } from './mistakes.ts';
import type { GroupSummary, Summary } from './summary.ts';

const column = (title: string): Column => ({ title });
const right = (title: string): Column => ({ title, align: 'right' });

export const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const dollars = (value: number): string => `$${value.toFixed(4)}`;

function section(title: string, columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...textTable(columns, rows, 160).map((line) => `  ${line}`)];
}

export const reportLines = (summary: Summary): string[] => [
  ...summary.groups.flatMap(groupLines),
  ...(summary.confidence.length > 2 ? summary.confidence : summary.confidence.slice(0, 1)).flatMap(
    ({ part, fields, ...trust }) => trustLines(part, trust, fields),
  ),
  ...section(
    'Speed, from bytes to grounded facts',
    [column('FORMAT'), right('FILES'), right('PAGES'), right('SECONDS'), right('PAGES/S')],
    summary.speed.map(({ format, documents, pages, seconds, pagesPerSecond }) => [
      format,
      String(documents),
      String(pages),
      seconds.toFixed(1),
      pagesPerSecond.toFixed(1),
    ]),
  ),
  `  Most memory: ${summary.peakMemoryMegabytes} MB.`,
  ...section(
    'What asking a model would cost, US dollars a contract',
    [
      column('CORPUS'),
      right('CONTRACTS'),
      right('MEAN'),
      right('P95'),
      right('MOST'),
      right('TOKENS IN'),
      right('TOKENS OUT'),
    ],
    Object.entries(summary.cost ?? {}).map(([name, cost]) => [
      name,
      String(cost.contracts),
      dollars(cost.mean),
      dollars(cost.p95),
      dollars(cost.max),
      String(cost.meanInputTokens),
      String(cost.meanOutputTokens),
    ]),
  ),
  ...section(
    'Could not be read, and counted as empty',
    [column('CONTRACT'), column('FORMAT'), column('WHY')],
    summary.failures.map(({ id, format, message }) => [id, format, message]),
  ),
];

function groupLines({ corpus, formats, parts }: GroupSummary): string[] {
  const name = `${corpus}, ${formats.join(' and ')}`;
  const fields = [...new Set(parts.flatMap((part) => Object.keys(part.fields)))];
  const kinds = MISTAKE_KINDS.filter((kind) =>
    parts.some((part) => Object.values(part.fields).some(({ mistakes }) => mistakes[kind] > 0)),
  );
  const last = parts.at(-1);
  return [
    ...section(
      `${name}: ${parts.map(({ part, documents }) => `${documents} ${part}`).join(', ')}`,
      [
        column('FIELD'),
        ...parts.flatMap(({ part }) => [
          right(part.toUpperCase()),
          right('TP'),
          right('FP'),
          right('FN'),
          right('PREC'),
          right('REC'),
          right('F1'),
        ]),
      ],
      [
        ...fields.map((field) => [
          field,
          ...parts.flatMap((part) => {
            const found = part.fields[field];
            if (!found) return ['', '', '', '', '', '', ''];
            const { tp, fp, fn, precision, recall, f1 } = found;
            return ['', String(tp), String(fp), String(fn), share(precision), share(recall), share(f1)];
          }),
        ]),
        ['macro F1', ...parts.flatMap(({ macroF1 }) => ['', '', '', '', '', '', share(macroF1)])],
      ],
    ),
    ...section(
      `${name}: mistakes by kind, ${last?.part ?? ''}`,
      [column('FIELD'), ...kinds.map((kind) => right(kind.toUpperCase()))],
      fields.flatMap((field) => {
        const mistakes = last?.fields[field]?.mistakes;
        return mistakes && kinds.some((kind) => mistakes[kind] > 0)
          ? [[field, ...kinds.map((kind) => String(mistakes[kind]))]]
          : [];
      }),
    ),
  ];
}

function trustLines(part: string, trust: Trust, fields: Readonly<Record<string, Trust>>): string[] {
  const row = (name: string, { values, right: good, auroc, ece, review }: Trust) => [
    name,
    String(values),
    share(values === 0 ? null : good / values),
    share(auroc),
    share(ece),
    share(review.share),
    share(review.caught),
    share(review.precisionAbove),
    share(review.precisionBelow),
  ];
  return [
    ...section(
      `Confidence, ${part}`,
      [
        column('FIELD'),
        right('VALUES'),
        right('RIGHT'),
        right('AUROC'),
        right('ECE'),
        right('ASKED'),
        right('WRONG CAUGHT'),
        right('RIGHT ABOVE'),
        right('RIGHT BELOW'),
      ],
      [...Object.entries(fields).map(([field, each]) => row(field, each)), row('all', trust)],
    ),
    ...section(
      `Reliability, ${part}`,
      [column('CONFIDENCE'), right('VALUES'), right('MEAN'), right('RIGHT')],
      trust.reliability.map(({ from, to, values, confidence, right: good }) => [
        `${from.toFixed(1)}–${to.toFixed(1)}`,
        String(values),
        share(confidence),
        share(good),
      ]),
    ),
  ];
}
