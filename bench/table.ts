/** The table itself, past the gateway: no permission is asked, and nothing stands in the log of calls. */
import { ulid } from 'ulid';
import type { System } from './system.ts';

const BATCH = 25;

function operation(system: System, name: string, input: Record<string, unknown>) {
  const principal = { roleArn: '', roleName: 'bench', arn: '', account: '000000000000', tags: {} };
  return system.dynamodb
    .handle({
      service: 'dynamodb',
      operation: name,
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
      input,
      principal,
      requestId: ulid(),
    })
    .then(({ body }) => JSON.parse(String(body)) as Record<string, unknown>);
}

/** All pages of a Scan: a filter is applied to each page's megabyte, so that one page may well have nothing. */
export async function scanAll(system: System, input: Record<string, unknown>): Promise<unknown[]> {
  const items: unknown[] = [];
  let last: unknown;
  do {
    const page = await operation(system, 'Scan', {
      ...input,
      ...(last !== undefined && { ExclusiveStartKey: last }),
    });
    items.push(...(page.Items as unknown[]));
    last = page.LastEvaluatedKey;
  } while (last !== undefined);
  return items;
}

/** Writes items as they are, in DynamoDB's JSON. */
export async function putAll(system: System, table: string, items: readonly object[]): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH) {
    const requests = items.slice(start, start + BATCH).map((Item) => ({ PutRequest: { Item } }));
    await operation(system, 'BatchWriteItem', { RequestItems: { [table]: requests } });
  }
}

/** The one table: what permissions on tables have been used for. */
export function tableOf(system: System): string {
  const name = system.principals
    .usage()
    .flatMap(({ allowed }) => allowed)
    .map(({ resource }) => /:table\/([^/]+)$/.exec(resource)?.[1])
    .find(Boolean);
  if (!name) throw new Error('Nothing has used the table yet.');
  return name;
}
