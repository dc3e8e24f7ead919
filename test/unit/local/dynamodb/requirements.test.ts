import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, start } from './harness.ts';

const TableName = 'records';
const ARN = 'arn:aws:dynamodb:eu-central-1:123456789012:table/records';
let h: Harness;

beforeAll(async () => {
  h = await start();
  await h.createTable();
});
afterAll(() => h.end());

const S = (text: string) => ({ S: text });
const key = (pk: string, sk = '1') => ({ pk: S(pk), sk: S(sk) });
const leading = (operation: string, input: Record<string, unknown>) =>
  h.requirements(operation, { TableName, ...input }).map(({ context }) => context['dynamodb:leadingkeys']);
const refused = (operation: string, input: Record<string, unknown>) =>
  expect(() => h.requirements(operation, { TableName, ...input })).toThrow(
    expect.objectContaining({ code: 'ValidationException' }),
  );

describe('each operation needs its own action on its own resource', () => {
  const condition = { ConditionExpression: 'attribute_exists(pk)' };
  const set = { UpdateExpression: 'REMOVE a' };
  const stream = `${ARN}/stream/2026-01-01T00:00:00.000`;
  const iterator = Buffer.from(JSON.stringify({ arn: stream, after: null, issued: 0 })).toString('base64url');

  test.each<[string, Record<string, unknown>, [string, string, object][]]>([
    ['GetItem', { TableName, Key: key('a') }, [['GetItem', ARN, { leadingkeys: ['a'] }]]],
    [
      'PutItem',
      { TableName, Item: { ...key('a'), x: S('y') }, ReturnValues: 'ALL_OLD' },
      [['PutItem', ARN, { leadingkeys: ['a'], returnvalues: 'ALL_OLD' }]],
    ],
    [
      'UpdateItem',
      { TableName, Key: key('a'), ...set },
      [['UpdateItem', ARN, { leadingkeys: ['a'], returnvalues: 'NONE' }]],
    ],
    [
      'DeleteItem',
      { TableName, Key: key('a') },
      [['DeleteItem', ARN, { leadingkeys: ['a'], returnvalues: 'NONE' }]],
    ],
    [
      'Query',
      { TableName, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': S('a') } },
      [['Query', ARN, { leadingkeys: ['a'], select: 'ALL_ATTRIBUTES' }]],
    ],
    [
      'Query',
      {
        TableName,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :p',
        ExpressionAttributeValues: { ':p': S('g') },
        Select: 'COUNT',
        ReturnConsumedCapacity: 'TOTAL',
      },
      [
        [
          'Query',
          `${ARN}/index/gsi1`,
          { leadingkeys: ['g'], select: 'COUNT', returnconsumedcapacity: 'TOTAL' },
        ],
      ],
    ],
    ['Scan', { TableName, ProjectionExpression: 'sk' }, [['Scan', ARN, { select: 'SPECIFIC_ATTRIBUTES' }]]],
    [
      'Scan',
      { TableName, IndexName: 'gsi1' },
      [['Scan', `${ARN}/index/gsi1`, { select: 'ALL_PROJECTED_ATTRIBUTES' }]],
    ],
    [
      'BatchGetItem',
      { RequestItems: { [TableName]: { Keys: [key('a'), key('b')] } } },
      [['BatchGetItem', ARN, { leadingkeys: ['a', 'b'] }]],
    ],
    [
      'BatchWriteItem',
      {
        RequestItems: {
          [TableName]: [{ PutRequest: { Item: key('a') } }, { DeleteRequest: { Key: key('b') } }],
        },
      },
      [['BatchWriteItem', ARN, { leadingkeys: ['a', 'b'] }]],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName, Item: key('a') } },
          { Update: { TableName, Key: key('b'), ...set } },
          { Delete: { TableName, Key: key('c') } },
          { ConditionCheck: { TableName, Key: key('d'), ...condition } },
        ],
      },
      (['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'] as const).map((action, i) => [
        action,
        ARN,
        { leadingkeys: ['abcd'[i]], enclosingoperation: 'TransactWriteItems' },
      ]),
    ],
    [
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName, Key: key('a') } }] },
      [['GetItem', ARN, { leadingkeys: ['a'], enclosingoperation: 'TransactGetItems' }]],
    ],
    ['DescribeTable', { TableName }, [['DescribeTable', ARN, {}]]],
    ['CreateTable', { TableName: 'other' }, [['CreateTable', ARN.replace('records', 'other'), {}]]],
    ['DeleteTable', { TableName }, [['DeleteTable', ARN, {}]]],
    ['UpdateTimeToLive', { TableName }, [['UpdateTimeToLive', ARN, {}]]],
    ['DescribeTimeToLive', { TableName }, [['DescribeTimeToLive', ARN, {}]]],
    ['ListTables', {}, [['ListTables', '*', {}]]],
    ['ListStreams', { TableName }, [['ListStreams', '*', {}]]],
    ['DescribeStream', { StreamArn: stream }, [['DescribeStream', stream, {}]]],
    ['GetShardIterator', { StreamArn: stream }, [['GetShardIterator', stream, {}]]],
    ['GetRecords', { ShardIterator: iterator }, [['GetRecords', stream, {}]]],
  ])('%s %j', (operation, input, expected) => {
    expect(h.requirements(operation, input)).toEqual(
      expected.map(([action, resource, context]) => ({
        action: `dynamodb:${action}`,
        resource,
        context: Object.fromEntries(
          Object.entries(context).map(([name, value]) => [`dynamodb:${name}`, value]),
        ),
      })),
    );
  });

  test('a batch over two tables needs one permission for each', async () => {
    await h.createTable({ TableName: 'second' });
    const items = { Keys: [key('a')] };
    const needed = h.requirements('BatchGetItem', { RequestItems: { [TableName]: items, second: items } });
    expect(needed.map(({ resource }) => resource)).toEqual([ARN, ARN.replace('records', 'second')]);
  });

  test('PartiQL is not implemented', () => {
    for (const operation of ['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']) {
      expect(() => h.requirements(operation, { Statement: 'SELECT * FROM records' })).toThrow(
        expect.objectContaining({ status: 501 }),
      );
    }
  });
});

describe('the partition of a Query', () => {
  const values = { ':p': S('T#mine#1'), ':o': S('T#other#1'), ':s': S('x') };
  const used = (expression: string) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => expression.includes(name)));
  const query = (KeyConditionExpression: string, ExpressionAttributeNames?: object) => ({
    KeyConditionExpression,
    ExpressionAttributeValues: used(KeyConditionExpression),
    ...(ExpressionAttributeNames ? { ExpressionAttributeNames } : {}),
  });

  test.each<[string, object?]>([
    ['pk = :p'],
    ['pk=:p'],
    ['  pk\n=\t:p  '],
    [':p = pk'],
    ['(pk = :p)'],
    ['pk = :p AND sk = :s'],
    ['sk > :s and pk = :p'],
    ['pk = :p\nAND\nbegins_with ( sk , :s )'],
    ['(pk = :p) AND (sk BETWEEN :s AND :s)'],
    ['#k = :p AND #s < :s', { '#k': 'pk', '#s': 'sk' }],
    ['#sk = :p', { '#sk': 'pk' }],
    ['#AND = :p', { '#AND': 'pk' }],
    ['#pk = :s AND #sk = :p', { '#pk': 'sk', '#sk': 'pk' }],
  ])('%j %j is the value that it is compared with', (expression, names) => {
    expect(leading('Query', query(expression, names))).toEqual([['T#mine#1']]);
  });

  test.each<[string, object?]>([
    ['sk = :s'],
    ['pk = :p OR pk = :o'],
    ['pk = :p AND pk = :o'],
    ['pk IN (:p, :o)'],
    ['NOT pk = :p'],
    ['pk <> :p'],
    ['pk >= :p'],
    ['begins_with(pk, :p)'],
    ['pk BETWEEN :p AND :p'],
    ['pk = :p AND sk = :s AND other = :o'],
    ['pk = sk'],
    [':p = :p'],
    ['pk.a = :p'],
    ['attribute_exists(pk)'],
    ['contains(pk, :p)'],
    ['pk = :missing'],
    ['#missing = :p'],
    ['pk = :p -- AND sk = :s'],
    ['pk = :p; sk = :s'],
    [''],
    ['status = :p'],
    ['gsi1pk = :p'],
    ['#k = :p', { '#k': 'gsi1pk' }],
    ['pk = :p AND #k = :s', { '#k': 'pk' }],
  ])('%j %j does not fix one and is refused', (expression, names) => {
    refused('Query', query(expression, names));
  });

  test('of an index is the key of the index, not of the table', () => {
    expect(leading('Query', { IndexName: 'gsi1', ...query('gsi1pk = :p AND gsi1sk = :s') })).toEqual([
      ['T#mine#1'],
    ]);
    refused('Query', { IndexName: 'gsi1', ...query('pk = :p') });
    refused('Query', { IndexName: 'nope', ...query('pk = :p') });
    const named = { ...query('#s = :p', { '#s': 'status' }), IndexName: 'by-status' };
    expect(leading('Query', named)).toEqual([['T#mine#1']]);
  });

  test('is taken from the legacy conditions as well', () => {
    const eq = (text: string) => ({ ComparisonOperator: 'EQ', AttributeValueList: [S(text)] });
    expect(leading('Query', { KeyConditions: { sk: eq('x'), pk: eq('T#mine#1') } })).toEqual([['T#mine#1']]);
    refused('Query', { KeyConditions: { sk: eq('x') } });
    refused('Query', { KeyConditions: { pk: { ...eq('a'), ComparisonOperator: 'BEGINS_WITH' } } });
    refused('Query', { KeyConditions: { pk: eq('a') }, ...query('pk = :p') });
  });

  test('cannot be steered by unused or mistyped values', () => {
    const input = query('pk = :p');
    refused('Query', { ...input, ExpressionAttributeValues: { ...used('pk = :p'), ':o': S('T#other#1') } });
    refused('Query', { ...input, ExpressionAttributeValues: { ':p': { N: '5' } } });
    refused('Query', { ...input, ExpressionAttributeValues: { ':p': { S: 'a', N: '5' } } });
    refused('Query', { ...input, ExpressionAttributeValues: { ':p': {} } });
    expect(() =>
      h.requirements('Query', { TableName, ...input, ExpressionAttributeValues: { ':p': { S: ['a'] } } }),
    ).toThrow();
  });
});

describe('hostile values stay values', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      "' OR '1'='1",
      ':p',
      '#k',
      'x" AND pk = "T#other',
      'T#a\nAND pk = :o',
      'T#*',
      '\u0024{aws:PrincipalTag/tenant_id}',
      '\u0000',
      '"}],"x":[{"',
      'constructor',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  );

  test('a partition key is reported as it is, from every operation', () => {
    fc.assert(
      fc.property(hostile, (pk) => {
        const expected = [[pk]];
        expect(leading('GetItem', { Key: key(pk) })).toEqual(expected);
        expect(leading('PutItem', { Item: key(pk) })).toEqual(expected);
        const values = { ':p': S(pk), ':s': S('1') };
        const query = { KeyConditionExpression: 'sk = :s AND pk = :p', ExpressionAttributeValues: values };
        expect(leading('Query', query)).toEqual(expected);
        expect(
          h.requirements('TransactWriteItems', { TransactItems: [{ Put: { TableName, Item: key(pk) } }] })[0]
            ?.context['dynamodb:leadingkeys'],
        ).toEqual([pk]);
      }),
    );
  });

  test('what is authorized is what is read', async () => {
    await h.send('PutItem', { TableName, Item: key('T#mine') });
    await h.send('PutItem', { TableName, Item: key('T#other') });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('pk = :a', ':a = pk', '#p = :a', 'pk = :a AND sk = :s', 'sk = :s AND #p = :a'),
        fc.constantFrom('T#mine', 'T#other'),
        async (expression, pk) => {
          const input = {
            KeyConditionExpression: expression,
            ExpressionAttributeValues: {
              ':a': S(pk),
              ...(expression.includes(':s') ? { ':s': S('1') } : {}),
            },
            ...(expression.includes('#p') ? { ExpressionAttributeNames: { '#p': 'pk' } } : {}),
          };
          const { Items } = await h.send('Query', { TableName, ...input });
          expect(leading('Query', input)).toEqual([[pk]]);
          expect(Items).toEqual([key(pk)]);
        },
      ),
    );
  });

  test('a key that is missing, mistyped or accompanied is refused', () => {
    for (const Key of [
      { sk: S('1') },
      { pk: { N: '1' }, sk: S('1') },
      { ...key('a'), x: S('y') },
      { pk: S(''), sk: S('1') },
      {},
    ]) {
      refused('GetItem', { Key });
      refused('DeleteItem', { Key });
    }
    refused('PutItem', { Item: { sk: S('1') } });
    refused('GetItem', {});
  });

  test('where the table is unknown there are no leading keys', () => {
    const [needed] = h.requirements('GetItem', { TableName: 'unknown', Key: key('a') });
    expect(needed?.context).not.toHaveProperty('dynamodb:leadingkeys');
  });
});
