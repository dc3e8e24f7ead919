import { AwsError, notImplemented } from '../types.ts';
import { Consumption } from './capacity.ts';
import { matches } from './conditions.ts';
import { applyWrite, checkItem, checkKey, checkValues, type Request, sortableKey } from './dynalite.ts';
import { conditionalCheckFailed, validationError } from './errors.ts';
import type { Change, Items } from './items.ts';
import { type Item, keyOf, type Table } from './model.ts';
import { checkStorable } from './storable.ts';

export type WriteOperation = 'putItem' | 'updateItem' | 'deleteItem';

/** A write that passed its condition and is not yet made. */
export interface PreparedWrite extends Change {
  readonly attributes: Item | undefined;
}

/**
 * The key of the item that a request writes.
 * @throws ValidationException unless it is the table's key
 */
export function writtenKey(request: Request, table: Table): Item {
  if (request.Key !== undefined) {
    checkKey(request.Key, table);
    return request.Key;
  }
  const item = request.Item ?? {};
  checkItem(item, table);
  return keyOf(table, item);
}

/**
 * @param old the item as it is stored
 * @throws ConditionalCheckFailedException, with the item when the request asks for it
 */
export function checkCondition(request: Request, old: Item | undefined): void {
  if (request._condition === undefined || matches(request._condition.expression, old ?? {})) return;
  throw conditionalCheckFailed(wantsItem(request) ? old : undefined);
}

function wantsItem(request: Request): boolean {
  return request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
}

/** Works out what a write does, without doing it. */
export function prepareWrite(
  operation: WriteOperation,
  request: Request,
  table: Table,
  items: Items,
): PreparedWrite {
  const key = writtenKey(request, table);
  const old = items.get(table, key);
  checkCondition(request, old);
  try {
    const { next, attributes } = applyWrite(operation, request, table, old);
    if (next !== undefined) {
      const tooLarge =
        operation === 'updateItem'
          ? 'Item size to update has exceeded the maximum allowed size'
          : 'Item size has exceeded the maximum allowed size';
      checkValues(next);
      checkStorable(table, next, tooLarge);
    }
    return { table, key, old, next, attributes };
  } catch (error) {
    // The legacy Expected is checked by dynalite, which knows nothing of the item to return.
    const failed = error instanceof AwsError && error.code === 'ConditionalCheckFailedException';
    throw failed ? conditionalCheckFailed(wantsItem(request) ? old : undefined) : error;
  }
}

/** @throws NotImplemented where AWS would report the size of an item collection: on tables with local indexes */
export function refuseCollectionMetrics(mode: unknown, table: Table): void {
  if (mode === 'SIZE' && table.LocalSecondaryIndexes !== undefined) {
    throw notImplemented('dynamodb', 'ReturnItemCollectionMetrics');
  }
}

/** PutItem, UpdateItem, DeleteItem. */
export function write(operation: WriteOperation, request: Request, table: Table, items: Items): object {
  refuseCollectionMetrics(request.ReturnItemCollectionMetrics, table);
  const prepared = prepareWrite(operation, request, table, items);
  const consumption = new Consumption();
  items.write([prepared], consumption);
  const [consumed] = consumption.report(request.ReturnConsumedCapacity);
  return {
    ...(prepared.attributes === undefined ? {} : { Attributes: prepared.attributes }),
    ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }),
  };
}

/** A text that only one item of all tables has. */
export function itemIdentity(table: Table, key: Item): string {
  return `${table.id}/${sortableKey(key, table)}`;
}

/** One entry of BatchWriteItem's request for a table. */
export interface BatchEntry {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

/** A write of a batch as a request of its own. */
export function batchRequest(TableName: string, entry: BatchEntry): [WriteOperation, Request] {
  if ((entry.PutRequest === undefined) === (entry.DeleteRequest === undefined)) {
    throw validationError(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return entry.PutRequest !== undefined
    ? ['putItem', { TableName, Item: entry.PutRequest.Item }]
    : ['deleteItem', { TableName, Key: entry.DeleteRequest!.Key }];
}

/** BatchWriteItem. AWS may write a part of a batch; here it is written at once, or refused at once. */
export function batchWrite(
  writes: readonly { readonly operation: WriteOperation; readonly request: Request; readonly table: Table }[],
  input: Readonly<Record<string, unknown>>,
  items: Items,
): object {
  const consumption = new Consumption();
  const seen = new Set<string>();
  const changes = writes.map(({ operation, request, table }) => {
    refuseCollectionMetrics(input.ReturnItemCollectionMetrics, table);
    const prepared = prepareWrite(operation, request, table, items);
    const identity = itemIdentity(table, prepared.key);
    if (seen.has(identity)) throw validationError('Provided list of item keys contains duplicates');
    seen.add(identity);
    return prepared;
  });
  items.write(changes, consumption);
  const consumed = consumption.report(input.ReturnConsumedCapacity);
  return { UnprocessedItems: {}, ...(consumed.length === 0 ? {} : { ConsumedCapacity: consumed }) };
}
