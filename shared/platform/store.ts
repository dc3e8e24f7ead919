/**
 * What the platform knows of organizations lies beside them, not in them: `DIR#FLEET#<tenant>` with figures that the
 * change stream maintains, `DIR#OVERSIGHT#LOG` with what platform administrators did. Read with a function's own role,
 * which reaches nothing else.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { environment } from '../kernel/environment.ts';
import type { Item, Page, TransactItem } from '../kernel/records.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';

let client: DynamoDBDocumentClient | undefined;

const documents = () => {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: sharedRequestHandler() }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return client;
};

/** One round trip. */
export async function queryPlatform(params: Omit<QueryCommandInput, 'TableName'>): Promise<Page> {
  const { Items = [], LastEvaluatedKey } = await documents().send(
    new QueryCommand({ TableName: environment('TABLE_NAME'), ...params }),
  );
  return { items: Items, last: LastEvaluatedKey };
}

/** Up to a hundred items in one round trip, in any order; what is not there is left out. */
export async function batchPlatform(keys: readonly Item[], projection: string): Promise<readonly Item[]> {
  if (keys.length === 0) return [];
  const TableName = environment('TABLE_NAME');
  const { Responses = {} } = await documents().send(
    new BatchGetCommand({
      RequestItems: {
        [TableName]: {
          Keys: [...keys],
          ProjectionExpression: `pk, ${projection}`,
          ExpressionAttributeNames: { '#name': 'name' },
        },
      },
    }),
  );
  return Responses[TableName] ?? [];
}

/** All or nothing, with the function's own role. */
export async function writePlatform(items: readonly TransactItem[]): Promise<void> {
  await documents().send(new TransactWriteCommand({ TransactItems: [...items] }));
}

export const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Of the organization that an item of the fleet is about. */
export const organizationOf = ({ pk }: Item): string => String(pk).slice('DIR#FLEET#'.length);
