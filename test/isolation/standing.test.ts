/** Who was removed or suspended, and whose organization was, is refused although the token is still good. */
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import type { Session } from '../../bin/client/session.ts';
import { newAdmin } from '../support/people.ts';
import { useSystem } from '../support/runtime.ts';

const TABLE = 'gangway-dev';
const system = useSystem();

/** As an operator with the role of governing would. */
async function set(
  session: Session,
  tenant: string,
  directory: 'USER' | 'TENANT',
  name: string,
  value: string,
) {
  const credentials = system.current.principals.sessionFor(
    'arn:aws:iam::000000000000:role/gangway-dev-tenant-govern',
    'test',
    { tenant_id: tenant },
  );
  const dynamo = new DynamoDBClient({ endpoint: system.current.awsUrl, region: 'eu-west-1', credentials });
  const { id } = await session.expect('GET', '/api/v1/auth/me');
  await dynamo.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: { pk: { S: `DIR#${directory}#${directory === 'USER' ? id : tenant}` }, sk: { S: 'DIR' } },
      UpdateExpression: 'SET #name = :value',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': { S: value } },
    }),
  );
}

async function member() {
  const session = await newAdmin(system.current.appUrl, 'Standing');
  const { id } = await session.expect('GET', '/api/v1/organizations/current');
  return { session, tenant: id as string };
}

it.each([
  ['USER', 'status', 'suspended', 403, 'member_suspended'],
  ['TENANT', 'status', 'suspended', 403, 'organization_suspended'],
  ['TENANT', 'status', 'deleting', 403, 'organization_deleting'],
  ['USER', 'tenant_id', '01JQ3V9N0W8ZC7KXH5T2R4M6PB', 401, 'membership_ended'],
] as const)('%s %s=%s answers %s %s', async (directory, name, value, status, code) => {
  const { session, tenant } = await member();
  await set(session, tenant, directory, name, value);
  // A new token: the gateway keeps what it learned of the old one for a minute.
  await session.refresh().catch(() => undefined);
  const answer = await session.call('GET', '/api/v1/contracts');
  expect(answer).toMatchObject({ status, body: { code } });
});

it('an API key of a suspended organization is refused like its members', async () => {
  const { session, tenant } = await member();
  const body = { name: 'Key', permissions: { 'customer:read': 'org' } };
  const { secret } = await session.expect('POST', '/api/v1/workspace/api-keys', body);
  await set(session, tenant, 'TENANT', 'status', 'suspended');
  const response = await fetch(new URL('/api/v1/customers', system.current.appUrl), {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect([response.status, (await response.json()).code]).toEqual([403, 'organization_suspended']);
});

it('a role is the directory’s, not the token’s: what was taken away is gone with the next token', async () => {
  const { session, tenant } = await member();
  await set(session, tenant, 'USER', 'role', 'viewer');
  await session.refresh();
  const me = await session.expect('GET', '/api/v1/auth/me');
  expect(me).toMatchObject({ role: 'viewer', scopes: { 'customer:read': 'org' } });
  expect(me.permissions).not.toContain('organization:manage');
  const update = await session.call('PUT', '/api/v1/organizations/current', {
    name: 'Mine',
    ai_enabled: false,
    version: 1,
  });
  expect(update).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});
