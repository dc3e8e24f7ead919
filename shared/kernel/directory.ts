/**
 * The directory: what must be found before the tenant is known. `DIR#USER#<sub>` says which tenant an account belongs
 * to, `DIR#SLUG#<slug>` who holds a name, `DIR#KEY#<hash>` what an API key may. Read with a function's own role, and only by functions that declare it.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Directory } from './define.ts';
import { environment } from './environment.ts';
import type { Item, TransactItem } from './records.ts';
import { sharedRequestHandler } from './sockets.ts';
import { epochSeconds } from './time.ts';

let client: DynamoDBDocumentClient | undefined;

const keyOf = (directory: Directory, name: string) => ({ pk: `DIR#${directory}#${name}`, sk: 'DIR' });

/** @returns the entry, or undefined when nobody holds the name */
export async function lookUp(directory: Directory, name: string): Promise<Item | undefined> {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: sharedRequestHandler() }));
  const { Item: item } = await client.send(
    new GetCommand({
      TableName: environment('TABLE_NAME'),
      Key: keyOf(directory, name),
      ConsistentRead: true,
    }),
  );
  return item;
}

/** The key of an organization's own entry, for what a transaction changes in it. */
export const tenantEntryKey = (tenantId: string) => keyOf('TENANT', tenantId);

/** A transaction's part that takes a name nobody holds; `replace`: one that the same tenant holds. */
export const claim = (directory: Directory, name: string, entry: Item, replace = false): TransactItem => ({
  Put: {
    TableName: environment('TABLE_NAME'),
    Item: { ...entry, ...keyOf(directory, name) },
    ConditionExpression: replace
      ? 'attribute_not_exists(pk) OR tenant_id = :tenant'
      : 'attribute_not_exists(pk)',
    ...(replace && { ExpressionAttributeValues: { ':tenant': entry.tenant_id } }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/**
 * A transaction's part that says one thing of a name, until when, whatever others say of it; what nobody says anything
 * of any more leaves by itself.
 * @param until seconds; undefined takes back what was said
 */
export const say = (
  directory: Directory,
  name: string,
  what: string,
  until: number | undefined,
): TransactItem => ({
  Update: {
    TableName: environment('TABLE_NAME'),
    Key: keyOf(directory, name),
    UpdateExpression:
      until === undefined
        ? 'REMOVE #what SET #expires = if_not_exists(#expires, :until)'
        : 'SET #what = :until, #expires = :until',
    ExpressionAttributeNames: { '#what': what, '#expires': 'expires_at' },
    ExpressionAttributeValues: { ':until': until ?? epochSeconds() },
  },
});

/**
 * A transaction's part that gives a name up.
 * @param tenantId who must hold it; the organization's own entry is held by its key
 */
export const release = (directory: Directory, name: string, tenantId?: string): TransactItem => ({
  Delete: {
    TableName: environment('TABLE_NAME'),
    Key: keyOf(directory, name),
    ...(tenantId && {
      ConditionExpression: 'attribute_not_exists(pk) OR tenant_id = :tenant',
      ExpressionAttributeValues: { ':tenant': tenantId },
    }),
  },
});

interface Revision {
  readonly set?: Item;
  readonly remove?: readonly string[];
  /** The organization that the entry must belong to; its own entry belongs to it by its key. */
  readonly own?: string;
  /** What the entry must say. */
  readonly only?: Item;
  /** An attribute that the entry must not have. */
  readonly unless?: string;
}

/** A transaction's part that changes attributes of an entry. */
export function revise(
  directory: Directory,
  name: string,
  { set = {}, remove = [], own, only = {}, unless }: Revision,
): TransactItem {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const fieldName = (attribute: string) => {
    names[`#${attribute}`] = attribute;
    return `#${attribute}`;
  };
  const valueName = (prefix: string, attribute: string, value: unknown) => {
    values[`:${prefix}_${attribute}`] = value;
    return `:${prefix}_${attribute}`;
  };
  const equals = (prefix: string, attributes: Item) =>
    Object.entries(attributes).map(
      ([attribute, value]) => `${fieldName(attribute)} = ${valueName(prefix, attribute, value)}`,
    );
  const sets = equals('set', set);
  const conditions = [
    'attribute_exists(pk)',
    ...equals('if', { ...only, ...(own && { tenant_id: own }) }),
    ...(unless ? [`attribute_not_exists(${fieldName(unless)})`] : []),
  ];
  const update = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.map(fieldName).join(', ')}`] : []),
  ];
  return {
    Update: {
      TableName: environment('TABLE_NAME'),
      Key: keyOf(directory, name),
      UpdateExpression: update.join(' '),
      ConditionExpression: conditions.join(' AND '),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    },
  };
}
