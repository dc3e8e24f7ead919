/** No way across, by IAM: what a tenant's session may do, asked of the deployed policies with real SDK calls. */
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFunctions } from '../../lib/definitions.ts';
import { useSystem } from '../support/runtime.ts';

const A = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const B = '01JQ3V9N0W8ZC7KXH5T2R4M6PB';
const TABLE = 'gangway-dev';
const BUCKET = 'gangway-dev-files-000000000000-eu-west-1';
const role = (name: string) => `arn:aws:iam::000000000000:role/gangway-dev-${name}`;

const system = useSystem();

function configOf(credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string }) {
  return { endpoint: system.current.awsUrl, region: 'eu-west-1', credentials };
}
const tenantSession = (access: string, tenant: string) =>
  configOf(system.current.principals.sessionFor(role(`tenant-${access}`), 'test', { tenant_id: tenant }));
const functionSession = (id: string) =>
  configOf(system.current.principals.sessionFor(role(`fn-${id}`), 'test'));

const outcome = async (call: Promise<unknown>) => {
  try {
    await call;
    return 'allowed';
  } catch (error) {
    return (error as Error).name;
  }
};
const DENIED = /AccessDenied/;
const key = (tenant: string) => ({ pk: { S: `T#${tenant}#CUSTOMER#x` }, sk: { S: 'CUSTOMER' } });

describe.each(['read', 'write'])('a session for tenant A with the role "%s"', (access) => {
  const dynamo = () => new DynamoDBClient(tenantSession(access, A));

  it('reads A’s records and nobody else’s', async () => {
    const get = (tenant: string) =>
      outcome(dynamo().send(new GetItemCommand({ TableName: TABLE, Key: key(tenant) })));
    expect(await get(A)).toBe('allowed');
    expect(await get(B)).toMatch(DENIED);
  });

  it.each([undefined, 'gsi1', 'gsi2', 'gsi3'])(
    'queries A’s partitions and nobody else’s (index %s)',
    async (index) => {
      const query = (tenant: string) =>
        outcome(
          dynamo().send(
            new QueryCommand({
              TableName: TABLE,
              ...(index && { IndexName: index }),
              KeyConditionExpression: '#pk = :pk',
              ExpressionAttributeNames: { '#pk': index ? `${index}pk` : 'pk' },
              ExpressionAttributeValues: { ':pk': { S: `T#${tenant}#CUSTOMERS` } },
            }),
          ),
        );
      expect(await query(A)).toBe('allowed');
      expect(await query(B)).toMatch(DENIED);
    },
  );

  it('scans nothing, and reads no directory', async () => {
    expect(await outcome(dynamo().send(new ScanCommand({ TableName: TABLE })))).toMatch(DENIED);
    const directory = new GetItemCommand({
      TableName: TABLE,
      Key: { pk: { S: 'DIR#SLUG#x' }, sk: { S: 'DIR' } },
    });
    expect(await outcome(dynamo().send(directory))).toMatch(DENIED);
  });

  it('reads A’s files and nobody else’s', async () => {
    const s3 = new S3Client(tenantSession(access, A));
    const get = (path: string) => outcome(s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: path })));
    expect(await get(`T/${A}/contracts/x/original`)).toBe('NoSuchKey');
    expect(await get(`T/${B}/contracts/x/original`)).toMatch(DENIED);
    expect(await get(`T/${A}x/contracts/x/original`)).toMatch(DENIED);
  });
});

describe('writing', () => {
  const put = (access: string, tenant: string) =>
    outcome(
      new DynamoDBClient(tenantSession(access, A)).send(
        new PutItemCommand({ TableName: TABLE, Item: key(tenant) }),
      ),
    );

  it('needs the writer’s role, and reaches the own tenant only', async () => {
    expect(await put('write', A)).toBe('allowed');
    expect(await put('write', B)).toMatch(DENIED);
    expect(await put('read', A)).toMatch(DENIED);
  });

  it.each([
    ['read', '', DENIED],
    ['write', '', DENIED],
    ['govern', '', /allowed/],
    ['govern', 'another', DENIED],
    ['found', 'another', DENIED],
  ])('the directory’s entry of an organization as "%s" of %s', async (access, whose, expected) => {
    const entry = { pk: { S: `DIR#TENANT#${whose ? B : A}` }, sk: { S: 'DIR' } };
    const dynamo = new DynamoDBClient(tenantSession(access, A));
    expect(await outcome(dynamo.send(new PutItemCommand({ TableName: TABLE, Item: entry })))).toMatch(
      expected,
    );
  });

  it('the role of noting reaches the notes of the own keys, and neither keys nor anything else', async () => {
    const put = (pk: string) =>
      outcome(
        new DynamoDBClient(tenantSession('note', A)).send(
          new PutItemCommand({ TableName: TABLE, Item: { pk: { S: pk }, sk: { S: 'KEY#x' } } }),
        ),
      );
    expect(await put(`T#${A}#APIKEY-USES`)).toBe('allowed');
    for (const key of [`T#${B}#APIKEY-USES`, `T#${A}#APIKEYS`, `T#${A}#ORG`, 'DIR#KEY#x'])
      expect(await put(key), key).toMatch(DENIED);
  });

  it.each([
    ['govern', /allowed/],
    ['write', DENIED],
    ['found', DENIED],
    ['note', DENIED],
  ])('the directory’s entries of API keys as "%s"', async (access, expected) => {
    const entry = { pk: { S: 'DIR#KEY#0' }, sk: { S: 'DIR' } };
    const dynamo = new DynamoDBClient(tenantSession(access, A));
    expect(await outcome(dynamo.send(new PutItemCommand({ TableName: TABLE, Item: entry })))).toMatch(
      expected,
    );
  });

  it('in one transaction is refused whole when one of its items is another tenant’s', async () => {
    const dynamo = new DynamoDBClient(tenantSession('write', A));
    const mixed = new TransactWriteItemsCommand({
      TransactItems: [A, B].map((tenant) => ({
        Put: { TableName: TABLE, Item: { ...key(tenant), sk: { S: 'MIXED' } } },
      })),
    });
    expect(await outcome(dynamo.send(mixed))).toMatch(DENIED);
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: TABLE, Key: { ...key(A), sk: { S: 'MIXED' } } }),
    );
    expect(Item).toBeUndefined();
  });

  it('of files reaches the own tenant only', async () => {
    const s3 = new S3Client({ ...tenantSession('write', A), requestChecksumCalculation: 'WHEN_REQUIRED' });
    const write = (tenant: string) =>
      outcome(s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `T/${tenant}/x`, Body: 'x' })));
    expect(await write(A)).toBe('allowed');
    expect(await write(B)).toMatch(DENIED);
  });
});

describe('the audit log', () => {
  const entry = (tenant: string) => ({ pk: { S: `T#${tenant}#AUDIT#2026-11` }, sk: { S: 'x' } });
  const send = (access: string, command: unknown) =>
    outcome(new DynamoDBClient(tenantSession(access, A)).send(command as PutItemCommand));
  const puts = (key: ReturnType<typeof entry>) => new PutItemCommand({ TableName: TABLE, Item: key });
  const changes = (key: ReturnType<typeof entry>) => [
    new UpdateItemCommand({
      TableName: TABLE,
      Key: key,
      UpdateExpression: 'SET #x = :x',
      ExpressionAttributeNames: { '#x': 'x' },
      ExpressionAttributeValues: { ':x': { S: 'x' } },
    }),
    new DeleteItemCommand({ TableName: TABLE, Key: key }),
  ];

  it.each(['write', 'govern', 'found', 'read', 'recognize'])(
    'is not written by the role "%s"',
    async (access) => {
      for (const partition of ['AUDIT#2026-11', 'AUDIT-HEAD', 'AUDIT-SEEN#x']) {
        const key = { pk: { S: `T#${A}#${partition}` }, sk: { S: 'x' } };
        for (const command of [puts(key), ...changes(key)])
          expect(await send(access, command), partition).toMatch(DENIED);
        // Nor beside something that the role may write.
        const both = new TransactWriteItemsCommand({
          TransactItems: [{ Put: { TableName: TABLE, Item: key } }],
        });
        expect(await send(access, both)).toMatch(DENIED);
      }
    },
  );

  it('may be erased with the whole organization, but not be written anew', async () => {
    for (const command of [puts(entry(A)), changes(entry(A))[0]])
      expect(await send('erase', command)).toMatch(DENIED);
    expect(await send('erase', changes(entry(B))[1])).toMatch(DENIED);
  });

  it('is only added to by its own role, which may not change or remove, reach another log, or anything else', async () => {
    expect(await send('audit', puts(entry(A)))).toBe('allowed');
    for (const command of changes(entry(A))) expect(await send('audit', command)).toMatch(DENIED);
    expect(await send('audit', puts(entry(B)))).toMatch(DENIED);
    expect(await send('audit', puts(key(A) as ReturnType<typeof entry>))).toMatch(DENIED);
    const get = new GetItemCommand({ TableName: TABLE, Key: entry(A) });
    expect(await send('audit', get)).toMatch(DENIED);
    expect(await send('read', get)).toBe('allowed');
    expect(await send('read', new GetItemCommand({ TableName: TABLE, Key: entry(B) }))).toMatch(DENIED);
  });

  it('is the business of one function alone', async () => {
    const functions = (await loadFunctions()).filter(({ definition }) =>
      definition.uses.tenant?.includes('audit'),
    );
    expect(functions.map(({ id }) => id)).toEqual(['audit-append-entries']);
  });
});

describe('sealed fields', () => {
  const KeyId = 'alias/gangway-dev-sealing';
  const kms = (access: string, tenant = A) => new KMSClient(tenantSession(access, tenant));
  const sealed = async (tenant: string) => {
    const EncryptionContext = { tenant_id: tenant, purpose: 'fields' };
    const command = new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext });
    return (await kms('write', tenant).send(command)).CiphertextBlob;
  };

  it('get data keys for the own tenant only, and by who writes', async () => {
    const make = (access: string, EncryptionContext: Record<string, string>) =>
      outcome(kms(access).send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext })));
    expect(await make('write', { tenant_id: A })).toBe('allowed');
    expect(await make('govern', { tenant_id: A })).toBe('allowed');
    for (const context of [{ tenant_id: B }, { purpose: 'fields' }, { tenant_id: `${A}x` }] as Record<
      string,
      string
    >[])
      expect(await make('write', context), JSON.stringify(context)).toMatch(DENIED);
    for (const access of ['read', 'found', 'note', 'recognize'])
      expect(await make(access, { tenant_id: A }), access).toMatch(DENIED);
  });

  it('of another tenant are opened by no session, whatever tenant it names', async () => {
    const [own, foreign] = [await sealed(A), await sealed(B)];
    const openAs = (blob: Uint8Array | undefined, tenant_id: string) =>
      outcome(
        kms('read').send(
          new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: { tenant_id, purpose: 'fields' } }),
        ),
      );
    expect(await openAs(own, A)).toBe('allowed');
    expect(await openAs(foreign, B)).toMatch(DENIED);
    expect(await openAs(foreign, A)).toBe('InvalidCiphertextException');
  });

  it('are nothing for the key of table and files, nor for a function’s own role', async () => {
    const own = await sealed(A);
    const command = () =>
      new DecryptCommand({
        CiphertextBlob: own,
        EncryptionContext: { tenant_id: A, purpose: 'fields' },
      });
    const direct = new KMSClient(functionSession('customers-get-customer'));
    expect(await outcome(direct.send(command()))).toMatch(DENIED);
  });
});

describe('a function’s own role', () => {
  it('touches no records and no files without becoming a tenant’s session', async () => {
    const own = functionSession('contracts-create-contract');
    expect(
      await outcome(new DynamoDBClient(own).send(new GetItemCommand({ TableName: TABLE, Key: key(A) }))),
    ).toMatch(DENIED);
    const file = new GetObjectCommand({ Bucket: BUCKET, Key: `T/${A}/contracts/x/original` });
    expect(await outcome(new S3Client(own).send(file))).toMatch(DENIED);
  });

  const assume = (id: string, access: string, tags?: { Key: string; Value: string }[]) =>
    outcome(
      new STSClient(functionSession(id)).send(
        new AssumeRoleCommand({
          RoleArn: role(`tenant-${access}`),
          RoleSessionName: 'test',
          ...(tags && { Tags: tags }),
        }),
      ),
    );
  const tag = [{ Key: 'tenant_id', Value: A }];

  it('becomes only the sessions that its file declares', async () => {
    expect(await assume('contracts-get-contract', 'read', tag)).toBe('allowed');
    expect(await assume('contracts-get-contract', 'write', tag)).toMatch(DENIED);
    expect(await assume('contracts-get-contract', 'found', tag)).toMatch(DENIED);
  });

  it('never becomes a session without a tenant, with a tenant that is no ULID, or with a second tag', async () => {
    expect(await assume('contracts-get-contract', 'read')).toMatch(DENIED);
    for (const Value of ['*', '?', '', `${A}*`, 'T'])
      expect(await assume('contracts-get-contract', 'read', [{ Key: 'tenant_id', Value }]), Value).not.toBe(
        'allowed',
      );
    expect(await assume('contracts-get-contract', 'read', [...tag, { Key: 'more', Value: 'x' }])).toMatch(
      DENIED,
    );
  });
});

describe('mail', () => {
  const send = (id: string, from: string) =>
    outcome(
      new SESv2Client(functionSession(id)).send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: ['somebody@example.com'] },
          Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello' } } } },
        }),
      ),
    );
  const own = 'Gangway <no-reply@app.dev.gangway.example>';

  it('leaves only by functions that declare it, and only in the stage’s own name', async () => {
    expect(await send('team-create-invitation', own)).toBe('allowed');
    expect(await send('team-create-invitation', 'Boss <boss@app.dev.gangway.example>')).toMatch(DENIED);
    expect(await send('team-create-invitation', 'no-reply@elsewhere.example')).toMatch(DENIED);
    expect(await send('team-accept-invitation', own)).toMatch(DENIED);
  });
});

it('whatever 26 characters a tenant id had, its session would reach no other tenant’s key', async () => {
  const character = fc.constantFrom(
    ...'0123456789ABCDEFGHJKMNPQRSTVWXYZ',
    '_',
    '.',
    ':',
    '/',
    '=',
    '+',
    '-',
    '@',
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: character, minLength: 26, maxLength: 26 }), async (tenant) => {
      fc.pre(tenant !== B);
      const dynamo = new DynamoDBClient(tenantSession('read', tenant));
      expect(await outcome(dynamo.send(new GetItemCommand({ TableName: TABLE, Key: key(B) })))).toMatch(
        DENIED,
      );
    }),
    { numRuns: 50 },
  );
});

describe('the platform', () => {
  const send = (id: string, command: unknown) =>
    outcome(new DynamoDBClient(functionSession(id)).send(command as GetItemCommand));
  const item = (pk: string) => ({ pk: { S: pk }, sk: { S: 'DIR' } });
  const get = (pk: string) => new BatchGetItemCommand({ RequestItems: { [TABLE]: { Keys: [item(pk)] } } });
  const put = (pk: string) => new PutItemCommand({ TableName: TABLE, Item: item(pk) });
  const update = (pk: string) => new UpdateItemCommand({ TableName: TABLE, Key: item(pk) });
  const FOREIGN = [`T#${A}#ORG`, `T#${A}#CUSTOMER#x`, 'DIR#USER#x', 'DIR#PLATFORM#x', `DIR#TENANT#${A}`];

  it.each(['get-metrics', 'get-organization', 'list-audit', 'list-organizations', 'list-provisioning-runs'])(
    'sees figures and its own log, and no organization: %s',
    async (name) => {
      const id = `platform-${name}`;
      expect(await send(id, get(`DIR#FLEET#${A}`))).toBe('allowed');
      for (const pk of FOREIGN) expect(await send(id, get(pk)), pk).toMatch(DENIED);
      for (const pk of [...FOREIGN, `DIR#FLEET#${A}`, 'DIR#OVERSIGHT#LOG'])
        for (const command of [put(pk), update(pk)]) expect(await send(id, command), pk).toMatch(DENIED);
      const sts = new STSClient(functionSession(id));
      for (const access of ['read', 'oversee', 'govern'])
        expect(
          await outcome(
            sts.send(
              new AssumeRoleCommand({
                RoleArn: role(`tenant-${access}`),
                RoleSessionName: 'test',
                Tags: [{ Key: 'tenant_id', Value: A }],
              }),
            ),
          ),
        ).toMatch(DENIED);
    },
  );

  it('changes an organization by the role for that alone', async () => {
    const sts = new STSClient(functionSession('platform-update-organization'));
    const assume = (access: string) =>
      outcome(
        sts.send(
          new AssumeRoleCommand({
            RoleArn: role(`tenant-${access}`),
            RoleSessionName: 'test',
            Tags: [{ Key: 'tenant_id', Value: A }],
          }),
        ),
      );
    expect(await assume('oversee')).toBe('allowed');
    for (const access of ['read', 'write', 'govern', 'erase', 'found'])
      expect(await assume(access)).toMatch(DENIED);
  });

  it('makes administrators by one command, which no route reaches, and nothing else can', async () => {
    const id = 'platform-manage-administrators';
    expect(await send(id, update('DIR#PLATFORM#x'))).toBe('allowed');
    for (const pk of [`T#${A}#ORG`, `DIR#TENANT#${A}`, `DIR#FLEET#${A}`])
      expect(await send(id, update(pk)), pk).toMatch(DENIED);
    // The log is added to, never changed.
    expect(await send(id, put('DIR#OVERSIGHT#LOG'))).toBe('allowed');
    expect(await send(id, update('DIR#OVERSIGHT#LOG'))).toMatch(DENIED);
    const functions = await loadFunctions();
    const appointing = functions.filter(({ definition }) => definition.uses.platform === 'appoint');
    expect(appointing.map((file) => [file.id, file.definition.kind])).toEqual([[id, 'command']]);
  });
});
