/**
 * Moves money between accounts as fast as it can and reports each acknowledged transfer, until it is killed: by
 * its parent at any moment, or by itself just before a given write of a row.
 */
import { writeSync } from 'node:fs';
import { StatementSync } from 'node:sqlite';
import { openDynamoDb } from '../../../../local/dynamodb/index.ts';
import { ACCOUNT, callOf, REGION } from './harness.ts';

const [dir = '', round = '', fatalRow] = process.argv.slice(2);
if (fatalRow !== undefined) {
  let rows = 0;
  const run = StatementSync.prototype.run;
  StatementSync.prototype.run = function (this: StatementSync, ...values: unknown[]) {
    if (++rows === Number(fatalRow)) process.kill(process.pid, 'SIGKILL');
    return Reflect.apply(run, this, values);
  } as typeof run;
}

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
