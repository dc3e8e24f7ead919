import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StreamViewType } from '../../../../local/dynamodb/model.ts';
import { type Harness, start } from './harness.ts';

const TableName = 'records';
let h: Harness;

beforeEach(async () => {
  h = await start();
});
afterEach(async () => {
  vi.useRealTimers();
  await h.end();
});

const Key = { pk: 'a', sk: '1' };
const image = (n: number) => ({ pk: { S: 'a' }, sk: { S: '1' }, n: { N: String(n) } });
const put = (n: number, sk = '1') =>
  h.documents.send(new PutCommand({ TableName, Item: { pk: 'a', sk, n } }));
const remove = () => h.documents.send(new DeleteCommand({ TableName, Key }));
const records = () => h.db.readStream(TableName, null, 1000);

describe('records', () => {
  test.each<[StreamViewType, object, object, object]>([
    [
      'NEW_AND_OLD_IMAGES',
      { NewImage: image(1) },
      { NewImage: image(2), OldImage: image(1) },
      { OldImage: image(2) },
    ],
    ['NEW_IMAGE', { NewImage: image(1) }, { NewImage: image(2) }, {}],
    ['OLD_IMAGE', {}, { OldImage: image(1) }, { OldImage: image(2) }],
    ['KEYS_ONLY', {}, {}, {}],
  ])(
    '%s tells of inserts, changes and removals in order',
    async (StreamViewType, inserted, modified, removed) => {
      await h.createTable({ StreamSpecification: { StreamEnabled: true, StreamViewType } });
      await put(1);
      await put(2);
      await remove();
      const common = { Keys: { pk: { S: 'a' }, sk: { S: '1' } }, StreamViewType };
      const seen = records().map(({ eventName, dynamodb }) => {
        const { ApproximateCreationDateTime: at, SequenceNumber, SizeBytes, ...rest } = dynamodb;
        expect(Math.abs(at - Date.now() / 1000)).toBeLessThan(60);
        expect(SequenceNumber).toMatch(/^\d{21}$/);
        expect(SizeBytes).toBeGreaterThan(0);
        return { eventName, ...rest };
      });
      expect(seen).toEqual([
        { eventName: 'INSERT', ...common, ...inserted },
        { eventName: 'MODIFY', ...common, ...modified },
        { eventName: 'REMOVE', ...common, ...removed },
      ]);
      const sequences = records().map((record) => record.dynamodb.SequenceNumber);
      expect(sequences).toEqual([...sequences].sort());
      expect(new Set(records().map(({ eventID }) => eventID)).size).toBe(3);
    },
  );

  test('nothing is told of a write that changes nothing, or fails', async () => {
    await h.createTable();
    await remove();
    await h.documents.send(
      new PutCommand({ TableName, Item: { ...Key, a: new Set([1, 2]), b: { x: 1, y: 2 } } }),
    );
    await h.documents.send(
      new PutCommand({ TableName, Item: { b: { y: 2, x: 1 }, a: new Set([2, 1]), ...Key } }),
    );
    const same = { UpdateExpression: 'SET b.x = :one', ExpressionAttributeValues: { ':one': 1 } };
    await h.documents.send(new UpdateCommand({ TableName, Key, ...same }));
    const refused = new DeleteCommand({ TableName, Key, ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(h.documents.send(refused)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    expect(records().map(({ eventName }) => eventName)).toEqual(['INSERT']);
  });

  test('reading goes on after a record already read, also after a restart, with the same event ids', async () => {
    await h.createTable();
    for (let n = 0; n < 5; n++) await put(n, String(n));
    const first = h.db.readStream(TableName, null, 2);
    const last = first[1]?.dynamodb.SequenceNumber ?? null;
    const rest = h.db.readStream(TableName, last, 100);
    expect(h.db.latestSequence(TableName)).toBe(rest.at(-1)?.dynamodb.SequenceNumber);
    expect([...first, ...rest].map(({ dynamodb }) => dynamodb.NewImage?.n)).toEqual(
      ['0', '1', '2', '3', '4'].map((N) => ({ N })),
    );
    h = await h.reopen();
    expect(h.db.readStream(TableName, last, 100)).toEqual(rest);
  });

  test('a listener is woken after a change and no more after it left', async () => {
    await h.createTable();
    const listener = vi.fn();
    const leave = h.db.onStreamRecords(TableName, listener);
    await put(1);
    expect(listener).toHaveBeenCalledTimes(1);
    await put(1);
    leave();
    await put(2);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('records are kept for a day', async () => {
    await h.createTable();
    await put(1);
    h.db.sweep(Date.now() + 23 * 3600 * 1000);
    expect(records()).toHaveLength(1);
    h.db.sweep(Date.now() + 25 * 3600 * 1000);
    expect(records()).toEqual([]);
    await put(2);
    expect(records()).toHaveLength(1);
  });
});

describe('the Streams API', () => {
  const read = async (StreamArn: string, more: object) => {
    const { StreamDescription } = (await h.send('DescribeStream', { StreamArn })) as unknown as {
      StreamDescription: { Shards: { ShardId: string }[] };
    };
    const { ShardId } = StreamDescription.Shards[0]!;
    const { ShardIterator } = await h.send('GetShardIterator', { StreamArn, ShardId, ...more });
    return (await h.send('GetRecords', { ShardIterator, Limit: 2 })) as unknown as {
      Records: { dynamodb: { SequenceNumber: string } }[];
      NextShardIterator: string;
    };
  };
  let arn: string;
  beforeEach(async () => {
    await h.createTable();
    const { Table } = (await h.send('DescribeTable', { TableName })) as unknown as {
      Table: { LatestStreamArn: string };
    };
    arn = Table.LatestStreamArn;
    for (let n = 0; n < 3; n++) await put(n, String(n));
  });

  test('gives all records from the horizon, page by page', async () => {
    const page = await read(arn, { ShardIteratorType: 'TRIM_HORIZON' });
    expect(page.Records).toHaveLength(2);
    const next = await h.send('GetRecords', { ShardIterator: page.NextShardIterator });
    expect(next.Records).toHaveLength(1);
    await put(9, '9');
    const later = await h.send('GetRecords', { ShardIterator: next.NextShardIterator });
    expect(later.Records).toHaveLength(1);
  });

  test('starts at, after and behind a record', async () => {
    const [first] = h.db.readStream(TableName, null, 1);
    const { SequenceNumber } = first!.dynamodb;
    const at = await read(arn, { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber });
    expect(at.Records[0]?.dynamodb.SequenceNumber).toBe(SequenceNumber);
    const after = await read(arn, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber });
    expect(after.Records).toHaveLength(2);
    expect((await read(arn, { ShardIteratorType: 'LATEST' })).Records).toEqual([]);
  });

  test('lists streams and refuses unknown ones and foreign iterators', async () => {
    expect((await h.send('ListStreams', {})).Streams).toEqual([
      expect.objectContaining({ StreamArn: arn, TableName }),
    ]);
    await expect(h.send('DescribeStream', { StreamArn: `${arn}x` })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    for (const ShardIterator of ['', 'x', Buffer.from('null').toString('base64url'), 7]) {
      await expect(h.send('GetRecords', { ShardIterator })).rejects.toMatchObject({
        code: 'ValidationException',
      });
    }
  });

  test('an iterator ends after fifteen minutes', async () => {
    const page = await read(arn, { ShardIteratorType: 'TRIM_HORIZON' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60 * 1000 });
    const attempt = h.send('GetRecords', { ShardIterator: page.NextShardIterator });
    await expect(attempt).rejects.toMatchObject({ code: 'ExpiredIteratorException' });
  });
});

describe('time to live', () => {
  const now = Date.now();
  const seconds = Math.floor(now / 1000);
  const put = (sk: string, more: Record<string, unknown>) =>
    h.documents.send(new PutCommand({ TableName, Item: { pk: 'a', sk, ...more } }));
  const setTtl = (Enabled: boolean, AttributeName = 'expires') =>
    h.send('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName, Enabled } });
  const left = async () =>
    ((await h.send('Scan', { TableName })) as unknown as { Items: { sk: { S: string } }[] }).Items.map(
      ({ sk }) => sk.S,
    ).sort();

  beforeEach(async () => {
    await h.createTable();
    await put('past', { expires: seconds - 10 });
    await put('future', { expires: seconds + 1000 });
    await put('text', { expires: String(seconds - 10) });
    await put('never', {});
    await put('ancient', { expires: seconds - 6 * 365 * 24 * 3600 });
  });

  test('deletes what is over, and nothing else', async () => {
    h.db.sweep(now);
    expect(await left()).toHaveLength(5);
    await setTtl(true);
    h.db.sweep(now);
    expect(await left()).toEqual(['ancient', 'future', 'never', 'text']);
    h.db.sweep(now + 2_000_000);
    expect(await left()).toEqual(['ancient', 'never', 'text']);
  });

  test('tells the stream that the service deleted', async () => {
    await setTtl(true);
    h.db.sweep(now);
    const last = records().at(-1)!;
    expect(last).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: {
        Keys: { pk: { S: 'a' }, sk: { S: 'past' } },
        OldImage: { expires: { N: String(seconds - 10) } },
      },
    });
    await h.documents.send(new DeleteCommand({ TableName, Key: { pk: 'a', sk: 'never' } }));
    expect(records().at(-1)).not.toHaveProperty('userIdentity');
  });

  test('survives a restart, follows changes of items and can be turned off', async () => {
    await setTtl(true);
    h = await h.reopen();
    const description = await h.send('DescribeTimeToLive', { TableName });
    expect(description).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    });
    await put('past', { expires: seconds + 1000 });
    h.db.sweep(now);
    expect(await left()).toHaveLength(5);
    await expect(setTtl(true)).rejects.toMatchObject({ code: 'ValidationException' });
    await setTtl(false);
    h.db.sweep(now + 2_000_000);
    expect(await left()).toHaveLength(5);
  });
});
