/** Adds up a batch of access log lines, in one transaction that a second delivery of the batch does not repeat. */
import { gunzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { retryConflicts } from '../kernel/busy.ts';
import { environment } from '../kernel/environment.ts';
import { sha256 } from '../kernel/hash.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';
import { BUCKETS_MS, COUNTS_PARTITION } from './request-counts.ts';

const Batch = z.object({ logEvents: z.array(z.object({ message: z.string() })) });
/** The access log's own format (`lib/api-stack.ts`). */
const Line = z.object({ routeKey: z.string(), status: z.string(), latencyMs: z.string() });

type Counts = Map<string, number>;

/** Sums by route: `s200` for a status, `b100` for the smallest bucket that holds the time, `ms` and `n`. */
export function summed(lines: readonly string[]): Map<string, Counts> {
  const routes = new Map<string, Counts>();
  for (const line of lines) {
    const { success, data } = Line.safeParse(parsed(line));
    if (!success) continue;
    // What no route took has no name of its own, or anybody could fill the table with made-up ones.
    const route = data.routeKey === '-' ? 'none' : data.routeKey;
    const ms = Number(data.latencyMs);
    const counts: Counts = routes.get(route) ?? new Map();
    routes.set(route, counts);
    const add = (name: string, amount: number) => counts.set(name, (counts.get(name) ?? 0) + amount);
    add(`s${/^[1-5]\d\d$/.test(data.status) ? data.status : '0'}`, 1);
    if (!Number.isFinite(ms)) continue;
    const bucket = BUCKETS_MS.find((limit) => ms <= limit);
    if (bucket !== undefined) add(`b${bucket}`, 1);
    add('ms', ms);
    add('n', 1);
  }
  return routes;
}

let client: DynamoDBDocumentClient | undefined;

/** A transaction's limit; a batch of logs names fewer routes than that. */
const AT_ONCE = 100;

/** @param data a subscription's payload: gzip, in base64. @returns how many routes were counted */
export async function countRequests(data: string): Promise<number> {
  const { logEvents } = Batch.parse(JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString('utf8')));
  const routes = [...summed(logEvents.map(({ message }) => message))];
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: sharedRequestHandler() }));
  for (let start = 0; start < routes.length; start += AT_ONCE) {
    const part = routes.slice(start, start + AT_ONCE);
    const command = new TransactWriteCommand({
      ClientRequestToken: sha256(`${start} ${data}`).slice(0, 36),
      TransactItems: part.map(([route, counts]) => ({ Update: addition(route, counts) })),
    });
    await retryConflicts(async () => client?.send(command));
  }
  return routes.length;
}

const addition = (route: string, counts: Counts) => {
  const entries = [...counts];
  return {
    TableName: environment('TABLE_NAME'),
    Key: { pk: COUNTS_PARTITION, sk: route },
    UpdateExpression: `ADD ${entries.map((_, index) => `#${index} :${index}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, amount], index) => [`:${index}`, amount])),
  };
};

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
