// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template placeholders

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Principals } from '../../../../local/iam/principals.ts';
import { queryError } from '../../../../local/iam/query.ts';
import type { Session } from '../../../../local/iam/sessions.ts';
import { Sts } from '../../../../local/iam/sts.ts';
import { AwsError, type Call, type Reply } from '../../../../local/types.ts';
import { ACCOUNT } from './support.ts';

const BUCKET = 'arn:aws:s3:::files/*';
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

let now = Date.parse('2026-11-21T00:00:00Z');
const principals = new Principals({ account: ACCOUNT, region: 'eu-central-1', now: () => now });
const sts = new Sts(principals);

function deploy(
  name: string,
  trust: readonly object[],
  identity: readonly object[],
  more: object = {},
): void {
  const document = (Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
  const Policies = identity.length > 0 ? [{ PolicyName: 'inline', PolicyDocument: document(identity) }] : [];
  const properties = { RoleName: name, AssumeRolePolicyDocument: document(trust), Policies, ...more };
  principals.deploy({ stack: 's', logicalId: name, type: 'AWS::IAM::Role', properties });
}

const lambda = [
  { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
];
const trusted = (Principal: object, more: object = {}) => [
  { Effect: 'Allow', Principal, Action: ['sts:AssumeRole', 'sts:TagSession'], ...more },
];
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const may = (Action: string | string[], Resource = '*') => [{ Effect: 'Allow', Action, Resource }];
const BOTH = ['sts:AssumeRole', 'sts:TagSession'];

deploy('fn', lambda, may(BOTH, roleArn('tenant-*')));
deploy('fn-untagging', lambda, may('sts:AssumeRole'));
deploy('fn-poor', lambda, []);
deploy(
  'tenant-data',
  trusted(root, {
    Condition: {
      StringLike: { 'aws:RequestTag/tenant_id': '?*' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenant_id'] },
    },
  }),
  may('s3:*', 'arn:aws:s3:::files/${aws:PrincipalTag/tenant_id}/*'),
);
deploy('tenant-plain', trusted(root), may(['s3:GetObject', 's3:PutObject']), { MaxSessionDuration: 7200 });
deploy('tenant-untaggable', [{ Effect: 'Allow', Principal: root, Action: 'sts:AssumeRole' }], []);
deploy('named', trusted({ AWS: roleArn('fn-poor') }), []);
deploy('tenant-closed', trusted({ AWS: roleArn('named') }), []);
deploy('tenant-first', trusted(root), may(BOTH));
deploy('tenant-second', trusted(root), may('*'));
deploy(
  'tenant-session-name',
  trusted(root, { Condition: { StringEquals: { 'sts:RoleSessionName': 'exact', 'sts:ExternalId': 'ext' } } }),
  [],
);

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const reply = await answer(key, body, request.headers);
  response.writeHead(reply.status, reply.headers).end(reply.body);
});

async function answer(key: string, body: Buffer, headers: Call['headers']): Promise<Reply> {
  try {
    const principal = principals.lookup(key);
    if (!principal && principals.isExpired(key))
      throw new AwsError('ExpiredToken', 'The token is expired.', 403);
    if (!principal) throw new AwsError('InvalidClientTokenId', 'The security token is invalid.', 403);
    const operation = new URLSearchParams(body.toString()).get('Action') ?? '';
    const call: Call = {
      ...{ service: 'sts', operation, method: 'POST', path: '/', query: new URLSearchParams() },
      ...{ headers, body, input: {}, principal, requestId: 'request-1' },
    };
    expect(sts.requirements()).toEqual([]);
    return await sts.handle(call);
  } catch (error) {
    if (error instanceof AwsError) return queryError(error, 'request-1');
    throw error;
  }
}

beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(() => new Promise((done) => server.close(done)));

function client(credentials: Pick<Session, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>): STSClient {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new STSClient({ endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 });
}

type Input = Partial<AssumeRoleCommandInput>;

/** Assumes a role with the real client and gives the session that came of it. */
async function assume(by: string | Session, name: string, input: Input = {}): Promise<Session> {
  const caller = typeof by === 'string' ? principals.sessionFor(roleArn(by), 'fn') : by;
  const command = new AssumeRoleCommand({ RoleArn: roleArn(name), RoleSessionName: 'session', ...input });
  const { Credentials } = await client(caller).send(command);
  return principals.lookup(Credentials!.AccessKeyId!)!;
}

const tagged = (value: string): Input => ({ Tags: [{ Key: 'tenant_id', Value: value }] });
const refused = (code: string, text = '', status?: number) =>
  expect.objectContaining({
    name: code,
    message: expect.stringContaining(text),
    ...(status && { $metadata: expect.objectContaining({ httpStatusCode: status }) }),
  });
const allows = (session: Session, action: string, resource: string) =>
  principals.authorize(session, [{ action, resource, context: {} }]).allowed;

describe('AssumeRole', () => {
  test('gives credentials that carry the tags and are good for the tenant alone', async () => {
    const caller = principals.sessionFor(roleArn('fn'), 'fn');
    const command = new AssumeRoleCommand({
      RoleArn: roleArn('tenant-data'),
      RoleSessionName: 'acme',
      ...tagged('acme'),
    });
    const answer = await client(caller).send(command);
    const id = principals.role(roleArn('tenant-data'))!.id;
    expect(answer.AssumedRoleUser).toEqual({
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/tenant-data/acme`,
      AssumedRoleId: `${id}:acme`,
    });
    expect(answer.Credentials?.Expiration).toEqual(new Date(now + 3_600_000));
    const session = principals.lookup(answer.Credentials!.AccessKeyId!)!;
    expect(session.secretAccessKey).toBe(answer.Credentials!.SecretAccessKey);
    expect(session.sessionToken).toBe(answer.Credentials!.SessionToken);
    expect(session).toMatchObject({ tags: { tenant_id: 'acme' }, sourceRoleArn: roleArn('fn') });
    expect(allows(session, 's3:GetObject', 'arn:aws:s3:::files/acme/1')).toBe(true);
    expect(allows(session, 's3:GetObject', 'arn:aws:s3:::files/other/1')).toBe(false);
  });

  test('is refused when the trust policy wants a tag that is not passed, or other ones are', async () => {
    await expect(assume('fn', 'tenant-data')).rejects.toEqual(
      refused('AccessDenied', "the role's trust policy", 403),
    );
    await expect(assume('fn', 'tenant-data', tagged(''))).rejects.toEqual(refused('AccessDenied'));
    const more = {
      Tags: [
        { Key: 'tenant_id', Value: 'a' },
        { Key: 'admin', Value: '1' },
      ],
    };
    await expect(assume('fn', 'tenant-data', more)).rejects.toEqual(refused('AccessDenied', 'aws:TagKeys'));
  });

  test('needs an identity policy where the trust policy names the account', async () => {
    await expect(assume('fn-poor', 'tenant-plain')).rejects.toEqual(
      refused(
        'AccessDenied',
        `User: arn:aws:sts::${ACCOUNT}:assumed-role/fn-poor/fn is not authorized to perform: sts:AssumeRole`,
      ),
    );
    expect((await assume('fn', 'tenant-plain')).roleName).toBe('tenant-plain');
  });

  test('needs no identity policy where the trust policy names the role', async () => {
    expect((await assume('fn-poor', 'named')).roleName).toBe('named');
  });

  test('is refused by a trust policy that names somebody else', async () => {
    await expect(assume('fn', 'tenant-closed')).rejects.toEqual(refused('AccessDenied', 'trust policy'));
    await expect(assume('fn', 'fn')).rejects.toEqual(refused('AccessDenied'));
  });

  test('of an unknown role is refused as one that is not trusted', async () => {
    await expect(assume('fn', 'tenant-none')).rejects.toEqual(
      refused('AccessDenied', 'There is no such role'),
    );
  });

  test('with tags needs sts:TagSession from the caller and from the trust policy', async () => {
    await expect(assume('fn-untagging', 'tenant-plain', tagged('a'))).rejects.toEqual(
      refused('AccessDenied', 'sts:TagSession'),
    );
    await expect(assume('fn', 'tenant-untaggable', tagged('a'))).rejects.toEqual(
      refused('AccessDenied', 'sts:TagSession'),
    );
    expect((await assume('fn', 'tenant-untaggable')).tags).toEqual({});
    expect((await assume('fn-untagging', 'tenant-plain')).tags).toEqual({});
  });

  test('offers session name and external id to the trust policy', async () => {
    const exact = { RoleSessionName: 'exact', ExternalId: 'ext' };
    expect((await assume('fn', 'tenant-session-name', exact)).arn).toMatch(/\/exact$/);
    await expect(assume('fn', 'tenant-session-name', { ...exact, RoleSessionName: 'other' })).rejects.toEqual(
      refused('AccessDenied'),
    );
    await expect(assume('fn', 'tenant-session-name', { ...exact, ExternalId: 'none' })).rejects.toEqual(
      refused('AccessDenied'),
    );
  });

  test('a session policy limits what the role allows, and grants nothing', async () => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: may(['s3:GetObject', 's3:DeleteObject']),
    });
    const session = await assume('fn', 'tenant-plain', { Policy });
    expect(allows(session, 's3:GetObject', BUCKET)).toBe(true);
    expect(allows(session, 's3:PutObject', BUCKET)).toBe(false);
    expect(allows(session, 's3:DeleteObject', BUCKET)).toBe(false);
  });

  test('managed session policies limit too, and an unknown one denies everything', async () => {
    const limit = async (arn: string) => assume('fn', 'tenant-plain', { PolicyArns: [{ arn }] });
    expect(allows(await limit('arn:aws:iam::aws:policy/AdministratorAccess'), 's3:GetObject', BUCKET)).toBe(
      true,
    );
    expect(
      allows(await limit('arn:aws:iam::aws:policy/service-role/AWSLambdaRole'), 's3:GetObject', BUCKET),
    ).toBe(false);
    expect(allows(await limit('arn:aws:iam::aws:policy/Unknown'), 's3:GetObject', BUCKET)).toBe(false);
  });

  test('the duration stays within the limits of the role and of role chaining', async () => {
    const { expiration } = await assume('fn', 'tenant-data', { ...tagged('a'), DurationSeconds: 900 });
    expect(expiration.getTime()).toBe(now + 900_000);
    await expect(assume('fn', 'tenant-plain', { DurationSeconds: 899 })).rejects.toEqual(
      refused('ValidationError', '899', 400),
    );
    await expect(assume('fn', 'tenant-plain', { DurationSeconds: 3601 })).rejects.toEqual(
      refused('ValidationError', 'role chaining'),
    );
    await expect(assume('fn', 'tenant-plain', { DurationSeconds: 7201 })).rejects.toEqual(
      refused('ValidationError', 'MaxSessionDuration'),
    );
  });

  test('transitive tags follow the chain, others do not, and they cannot be replaced', async () => {
    const Tags = [
      { Key: 'tenant_id', Value: 'acme' },
      { Key: 'step', Value: '1' },
    ];
    const first = await assume('fn', 'tenant-first', { Tags, TransitiveTagKeys: ['tenant_id'] });
    const second = await assume(first, 'tenant-second');
    expect(second).toMatchObject({ tags: { tenant_id: 'acme' }, sourceRoleArn: roleArn('fn') });
    const third = await assume(second, 'tenant-plain');
    expect(third.tags).toEqual({ tenant_id: 'acme' });
    await expect(
      assume(first, 'tenant-second', { Tags: [{ Key: 'Tenant_Id', Value: 'x' }] }),
    ).rejects.toEqual(refused('InvalidParameterValue', 'conflicts'));
    await expect(assume(first, 'tenant-untaggable')).rejects.toEqual(
      refused('AccessDenied', 'sts:TagSession'),
    );
  });

  const many = Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: 'v' }));
  test.each<readonly [string, Input, string]>([
    ['a session name of one character', { RoleSessionName: 'x' }, 'ValidationError'],
    ['a session name of 65 characters', { RoleSessionName: 'x'.repeat(65) }, 'ValidationError'],
    ['a session name with a slash', { RoleSessionName: 'a/b' }, 'ValidationError'],
    ['a role ARN that is too short', { RoleArn: 'arn:aws:iam' }, 'ValidationError'],
    ['a role name for its ARN', { RoleArn: 'tenant-plain-but-long-enough' }, 'ValidationError'],
    ['51 tags', { Tags: many }, 'ValidationError'],
    ['a tag key of 129 characters', { Tags: [{ Key: 'k'.repeat(129), Value: 'v' }] }, 'ValidationError'],
    ['an empty tag key', { Tags: [{ Key: '', Value: 'v' }] }, 'ValidationError'],
    ['a reserved tag key', { Tags: [{ Key: 'aws:x', Value: 'v' }] }, 'ValidationError'],
    ['a tag value of 257 characters', tagged('v'.repeat(257)), 'ValidationError'],
    ['a wildcard in a tag value', tagged('*'), 'ValidationError'],
    ['a variable in a tag value', tagged('${aws:PrincipalTag/tenant_id}'), 'ValidationError'],
    ['a delimiter in a tag value', tagged('a#b'), 'ValidationError'],
    [
      'tag keys that differ in case only',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'A', Value: '2' },
        ],
      },
      'InvalidParameterValue',
    ],
    [
      'a transitive key that is not passed',
      { ...tagged('a'), TransitiveTagKeys: ['b'] },
      'InvalidParameterValue',
    ],
    ['a session policy that is no JSON', { Policy: '{' }, 'MalformedPolicyDocumentException'],
    [
      'a session policy that IAM would refuse',
      { Policy: '{"Statement":[{"Effect":"Allow"}]}' },
      'MalformedPolicyDocumentException',
    ],
    ['a session policy that is too long', { Policy: ' '.repeat(2049) }, 'ValidationError'],
    ['a source identity', { SourceIdentity: 'somebody' }, 'NotImplemented'],
    ['an MFA token', { SerialNumber: 'arn:aws:iam::1:mfa/x', TokenCode: '123456' }, 'NotImplemented'],
  ])('rejects %s', async (_, input, code) => {
    await expect(assume('fn', 'tenant-plain', input)).rejects.toEqual(refused(code));
  });

  test('accepts tags at their limits and in any script', async () => {
    const Tags = [
      ...many.slice(0, 48),
      { Key: 'é'.repeat(128), Value: '文'.repeat(256) },
      { Key: '__proto__', Value: 'Ärzte & <Co>' },
    ];
    await expect(assume('fn', 'tenant-plain', { Tags })).rejects.toEqual(
      refused('ValidationError', '__proto__'),
    );
    const fine = [
      ...many.slice(0, 48),
      { Key: 'é'.repeat(128), Value: '文'.repeat(256) },
      { Key: '__proto__', Value: 'a b' },
    ];
    const session = await assume('fn', 'tenant-plain', { Tags: fine });
    expect(Object.entries(session.tags)).toHaveLength(50);
    expect(Object.entries(session.tags).at(-1)).toEqual(['__proto__', 'a b']);
  });
});

describe('GetCallerIdentity', () => {
  test('needs no permission and names the session', async () => {
    const session = principals.sessionFor(roleArn('fn-poor'), 'fn');
    const answer = await client(session).send(new GetCallerIdentityCommand({}));
    const { id } = principals.role(roleArn('fn-poor'))!;
    expect(answer).toMatchObject({
      Account: ACCOUNT,
      UserId: `${id}:fn`,
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/fn-poor/fn`,
    });
    expect(answer.$metadata.requestId).toBe('request-1');
  });

  test('does not know unknown keys', async () => {
    const unknown = { accessKeyId: 'ASIAX', secretAccessKey: 's', sessionToken: 't' };
    await expect(client(unknown).send(new GetCallerIdentityCommand({}))).rejects.toEqual(
      refused('InvalidClientTokenId', '', 403),
    );
  });
});

test('an operation that is not there says so', async () => {
  const session = principals.sessionFor(roleArn('fn'), 'fn');
  await expect(client(session).send(new GetSessionTokenCommand({}))).rejects.toEqual(
    refused('NotImplemented', 'sts:GetSessionToken', 501),
  );
});

test('expired credentials assume nothing', async () => {
  const session = principals.sessionFor(roleArn('fn'), 'fn');
  now = session.expiration.getTime();
  await expect(assume(session, 'tenant-plain')).rejects.toEqual(refused('ExpiredToken', '', 403));
});

test('a parameter that STS does not have is refused, not ignored', async () => {
  const session = principals.sessionFor(roleArn('fn'), 'fn');
  const body = Buffer.from(
    `Action=AssumeRole&RoleArn=${roleArn('tenant-plain')}&RoleSessionName=ok&Polici=x`,
  );
  expect(await answer(session.accessKeyId, body, {})).toMatchObject({
    status: 400,
    body: expect.stringContaining('<Code>ValidationError</Code>'),
  });
});

test('assuming is recorded as the use of the grant', () => {
  const grant = principals.grants(roleArn('fn'))[0]!;
  expect(grant.count).toBeGreaterThan(0);
  expect(grant.unusedActions).toEqual([]);
  const denied = principals.usage().find((role) => role.roleArn === roleArn('fn'))!.denied;
  expect(denied).toContainEqual(
    expect.objectContaining({ action: 'sts:AssumeRole', resource: roleArn('tenant-none') }),
  );
});
