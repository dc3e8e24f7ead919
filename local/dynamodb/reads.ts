import { Consumption, itemSize, READ_PRICE, readUnits } from './capacity.ts';
import { checkKey, checkPaths, project, type Request } from './dynalite.ts';
import type { Items } from './items.ts';
import type { Item, Table } from './model.ts';
import { itemIdentity } from './writes.ts';

/** A BatchGetItem reply carries at most this many bytes; what does not fit is left to the caller. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

/** One item, wholly, its projection checked but not applied. */
function fetch(request: Request, table: Table, items: Items): Item | undefined {
  checkKey(request.Key!, table);
  checkPaths(request._projection?.nestedPaths, table);
  return items.get(table, request.Key!);
}

function priceOf(request: Pick<Request, 'ConsistentRead'>): number {
  return request.ConsistentRead === true ? READ_PRICE.consistent : READ_PRICE.eventual;
}

/** GetItem. */
export function getItem(request: Request, table: Table, items: Items): object {
  const item = fetch(request, table, items);
  const consumption = new Consumption();
  consumption.addTable(table, priceOf(request) * readUnits(item === undefined ? 0 : itemSize(item)));
  const [consumed] = consumption.report(request.ReturnConsumedCapacity);
  return {
    ...(item === undefined ? {} : { Item: project(item, request) }),
    ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }),
  };
}

/** BatchGetItem's request for one table: validated, and as the caller wrote it. */
export interface BatchRead {
  readonly table: Table;
  readonly request: Omit<Request, 'Key'> & { readonly Keys: readonly Item[] };
  readonly original: Readonly<Record<string, unknown>>;
}

/** BatchGetItem. */
export function batchGet(reads: readonly BatchRead[], returnConsumedCapacity: unknown, items: Items): object {
  const consumption = new Consumption();
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, unknown> = {};
  let bytes = 0;
  for (const { table, request, original } of reads) {
    const found: Item[] = [];
    const left: Item[] = [];
    for (const Key of request.Keys) {
      const item = fetch({ ...request, Key }, table, items);
      const size = item === undefined ? 0 : itemSize(item);
      if (bytes + size > MAX_BATCH_BYTES) {
        left.push(Key);
        continue;
      }
      bytes += size;
      consumption.addTable(table, priceOf(request) * readUnits(size));
      if (item !== undefined) found.push(project(item, request));
    }
    responses[table.TableName] = found;
    if (left.length > 0) unprocessed[table.TableName] = { ...original, Keys: left };
  }
  const consumed = consumption.report(returnConsumedCapacity);
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...(consumed.length === 0 ? {} : { ConsumedCapacity: consumed }),
  };
}

/** The items of a TransactGetItems, in order, and whether any is asked for twice. */
export function readTogether(
  reads: readonly { readonly request: Request; readonly table: Table }[],
  items: Items,
): { readonly found: (Item | undefined)[]; readonly duplicate: boolean } {
  const found = reads.map(({ request, table }) => fetch(request, table, items));
  const identities = new Set(reads.map(({ request, table }) => itemIdentity(table, request.Key!)));
  return { found, duplicate: identities.size < reads.length };
}
