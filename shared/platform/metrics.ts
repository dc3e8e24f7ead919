/** The whole fleet in figures (OPS-09): sums that the change stream maintains, counts of requests, depths of queues. */
import * as z from 'zod';
import { environment } from '../kernel/environment.ts';
import { log } from '../kernel/log.ts';
import type { Item } from '../kernel/records.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';
import { now } from '../kernel/time.ts';
import { readCounts } from '../operations/metrics-text.ts';
import { SETUP_STEPS } from '../organizations/setup.ts';
import { RUN_SECONDS } from './figures.ts';
import { COUNTS_PARTITION } from './keys.ts';
import { count, queryPlatform } from './store.ts';

const number = z.number().int();
const by = z.record(z.string(), number);

export const FleetMetricsBody = z.object({
  organizations: z.object({
    total: number,
    founded: number.meta({ description: 'Ever, those that are gone included' }),
    deleted: number,
    by_status: by,
    by_plan: by,
    by_blueprint: by,
  }),
  funnel: z.array(z.object({ step: z.string(), count: number })).meta({
    description: 'From asking for an account to a team at work; each step counts everybody who ever took it',
  }),
  provisioning: z.object({
    by_status: by,
    seconds_average: z.number().nullable(),
    within: z
      .array(z.object({ seconds: number, count: number }))
      .meta({ description: 'How many attempts were over within so many seconds, of those that succeeded' }),
  }),
  queues: z.array(
    z.object({
      name: z.string(),
      dead: z
        .boolean()
        .meta({ description: 'Holds what could not be handled: anything in it needs somebody' }),
      waiting: number.nullable().meta({ description: 'Null where it could not be asked' }),
      in_flight: number.nullable(),
    }),
  ),
  measured_at: z.string(),
});

/** Steps by our own routes; who signs up on the managed page is counted from where the organization is founded. */
const REQUESTS = [
  ['registered', 'POST /api/v1/auth/register'],
  ['verified', 'POST /api/v1/auth/verify-email'],
] as const;

export async function fleetMetrics(): Promise<z.output<typeof FleetMetricsBody>> {
  const [sums, requests, queues] = await Promise.all([readSums(), readCounts(), depths()]);
  const succeeded = sums('runs#succeeded');
  let below = 0;
  return {
    organizations: {
      total: sums('organizations'),
      founded: sums('founded'),
      deleted: sums('deleted'),
      by_status: sums.by('status#'),
      by_plan: sums.by('plan#'),
      by_blueprint: sums.by('blueprint#'),
    },
    funnel: [
      ...REQUESTS.map(([step, route]) => ({ step, count: answeredWell(requests, route) })),
      { step: 'founded', count: sums('founded') },
      ...SETUP_STEPS.map((step) => ({ step, count: sums(`setup#${step}`) })),
    ],
    provisioning: {
      by_status: sums.by('runs#'),
      seconds_average: succeeded > 0 ? Math.round((sums('runs_seconds') / succeeded) * 10) / 10 : null,
      within: RUN_SECONDS.map((seconds) => {
        below += sums(`within#${seconds}`);
        return { seconds, count: below };
      }),
    },
    queues,
    measured_at: now(),
  };
}

async function readSums() {
  const { items } = await queryPlatform({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': COUNTS_PARTITION },
  });
  const all = new Map<string, number>();
  for (const { pk: _, sk: __, ...amounts } of items)
    for (const [name, amount] of Object.entries(amounts)) all.set(name, (all.get(name) ?? 0) + count(amount));
  // What is still on its way never shows as less than nothing.
  const sum = (name: string) => Math.max(0, all.get(name) ?? 0);
  const byPrefix = (prefix: string) =>
    Object.fromEntries(
      [...all]
        .filter(([name, amount]) => name.startsWith(prefix) && amount > 0)
        .map(([name, amount]) => [name.slice(prefix.length), amount] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return Object.assign(sum, { by: byPrefix });
}

const answeredWell = (requests: readonly Item[], route: string): number =>
  Object.entries(requests.find(({ sk }) => sk === route) ?? {})
    .filter(([name]) => /^s2\d\d$/.test(name))
    .reduce((total, [, amount]) => total + count(amount), 0);

const TIMEOUT_MS = 3_000;

/** All queues side by side; one that does not answer takes none of the others along. */
async function depths() {
  const { GetQueueAttributesCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const client = new SQSClient({
    requestHandler: sharedRequestHandler(),
    maxAttempts: 1,
    useQueueUrlAsEndpoint: false,
  });
  const prefix = `gangway-${environment('STAGE')}-`;
  return Promise.all(
    environment('DEPTH_QUEUES')
      .split(' ')
      .map(async (url) => {
        const full = url.slice(url.lastIndexOf('/') + 1);
        const shown = {
          name: full.replace(prefix, '').replace(/\.fifo$/, ''),
          dead: /-dead(\.fifo)?$/.test(full),
        };
        try {
          const { Attributes = {} } = await client.send(
            new GetQueueAttributesCommand({
              QueueUrl: url,
              AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
            }),
            { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
          );
          return {
            ...shown,
            waiting: Number(Attributes.ApproximateNumberOfMessages),
            in_flight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
          };
        } catch (error) {
          log.warn('queue not asked', { queue: full, reason: (error as Error).name });
          return { ...shown, waiting: null, in_flight: null };
        }
      }),
  );
}
