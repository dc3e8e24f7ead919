import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Resource } from '../../../../local/types.ts';
import { type Harness, start } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await start();
});
afterEach(() => h.end());

const index = (name: string, projection: object = { ProjectionType: 'ALL' }) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: `${name}pk`, KeyType: 'HASH' }],
  Projection: projection,
});

/** As CDK's TableV2 writes it. */
const PROPERTIES = {
  TableName: 'crm',
  AttributeDefinitions: ['pk', 'sk', 'gsi1pk'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  GlobalSecondaryIndexes: [index('gsi1')],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
  Replicas: [
    {
      Region: 'eu-central-1',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { KMSMasterKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/k' },
      Tags: [{ Key: 'app', Value: 'crm' }],
    },
  ],
};
const resource = (changes: object = {}, type = 'AWS::DynamoDB::GlobalTable'): Resource => ({
  stack: 'Data',
  logicalId: 'Table1',
  type,
  properties: { ...PROPERTIES, ...changes },
});
const put = (sk: string, more: object = {}) =>
  h.send('PutItem', { TableName: 'crm', Item: { pk: { S: 'a' }, sk: { S: sk }, ...more } });
const count = async (IndexName: string) =>
  (await h.send('Scan', { TableName: 'crm', IndexName, Select: 'COUNT' })).Count;

test('a global table gives its name, ARNs and id, and works', async () => {
  const { ref, attributes } = await h.db.deploy(resource());
  expect(ref).toBe('crm');
  expect(attributes).toEqual({
    Arn: 'arn:aws:dynamodb:eu-central-1:123456789012:table/crm',
    StreamArn: expect.stringMatching(/^arn:aws:dynamodb:eu-central-1:123456789012:table\/crm\/stream\/20/),
    TableId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const { Table } = await h.client.send(new DescribeTableCommand({ TableName: 'crm' }));
  expect(Table).toMatchObject({
    TableStatus: 'ACTIVE',
    DeletionProtectionEnabled: true,
    LatestStreamArn: attributes.StreamArn,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    GlobalSecondaryIndexes: [{ IndexName: 'gsi1', IndexStatus: 'ACTIVE' }],
  });
  const ttl = await h.send('DescribeTimeToLive', { TableName: 'crm' });
  expect(ttl.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
  await expect(h.send('DeleteTable', { TableName: 'crm' })).rejects.toMatchObject({
    code: 'ValidationException',
  });
});

test('deploying the same again, after a restart too, changes nothing', async () => {
  const first = await h.db.deploy(resource());
  await put('1', { gsi1pk: { S: 'x' } });
  expect(await h.db.deploy(resource())).toEqual(first);
  h = await h.reopen();
  expect(await h.db.deploy(resource())).toEqual(first);
  expect(await count('gsi1')).toBe(1);
  expect(h.db.readStream('crm', null, 10)).toHaveLength(1);
});

test('a single-region table without a name is called after its stack and logical id', async () => {
  const { Replicas: _, TableName: __, ...properties } = PROPERTIES;
  const plain: Resource = { ...resource(), type: 'AWS::DynamoDB::Table', properties };
  expect((await h.db.deploy(plain)).ref).toBe('Data-Table1');
});

describe('a changed template', () => {
  beforeEach(async () => {
    await h.db.deploy(resource());
    for (const sk of ['1', '2']) await put(sk, { gsi1pk: { S: 'x' }, gsi2pk: { S: 'y' } });
    await put('3', { gsi2pk: { N: '5' } });
  });
  const AttributeDefinitions = [
    ...PROPERTIES.AttributeDefinitions,
    { AttributeName: 'gsi2pk', AttributeType: 'S' },
  ];

  test('fills a new index from the items that are there and drops one that is gone', async () => {
    await h.db.deploy(
      resource({ AttributeDefinitions, GlobalSecondaryIndexes: [index('gsi1'), index('gsi2')] }),
    );
    expect(await count('gsi2')).toBe(2);
    await h.db.deploy(resource());
    await expect(count('gsi2')).rejects.toMatchObject({ code: 'ValidationException' });
    expect(await count('gsi1')).toBe(2);
  });

  test('starts a new stream when it shows other images', async () => {
    const before = (await h.db.deploy(resource())).attributes.StreamArn;
    await new Promise((later) => setTimeout(later, 5));
    const after = await h.db.deploy(resource({ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } }));
    expect(after.attributes.StreamArn).not.toBe(before);
    expect(h.db.readStream('crm', null, 10)).toEqual([]);
    const without = await h.db.deploy(resource({ StreamSpecification: undefined }));
    expect(without.attributes).not.toHaveProperty('StreamArn');
  });

  test('turns time to live off and on for the items that are there', async () => {
    await put('4', { expires: { N: '1700000000' } });
    const now = 1_700_000_100_000;
    const size = async () => (await h.send('Scan', { TableName: 'crm', Select: 'COUNT' })).Count;
    await h.db.deploy(resource({ TimeToLiveSpecification: { AttributeName: 'expires', Enabled: false } }));
    h.db.sweep(now);
    expect(await size()).toBe(4);
    await h.db.deploy(resource());
    h.db.sweep(now);
    expect(await size()).toBe(3);
  });

  test('cannot change keys, their types or unknown settings', async () => {
    const bad = [
      { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] },
      { AttributeDefinitions: PROPERTIES.AttributeDefinitions.map((a) => ({ ...a, AttributeType: 'N' })) },
      { KinesisStreamSpecification: { StreamArn: 'x' } },
      { Replicas: [{ Region: 'us-east-1' }] },
      { StreamSpecification: { StreamViewType: 'EVERYTHING' } },
    ];
    for (const changes of bad) expect(() => h.db.deploy(resource(changes))).toThrow();
    expect(await count('gsi1')).toBe(2);
  });
});

test('tables are listed by name, page by page', async () => {
  for (const TableName of ['ccc', 'aaa', 'bbb']) await h.createTable({ TableName });
  expect(await h.client.send(new ListTablesCommand({ Limit: 2 }))).toMatchObject({
    TableNames: ['aaa', 'bbb'],
    LastEvaluatedTableName: 'bbb',
  });
  const rest = await h.client.send(new ListTablesCommand({ ExclusiveStartTableName: 'bbb' }));
  expect(rest.TableNames).toEqual(['ccc']);
  expect(rest.LastEvaluatedTableName).toBeUndefined();
  await expect(h.createTable({ TableName: 'aaa' })).rejects.toMatchObject({ name: 'ResourceInUseException' });
});

test('a deleted table takes its items, entries and records along', async () => {
  const item = { pk: { S: 'a' }, sk: { S: 'b' }, gsi1pk: { S: 'x' }, gsi1sk: { S: 'y' } };
  await h.createTable();
  await h.send('PutItem', { TableName: 'records', Item: item });
  await h.send('DeleteTable', { TableName: 'records' });
  await expect(h.send('DescribeTable', { TableName: 'records' })).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  });
  await h.createTable();
  expect((await h.send('Scan', { TableName: 'records', IndexName: 'gsi1' })).Items).toEqual([]);
  expect(h.db.readStream('records', null, 10)).toEqual([]);
});
