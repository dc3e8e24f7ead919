/** Moves money between accounts as fast as it can and reports each acknowledged transfer, until it is killed. */
import { writeSync } from 'node:fs';
import { openDynamoDb } from '../../../../local/dynamodb/index.ts';
import { ACCOUNT, callOf, REGION } from './harness.ts';

const [dir = '', round = ''] = process.argv.slice(2);
const db = await openDynamoDb({ dir, account: ACCOUNT, region: REGION });

const add = (sk: number, n: number) => ({
  Update: {
    TableName: 'records',
    Key: { pk: { S: 'account' }, sk: { S: String(sk) } },
    UpdateExpression: 'ADD balance :n',
    ExpressionAttributeValues: { ':n': { N: String(n) } },
  },
});

for (let i = 0; ; i++) {
  const Item = {
    pk: { S: 'transfer' },
    sk: { S: `${round}-${i}` },
    gsi1pk: { S: 'all' },
    gsi1sk: { S: 'x' },
  };
  const TransactItems = [add(i % 5, -1), add((i + 1) % 5, 1), { Put: { TableName: 'records', Item } }];
  await db.handle(callOf('TransactWriteItems', { TransactItems, ClientRequestToken: `${round}-${i}` }));
  writeSync(1, `${round}-${i}\n`);
}
