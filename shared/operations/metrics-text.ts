/** The counts as Prometheus reads them: text format 0.0.4. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { environment } from '../kernel/environment.ts';
import type { Item } from '../kernel/records.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';
import { BUCKETS_MS, COUNTS_PARTITION } from './request-counts.ts';

let client: DynamoDBDocumentClient | undefined;

/** One item for each route: one round trip. */
export async function readCounts(): Promise<readonly Item[]> {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: sharedRequestHandler() }));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: environment('TABLE_NAME'),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': COUNTS_PARTITION },
    }),
  );
  return Items;
}

const REQUESTS = 'gangway_http_requests_total';
const DURATION = 'gangway_http_request_duration_seconds';

export function metricsText(routes: readonly Item[]): string {
  const statuses = routes.flatMap((item) =>
    Object.entries(item)
      .filter(([name]) => /^s\d+$/.test(name))
      .map(([name, count]) => `${REQUESTS}{route="${label(item)}",status="${name.slice(1)}"} ${count}`),
  );
  return [
    `# HELP ${REQUESTS} Requests answered, by route and status.`,
    `# TYPE ${REQUESTS} counter`,
    ...statuses,
    `# HELP ${DURATION} Time until the answer, by route.`,
    `# TYPE ${DURATION} histogram`,
    ...routes.flatMap(histogram),
    '',
  ].join('\n');
}

function histogram(item: Item): string[] {
  const route = label(item);
  const total = Number(item.n ?? 0);
  let below = 0;
  return [
    ...BUCKETS_MS.map((limit) => {
      below += Number(item[`b${limit}`] ?? 0);
      return `${DURATION}_bucket{route="${route}",le="${limit / 1000}"} ${below}`;
    }),
    `${DURATION}_bucket{route="${route}",le="+Inf"} ${total}`,
    `${DURATION}_sum{route="${route}"} ${Number(item.ms ?? 0) / 1000}`,
    `${DURATION}_count{route="${route}"} ${total}`,
  ];
}

const label = ({ sk }: Item) =>
  String(sk).replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));
