import type { AttributeValue, Item, SecondaryIndex, Table } from './model.ts';
import { isLocal } from './model.ts';

const KB = 1024;

/** Largest item, in bytes: names and values together. */
export const MAX_ITEM_BYTES = 400 * KB;

/**
 * Size of an item in bytes by the rules of the Developer Guide ("DynamoDB Item sizes and formats"): names and
 * strings in UTF-8, about a byte for two digits of a number, 3 bytes for a list or map and 1 for each element.
 */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name of Object.keys(item)) size += Buffer.byteLength(name) + valueSize(item[name]!);
  return size;
}

function valueSize(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('SS' in value) return value.SS.reduce((sum, s) => sum + Buffer.byteLength(s), 0);
  if ('NS' in value) return value.NS.reduce((sum, n) => sum + numberSize(n), 0);
  if ('BS' in value) return value.BS.reduce((sum, b) => sum + Buffer.byteLength(b, 'base64'), 0);
  if ('L' in value) return value.L.reduce((sum, element) => sum + 1 + valueSize(element), 3);
  if ('M' in value) return 3 + Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

/** Leading and trailing zeros do not count; a negative number costs one byte more. */
function numberSize(number: string): number {
  const digits = number.replace(/^[-+]?[0.]*/, '').replace('.', '');
  const significant = digits.replace(/0+$/, '').length;
  return 1 + Math.ceil(significant / 2) + (number.startsWith('-') ? 1 : 0);
}

/** Write units for an item of some bytes: one per started kilobyte, at least one. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / KB));
}

/** Strongly consistent read units for some bytes: one per started 4 KB, at least one. */
export function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / (4 * KB)));
}

/** How a request was read; decides the price of a unit. */
export const READ_PRICE = { eventual: 0.5, consistent: 1, transactional: 2 } as const;

/** Write units of a transaction cost double on the table: prepare and commit. Indexes follow afterwards, at one. */
export const TRANSACTION_WRITE_PRICE = 2;

/** Units that a request consumed, by table and index. */
export class Consumption {
  readonly #tables = new Map<string, { table: Table; units: number; indexes: Map<string, number> }>();

  addTable(table: Table, units: number): void {
    this.#of(table).units += units;
  }

  addIndex(table: Table, index: SecondaryIndex, units: number): void {
    const { indexes } = this.#of(table);
    indexes.set(index.IndexName, (indexes.get(index.IndexName) ?? 0) + units);
  }

  /**
   * The `ConsumedCapacity` entries of a reply, one per table; none unless `TOTAL` or `INDEXES` was asked for.
   * @param detail the further member that transactions report with the same number
   */
  report(mode: unknown, detail?: 'ReadCapacityUnits' | 'WriteCapacityUnits'): Record<string, unknown>[] {
    if (mode !== 'TOTAL' && mode !== 'INDEXES') return [];
    return [...this.#tables.values()].map(({ table, units, indexes }) => {
      const count = (n: number) => ({ CapacityUnits: n, ...(detail === undefined ? {} : { [detail]: n }) });
      const total = [...indexes.values()].reduce((sum, n) => sum + n, units);
      if (mode === 'TOTAL') return { TableName: table.TableName, ...count(total) };
      const counted = [...indexes].filter(([, n]) => n > 0).map(([name, n]) => [name, count(n)] as const);
      const local = counted.filter(([name]) => isLocal(table, name));
      const global = counted.filter(([name]) => !isLocal(table, name));
      return {
        TableName: table.TableName,
        ...count(total),
        Table: count(units),
        ...(local.length > 0 ? { LocalSecondaryIndexes: Object.fromEntries(local) } : {}),
        ...(global.length > 0 ? { GlobalSecondaryIndexes: Object.fromEntries(global) } : {}),
      };
    });
  }

  #of(table: Table) {
    const entry = this.#tables.get(table.TableName) ?? {
      table,
      units: 0,
      indexes: new Map<string, number>(),
    };
    this.#tables.set(table.TableName, entry);
    return entry;
  }
}
