import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { NativeAttributeValue } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callOf, type Harness, start } from './harness.ts';

const TableName = 'records';
const Key = { pk: 'T#a', sk: '1' };
let h: Harness;

beforeEach(async () => {
  h = await start();
  await h.createTable();
});
afterEach(() => h.end());

type Values = Record<string, NativeAttributeValue>;

const put = (item: Values, more: Partial<PutCommandInput> = {}) =>
  h.documents.send(new PutCommand({ TableName, Item: { ...Key, ...item }, ...more }));
const get = async (key: Values = Key) =>
  (await h.documents.send(new GetCommand({ TableName, Key: key }))).Item;
const update = (more: Partial<UpdateCommandInput>) =>
  h.documents.send(new UpdateCommand({ TableName, Key, ...more }));

describe('single items', () => {
  test('an item comes back with every type as it was written', async () => {
    const item = {
      ...Key,
      n: 1.5,
      yes: true,
      no: false,
      nothing: null,
      empty: '',
      list: [1, 'two', { three: [3] }],
      map: { ü: 'ß' },
      set: new Set(['b', 'a']),
      bytes: Uint8Array.of(1, 2, 255),
    };
    await put(item);
    expect(await get()).toEqual(item);
  });

  test('attributes called like members of Object are ordinary attributes', async () => {
    await put({});
    await update({
      UpdateExpression: 'SET #c = if_not_exists(#c, :one), #m = :map',
      ExpressionAttributeNames: { '#c': 'constructor', '#m': 'hasOwnProperty' },
      ExpressionAttributeValues: { ':one': 1, ':map': { valueOf: 2 } },
    });
    expect(await get()).toEqual({ ...Key, constructor: 1, hasOwnProperty: { valueOf: 2 } });
    const projected = await h.documents.send(
      new GetCommand({
        TableName,
        Key,
        ProjectionExpression: '#t, #c',
        ExpressionAttributeNames: { '#t': 'toString', '#c': 'constructor' },
      }),
    );
    expect(projected.Item).toEqual({ constructor: 1 });
  });

  test('an attribute called __proto__ is refused rather than lost', async () => {
    const input = JSON.parse(
      '{"TableName":"records","Item":{"pk":{"S":"a"},"sk":{"S":"b"},"__proto__":{"S":"c"}}}',
    );
    await expect(h.send('PutItem', input)).rejects.toMatchObject({ code: 'NotImplemented' });
  });

  test('a deleted item is gone, and its old attributes are returned on request', async () => {
    await put({ a: 1 });
    const { Attributes } = await h.documents.send(
      new DeleteCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }),
    );
    expect(Attributes).toEqual({ ...Key, a: 1 });
    expect(await get()).toBeUndefined();
  });

  test('an update sets, adds, removes and reports what it changed', async () => {
    await put({ count: 1, tags: new Set(['x']), places: ['a', 'b', 'c', 'd'], former: 1 });
    const { Attributes } = await update({
      UpdateExpression: 'SET #n = :n REMOVE places[0], places[2], former ADD #count :two, tags :tags',
      ExpressionAttributeNames: { '#n': 'name', '#count': 'count' },
      ExpressionAttributeValues: { ':n': 'Ann', ':two': 2, ':tags': new Set(['y']) },
      ReturnValues: 'ALL_NEW',
    });
    // Both removals mean places in the list before the update.
    expect(Attributes).toEqual({
      ...Key,
      count: 3,
      tags: new Set(['x', 'y']),
      places: ['b', 'd'],
      name: 'Ann',
    });
  });

  test('an update creates an item that is not there', async () => {
    await update({ UpdateExpression: 'ADD hits :one', ExpressionAttributeValues: { ':one': 1 } });
    expect(await get()).toEqual({ ...Key, hits: 1 });
  });

  test('a key attribute cannot be updated', async () => {
    const attempt = update({ UpdateExpression: 'SET sk = :x', ExpressionAttributeValues: { ':x': '2' } });
    await expect(attempt).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('a table that does not exist is reported as such', async () => {
    const attempt = h.documents.send(new GetCommand({ TableName: 'nowhere', Key }));
    await expect(attempt).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('a request member that is not known is refused, not ignored', async () => {
    const input = { TableName, Key: { pk: { S: 'a' }, sk: { S: 'b' } }, Novelty: true };
    await expect(h.send('GetItem', input)).rejects.toMatchObject({ code: 'NotImplemented', status: 501 });
    await expect(h.send('ExecuteStatement', { Statement: 'SELECT 1' })).rejects.toMatchObject({
      status: 501,
    });
  });
});

describe('limits', () => {
  test('an item of 400 KB is stored and one byte more is refused, counted in UTF-8', async () => {
    const names = Buffer.byteLength('pk') + Buffer.byteLength('T#a') + Buffer.byteLength('sk') + 1 + 1;
    const room = 400 * 1024 - names;
    await put({ t: 'x'.repeat(room) });
    await expect(put({ t: 'x'.repeat(room + 1) })).rejects.toThrow('Item size has exceeded');
    await expect(put({ t: 'ü'.repeat(room / 2 + 1) })).rejects.toThrow('Item size has exceeded');
    const grow = update({ UpdateExpression: 'SET u = :u', ExpressionAttributeValues: { ':u': 'x' } });
    await expect(grow).rejects.toThrow('Item size to update has exceeded');
  });

  test('an empty text is no key of an index', async () => {
    await expect(put({ gsi1pk: '', gsi1sk: 'x' })).rejects.toThrow('cannot contain an empty string value');
    const attempt = update({ UpdateExpression: 'SET gsi1pk = :e', ExpressionAttributeValues: { ':e': '' } });
    await expect(attempt).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('an index key of another type is refused', async () => {
    await expect(put({ gsi1pk: 5, gsi1sk: 'x' })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('limits of expressions, keys and numbers', () => {
  const one = { ':one': 1 };
  const remove = (more: Partial<PutCommandInput>) =>
    h.documents.send(new DeleteCommand({ TableName, Key, ...(more as object) }));

  test('an expression takes 4 KB', async () => {
    const padded = (size: number) => `a = :one${' '.repeat(size - 8)}`;
    await put({ a: 1 });
    const long = remove({ ConditionExpression: padded(4097), ExpressionAttributeValues: one });
    await expect(long).rejects.toThrow('Expression size has exceeded the maximum allowed size');
    await remove({ ConditionExpression: padded(4096), ExpressionAttributeValues: one });
  });

  test('IN takes 100 operands', async () => {
    const condition = (n: number) => `a IN (${Array.from({ length: n }, () => ':one').join(',')})`;
    await put({ a: 1 });
    const long = remove({ ConditionExpression: condition(101), ExpressionAttributeValues: one });
    await expect(long).rejects.toThrow('too many operands');
    await remove({ ConditionExpression: condition(100), ExpressionAttributeValues: one });
  });

  test('an expression takes 300 operators', async () => {
    const condition = (n: number) => Array.from({ length: n }, () => 'a=:one').join(' OR ');
    await put({ a: 1 });
    const long = remove({ ConditionExpression: condition(151), ExpressionAttributeValues: one });
    await expect(long).rejects.toThrow('too many operators');
    await remove({ ConditionExpression: condition(150), ExpressionAttributeValues: one });
  });

  test('a partition key takes 2 KB and a sort key 1 KB, of tables and indexes, counted in UTF-8', async () => {
    await put({
      pk: 'ü'.repeat(1024),
      sk: 'ü'.repeat(512),
      gsi1pk: 'ü'.repeat(1024),
      gsi1sk: 'ü'.repeat(512),
    });
    for (const name of ['pk', 'gsi1pk'])
      await expect(put({ gsi1sk: 'x', [name]: 'ü'.repeat(1025) })).rejects.toThrow('hashkey');
    for (const name of ['sk', 'gsi1sk'])
      await expect(put({ gsi1pk: 'x', [name]: 'ü'.repeat(513) })).rejects.toThrow('range keys');
  });

  test('a sum of more digits than a number has is refused', async () => {
    const N = '9'.repeat(38);
    await h.send('PutItem', { TableName, Item: { pk: { S: 'T#a' }, sk: { S: '1' }, n: { N } } });
    const tenth = { ':x': 0.1 };
    const attempt = update({ UpdateExpression: 'ADD n :x', ExpressionAttributeValues: tenth });
    await expect(attempt).rejects.toThrow('38 significant digits');
  });
});

test('a call that is served twice takes effect twice', async () => {
  const call = callOf('UpdateItem', {
    TableName,
    Key: { pk: { S: 'T#a' }, sk: { S: '1' } },
    UpdateExpression: 'SET n = if_not_exists(n, :zero) + :one',
    ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' } },
  });
  h.db.requirements(call);
  await h.db.handle(call);
  await h.db.handle(call);
  expect(await get()).toMatchObject({ n: 2 });
});

describe('conditions', () => {
  const holds = async (ConditionExpression: string, values?: Values, names?: Record<string, string>) => {
    const input = {
      ConditionExpression,
      ...(values ? { ExpressionAttributeValues: values } : {}),
      ...(names ? { ExpressionAttributeNames: names } : {}),
    };
    try {
      await h.documents.send(new DeleteCommand({ TableName, Key, ...input }));
    } catch (error) {
      expect(error).toMatchObject({ name: 'ConditionalCheckFailedException' });
      return false;
    }
    await put(ITEM);
    return true;
  };
  const ITEM = {
    n: 10,
    s: 'schön',
    no: false,
    blank: '',
    places: [{ a: 1 }, 2],
    doc: { a: { b: [1, 2] } },
    set: new Set([1, 2]),
  };
  beforeEach(() => put(ITEM));

  test.each<[boolean, string, (Values | undefined)?, Record<string, string>?]>([
    [true, 'attribute_exists(#no)', undefined, { '#no': 'no' }],
    [true, 'attribute_exists(blank)'],
    [false, 'attribute_exists(absent)'],
    [true, 'attribute_not_exists(absent)'],
    [false, 'attribute_not_exists(#c)', undefined, { '#c': 'n' }],
    [true, 'attribute_not_exists(#c)', undefined, { '#c': 'constructor' }],
    [true, 'n > :v', { ':v': 9 }],
    [false, 'n > :v', { ':v': '9' }],
    [true, 'n BETWEEN :a AND :b', { ':a': 2, ':b': 10 }],
    [false, 's < :v', { ':v': 'a' }],
    [true, 'doc = :v', { ':v': { a: { b: [1, 2] } } }],
    [false, 'doc = :v', { ':v': { a: { b: [2, 1] } } }],
    [true, 'places = :v', { ':v': [{ a: 1 }, 2] }],
    [true, '#set = :v', { ':v': new Set([2, 1]) }, { '#set': 'set' }],
    [true, 'absent <> :v', { ':v': 1 }],
    [false, 'absent = nowhere'],
    [true, '#no IN (:t, :f)', { ':t': true, ':f': false }, { '#no': 'no' }],
    [true, 'attribute_type(#no, :t)', { ':t': 'BOOL' }, { '#no': 'no' }],
    [true, 'begins_with(s, :v)', { ':v': 'schö' }],
    [true, 'contains(places, :v)', { ':v': { a: 1 } }],
    [true, 'contains(#set, :v)', { ':v': 2 }, { '#set': 'set' }],
    [true, 'size(doc.a.b) = :v', { ':v': 2 }],
    [true, 'NOT (n = :a OR n = :b) AND places[1] = :c', { ':a': 1, ':b': 2, ':c': 2 }],
  ])('%s: %s %j', async (expected, expression, values, names) => {
    expect(await holds(expression, values, names)).toBe(expected);
  });

  test('a failed condition gives the item when it is asked for', async () => {
    const attempt = put(
      {},
      { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    );
    await expect(attempt).rejects.toMatchObject({ Item: { n: { N: '10' } } });
    const silent = put({}, { ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(silent).rejects.not.toHaveProperty('Item.n');
  });

  test('the legacy Expected is honoured', async () => {
    const Expected = { n: { Value: { N: '11' } } };
    const item = { TableName, Item: { pk: { S: 'T#a' }, sk: { S: '1' } }, Expected };
    await expect(h.send('PutItem', item)).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' });
  });
});

describe('batches', () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => ({ pk: 'T#b', sk: String(i) }));
  const puts = (keys: Values[]) => ({
    RequestItems: { [TableName]: keys.map((Item) => ({ PutRequest: { Item } })) },
  });

  test('25 items are written and read in one call each', async () => {
    await h.documents.send(new BatchWriteCommand(puts(many(25))));
    const read = await h.documents.send(
      new BatchGetCommand({
        RequestItems: { [TableName]: { Keys: [...many(25), { pk: 'T#b', sk: 'none' }] } },
      }),
    );
    expect(read.Responses?.[TableName]).toHaveLength(25);
    expect(read.UnprocessedKeys).toEqual({});
  });

  test('26 writes, 101 reads and repeated keys are refused', async () => {
    await expect(h.documents.send(new BatchWriteCommand(puts(many(26))))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const Keys = many(101);
    const reads = h.documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
    await expect(reads).rejects.toMatchObject({ name: 'ValidationException' });
    const twice = h.documents.send(new BatchWriteCommand(puts([Key, Key])));
    await expect(twice).rejects.toThrow('contains duplicates');
  });

  test('a batch with one bad item writes nothing', async () => {
    const batch = puts([...many(2), { pk: 'T#b', sk: 'x', gsi1pk: '', gsi1sk: 'x' }]);
    await expect(h.documents.send(new BatchWriteCommand(batch))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await get(many(1)[0])).toBeUndefined();
  });

  test('what goes beyond 16 MB is left to the caller', async () => {
    const keys = many(45);
    for (const key of keys) await put({ ...key, t: 'x'.repeat(400_000) });
    const { Responses, UnprocessedKeys } = await h.documents.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys, ConsistentRead: true } } }),
    );
    expect(Responses?.[TableName]).toHaveLength(41);
    expect(UnprocessedKeys?.[TableName]).toMatchObject({ Keys: keys.slice(41), ConsistentRead: true });
  });
});
