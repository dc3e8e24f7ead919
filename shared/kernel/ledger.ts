/**
 * Records beside the tenants, kept with a function's own role: `DIR#<LEDGER>#<name>`. Nothing of an organization is in
 * them. Each call is one round trip.
 */
import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Ledger } from './define.ts';
import { environment } from './environment.ts';
import type { Item } from './records.ts';
import { sharedRequestHandler } from './sockets.ts';

let client: DynamoDBDocumentClient | undefined;

const documents = () => {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: sharedRequestHandler() }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return client;
};

const keyOf = (ledger: Ledger, name: string, entry: string) => ({
  pk: `DIR#${ledger}#${name}`,
  sk: entry,
});

/** @param entry which of the name's entries */
export async function readEntry(ledger: Ledger, name: string, entry = 'DIR'): Promise<Item | undefined> {
  const { Item: item } = await documents().send(
    new GetCommand({
      TableName: environment('TABLE_NAME'),
      Key: keyOf(ledger, name, entry),
      ConsistentRead: true,
    }),
  );
  return item;
}

/** A name's newest entries, newest first. */
export async function readEntries(ledger: Ledger, name: string, limit: number): Promise<readonly Item[]> {
  const { Items = [] } = await documents().send(
    new QueryCommand({
      TableName: environment('TABLE_NAME'),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `DIR#${ledger}#${name}` },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return Items;
}

interface Change {
  /** `SET …`, `ADD …`, in which every name is a placeholder. */
  readonly update: string;
  readonly condition?: string;
  readonly names: Readonly<Record<`#${string}`, string>>;
  readonly values?: Readonly<Record<`:${string}`, unknown>>;
}

/** Why a change was not made: the entry as it is. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly entry: Item | undefined;

  constructor(entry: Item | undefined) {
    super('The entry does not meet the condition.');
    this.entry = entry;
  }
}

/** Texts and numbers: all that entries have. */
const plain = (raw: Readonly<Record<string, AttributeValue>>): Item =>
  Object.fromEntries(Object.entries(raw).map(([name, { S, N }]) => [name, N === undefined ? S : Number(N)]));

/** @returns the entry as it is afterwards @throws Refused when the condition does not hold */
export async function changeEntry(
  ledger: Ledger,
  name: string,
  { update, condition, names, values }: Change,
  entry = 'DIR',
): Promise<Item> {
  try {
    const { Attributes = {} } = await documents().send(
      new UpdateCommand({
        TableName: environment('TABLE_NAME'),
        Key: keyOf(ledger, name, entry),
        UpdateExpression: update,
        ...(condition && { ConditionExpression: condition }),
        ExpressionAttributeNames: names,
        ...(values && { ExpressionAttributeValues: values }),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return Attributes;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
    // lib-dynamodb unmarshalls what commands answer, not what their errors carry.
    const { Item: raw } = error as { Item?: Readonly<Record<string, AttributeValue>> };
    throw new Refused(raw && plain(raw));
  }
}

/** One that is not there is no matter. Only where a function `forgets` the ledger. */
export async function removeEntry(ledger: Ledger, name: string, entry = 'DIR'): Promise<void> {
  await documents().send(
    new DeleteCommand({ TableName: environment('TABLE_NAME'), Key: keyOf(ledger, name, entry) }),
  );
}
