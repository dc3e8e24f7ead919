import {
  GetCommand,
  PutCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Harness, start } from './harness.ts';

const TableName = 'records';
let h: Harness;

beforeEach(async () => {
  h = await start();
  await h.createTable();
});
afterEach(async () => {
  vi.useRealTimers();
  await h.end();
});

type Actions = NonNullable<TransactWriteCommandInput['TransactItems']>;
const keyOf = (sk: string | number) => ({ pk: 'T#t', sk: String(sk) });
const put = (sk: string | number, more: object = {}) => ({
  Put: { TableName, Item: { ...keyOf(sk), ...more } },
});
const write = (TransactItems: Actions, more: Partial<TransactWriteCommandInput> = {}) =>
  h.documents.send(new TransactWriteCommand({ TransactItems, ...more }));
const get = async (sk: string | number) =>
  (await h.documents.send(new GetCommand({ TableName, Key: keyOf(sk) }))).Item;
const balanceOf = async (sk: number) => (await get(sk))?.balance as number;
const transfer = (from: number, to: number, seen: number): Actions => [
  {
    Update: {
      TableName,
      Key: keyOf(from),
      UpdateExpression: 'ADD balance :minus',
      ConditionExpression: 'balance = :seen',
      ExpressionAttributeValues: { ':minus': -1, ':seen': seen },
    },
  },
  {
    Update: {
      TableName,
      Key: keyOf(to),
      UpdateExpression: 'ADD balance :plus',
      ExpressionAttributeValues: { ':plus': 1 },
    },
  },
];

test('racing transfers keep their sum, and each happens once', async () => {
  for (let i = 0; i < 4; i++)
    await h.documents.send(new PutCommand({ TableName, Item: { ...keyOf(i), balance: 100 } }));
  let cancelled = 0;
  const transferOne = async (n: number) => {
    for (;;) {
      const from = n % 4;
      try {
        return await write(transfer(from, (n + 1 + (n % 3)) % 4, await balanceOf(from)));
      } catch (error) {
        expect(error).toMatchObject({ name: 'TransactionCanceledException' });
        cancelled++;
      }
    }
  };
  await Promise.all(Array.from({ length: 40 }, (_, n) => transferOne(n)));
  const balances = await Promise.all([0, 1, 2, 3].map(balanceOf));
  expect(balances.reduce((a, b) => a + b)).toBe(400);
  expect(cancelled).toBeGreaterThan(0);
  // Every committed transfer changed two items; the cancelled ones left no trace.
  expect(h.db.readStream(TableName, null, 1000)).toHaveLength(4 + 2 * 40);
});

test('a cancelled transaction writes nothing and gives a reason for each action, in order', async () => {
  await write([put('there', { a: 1 })]);
  const attempt = write([
    put('new'),
    {
      ConditionCheck: {
        TableName,
        Key: keyOf('there'),
        ConditionExpression: 'a = :two',
        ExpressionAttributeValues: { ':two': 2 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    { Delete: { TableName, Key: keyOf('gone'), ConditionExpression: 'attribute_exists(pk)' } },
    {
      Update: {
        TableName,
        Key: keyOf('there2'),
        UpdateExpression: 'SET x = missing_attribute',
      },
    },
  ]);
  await expect(attempt).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    message: expect.stringContaining(
      '[None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError]',
    ),
    CancellationReasons: [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Item: { sk: { S: 'there' }, a: { N: '1' } } },
      { Code: 'ConditionalCheckFailed' },
      { Code: 'ValidationError' },
    ],
  });
  expect(await get('new')).toBeUndefined();
});

test('all four actions take effect together', async () => {
  await write([put('a', { n: 1 }), put('b'), put('c')]);
  await write([
    put('d'),
    {
      Update: {
        TableName,
        Key: keyOf('a'),
        UpdateExpression: 'SET n = n + :one',
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
    { Delete: { TableName, Key: keyOf('b') } },
    { ConditionCheck: { TableName, Key: keyOf('c'), ConditionExpression: 'attribute_exists(pk)' } },
  ]);
  const { Responses } = await h.documents.send(
    new TransactGetCommand({
      TransactItems: ['a', 'b', 'c', 'd'].map((sk) => ({ Get: { TableName, Key: keyOf(sk) } })),
    }),
  );
  expect(Responses).toEqual([
    { Item: { ...keyOf('a'), n: 2 } },
    {},
    { Item: keyOf('c') },
    { Item: keyOf('d') },
  ]);
});

test('a transaction takes 100 items and no more, and each item once', async () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => put(i));
  await write(many(100));
  expect(await get(99)).toBeDefined();
  await expect(write(many(101))).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(write([put('x'), { Delete: { TableName, Key: { sk: 'x', pk: 'T#t' } } }])).rejects.toThrow(
    'multiple operations on one item',
  );
  const Get = { TableName, Key: keyOf(1) };
  const reads = h.documents.send(new TransactGetCommand({ TransactItems: [{ Get }, { Get }] }));
  await expect(reads).rejects.toThrow('multiple operations on one item');
  expect(await get('x')).toBeUndefined();
});

test('a transaction takes 4 MB and no more', async () => {
  const big = (n: number) => Array.from({ length: n }, (_, i) => put(i, { t: 'x'.repeat(390 * 1024) }));
  await expect(write(big(11))).rejects.toThrow('exceeds 4 MB');
  expect(await get(0)).toBeUndefined();
  await write(big(10));
});

test('an item that grows beyond 400 KB cancels its transaction', async () => {
  await write([put('big', { t: 'x'.repeat(390 * 1024) })]);
  const attempt = write([
    put('other'),
    {
      Update: {
        TableName,
        Key: keyOf('big'),
        UpdateExpression: 'SET u = :u',
        ExpressionAttributeValues: { ':u': 'x'.repeat(20 * 1024) },
      },
    },
  ]);
  await expect(attempt).rejects.toMatchObject({
    CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }],
  });
  expect(await get('other')).toBeUndefined();
});

const addOne: Actions = [
  {
    Update: {
      TableName,
      Key: keyOf('n'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': 1 },
    },
  },
];

test('a repeated token repeats the answer, not the change, also after a restart', async () => {
  await write(addOne, { ClientRequestToken: 'token' });
  const again = await write(addOne, { ClientRequestToken: 'token', ReturnConsumedCapacity: 'TOTAL' });
  expect(again.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, ReadCapacityUnits: 2 }]);
  h = await h.reopen();
  await write(addOne, { ClientRequestToken: 'token' });
  expect(await get('n')).toMatchObject({ n: 1 });
});

test('a token with another request is refused, and forgotten after ten minutes', async () => {
  await write(addOne, { ClientRequestToken: 'token' });
  await expect(write([put('other')], { ClientRequestToken: 'token' })).rejects.toMatchObject({
    name: 'IdempotentParameterMismatchException',
  });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60 * 1000 + 1 });
  await write([put('other')], { ClientRequestToken: 'token' });
  expect(await get('other')).toBeDefined();
});

test('a cancelled transaction leaves its token unused', async () => {
  const action = [{ ...put('x'), Put: { ...put('x').Put, ConditionExpression: 'attribute_exists(pk)' } }];
  const more = { ClientRequestToken: 'token' };
  await expect(write(action, more)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
  await write([put('x')]);
  await write(action, more);
});

test.each<[string, object]>([
  ['no action', {}],
  ['two actions in one entry', { ...put('x'), Delete: { TableName, Key: {} } }],
  ['an unknown action', { Upsert: {} }],
  ['a check without a condition', { ConditionCheck: { TableName, Key: { pk: { S: 'a' }, sk: { S: 'b' } } } }],
  ['a member of the single operation only', { Delete: { TableName, Key: {}, ReturnValues: 'ALL_OLD' } }],
])('%s is refused', async (_, entry) => {
  const attempt = h.send('TransactWriteItems', { TransactItems: [entry] });
  await expect(attempt).rejects.toMatchObject({ code: 'ValidationException' });
});
