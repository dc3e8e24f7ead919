import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { openDynamoDb } from '../../../../local/dynamodb/index.ts';
import { ACCOUNT, type Harness, REGION, start } from './harness.ts';

const TableName = 'records';

/**
 * Runs the child until it is dead and gives what it had acknowledged.
 * @param fatalRow the row before which it kills itself; without one it is killed from outside after a while
 */
async function runToDeath(dir: string, round: number, fatalRow?: number): Promise<string[]> {
  const script = join(import.meta.dirname, 'crash-child.ts');
  const parameters = [script, dir, String(round), ...(fatalRow === undefined ? [] : [String(fatalRow)])];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (fatalRow === undefined && output.split('\n').length > 200) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return output.split('\n').filter((line) => line.length > 0);
}

async function all(
  h: Harness,
  input: Omit<QueryCommandInput, 'TableName'>,
): Promise<Record<string, unknown>[]> {
  const { Items = [], LastEvaluatedKey } = await h.documents.send(new QueryCommand({ TableName, ...input }));
  expect(LastEvaluatedKey).toBeUndefined();
  return Items;
}

test('after kill -9 no transaction is half done, and what was acknowledged is there with its records', async () => {
  let h = await start();
  await h.createTable();
  const { dir } = h;
  const acknowledged: string[] = [];
  // A transfer writes eight rows: three items, an index entry, three change records and a token.
  const deaths = [undefined, ...Array.from({ length: 8 }, (_, i) => 41 + i)];
  for (const [round, fatalRow] of deaths.entries()) {
    await h.close();
    acknowledged.push(...(await runToDeath(dir, round, fatalRow)));
    h = await start(dir);
    const accounts = await all(h, {
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': 'account' },
    });
    expect(accounts).toHaveLength(5);
    expect(accounts.reduce((sum, { balance }) => sum + (balance as number), 0)).toBe(0);

    const byKey = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': 'transfer' } };
    const transfers = (await all(h, byKey)).map(({ sk }) => sk);
    expect(transfers).toEqual(expect.arrayContaining(acknowledged));
    // At most one transfer a round was made and not yet reported.
    expect(transfers.length).toBeLessThanOrEqual(acknowledged.length + round + 1);

    const byIndex = {
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :g',
      ExpressionAttributeValues: { ':g': 'all' },
    };
    expect((await all(h, byIndex)).map(({ sk }) => sk)).toEqual(transfers);

    const records = h.db.readStream(TableName, null, 100_000);
    const told = records.filter(({ dynamodb }) => (dynamodb.Keys.pk as { S: string }).S === 'transfer');
    expect(told.map(({ dynamodb }) => (dynamodb.Keys.sk as { S: string }).S).sort()).toEqual(transfers);
    expect(records).toHaveLength(3 * transfers.length);
  }
  await h.end();
}, 60_000);

test('a second process is refused while the data is open', async () => {
  const h = await start();
  await h.createTable();
  await expect(openDynamoDb({ dir: h.dir, account: ACCOUNT, region: REGION })).rejects.toThrow(
    'another process',
  );
  await h.end();
});
