/**
 * Every route by every permission, generated from the declarations: whoever has just that one permission passes the
 * door, whoever has all but that one is turned away before anything is read. Roles are the organization's own here, so
 * that what presets happen to combine hides nothing.
 */
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../bin/client/session.ts';
import { loadFunctions, ofKind } from '../../lib/definitions.ts';
import { CONSOLE_PATHS } from '../../shared/identity/paths.ts';
import type { RouteDefinition } from '../../shared/kernel/define.ts';
import { isPlatformPermission, PERMISSIONS, type Permission } from '../../shared/kernel/permissions.ts';
import { newAdmin } from '../support/people.ts';
import { useSystem } from '../support/runtime.ts';

const MISSING = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const ALL = Object.keys(PERMISSIONS) as Permission[];

const system = useSystem();
const byPermission = new Map<Permission, { id: string; definition: RouteDefinition }[]>();
for (const { id, definition } of ofKind(await loadFunctions(), 'route')) {
  // The console's roles are fixed: test/isolation/console.test.ts.
  if (typeof definition.access !== 'object' || definition.path.startsWith(CONSOLE_PATHS)) continue;
  const { permission } = definition.access;
  // No role of an organization opens these: test/integration/platform.
  if (isPlatformPermission(permission)) continue;
  byPermission.set(permission, [...(byPermission.get(permission) ?? []), { id, definition }]);
}

let session: Session;
let dynamo: DynamoDBClient;
let account: string;
let tenant: string;

const set = (pk: string, name: string, value: unknown) =>
  dynamo.send(
    new UpdateItemCommand({
      TableName: 'gangway-dev',
      Key: marshall({ pk, sk: 'DIR' }),
      UpdateExpression: 'SET #name = :value',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: marshall({ ':value': value }),
    }),
  );

/** The account's role from now on, with a token that nothing is remembered of. */
async function become(role: string): Promise<void> {
  await set(`DIR#USER#${account}`, 'role', role);
  await session.refresh();
}

const grants = (permissions: readonly Permission[]) =>
  Object.fromEntries(permissions.map((permission) => [permission, 'org']));

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl, 'Doors');
  account = (await session.expect('GET', '/api/v1/auth/me')).id;
  tenant = (await session.expect('GET', '/api/v1/organizations/current')).id;
  const credentials = system.current.principals.sessionFor(
    'arn:aws:iam::000000000000:role/gangway-dev-tenant-govern',
    'test',
    { tenant_id: tenant },
  );
  dynamo = new DynamoDBClient({ endpoint: system.current.awsUrl, region: 'eu-west-1', credentials });
  const roles = Object.fromEntries(
    [...byPermission.keys()].flatMap((permission) => [
      [`only ${permission}`, grants([permission])],
      [`all but ${permission}`, grants(ALL.filter((other) => other !== permission))],
    ]),
  );
  await set(`DIR#TENANT#${tenant}`, 'roles', { ...roles, nothing: {} });
});

/** What routes ask for beside the permission at their door, unless the caller means themselves. */
const FURTHER: Readonly<Record<string, Permission>> = { 'DELETE /api/v1/teams/members/{id}': 'team:manage' };

const call = ({ method, path }: RouteDefinition) =>
  session.call(method, path.replace(/\{[^}]+\}/g, MISSING), method === 'GET' ? undefined : {});

describe.each([...byPermission])('%s', (permission, routes) => {
  it('opens its routes, alone', async () => {
    await become(`only ${permission}`);
    for (const { definition } of routes) {
      const { status, body } = await call(definition);
      const further = FURTHER[`${definition.method} ${definition.path}`];
      if (further) expect(body).toMatchObject({ code: 'forbidden', data: { permission: further } });
      else expect([401, 403], `${definition.path} ${JSON.stringify(body)}`).not.toContain(status);
      expect(status).toBeLessThan(500);
    }
  });

  it('is missed by whoever has all others, before anything is read', async () => {
    await become(`all but ${permission}`);
    for (const { id, definition } of routes) {
      const before = system.current.calls.list({ function: `gangway-dev-${id}` }).length;
      const { status, body } = await call(definition);
      expect({ status, code: body.code }, definition.path).toEqual({ status: 403, code: 'forbidden' });
      expect(body.data.permission).toBe(permission);
      expect(system.current.calls.list({ function: `gangway-dev-${id}` }).length).toBe(before);
    }
  });
});

it.each(['nothing', 'a role that nobody made', '__proto__', 'constructor'])(
  'the role "%s" opens nothing',
  async (role) => {
    await become(role);
    for (const [permission, routes] of byPermission)
      for (const { definition } of routes.slice(0, 1))
        expect((await call(definition)).status, permission).toBe(403);
  },
);
