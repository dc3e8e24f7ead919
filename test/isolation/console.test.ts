/** The console's tokens (ID-23…26, K11): good for `/admin` and one organization, and for nothing else. */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { newAdmin } from '../support/people.ts';
import { useOwnSystem } from '../support/runtime.ts';

const OURS = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const SUSPENDED = '01JQ3V9N0W8ZC7KXH5T2R4M6PB';
const GONE = '01JQ3V9N0W8ZC7KXH5T2R4M6PC';
const secretOf = (name: string) => `${name} `.repeat(40);
const ISSUERS = [
  { tenant_id: OURS, secret: secretOf('ours') },
  { tenant_id: OURS, secret: secretOf('named'), issuer: 'https://issuer.example' },
  { tenant_id: SUSPENDED, secret: secretOf('suspended') },
  { tenant_id: GONE, secret: secretOf('gone') },
];

const system = useOwnSystem({
  edit: (template) => {
    const secret = template.Resources.ConsoleTokens;
    if (!secret) return false;
    secret.Properties.SecretString = JSON.stringify({ issuers: ISSUERS });
    return true;
  },
});

beforeAll(async () => {
  for (const [tenant, status] of [
    [OURS, 'active'],
    [SUSPENDED, 'suspended'],
  ] as const) {
    const credentials = system.current.principals.sessionFor(
      'arn:aws:iam::000000000000:role/gangway-dev-tenant-govern',
      'test',
      { tenant_id: tenant },
    );
    const dynamo = new DynamoDBClient({ endpoint: system.current.awsUrl, region: 'eu-west-1', credentials });
    const Item = marshall({ pk: `DIR#TENANT#${tenant}`, sk: 'DIR', status, blueprint: 'generic', roles: {} });
    await dynamo.send(new PutItemCommand({ TableName: 'gangway-dev', Item }));
  }
});

interface Made {
  readonly claims?: Record<string, unknown>;
  readonly secret?: string;
  readonly alg?: string;
  readonly expires?: string | number | false;
}

function token({ claims, secret = secretOf('ours'), alg = 'HS256', expires = '5m' }: Made = {}) {
  const jwt = new SignJWT({ sub: '7', role: 'admin', email: 'ada@example.com', ...claims });
  jwt.setProtectedHeader({ alg });
  if (expires !== false) jwt.setExpirationTime(expires);
  return jwt.sign(new TextEncoder().encode(secret));
}

async function ask(bearer: string, path = '/admin/me') {
  const response = await fetch(new URL(path, system.current.appUrl), {
    headers: { authorization: `Bearer ${bearer}` },
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body };
}

describe('a good token', () => {
  it('says who asks and what the role may', async () => {
    const { status, body } = await ask(await token());
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: '7', email: 'ada@example.com', role: 'admin' });
    expect(body.permissions).toContain('team:manage');
  });

  it.each([
    ['manager', 'customer:assign', 'team:manage'],
    ['agent', 'customer:write', 'customer:assign'],
  ])('of a %s may %s and not %s', async (role, may, not) => {
    const { body } = await ask(await token({ claims: { role } }));
    expect(body.permissions).toContain(may);
    expect(body.permissions).not.toContain(not);
  });

  it('may name the account as user_id, a number too, and its issuer where that is asked for', async () => {
    const named = {
      secret: secretOf('named'),
      claims: { sub: undefined, user_id: 12, iss: 'https://issuer.example' },
    };
    expect(await ask(await token(named))).toMatchObject({ status: 200, body: { id: '12' } });
  });
});

describe('refused', () => {
  const refused: Readonly<Record<string, () => string | Promise<string>>> = {
    'without an end': () => token({ expires: false }),
    'that is over': () => token({ expires: Math.floor(Date.now() / 1000) - 1 }),
    'that names nobody': () => token({ claims: { sub: undefined } }),
    'of another secret': () => token({ secret: secretOf('another') }),
    'of the wrong issuer': () =>
      token({ secret: secretOf('named'), claims: { iss: 'https://evil.example' } }),
    'of no issuer, where one is asked for': () => token({ secret: secretOf('named') }),
    'of another algorithm with the right secret': () => token({ alg: 'HS512' }),
    'that nobody signed': () =>
      new UnsecuredJWT({ sub: '7', role: 'admin' }).setExpirationTime('5m').encode(),
    'for an organization that is gone': () => token({ secret: secretOf('gone') }),
    'that was changed': async () => {
      const [header, , signature] = (await token()).split('.');
      return `${header}.${Buffer.from('{"sub":"8","role":"admin","exp":9999999999}').toString('base64url')}.${signature}`;
    },
    'of the API': async () => (await newAdmin(system.current.appUrl)).accessToken,
  };

  it.each(Object.keys(refused))('a token %s', async (name) => {
    const { status, body } = await ask((await refused[name]?.()) ?? '');
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'unauthenticated' });
  });

  it.each(['owner', '', 'constructor', 'super_admin'])('the role "%s"', async (role) => {
    expect(await ask(await token({ claims: { role } }))).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  it('a suspended organization', async () => {
    const answer = await ask(await token({ secret: secretOf('suspended') }));
    expect(answer).toMatchObject({ status: 403, body: { code: 'organization_suspended' } });
  });
});

it('is no token of the API, also after the console has taken it', async () => {
  const bearer = await token();
  expect((await ask(bearer)).status).toBe(200);
  expect((await ask(bearer, '/api/v1/contracts')).status).toBe(401);
  expect((await ask(bearer, '/api/v1/auth/me')).status).toBe(401);
  const session = await newAdmin(system.current.appUrl);
  expect((await ask(session.accessToken, '/api/v1/auth/me')).status).toBe(200);
  expect((await ask(session.accessToken)).status).toBe(401);
});

it('cannot name another organization', async () => {
  const { status, body } = await ask(await token({ claims: { tenant_id: SUSPENDED, org_id: SUSPENDED } }));
  expect(status).toBe(200);
  expect(JSON.stringify(body)).not.toContain(SUSPENDED);
});
