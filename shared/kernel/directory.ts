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

/** A transaction's part that gives up a name, if the tenant holds it. */
export const release = (directory: Directory, name: string, tenantId: string): TransactItem => ({
  Delete: {
    TableName: environment('TABLE_NAME'),
    Key: keyOf(directory, name),
    ConditionExpression: 'attribute_not_exists(pk) OR tenant_id = :tenant',
    ExpressionAttributeValues: { ':tenant': tenantId },
  },
});
