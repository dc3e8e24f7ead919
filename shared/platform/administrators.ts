/**
 * Who administers the platform (TEAM-15, K2). Two entries of the directory say it together: `DIR#PLATFORM#<sub>`, which
 * the authorizer believes, and `DIR#USER#<sub>`, which holds the account back from every organization.
 */
import { verifiedAccount } from '../identity/accounts.ts';
import { PLATFORM_ROLE } from '../kernel/actor.ts';
import { Problem } from '../kernel/problem.ts';
import { failedConditions, type Item, table } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { OPERATOR, told } from './oversight.ts';
import { queryPlatform, writePlatform } from './store.ts';

/** In an index: all of them, by address. */
const ALL = 'DIR#PLATFORM#ALL';

const entryKey = (directory: 'PLATFORM' | 'USER', account: string) => ({
  pk: `DIR#${directory}#${account}`,
  sk: 'DIR',
});

interface Administrator {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly since: string;
}

const administratorOf = (item: Item): Administrator => ({
  id: String(item.pk).slice('DIR#PLATFORM#'.length),
  email: String(item.email),
  name: String(item.name),
  since: String(item.since),
});

export async function administrators(): Promise<readonly Administrator[]> {
  const { items } = await queryPlatform({
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :pk',
    ExpressionAttributeValues: { ':pk': ALL },
  });
  return items.map(administratorOf);
}

/**
 * Makes an account an administrator; one that is stays one.
 * @param email in lower case, of an account that has verified it
 * @throws Problem 404 `no_such_account`, 409 `already_member`
 */
export async function appoint(email: string, requestId: string): Promise<{ readonly changed: boolean }> {
  const account = await verifiedAccount(email);
  if (!account)
    throw new Problem(
      404,
      'no_such_account',
      'There is no account of this address that has verified it. Sign up with it first.',
    );
  const TableName = table().table;
  try {
    await writePlatform([
      {
        Update: {
          TableName,
          Key: entryKey('PLATFORM', account.id),
          UpdateExpression:
            'SET #status = :active, email = :email, #name = :name, since = :at, gsi1pk = :all, gsi1sk = :email',
          ConditionExpression: 'attribute_not_exists(pk)',
          ExpressionAttributeNames: { '#status': 'status', '#name': 'name' },
          ExpressionAttributeValues: {
            ':active': 'active',
            ':email': email,
            ':name': account.name,
            ':at': now(),
            ':all': ALL,
          },
        },
      },
      {
        Update: {
          TableName,
          Key: entryKey('USER', account.id),
          UpdateExpression: 'SET #role = :role',
          ConditionExpression: 'attribute_not_exists(tenant_id)',
          ExpressionAttributeNames: { '#role': 'role' },
          ExpressionAttributeValues: { ':role': PLATFORM_ROLE },
        },
      },
      told(OPERATOR, { requestId }, { action: 'administrator.appointed', subject: email }),
    ]);
    return { changed: true };
  } catch (error) {
    const failed = failedConditions(error);
    if (failed?.has(0)) return { changed: false };
    if (failed?.has(1))
      throw new Problem(
        409,
        'already_member',
        'This account belongs to an organization. Platform administrators belong to none: use another account.',
      );
    throw error;
  }
}

/** Refused within the authorizer's cache time. @throws Problem 404 `no_such_administrator` */
export async function dismiss(email: string, requestId: string): Promise<void> {
  const administrator = (await administrators()).find((one) => one.email === email);
  if (!administrator)
    throw new Problem(404, 'no_such_administrator', 'Nobody with this address administers the platform.');
  const TableName = table().table;
  await writePlatform([
    { Delete: { TableName, Key: entryKey('PLATFORM', administrator.id) } },
    {
      Delete: {
        TableName,
        Key: entryKey('USER', administrator.id),
        ConditionExpression: 'attribute_not_exists(tenant_id)',
      },
    },
    told(OPERATOR, { requestId }, { action: 'administrator.removed', subject: email }),
  ]);
}
