/** An execution ended badly: its contract keeps the reason, and can be processed again. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { recordFailure } from '../../shared/contracts/failure.ts';
import { systemActor } from '../../shared/kernel/actor.ts';
import { defineConsumer } from '../../shared/kernel/define.ts';
import { guard } from '../../shared/kernel/guard.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';

export const consumer = defineConsumer({
  queue: 'failures',
  summary: 'Records why a run of the pipeline failed',
  timeout: 30,
  uses: { tenant: ['write'] },
});

/** "Step Functions Execution Status Change" as EventBridge carries it. */
const StatusChange = z.object({
  id: z.string(),
  detail: z.object({
    executionArn: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    input: z.string(),
    error: z.string().nullish(),
    cause: z.string().nullish(),
  }),
});
const Input = z.object({ tenant_id: z.string(), contract_id: z.string(), run: z.number() });

export const handler = guard(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    try {
      const { id, detail } = StatusChange.parse(JSON.parse(record.body));
      const input = Input.parse(JSON.parse(detail.input));
      await recordFailure(systemActor(input.tenant_id, 'failures', id), input, {
        status: detail.status,
        error: detail.error ?? undefined,
        cause: detail.cause ?? undefined,
      });
    } catch (error) {
      log.error('failure not recorded', { failure: traceOf(error) });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
});
