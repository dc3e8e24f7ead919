import { Consumption, itemSize, READ_PRICE, readUnits } from './capacity.ts';
import { matches } from './conditions.ts';
import type { Database } from './database.ts';
import {
  type KeyRange,
  matchesLegacyFilter,
  planRead,
  project,
  type Request,
  sortableKey,
} from './dynalite.ts';
import { validationError } from './errors.ts';
import { projected, projectedNames } from './indexes.ts';
import { type Item, indexesOf, isLocal, type SecondaryIndex, type Table } from './model.ts';

/** A page ends with the item that reaches this many bytes. */
const PAGE_BYTES = 1024 * 1024;

interface Page {
  /** Items as the index carries them, before any filter. */
  readonly items: readonly Item[];
  readonly bytes: number;
  /** Whether the page ended at a limit rather than at the end of the range. */
  readonly more: boolean;
}

/** Query and Scan, on a table or an index. */
export function read(
  operation: 'query' | 'scan',
  request: Request,
  table: Table,
  database: Database,
): object {
  checkSelect(request);
  const range = planRead(operation, request, table);
  const index = indexesOf(table).find(({ IndexName }) => IndexName === request.IndexName);
  const page = readPage(range, request, table, index, database);

  // A local index gives attributes that it does not carry by reading the table as well.
  const wholeItems = index !== undefined && wantsMoreThanCarried(request, table, index);
  const carried = page.items.map((item) =>
    index === undefined || wholeItems ? item : projected(item, index, table),
  );
  const kept = carried.filter((item) => passes(item, request));

  const consumption = new Consumption();
  const price = request.ConsistentRead === true ? READ_PRICE.consistent : READ_PRICE.eventual;
  if (index === undefined) {
    consumption.addTable(table, price * readUnits(page.bytes));
  } else {
    consumption.addIndex(table, index, price * readUnits(page.bytes));
    const fetched = wholeItems ? page.items : [];
    const units = fetched.reduce((sum, item) => sum + readUnits(itemSize(item)), 0);
    consumption.addTable(table, price * units);
  }
  const [consumed] = consumption.report(request.ReturnConsumedCapacity);
  const last = page.items.at(-1);
  return {
    ...(request.Select === 'COUNT' ? {} : { Items: kept.map((item) => project(item, request)) }),
    Count: kept.length,
    ScannedCount: page.items.length,
    ...(page.more && last !== undefined ? { LastEvaluatedKey: positionOf(last, table, index) } : {}),
    ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }),
  };
}

/** @throws ValidationException where `Select` and the projection contradict each other */
function checkSelect({ Select, IndexName, _projection, AttributesToGet }: Request): void {
  const projects = _projection !== undefined || AttributesToGet !== undefined;
  if (Select === 'SPECIFIC_ATTRIBUTES' && !projects) {
    throw validationError(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
  if (Select !== undefined && Select !== 'SPECIFIC_ATTRIBUTES' && projects) {
    throw validationError(
      `Cannot specify the AttributesToGet or ProjectionExpression when choosing to get ${Select}`,
    );
  }
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName === undefined) {
    throw validationError('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
}

/** Whether a read of a local index asks for attributes that only the table has. */
function wantsMoreThanCarried(request: Request, table: Table, index: SecondaryIndex): boolean {
  if (index.Projection.ProjectionType === 'ALL' || !isLocal(table, index.IndexName)) return false;
  if (request.Select === 'ALL_ATTRIBUTES') return true;
  const wanted = request._projection?.paths.map(([head]) => String(head)) ?? request.AttributesToGet ?? [];
  const carried = projectedNames(index, table);
  return wanted.some((name) => !carried.has(name));
}

function readPage(
  range: KeyRange,
  request: Request,
  table: Table,
  index: SecondaryIndex | undefined,
  database: Database,
): Page {
  const [sql, values] =
    index === undefined
      ? tableRange(range, table)
      : indexRange(range, request.ExclusiveStartKey, table, index);
  const limit = request.Limit ?? Number.POSITIVE_INFINITY;
  const items: Item[] = [];
  let bytes = 0;
  for (const row of database.rows<{ item: string }>(sql, ...values)) {
    const item = JSON.parse(row.item) as Item;
    items.push(item);
    bytes += itemSize(index === undefined ? item : projected(item, index, table));
    if (items.length >= limit || bytes >= PAGE_BYTES) return { items, bytes, more: true };
  }
  return { items, bytes, more: false };
}

type Statement = [sql: string, values: (string | number)[]];

const BOUNDS = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const;

function tableRange(range: KeyRange, table: Table): Statement {
  const bounds = BOUNDS.filter(([bound]) => range[bound] !== undefined);
  const where = bounds.map(([, operator]) => ` AND key ${operator} ?`).join('');
  const direction = range.reverse === true ? 'DESC' : 'ASC';
  return [
    `SELECT item FROM items WHERE table_id = ?${where} ORDER BY key ${direction}`,
    [table.id, ...bounds.map(([bound]) => range[bound]!)],
  ];
}

/**
 * The range of an index. A start key takes the place of the bound on its side: it names one entry, by index key
 * and item key, whereas dynalite's own start bound tells entries apart by 24 bits of a hash.
 */
function indexRange(
  range: KeyRange,
  start: Item | undefined,
  table: Table,
  index: SecondaryIndex,
): Statement {
  const reverse = range.reverse === true;
  const replaced = start === undefined ? [] : reverse ? ['lt', 'lte'] : ['gt', 'gte'];
  const bounds = BOUNDS.filter(([bound]) => range[bound] !== undefined && !replaced.includes(bound));
  const where = bounds.map(([, operator]) => ` AND entries.key ${operator} ?`).join('');
  const after =
    start === undefined ? '' : ` AND (entries.key, entries.item_key) ${reverse ? '<' : '>'} (?, ?)`;
  const direction = reverse ? 'DESC' : 'ASC';
  return [
    `SELECT items.item FROM entries CROSS JOIN items ON items.table_id = entries.table_id AND items.key = entries.item_key
     WHERE entries.table_id = ? AND entries.index_name = ?${where}${after}
     ORDER BY entries.key ${direction}, entries.item_key ${direction}`,
    [
      table.id,
      index.IndexName,
      ...bounds.map(([bound]) => range[bound]!),
      ...(start === undefined ? [] : [sortableKey(start, table, index.KeySchema), sortableKey(start, table)]),
    ],
  ];
}

function passes(item: Item, request: Request): boolean {
  if (request._filter !== undefined) return matches(request._filter.expression, item);
  const legacy = request.QueryFilter ?? request.ScanFilter;
  return legacy === undefined || matchesLegacyFilter(item, legacy, request.ConditionalOperator);
}

/** The key to continue after: the table's key and, on an index, the index's. */
function positionOf(item: Item, table: Table, index: SecondaryIndex | undefined): Item {
  const names = [...table.KeySchema, ...(index?.KeySchema ?? [])].map((element) => element.AttributeName);
  return Object.fromEntries(names.map((name) => [name, item[name]!]));
}
