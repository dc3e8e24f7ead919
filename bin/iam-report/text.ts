/** The report as tables. */
import { textTable } from '../client/table.ts';
import type { Denied, FunctionReport, IamReport, Unused } from './compare.ts';

/** @param width columns of the terminal */
export function reportText(report: IamReport, width: number): string[] {
  const { functions, others, shared } = report;
  const complete = functions.filter(usedAll);
  const denials = [...functions, ...others].reduce((sum, { denied }) => sum + denied.length, 0);
  return [
    `${functions.length} functions in ${report.systems} ${report.systems === 1 ? 'system' : 'systems'}: ` +
      `${complete.length} used all that they were granted; ${denials} different requests were denied.`,
    ...section('Granted and never used, by function', unusedBlocks(functions, width - 2), 'Nothing.'),
    ...section(
      'Granted by a role that functions assume, and used by none of them',
      unusedTable(shared, width - 2),
      'Nothing.',
    ),
    ...section(
      'Granted to roles of no function, and never used',
      unusedBlocks(others, width - 2),
      'Nothing.',
    ),
    ...section('Denied', deniedBlocks([...functions, ...others], width - 2), 'Nothing.'),
    ...section(
      'Denied to sessions that no function opened: what suites tried',
      triedTable(report.deniedToOthers),
      'Nothing.',
    ),
    '',
    'Writing logs is left out: Lambda does it with the function’s role, here it takes no call.',
    'What only another statement needed, which stands earlier, counts as never used.',
  ];
}

const section = (title: string, lines: readonly string[], empty: string) => [
  '',
  title,
  ...(lines.length > 0 ? lines : [empty]).map((line) => (line === '' ? '' : `  ${line}`)),
];

/** Each function with what it has too much of. */
function unusedBlocks(reports: readonly FunctionReport[], width: number): string[] {
  return reports
    .filter((report) => !usedAll(report))
    .flatMap(({ name, unused, neverAssumed }, index) => [
      ...(index > 0 ? [''] : []),
      name,
      ...unusedTable(unused, width - 2).map((line) => `  ${line}`),
      ...neverAssumed.map((role) => `  ${role} was never assumed.`),
    ]);
}

const usedAll = ({ unused, neverAssumed }: FunctionReport) => unused.length + neverAssumed.length === 0;

function unusedTable(unused: readonly Unused[], width: number): string[] {
  const rows = unused.map(({ role, statement, actions }) => [role, statement, actions.join(', ')]);
  const columns = [{ title: 'ROLE' }, { title: 'STATEMENT' }, { title: 'NEVER USED', wrap: true as const }];
  return rows.length === 0 ? [] : textTable(columns, rows, width);
}

function deniedBlocks(reports: readonly Pick<FunctionReport, 'name' | 'denied'>[], width: number): string[] {
  const columns = [
    { title: 'ROLE' },
    { title: 'ACTION' },
    { title: 'TIMES', align: 'right' as const },
    { title: 'WHY', wrap: true as const },
  ];
  return reports
    .filter(({ denied }) => denied.length > 0)
    .flatMap(({ name, denied }, index) => [
      ...(index > 0 ? [''] : []),
      name,
      ...textTable(
        columns,
        denied.map(({ role, action, count, reason }) => [role, action, String(count), reason]),
        width - 2,
      ).map((line) => `  ${line}`),
    ]);
}

/** Added up by action: what was tried is in the suite, and in the JSON document. */
function triedTable(denied: readonly Denied[]): string[] {
  const counts = new Map<string, number>();
  for (const { role, action, count } of denied) {
    const key = `${role} ${action}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const rows = [...counts].sort().map(([key, count]) => [...key.split(' '), String(count)]);
  const columns = [{ title: 'ROLE' }, { title: 'ACTION' }, { title: 'TIMES', align: 'right' as const }];
  return rows.length === 0 ? [] : textTable(columns, rows);
}
