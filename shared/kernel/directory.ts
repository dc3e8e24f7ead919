/**
 * The directory: what must be found before the tenant is known. `DIR#USER#<sub>` says which tenant an account belongs
 * to, `DIR#SLUG#<slug>` who holds a name. Read with a function's own role, and only by functions that declare it.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Directory } from './define.ts';
import { environment } from './environment.ts';
import type { Item, TransactItem } from './records.ts';
import { sharedRequestHandler } from './sockets.ts';

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

/** A transaction's part that gives up what this organization holds; whose it is not fails the transaction. */
export const release = (directory: Directory, name: string, tenantId: string): TransactItem => ({
  Delete: {
    TableName: environment('TABLE_NAME'),
    Key: keyOf(directory, name),
    ConditionExpression: 'attribute_not_exists(pk) OR tenant_id = :tenant',
    ExpressionAttributeValues: { ':tenant': tenantId },
  },
});

/** A transaction's part that changes what this organization holds. */
export const amend = (
  directory: Directory,
  name: string,
  tenantId: string,
  values: Readonly<Record<string, string>>,
): TransactItem => {
  const names = Object.keys(values);
  return {
    Update: {
      TableName: environment('TABLE_NAME'),
      Key: keyOf(directory, name),
      UpdateExpression: `SET ${names.map((_, index) => `#n${index} = :v${index}`).join(', ')}`,
      ConditionExpression: 'tenant_id = :tenant',
      ExpressionAttributeNames: Object.fromEntries(names.map((value, index) => [`#n${index}`, value])),
      ExpressionAttributeValues: {
        ':tenant': tenantId,
        ...Object.fromEntries(names.map((value, index) => [`:v${index}`, values[value]])),
      },
    },
  };
};

/** The key of an organization's own entry, for what a transaction changes in it. */
export const tenantEntryKey = (tenantId: string) => keyOf('TENANT', tenantId);

/** A transaction's part that takes a name nobody holds. */
export const claim = (directory: Directory, name: string, entry: Item): TransactItem => ({
  Put: {
    TableName: environment('TABLE_NAME'),
    Item: { ...entry, ...keyOf(directory, name) },
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
