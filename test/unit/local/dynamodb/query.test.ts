import {
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareNumbers } from '../../../../local/dynamodb/conditions.ts';
import { type Harness, start } from './harness.ts';

const TableName = 'records';
let h: Harness;

beforeAll(async () => {
  h = await start();
  await h.createTable();
});
afterAll(() => h.end());

type Item = Record<string, unknown>;
const put = (Item: Item) => h.documents.send(new PutCommand({ TableName, Item }));
const query = (input: Partial<QueryCommandInput>) =>
  h.documents.send(new QueryCommand({ TableName, ...input }));
const scan = (input: Partial<ScanCommandInput>) => h.documents.send(new ScanCommand({ TableName, ...input }));

/** Every item of a read, page by page. */
async function all(read: typeof query, input: Partial<QueryCommandInput>): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await read({ ...input, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) });
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

describe('key conditions', () => {
  const sks = ['a', 'ab', 'abc', 'b', 'ü', '😀'];
  const byKey = async (condition: string, values: Item, more: Partial<QueryCommandInput> = {}) => {
    const { Items } = await query({
      KeyConditionExpression: `pk = :pk AND ${condition}`,
      ExpressionAttributeValues: { ':pk': 'T#keys', ...values },
      ...more,
    });
    return Items?.map(({ sk }) => sk);
  };
  beforeAll(async () => {
    for (const sk of sks.toReversed()) await put({ pk: 'T#keys', sk });
    await put({ pk: 'T#keys2', sk: 'a' });
  });

  test.each<[string, Item, string[]]>([
    ['sk = :a', { ':a': 'ab' }, ['ab']],
    ['sk < :a', { ':a': 'ab' }, ['a']],
    ['sk <= :a', { ':a': 'ab' }, ['a', 'ab']],
    ['sk > :a', { ':a': 'abc' }, ['b', 'ü', '😀']],
    ['sk >= :a', { ':a': 'b' }, ['b', 'ü', '😀']],
    ['begins_with(sk, :a)', { ':a': 'ab' }, ['ab', 'abc']],
    ['sk BETWEEN :a AND :b', { ':a': 'ab', ':b': 'b' }, ['ab', 'abc', 'b']],
  ])('%s %j', async (condition, values, expected) => {
    expect(await byKey(condition, values)).toEqual(expected);
    expect(await byKey(condition, values, { ScanIndexForward: false })).toEqual(expected.toReversed());
  });

  test('pages of one item each give every item once, in both directions', async () => {
    const input = {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'T#keys' },
      Limit: 1,
    };
    expect((await all(query, input)).map(({ sk }) => sk)).toEqual(sks);
    const backwards = await all(query, { ...input, ScanIndexForward: false });
    expect(backwards.map(({ sk }) => sk)).toEqual(sks.toReversed());
  });

  test('a start key outside the queried partition is refused', async () => {
    const attempt = query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'T#keys' },
      ExclusiveStartKey: { pk: 'T#keys2', sk: 'a' },
    });
    await expect(attempt).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('a filter counts what it scanned and what it kept', async () => {
    const page = await query({
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'attribute_exists(nothing)',
      ExpressionAttributeValues: { ':pk': 'T#keys' },
    });
    expect(page).toMatchObject({ Count: 0, ScannedCount: sks.length });
  });
});

describe('indexes', () => {
  // So many that some pairs share dynalite's 24-bit entry hash.
  const N = 12_000;
  beforeAll(async () => {
    for (let first = 0; first < N; first += 25) {
      const Items = Array.from({ length: 25 }, (_, i) => ({
        PutRequest: {
          Item: { pk: { S: `T#${first + i}` }, sk: { S: 'x' }, gsi1pk: { S: 'same' }, gsi1sk: { S: 'same' } },
        },
      }));
      await h.send('BatchWriteItem', { RequestItems: { [TableName]: Items } });
    }
  });

  test('items with equal index keys are all found, once each, across pages', async () => {
    const input = {
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :g',
      ExpressionAttributeValues: { ':g': 'same' },
      Limit: 1_100,
    };
    for (const ScanIndexForward of [true, false]) {
      const keys = (await all(query, { ...input, ScanIndexForward })).map(({ pk }) => pk);
      expect(keys).toHaveLength(N);
      expect(new Set(keys).size).toBe(N);
    }
  });

  test('a scan of an index sees its items only, in segments that add up', async () => {
    const counts = await Promise.all(
      [0, 1, 2].map(async (Segment) => {
        let count = 0;
        let ExclusiveStartKey: Item | undefined;
        do {
          const input = {
            TotalSegments: 3,
            Segment,
            Limit: 900,
            ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
          };
          const page = await scan(input);
          count += page.Items?.filter(({ gsi1pk }) => gsi1pk === 'same').length ?? 0;
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        return count;
      }),
    );
    expect(counts.reduce((sum, n) => sum + n)).toBe(N);
    expect((await scan({ IndexName: 'gsi1', Select: 'COUNT' })).Count).toBe(N);
  });

  test('an index follows its items: in, moved, out', async () => {
    const find = async (g: string) => {
      const page = await query({
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :g',
        ExpressionAttributeValues: { ':g': g },
      });
      return page.Items;
    };
    const item = { pk: 'T#moving', sk: '1' };
    await put({ ...item, gsi1pk: 'one', gsi1sk: '1' });
    expect(await find('one')).toHaveLength(1);
    await put({ ...item, gsi1pk: 'two', gsi1sk: '1' });
    expect(await find('one')).toEqual([]);
    expect(await find('two')).toHaveLength(1);
    await put({ ...item, gsi1pk: 'two' });
    expect(await find('two')).toEqual([]);
  });

  test('an index gives what it projects and no more', async () => {
    await put({ pk: 'T#p', sk: '1', status: 'open', secret: 'x' });
    const byStatus = {
      IndexName: 'by-status',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': 'open' },
    };
    expect((await query(byStatus)).Items).toEqual([{ pk: 'T#p', sk: '1', status: 'open' }]);
    await expect(query({ ...byStatus, Select: 'ALL_ATTRIBUTES' })).rejects.toThrow(
      'ALL_ATTRIBUTES is not supported',
    );
    await expect(query({ ...byStatus, ConsistentRead: true })).rejects.toThrow(
      'Consistent reads are not supported',
    );
    await expect(query({ ...byStatus, IndexName: 'nope' })).rejects.toThrow(
      'does not have the specified index',
    );
  });
});

describe('a local index', () => {
  const byDate = {
    TableName: 'local',
    IndexName: 'by-date',
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': 'p' },
    ConsistentRead: true,
    ReturnConsumedCapacity: 'INDEXES' as const,
  };
  beforeAll(async () => {
    await h.createTable({
      TableName: 'local',
      AttributeDefinitions: ['pk', 'sk', 'day'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      GlobalSecondaryIndexes: undefined,
      LocalSecondaryIndexes: [
        {
          IndexName: 'by-date',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'day', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
    for (const [sk, day] of ['b', 'a', 'c'].entries()) {
      const Item = { pk: 'p', sk: String(sk), day, t: 'x'.repeat(5000) };
      await h.documents.send(new PutCommand({ TableName: 'local', Item }));
    }
  });

  test('sorts by its own key, also consistently, and costs what it carries', async () => {
    const page = await query(byDate);
    expect(page.Items).toEqual([
      { pk: 'p', sk: '1', day: 'a' },
      { pk: 'p', sk: '0', day: 'b' },
      { pk: 'p', sk: '2', day: 'c' },
    ]);
    expect(page.ConsumedCapacity).toMatchObject({
      CapacityUnits: 1,
      Table: { CapacityUnits: 0 },
      LocalSecondaryIndexes: { 'by-date': { CapacityUnits: 1 } },
    });
  });

  test.each([{ Select: 'ALL_ATTRIBUTES' as const }, { ProjectionExpression: 't' }])(
    'fetches what it does not carry, at the price of the items: %j',
    async (more) => {
      const page = await query({ ...byDate, ...more });
      expect(page.Items?.every(({ t }) => (t as string).length === 5000)).toBe(true);
      expect(page.ConsumedCapacity).toMatchObject({ CapacityUnits: 1 + 3 * 2, Table: { CapacityUnits: 6 } });
    },
  );

  test('its collection metrics are refused rather than left out', async () => {
    const input = {
      TableName: 'local',
      Item: { pk: { S: 'p' }, sk: { S: '9' } },
      ReturnItemCollectionMetrics: 'SIZE',
    };
    await expect(h.send('PutItem', input)).rejects.toMatchObject({ code: 'NotImplemented' });
    await h.send('PutItem', { ...input, TableName });
  });
});

test.each<Partial<QueryCommandInput>>([
  { Select: 'SPECIFIC_ATTRIBUTES' },
  { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'sk' },
  { Select: 'ALL_PROJECTED_ATTRIBUTES' },
])('Select and projection must agree: %j', async (more) => {
  const input = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'T#keys' } };
  await expect(query({ ...input, ...more })).rejects.toMatchObject({ name: 'ValidationException' });
});

test('a page ends with the item that reaches one megabyte', async () => {
  for (let i = 0; i < 8; i++) await put({ pk: 'T#big', sk: String(i), t: 'ü'.repeat(100_000) });
  const input = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'T#big' } };
  const page = await query(input);
  expect(page.Items).toHaveLength(6);
  expect(page.LastEvaluatedKey).toEqual({ pk: 'T#big', sk: '5' });
  expect(await all(query, input)).toHaveLength(8);
});

test('numbers sort by value, whatever their signs and magnitudes', async () => {
  await h.createTable({
    TableName: 'numbers',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'n', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'n', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: undefined,
  });
  const number = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -6, max: 6 }));
  const text = number.map(([mantissa, exponent]) => Number(`${mantissa}e${exponent}`).toFixed(6));
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(text, { minLength: 2, maxLength: 12, selector: Number }),
      async (numbers) => {
        const pk = { S: `run${run++}` };
        for (const n of numbers) await h.send('PutItem', { TableName: 'numbers', Item: { pk, n: { N: n } } });
        const page = (await h.send('Query', {
          TableName: 'numbers',
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
        })) as unknown as { Items: { n: { N: string } }[] };
        expect(page.Items.map((item) => Number(item.n.N))).toEqual(numbers.map(Number).sort((a, b) => a - b));
      },
    ),
    { numRuns: 40 },
  );
});

test('numbers compare exactly, beyond the precision of a double', () => {
  expect(compareNumbers('12345678901234567890.1', '12345678901234567890.2')).toBe(-1);
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.integer({ min: 0, max: 9 }), (a, b, digit) => {
      expect(compareNumbers(String(a), String(b))).toBe(Math.sign(a - b));
      expect(compareNumbers(`${a}.${digit}`, String(a))).toBe(
        digit === 0 ? 0 : Object.is(a, 0) || a > 0 ? 1 : -1,
      );
    }),
  );
});
