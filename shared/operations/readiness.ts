/** Does everything answer that the service depends on? Each dependency is asked what it answers fastest. */
import { lookUp } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { log, traceOf } from '../kernel/log.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';

export type Check = 'ok' | 'failed';

/** Longer than that, a dependency is as good as gone. */
const TIMEOUT_MS = 3_000;
/**
 * A public route must not be a lever: however often it is asked, the dependencies are asked this seldom. A failure is
 * forgotten sooner, so that what answers again is taken back into service.
 */
const KEPT_MS = { ready: 5_000, failed: 1_000 } as const;

let known: { until: number; readonly checks: Promise<Record<string, Check>> } | undefined;

export function readiness(): Promise<Record<string, Check>> {
  if (!known || known.until < Date.now()) {
    const asked = { until: Number.POSITIVE_INFINITY, checks: ask() };
    known = asked;
    void asked.checks.then((checks) => {
      const isReady = Object.values(checks).every((check) => check === 'ok');
      asked.until = Date.now() + (isReady ? KEPT_MS.ready : KEPT_MS.failed);
    });
  }
  return known.checks;
}

type Ask = (signal: AbortSignal) => Promise<unknown>;

/** All clients are loaded before the clock starts: a dependency's time is its own, not that of a cold start. */
const PROBES: Readonly<Record<string, () => Promise<Ask>>> = {
  table: async () => () => lookUp('SLUG', 'ready'),
  files,
  secrets,
  queues,
  pipeline,
};

async function ask(): Promise<Record<string, Check>> {
  const loading = Object.entries(PROBES).map(([name, probe]) => [name, probe()] as const);
  await Promise.allSettled(loading.map(([, probe]) => probe));
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const results = await Promise.all(
    loading.map(async ([name, probe]): Promise<[string, Check]> => {
      try {
        const answer = (await probe)(signal);
        await Promise.race([answer, late(signal)]);
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
async function files(): Promise<Ask> {
  const { HeadBucketCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client(config());
  const command = new HeadBucketCommand({ Bucket: environment('BUCKET_NAME') });
  return (abortSignal) =>
    client.send(command, { abortSignal }).catch((error: unknown) => {
      const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
      if ($metadata?.httpStatusCode !== 403) throw error;
    });
}

async function secrets(): Promise<Ask> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient(config());
  const command = new GetSecretValueCommand({ SecretId: environment('CURSOR_KEY_SECRET') });
  return (abortSignal) => client.send(command, { abortSignal });
}

async function queues(): Promise<Ask> {
  const { GetQueueUrlCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const client = new SQSClient(config());
  const commands = environment('QUEUE_NAMES')
    .split(' ')
    .map((QueueName) => new GetQueueUrlCommand({ QueueName }));
  return (abortSignal) => Promise.all(commands.map((command) => client.send(command, { abortSignal })));
}

async function pipeline(): Promise<Ask> {
  const { DescribeStateMachineCommand, SFNClient } = await import('@aws-sdk/client-sfn');
  const client = new SFNClient(config());
  const command = new DescribeStateMachineCommand({ stateMachineArn: environment('STATE_MACHINE_ARN') });
  return (abortSignal) => client.send(command, { abortSignal });
}
