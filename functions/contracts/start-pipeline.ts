/** A contract's file arrived: starts one run for each version of it. Duplicate events start nothing. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { startRun } from '../../shared/contracts/start.ts';
import { systemActor } from '../../shared/kernel/actor.ts';
import { defineConsumer } from '../../shared/kernel/define.ts';
import { guard } from '../../shared/kernel/guard.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';

export const consumer = defineConsumer({
  queue: 'uploads',
  summary: 'Starts the pipeline for an uploaded contract',
  timeout: 30,
  uses: { tenant: ['write'], pipeline: true },
});

/** S3's event as EventBridge carries it. */
const ObjectCreated = z.object({
  id: z.string(),
  detail: z.object({
    object: z.object({ key: z.string(), 'version-id': z.string(), size: z.number() }),
  }),
});

const KEY = /^T\/([^/]+)\/contracts\/([^/]+)\/original$/;

export const handler = guard(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    try {
      const { id, detail } = ObjectCreated.parse(JSON.parse(record.body));
      const [, tenantId, contractId] = KEY.exec(decodeURIComponent(detail.object.key)) ?? [];
      if (!tenantId || !contractId) throw new Error('The event names no contract.');
      await startRun(systemActor(tenantId, 'upload', id), contractId, {
        version: detail.object['version-id'],
        size: detail.object.size,
      });
    } catch (error) {
      log.error('upload not taken', { failure: traceOf(error) });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
});
