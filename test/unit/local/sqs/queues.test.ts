import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Sqs } from '../../../../local/sqs/index.ts';
import { md5OfAttributes } from '../../../../local/sqs/message.ts';
import { newDir, open, queue } from './fixture.ts';

let sqs: Sqs;
let time = 1_800_000_000_000;
const pass = (seconds: number) => {
  time += seconds * 1000;
};
const bodies = async (arn: string, maxMessages = 10) =>
  (await sqs.receive(arn, { maxMessages })).map((message) => message.body);
const counts = (name: string) => sqs.describe().find((one) => one.name === name);

beforeEach(() => {
  sqs = open(newDir(), () => time);
  return () => sqs.close();
});

describe('a standard queue', () => {
  test('hides a received message until its visibility ends, then gives it again', async () => {
    const arn = await queue(sqs, 'q', { VisibilityTimeout: 10 });
    sqs.send(arn, 'a');
    const [first] = await sqs.receive(arn);
    expect(await bodies(arn)).toEqual([]);
    expect(counts('q')).toMatchObject({ visible: 0, inFlight: 1 });
    pass(10);
    const [second] = await sqs.receive(arn);
    expect(second?.attributes.ApproximateReceiveCount).toBe('2');
    expect(second?.attributes.ApproximateFirstReceiveTimestamp).toBe(String(time - 10_000));
    expect(second?.receiptHandle).not.toBe(first?.receiptHandle);
    sqs.delete(arn, first!.receiptHandle);
    expect(counts('q')).toMatchObject({ inFlight: 1 });
    sqs.delete(arn, second!.receiptHandle);
    expect(counts('q')).toMatchObject({ visible: 0, inFlight: 0, delayed: 0 });
  });

  test('changes visibility of what is in flight, to zero and to longer', async () => {
    const arn = await queue(sqs, 'q', { VisibilityTimeout: 10 });
    sqs.send(arn, 'a');
    const [first] = await sqs.receive(arn);
    sqs.changeVisibility(arn, first!.receiptHandle, 0);
    const [second] = await sqs.receive(arn);
    sqs.changeVisibility(arn, second!.receiptHandle, 100);
    pass(99);
    expect(await bodies(arn)).toEqual([]);
    pass(1);
    expect(await bodies(arn)).toEqual(['a']);
    expect(() => sqs.changeVisibility(arn, second!.receiptHandle, 5)).toThrow(
      expect.objectContaining({ name: 'MessageNotInflight' }),
    );
  });

  test('delays by queue and by message', async () => {
    const arn = await queue(sqs, 'q', { DelaySeconds: 5 });
    sqs.send(arn, 'default');
    sqs.send(arn, 'now', { delaySeconds: 0 });
    expect(counts('q')).toMatchObject({ visible: 1, delayed: 1 });
    expect(await bodies(arn)).toEqual(['now']);
    pass(5);
    expect(await bodies(arn)).toEqual(['default']);
  });

  test('forgets what is older than its retention', async () => {
    const arn = await queue(sqs, 'q', { MessageRetentionPeriod: 60 });
    sqs.send(arn, 'old');
    pass(61);
    sqs.send(arn, 'new');
    expect(await bodies(arn)).toEqual(['new']);
  });

  test('puts a message that was received too often into the dead-letter queue, and a move brings it back', async () => {
    const dead = await queue(sqs, 'dead');
    const redrive = { deadLetterTargetArn: dead, maxReceiveCount: '2' };
    const arn = await queue(sqs, 'q', { VisibilityTimeout: 1, RedrivePolicy: redrive });
    const { messageId } = sqs.send(arn, 'poison', {
      attributes: { a: { DataType: 'String', StringValue: 'x' } },
    });
    for (let i = 0; i < 2; i++) {
      expect(await bodies(arn)).toEqual(['poison']);
      pass(1);
    }
    expect(await bodies(arn)).toEqual([]);
    expect(counts('q')).toMatchObject({ visible: 0, dead: 1 });
    const [letter] = await sqs.receive(dead, { visibilityTimeout: 0 });
    expect(letter).toMatchObject({ messageId, messageAttributes: { a: { StringValue: 'x' } } });
    expect(letter?.attributes.DeadLetterQueueSourceArn).toBe(arn);
  });

  test('wakes a waiting receiver at once', async () => {
    const arn = await queue(sqs, 'q');
    const waiting = sqs.receive(arn, { waitSeconds: 20 });
    await new Promise((resolve) => setTimeout(resolve, 10));
    const begin = performance.now();
    sqs.send(arn, 'a');
    expect(await waiting).toHaveLength(1);
    expect(performance.now() - begin).toBeLessThan(100);
  });

  test('wakes a waiting receiver when a delay ends, and at its abort', async () => {
    const real = open(newDir());
    const arn = await queue(real, 'q');
    real.send(arn, 'a', { delaySeconds: 1 });
    const begin = performance.now();
    expect(await real.receive(arn, { waitSeconds: 20 })).toHaveLength(1);
    expect(performance.now() - begin).toBeGreaterThan(900);
    expect(performance.now() - begin).toBeLessThan(2000);
    const stop = new AbortController();
    const waiting = real.receive(arn, { waitSeconds: 20, signal: stop.signal });
    stop.abort();
    expect(await waiting).toEqual([]);
    real.close();
  });

  test('release gives back what a dead consumer held', async () => {
    const arn = await queue(sqs, 'q', { VisibilityTimeout: 300 });
    sqs.send(arn, 'a');
    await bodies(arn);
    sqs.release(arn);
    expect(await bodies(arn)).toEqual(['a']);
  });
});

describe('a FIFO queue', () => {
  const send = (arn: string, groupId: string, body: string) => sqs.send(arn, body, { groupId });

  test('gives a group in order, and nothing of it while a part is in flight', async () => {
    const arn = await queue(sqs, 'q.fifo', { FifoQueue: true, ContentBasedDeduplication: true });
    for (const body of ['a1', 'a2', 'a3']) send(arn, 'a', body);
    send(arn, 'b', 'b1');
    const first = await sqs.receive(arn, { maxMessages: 2 });
    expect(first.map((message) => message.body)).toEqual(['a1', 'a2']);
    expect(await bodies(arn)).toEqual(['b1']);
    sqs.delete(arn, first[0]!.receiptHandle);
    expect(await bodies(arn)).toEqual([]);
    sqs.changeVisibility(arn, first[1]!.receiptHandle, 0);
    expect(await bodies(arn)).toEqual(['a2', 'a3']);
  });

  test('answers a repeated message with the first one, for five minutes', async () => {
    const arn = await queue(sqs, 'q.fifo', { FifoQueue: true, ContentBasedDeduplication: true });
    const first = send(arn, 'a', 'same');
    expect(send(arn, 'b', 'same')).toEqual(first);
    pass(301);
    expect(send(arn, 'a', 'same').messageId).not.toBe(first.messageId);
    expect(await bodies(arn)).toEqual(['same', 'same']);
  });

  test('deduplicates within a group only where it is told so', async () => {
    const arn = await queue(sqs, 'q.fifo', { FifoQueue: 'true', DeduplicationScope: 'messageGroup' });
    sqs.send(arn, 'x', { groupId: 'a', deduplicationId: '1' });
    sqs.send(arn, 'x', { groupId: 'b', deduplicationId: '1' });
    sqs.send(arn, 'x', { groupId: 'b', deduplicationId: '1' });
    expect(await bodies(arn)).toHaveLength(2);
  });

  test('goes on with a group once its poison is a dead letter', async () => {
    const dead = await queue(sqs, 'dead.fifo', { FifoQueue: true });
    const RedrivePolicy = { deadLetterTargetArn: dead, maxReceiveCount: 1 };
    const properties = {
      FifoQueue: true,
      ContentBasedDeduplication: true,
      VisibilityTimeout: 1,
      RedrivePolicy,
    };
    const arn = await queue(sqs, 'q.fifo', properties);
    send(arn, 'a', 'poison');
    send(arn, 'a', 'good');
    expect(await bodies(arn, 1)).toEqual(['poison']);
    pass(1);
    expect(await bodies(arn)).toEqual(['good']);
    expect(await bodies(dead)).toEqual(['poison']);
  });

  test('asks for a group, for a deduplication id, and for no delay', async () => {
    const arn = await queue(sqs, 'q.fifo', { FifoQueue: true });
    expect(() => sqs.send(arn, 'a')).toThrow(/MessageGroupId/);
    expect(() => send(arn, 'a', 'a')).toThrow(/ContentBasedDeduplication/);
    expect(() => sqs.send(arn, 'a', { groupId: 'a', deduplicationId: '1', delaySeconds: 5 })).toThrow(
      /DelaySeconds/,
    );
    const standard = await queue(sqs, 'standard');
    expect(() => sqs.send(standard, 'a', { deduplicationId: '1' })).toThrow(/queue type/);
  });

  test('any interleaving of sends, receives and deletes keeps each group in order', async () => {
    const step = fc.oneof(
      fc.record({ send: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ receive: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ settle: fc.boolean() }),
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const name = `p${round++}.fifo`;
        const arn = await queue(sqs, name, { FifoQueue: true, ContentBasedDeduplication: true });
        const flying: { body: string; receiptHandle: string }[] = [];
        const done: string[] = [];
        let sent = 0;
        for (const one of steps) {
          if ('send' in one) send(arn, one.send, `${one.send}${String(sent++).padStart(3, '0')}`);
          else if ('receive' in one) flying.push(...(await sqs.receive(arn, { maxMessages: one.receive })));
          else {
            for (const message of flying.splice(0)) {
              if (one.settle) {
                sqs.delete(arn, message.receiptHandle);
                done.push(message.body);
              } else sqs.changeVisibility(arn, message.receiptHandle, 0);
            }
          }
        }
        for (const group of ['a', 'b', 'c']) {
          const seen = [...done, ...flying.map(({ body }) => body)].filter((body) => body.startsWith(group));
          expect(seen).toEqual([...seen].sort());
          expect(new Set(seen).size).toBe(seen.length);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('what was acknowledged survives SIGKILL, in flight or not', async () => {
  const dir = newDir();
  const child = fork(join(import.meta.dirname, 'crash-child.ts'), [dir]);
  const [acknowledged] = (await once(child, 'message')) as [number];
  child.kill('SIGKILL');
  await once(child, 'exit');
  const again = open(dir, () => Date.now() + 60_000);
  const arn = await queue(again, 'q', { VisibilityTimeout: 30 });
  const seen = new Set<string>();
  for (;;) {
    const messages = await again.receive(arn, { maxMessages: 10 });
    if (messages.length === 0) break;
    for (const message of messages) seen.add(message.body);
  }
  for (let i = 0; i < acknowledged; i++) expect(seen).toContain(String(i));
  again.close();
});

test('attributes have the digest that AWS gives them', () => {
  const timestamp = { StringValue: '1493147359900', DataType: 'Number' };
  expect(md5OfAttributes({ timestamp })).toBe('235c5c510d26fb653d073faed50ae77c');
});

test('deploying again keeps messages and takes new attributes', async () => {
  const arn = await queue(sqs, 'q', { VisibilityTimeout: 5 });
  sqs.send(arn, 'a');
  await queue(sqs, 'q', { VisibilityTimeout: 7 });
  expect(sqs.visibilityTimeout(arn)).toBe(7);
  expect(await bodies(arn)).toEqual(['a']);
});

test('wrong templates are refused by name', async () => {
  await expect(queue(sqs, 'q', { Delay: 3 })).rejects.toThrow('Delay is not supported');
  await expect(queue(sqs, 'q', { DelaySeconds: 901 })).rejects.toThrow('DelaySeconds');
  await expect(queue(sqs, 'q', { FifoQueue: true })).rejects.toThrow('no name of a FIFO queue');
});
