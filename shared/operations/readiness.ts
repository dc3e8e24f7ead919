/** Does everything answer that the service depends on? Each dependency is asked what it answers fastest. */
import { lookUp } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { log, traceOf } from '../kernel/log.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';

export type Check = 'ok' | 'failed';

/** Longer than that, a dependency is as good as gone. */
const TIMEOUT_MS = 3_000;
/** A public route must not be a lever: however often it is asked, the dependencies are asked this seldom. */
const KEPT_MS = 5_000;

let known: { readonly until: number; readonly checks: Promise<Record<string, Check>> } | undefined;

export function readiness(): Promise<Record<string, Check>> {
  if (!known || known.until < Date.now()) known = { until: Date.now() + KEPT_MS, checks: ask() };
  return known.checks;
}

async function ask(): Promise<Record<string, Check>> {
  const probes: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
    table: () => lookUp('SLUG', 'ready'),
    files,
    secrets,
    queues,
    pipeline,
  };
  const results = await Promise.all(
    Object.entries(probes).map(async ([name, probe]): Promise<[string, Check]> => {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      try {
        await Promise.race([probe(signal), late(signal)]);
        return [name, 'ok'];
      } catch (error) {
        log.error('not ready', { dependency: name, failure: traceOf(error) });
        return [name, 'failed'];
      }
    }),
  );
  return Object.fromEntries(results);
}

const late = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );

const config = () => ({ requestHandler: sharedRequestHandler(), maxAttempts: 1 });

/**
 * "Forbidden" is a good answer: the bucket is there. To be allowed to ask would be to be allowed to list it, and with
 * it the files of every organization; IAM cannot tell the two apart.
 */
async function files(abortSignal: AbortSignal) {
  const { HeadBucketCommand, S3Client } = await import('@aws-sdk/client-s3');
  const command = new HeadBucketCommand({ Bucket: environment('BUCKET_NAME') });
  await new S3Client(config()).send(command, { abortSignal }).catch((error: unknown) => {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    if ($metadata?.httpStatusCode !== 403) throw error;
  });
}

async function secrets(abortSignal: AbortSignal) {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const command = new GetSecretValueCommand({ SecretId: environment('CURSOR_KEY_SECRET') });
  return new SecretsManagerClient(config()).send(command, { abortSignal });
}

async function queues(abortSignal: AbortSignal) {
  const { GetQueueUrlCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const client = new SQSClient(config());
  const names = environment('QUEUE_NAMES').split(' ');
  return Promise.all(
    names.map((QueueName) => client.send(new GetQueueUrlCommand({ QueueName }), { abortSignal })),
  );
}

async function pipeline(abortSignal: AbortSignal) {
  const { DescribeStateMachineCommand, SFNClient } = await import('@aws-sdk/client-sfn');
  const command = new DescribeStateMachineCommand({ stateMachineArn: environment('STATE_MACHINE_ARN') });
  return new SFNClient(config()).send(command, { abortSignal });
}
