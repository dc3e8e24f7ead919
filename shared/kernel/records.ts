/**
 * The one table. Keys are modelled with electrodb (entities beside their context); what they compile to is sent here,
 * with the tenant's own credentials, so that each use is one round trip that a test can count.
 */
import { type AttributeValue, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Actor } from './actor.ts';
import { retryConflicts } from './busy.ts';
import { perTenant } from './clients.ts';
import { environment } from './environment.ts';
import { openItem, sealItem } from './sealed-fields.ts';
import { sharedRequestHandler } from './sockets.ts';
import { now } from './time.ts';

export type Item = Readonly<Record<string, unknown>>;
export type RecordAccess =
  | 'read'
  | 'write'
  | 'found'
  | 'govern'
  | 'audit'
  | 'note'
  | 'erase'
  | 'connect'
  | 'summarize'
  | 'oversee';
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const documents = perTenant(({ credentials }) =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ credentials, requestHandler: sharedRequestHandler() }), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);

/** What electrodb's `.params()` takes so that one entity serves every stage. */
export const table = () => ({ table: environment('TABLE_NAME') });

/** One item by its key, strongly consistent; undefined when there is none. */
export async function getItem(actor: Actor, params: object): Promise<Item | undefined> {
  const client = await documents(actor, 'read');
  const { Item: item } = await client.send(
    new GetCommand({ ConsistentRead: true, ...params } as ConstructorParameters<typeof GetCommand>[0]),
  );
  return item && openItem(actor, item);
}

export interface Page {
  readonly items: readonly Item[];
  readonly last: Item | undefined;
}

/** One page of a query. */
export async function queryPage(actor: Actor, params: object, access: RecordAccess = 'read'): Promise<Page> {
  const client = await documents(actor, access);
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(params as QueryCommandInput));
  // Who erases has no need of what is sealed, and no key to it.
  const items = access === 'erase' ? Items : await Promise.all(Items.map((item) => openItem(actor, item)));
  return { items, last: LastEvaluatedKey };
}

/** A whole item collection. For collections that are bounded by their nature: one contract's facts, one plan's tasks. */
export async function queryAll(actor: Actor, params: object, access: RecordAccess = 'read'): Promise<Item[]> {
  const items: Item[] = [];
  let last: Item | undefined;
  do {
    const page: Page = await queryPage(
      actor,
      { ...params, ...(last && { ExclusiveStartKey: last }) },
      access,
    );
    items.push(...page.items);
    last = page.last;
  } while (last);
  return items;
}

/** One conditional update; the item as it is afterwards. */
export async function updateItem(actor: Actor, params: object): Promise<Item> {
  const client = await documents(actor, 'write');
  const input = { ...params, ReturnValues: 'ALL_NEW' } as ConstructorParameters<typeof UpdateCommand>[0];
  const { Attributes = {} } = await retryConflicts(() => client.send(new UpdateCommand(input)));
  return openItem(actor, Attributes);
}

/** One conditional put. */
export async function putItem(actor: Actor, params: object, access: RecordAccess = 'write'): Promise<void> {
  const client = await documents(actor, access);
  const input = params as ConstructorParameters<typeof PutCommand>[0];
  await client.send(new PutCommand({ ...input, Item: await sealItem(actor, input.Item ?? {}) }));
}

/** One conditional delete. */
export async function deleteItem(
  actor: Actor,
  params: object,
  access: RecordAccess = 'write',
): Promise<void> {
  const client = await documents(actor, access);
  await client.send(new DeleteCommand(params as ConstructorParameters<typeof DeleteCommand>[0]));
}

/** All or nothing, at most 100 items. */
export async function transact(
  actor: Actor,
  items: readonly TransactItem[],
  access: RecordAccess = 'write',
): Promise<void> {
  const client = await documents(actor, access);
  const TransactItems = await Promise.all(
    items.map(async (item) =>
      item.Put ? { ...item, Put: { ...item.Put, Item: await sealItem(actor, item.Put.Item ?? {}) } } : item,
    ),
  );
  await retryConflicts(() => client.send(new TransactWriteCommand({ TransactItems })));
}

/** Idempotent writes in chunks of 100, each chunk atomic: for collections larger than one transaction. */
export async function transactInChunks(
  actor: Actor,
  items: readonly TransactItem[],
  access: RecordAccess = 'write',
): Promise<void> {
  for (let start = 0; start < items.length; start += 100)
    await transact(actor, items.slice(start, start + 100), access);
}

/** True when a single write's condition did not hold. */
export const conditionFailed = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/** True when nothing of a transaction was written: one of its conditions did not hold, or another write was at its items. */
export const wasCancelled = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TransactionCanceledException';

/** The items of a cancelled transaction whose condition failed, by position; undefined for any other error. */
export function failedConditions(error: unknown): Map<number, Item | undefined> | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const failed = new Map<number, Item | undefined>();
  for (const [index, reason] of (error.CancellationReasons ?? []).entries())
    if (reason.Code === 'ConditionalCheckFailed') failed.set(index, reason.Item && plain(reason.Item));
  return failed.size > 0 ? failed : undefined;
}

/** Texts and numbers of an item as the store writes it: reasons of a cancelled transaction come without translation. */
const plain = (item: Readonly<Record<string, AttributeValue>>): Item =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, { S, N }]): (readonly [string, string | number])[] =>
      S !== undefined ? [[name, S]] : N !== undefined ? [[name, Number(N)]] : [],
    ),
  );

/** Why a record is as it is: who, by which request. Carried into the change stream. */
export const cause = (actor: Actor) => ({
  actor: actor.id,
  request_id: actor.requestId,
  ...(actor.depth > 0 && { depth: actor.depth }),
  ...actor.origin,
});

/** The stamps of a new record. */
export function created(actor: Actor) {
  const at = now();
  return {
    version: 1,
    created_at: at,
    created_by: actor.id,
    updated_at: at,
    updated_by: actor.id,
    cause: cause(actor),
  };
}

/** The stamps of a changed record; the version is raised by the write itself. */
export const updated = (actor: Actor) => ({ updated_at: now(), updated_by: actor.id, cause: cause(actor) });
