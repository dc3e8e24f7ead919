import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemSize } from '../../../../local/dynamodb/capacity.ts';
import { type Harness, start } from './harness.ts';

const TableName = 'records';
const Key = { pk: { S: 'p' }, sk: { S: 's' } };
let h: Harness;

beforeEach(async () => {
  h = await start();
  await h.createTable();
});
afterEach(() => h.end());

const consumed = async (operation: string, input: Record<string, unknown>, mode = 'TOTAL') =>
  (await h.send(operation, { TableName, ReturnConsumedCapacity: mode, ...input }))
    .ConsumedCapacity as unknown;
const put = (item: object, mode?: string) => consumed('PutItem', { Item: { ...Key, ...item } }, mode);
const text = (bytes: number) => ({ S: 'x'.repeat(bytes) });
const units = (n: number) => ({ TableName, CapacityUnits: n });

test('sizes follow the Developer Guide', () => {
  expect(itemSize({ ü: { S: 'ü' } })).toBe(4);
  expect(itemSize({ n: { N: '-12345.67' } })).toBe(1 + 1 + 4 + 1);
  expect(itemSize({ b: { B: Buffer.from('abc').toString('base64') } })).toBe(4);
  expect(itemSize({ l: { L: [{ BOOL: true }, { NULL: true }] } })).toBe(1 + 3 + 2 + 2);
  expect(itemSize({ m: { M: { k: { S: 'v' } } } })).toBe(1 + 3 + 1 + 2);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (s) => {
      expect(itemSize({ s: { S: s } })).toBe(1 + Buffer.byteLength(s));
    }),
  );
});

describe('writes', () => {
  test('cost a unit for each started kilobyte of the larger of old and new', async () => {
    expect(await put({})).toEqual(units(1));
    expect(await put({ t: text(2_500) })).toEqual(units(3));
    expect(await put({ t: text(10) })).toEqual(units(3));
    expect(await consumed('DeleteItem', { Key })).toEqual(units(1));
    expect(await consumed('DeleteItem', { Key })).toEqual(units(1));
  });

  test('cost what their indexes cost as well', async () => {
    const indexed = { gsi1pk: { S: 'a' }, gsi1sk: { S: 'b' }, t: text(1_500) };
    expect(await put(indexed, 'INDEXES')).toEqual({
      ...units(4),
      Table: { CapacityUnits: 2 },
      GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 2 } },
    });
    expect(await put({ ...indexed, status: { S: 'open' } })).toEqual(units(2 + 2 + 1));
    // Only the index of all attributes carries this change.
    expect(await put({ ...indexed, status: { S: 'open' }, u: text(1) })).toEqual(units(2 + 2));
    // A changed index key removes one entry and adds another.
    expect(await put({ ...indexed, gsi1pk: { S: 'c' }, status: { S: 'open' }, u: text(1) })).toEqual(
      units(2 + 4),
    );
    expect(await put({ ...indexed, gsi1pk: { S: 'c' }, status: { S: 'open' }, u: text(1) })).toEqual(
      units(2),
    );
  });

  test('cost double on the table within a transaction', async () => {
    const Put = { TableName, Item: { ...Key, t: text(1_500), gsi1pk: { S: 'a' }, gsi1sk: { S: 'b' } } };
    const ConditionCheck = {
      TableName,
      Key: { ...Key, sk: { S: '2' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    const input = { TransactItems: [{ Put }, { ConditionCheck }], ReturnConsumedCapacity: 'INDEXES' };
    expect((await h.send('TransactWriteItems', input)).ConsumedCapacity).toEqual([
      {
        TableName,
        CapacityUnits: 8,
        WriteCapacityUnits: 8,
        Table: { CapacityUnits: 6, WriteCapacityUnits: 6 },
        GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 2, WriteCapacityUnits: 2 } },
      },
    ]);
  });
});

describe('reads', () => {
  const pk = { ':pk': { S: 'p' } };
  beforeEach(async () => {
    await put({ t: text(4_100), gsi1pk: { S: 'a' }, gsi1sk: { S: '1' }, status: { S: 'open' } });
    await put({ sk: { S: 's2' }, t: text(1_000), gsi1pk: { S: 'a' }, gsi1sk: { S: '2' } });
  });

  test('of one item cost half a unit for each started 4 KB, twice that when consistent', async () => {
    expect(await consumed('GetItem', { Key })).toEqual(units(1));
    expect(await consumed('GetItem', { Key, ConsistentRead: true })).toEqual(units(2));
    expect(await consumed('GetItem', { Key: { ...Key, sk: { S: 'none' } } })).toEqual(units(0.5));
    const input = { RequestItems: { [TableName]: { Keys: [Key, { ...Key, sk: { S: 's2' } }] } } };
    const batch = await h.send('BatchGetItem', { ...input, ReturnConsumedCapacity: 'TOTAL' });
    expect(batch.ConsumedCapacity).toEqual([units(1.5)]);
  });

  test('in a transaction cost two units for each started 4 KB', async () => {
    const TransactItems = [
      { Get: { TableName, Key } },
      { Get: { TableName, Key: { ...Key, sk: { S: 'none' } } } },
    ];
    const reply = await h.send('TransactGetItems', { TransactItems, ReturnConsumedCapacity: 'TOTAL' });
    expect(reply.ConsumedCapacity).toEqual([{ ...units(6), ReadCapacityUnits: 6 }]);
  });

  test('of a range cost by the sum of its items, whatever a filter or projection leaves', async () => {
    const range = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: pk };
    expect(await consumed('Query', range)).toEqual(units(1));
    expect(await consumed('Query', { ...range, ProjectionExpression: 'sk' })).toEqual(units(1));
    expect(await consumed('Query', { ...range, FilterExpression: 'attribute_exists(nope)' })).toEqual(
      units(1),
    );
    expect(await consumed('Query', { ...range, Select: 'COUNT', ConsistentRead: true })).toEqual(units(2));
    const none = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'none' } } };
    expect(await consumed('Query', none)).toEqual(units(0.5));
    expect(await consumed('Scan', {})).toEqual(units(1));
  });

  test('of an index cost by what the index carries', async () => {
    const gsi1 = {
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :a',
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    };
    expect(await consumed('Query', gsi1, 'INDEXES')).toEqual({
      ...units(1),
      Table: { CapacityUnits: 0 },
      GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 1 } },
    });
    const keysOnly = {
      IndexName: 'by-status',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': { S: 'open' } },
    };
    expect(await consumed('Query', keysOnly)).toEqual(units(0.5));
  });

  test('cost the same however many other items there are', async () => {
    const range = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: pk, Limit: 1 };
    const before = await consumed('Query', range);
    for (let i = 0; i < 200; i++) await put({ sk: { S: `t${i}` }, t: text(500) });
    expect(await consumed('Query', range)).toEqual(before);
  });
});
