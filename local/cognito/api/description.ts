import { AwsError } from '../../types.ts';
import { invalid, type Json, list, record, required, strings, text, whole } from '../input.ts';
import type { Parts } from '../parts.ts';
import type { Pool } from '../pool.ts';
import type { User } from '../users.ts';
import { userType } from './administration.ts';
import { type Filter, matches, readFilter } from './filter.ts';
import { type Operation, timestamp } from './operation.ts';

const LARGEST_PAGE = 60;
const BATCH = 500;

/** The users after `after` that meet the condition, one more than a page at most. */
function search(
  parts: Parts,
  pool: Pool,
  filter: Filter | undefined,
  limit: number,
  after: string,
): readonly User[] {
  if (filter?.name === 'email' && filter.exact) {
    return parts.users
      .byEmail(pool, filter.value)
      .filter((user) => user.key > after && matches(user, filter))
      .sort(byKey)
      .slice(0, limit);
  }
  const found: User[] = [];
  for (let last: string | undefined = after; last !== undefined && found.length < limit; ) {
    const batch: readonly User[] = parts.users.page(pool, BATCH, last);
    found.push(...batch.filter((user) => filter === undefined || matches(user, filter)));
    last = batch.length < BATCH ? undefined : batch.at(-1)?.key;
  }
  return found.slice(0, limit);
}

function byKey(left: User, right: User): number {
  return left.key < right.key ? -1 : 1;
}

function listUsers(input: Json, parts: Parts): Json {
  const pool = parts.registry.pool(required(input, 'UserPoolId'));
  const limit = whole(input.Limit, LARGEST_PAGE);
  if (limit < 0 || limit > LARGEST_PAGE) throw invalid(`Limit must be between 0 and ${LARGEST_PAGE}`);
  const filter = text(input.Filter) === undefined ? undefined : readFilter(String(input.Filter));
  const after = Buffer.from(text(input.PaginationToken) ?? '', 'base64url').toString();
  const size = limit === 0 ? LARGEST_PAGE : limit;
  const found = search(parts, pool, filter, size + 1, after);
  const page = found.slice(0, size);
  const wanted =
    input.AttributesToGet === undefined || input.AttributesToGet === null
      ? undefined
      : strings(input.AttributesToGet);
  const users = page.map((user) => {
    const { Attributes, ...rest } = userType(user);
    const shown = list(Attributes).filter((item) => wanted?.includes(String(record(item).Name)) ?? true);
    return { ...rest, Attributes: shown };
  });
  const next = found.length > size ? Buffer.from(page.at(-1)?.key ?? '').toString('base64url') : undefined;
  return { Users: users, ...(next === undefined ? {} : { PaginationToken: next }) };
}

function describeUserPool(input: Json, parts: Parts): Json {
  const pool = parts.registry.pool(required(input, 'UserPoolId'));
  const { UserPoolName, UserPoolTags, Schema, ...properties } = pool.properties;
  const domain = parts.registry.domainOf(pool.id);
  return {
    UserPool: {
      ...properties,
      Id: pool.id,
      Name: UserPoolName,
      Arn: pool.arn,
      SchemaAttributes: [...pool.schema.values()].map(({ name, required: Required, mutable }) => ({
        Name: name,
        Required,
        Mutable: mutable,
      })),
      ...(UserPoolTags === undefined ? {} : { UserPoolTags }),
      ...(domain === undefined ? {} : { Domain: domain.name }),
      CreationDate: timestamp(pool.created),
      LastModifiedDate: timestamp(pool.modified),
      EstimatedNumberOfUsers: parts.users.count(pool),
    },
  };
}

function describeUserPoolClient(input: Json, parts: Parts): Json {
  const pool = parts.registry.pool(required(input, 'UserPoolId'));
  const client = parts.registry.client(required(input, 'ClientId'));
  if (client.poolId !== pool.id) {
    throw new AwsError('ResourceNotFoundException', `User pool client ${client.id} does not exist.`);
  }
  const { GenerateSecret, ...properties } = client.properties;
  return {
    UserPoolClient: {
      ...properties,
      UserPoolId: pool.id,
      ClientId: client.id,
      ClientName: client.name,
      ...(client.secret === undefined ? {} : { ClientSecret: client.secret }),
      CreationDate: timestamp(client.created),
      LastModifiedDate: timestamp(client.modified),
    },
  };
}

/** Operations that list and describe, which IAM allows on the pool. */
export const DESCRIPTION: Readonly<Record<string, Operation>> = {
  ListUsers: {
    authorized: true,
    accepts: ['UserPoolId', 'AttributesToGet', 'Limit', 'PaginationToken', 'Filter'],
    run: listUsers,
  },
  DescribeUserPool: { authorized: true, accepts: ['UserPoolId'], run: describeUserPool },
  DescribeUserPoolClient: {
    authorized: true,
    accepts: ['UserPoolId', 'ClientId'],
    run: describeUserPoolClient,
  },
};
