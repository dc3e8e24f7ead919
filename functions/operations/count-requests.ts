/**
 * Counts requests from the API's access log: no request waits for it, none is left out, and however many containers
 * serve the API, there is one count (OPS-03, OPS-06).
 */
import type { CloudWatchLogsEvent } from 'aws-lambda';
import { defineSubscriber } from '../../shared/kernel/define.ts';
import { guard } from '../../shared/kernel/guard.ts';
import { log } from '../../shared/kernel/log.ts';
import { countRequests } from '../../shared/operations/count-requests.ts';

export const subscriber = defineSubscriber({
  log: 'access',
  summary: 'Counts the requests of the access log',
  timeout: 30,
  uses: { metrics: 'write' },
});

export const handler = guard(async (event: CloudWatchLogsEvent): Promise<void> => {
  const counted = await countRequests(event.awslogs.data);
  log.debug('counted', { requests: counted });
});
