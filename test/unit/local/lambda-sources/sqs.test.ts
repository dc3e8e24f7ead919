import { afterEach, describe, expect, test } from 'vitest';
import { queue } from '../sqs/fixture.ts';
import { close, map, newDir, open, type Record, type Setting } from './fixture.ts';

let setting: Setting;
afterEach(() => close(setting));

const status = () => setting.sqs.describe().find(({ name }) => name.startsWith('q'))!;

describe('a queue as event source', () => {
  test('a message reaches the function in milliseconds, in the shape of Lambda, and is deleted', async () => {
    const got: { record: Record; at: number }[] = [];
    setting = open((records) => {
      for (const record of records) got.push({ record, at: performance.now() });
    });
    const arn = await queue(setting.sqs, 'q');
    await map(setting.sources, arn);
    setting.sources.start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const sentAt = performance.now();
    const { messageId } = setting.sqs.send(arn, 'hello', {
      attributes: { kind: { DataType: 'String', StringValue: 'x' } },
    });
    await expect.poll(() => got.length, { interval: 5 }).toBe(1);
    expect(got[0]!.at - sentAt).toBeLessThan(100);
    expect(got[0]!.record).toEqual({
      messageId,
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: '123456789012',
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      },
      messageAttributes: {
        kind: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
      },
      md5OfBody: '5d41402abc4b2a76b9719d911017c592',
      md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventSource: 'aws:sqs',
      eventSourceARN: arn,
      awsRegion: 'eu-central-1',
    });
    await expect.poll(status).toMatchObject({ visible: 0, inFlight: 0 });
  });

  test('a failed batch comes again after its visibility timeout, at last as dead letter', async () => {
    const seen: string[] = [];
    setting = open((records) => {
      seen.push(...records.map((record) => record.body));
      throw new Error('broken');
    });
    const dead = await queue(setting.sqs, 'dead');
    const RedrivePolicy = { deadLetterTargetArn: dead, maxReceiveCount: 2 };
    const arn = await queue(setting.sqs, 'q', { VisibilityTimeout: 1, RedrivePolicy });
    await map(setting.sources, arn);
    setting.sources.start();
    setting.sqs.send(arn, 'a');
    await expect.poll(() => status().dead, { timeout: 5000 }).toBe(1);
    expect(seen).toEqual(['a', 'a']);
    expect(setting.sources.describe()).toMatchObject([
      { invocations: 2, failures: 2, lastError: 'Error: broken' },
    ]);
  });

  test.each([
    ['the reported items', (ids: string[]) => ({ batchItemFailures: [{ itemIdentifier: ids[1] }] }), 1],
    ['none without a report', () => null, 0],
    [
      'all where the report names an unknown item',
      () => ({ batchItemFailures: [{ itemIdentifier: 'x' }] }),
      3,
    ],
    ['all where the report is malformed', () => ({ batchItemFailures: [{ id: 'x' }] }), 3],
  ])('only what failed stays: %s', async (_what, report, staying) => {
    const batches: number[] = [];
    setting = open((records) => {
      batches.push(records.length);
      return report(records.map((record) => record.messageId));
    });
    const arn = await queue(setting.sqs, 'q', { VisibilityTimeout: 60 });
    await map(setting.sources, arn, { FunctionResponseTypes: ['ReportBatchItemFailures'] });
    for (const body of ['a', 'b', 'c']) setting.sqs.send(arn, body);
    setting.sources.start();
    await expect.poll(() => batches).toEqual([3]);
    await expect.poll(status).toMatchObject({ visible: 0, inFlight: staying });
  });

  test('a batching window collects messages up to the batch size', async () => {
    const batches: number[] = [];
    setting = open((records) => void batches.push(records.length));
    const arn = await queue(setting.sqs, 'q');
    const ScalingConfig = { MaximumConcurrency: 2 };
    await map(setting.sources, arn, { BatchSize: 15, MaximumBatchingWindowInSeconds: 1, ScalingConfig });
    for (let i = 0; i < 15; i++) setting.sqs.send(arn, String(i));
    setting.sources.start();
    await expect.poll(() => batches.reduce((a, b) => a + b, 0), { timeout: 3000 }).toBe(15);
    expect(batches.length).toBeLessThanOrEqual(2);
  });

  test('no more than MaximumConcurrency invocations run at once', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    setting = open(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 10));
      running--;
      done++;
    });
    const arn = await queue(setting.sqs, 'q');
    await map(setting.sources, arn, { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } });
    for (let i = 0; i < 8; i++) setting.sqs.send(arn, String(i));
    setting.sources.start();
    await expect.poll(() => done).toBe(8);
    expect(most).toBe(2);
  });

  test('what a filter leaves out is deleted unseen', async () => {
    const got: string[] = [];
    setting = open((records) => void got.push(...records.map((record) => record.body)));
    const arn = await queue(setting.sqs, 'q');
    const Pattern = JSON.stringify({ body: { kind: [{ prefix: 'case' }] } });
    await map(setting.sources, arn, { FilterCriteria: { Filters: [{ Pattern }] } });
    for (const body of ['{"kind":"case.new"}', '{"kind":"deal"}', 'no json']) setting.sqs.send(arn, body);
    setting.sources.start();
    await expect.poll(status).toMatchObject({ visible: 0, inFlight: 0 });
    expect(got).toEqual(['{"kind":"case.new"}']);
  });

  test('groups of a FIFO queue stay in order over failures', async () => {
    const got: string[] = [];
    let failing = true;
    setting = open((records) => {
      const bodies = records.map((record) => record.body);
      if (failing && bodies.includes('a2')) {
        failing = false;
        throw new Error('once');
      }
      got.push(...bodies);
    });
    const arn = await queue(setting.sqs, 'q.fifo', {
      FifoQueue: true,
      ContentBasedDeduplication: true,
      VisibilityTimeout: 1,
    });
    await map(setting.sources, arn, { BatchSize: 1 });
    for (const body of ['a1', 'a2', 'a3', 'b1']) setting.sqs.send(arn, body, { groupId: body[0]! });
    setting.sources.start();
    await expect.poll(() => got.length, { timeout: 5000 }).toBe(4);
    expect(got.filter((body) => body.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  });

  test('what a dead process held in flight is seen again at once', async () => {
    const got: string[] = [];
    setting = open((records) => void got.push(...records.map((record) => record.body)));
    const arn = await queue(setting.sqs, 'q', { VisibilityTimeout: 900 });
    setting.sqs.send(arn, 'a');
    await setting.sqs.receive(arn);
    await map(setting.sources, arn);
    setting.sources.start();
    await expect.poll(() => got).toEqual(['a']);
  });

  test('a disabled mapping and a stopped one take nothing', async () => {
    const got: string[] = [];
    setting = open((records) => void got.push(...records.map((record) => record.body)), { dir: newDir() });
    const arn = await queue(setting.sqs, 'q');
    await map(setting.sources, arn, { Enabled: false });
    setting.sources.start();
    setting.sqs.send(arn, 'a');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(got).toEqual([]);
    await map(setting.sources, arn);
    await expect.poll(() => got).toEqual(['a']);
    await setting.sources.stop();
    setting.sqs.send(arn, 'b');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(status()).toMatchObject({ visible: 1 });
    setting.sources.start();
    await expect.poll(() => got).toEqual(['a', 'b']);
  });

  test('wrong mappings are refused by name', async () => {
    setting = open(() => null);
    const arn = await queue(setting.sqs, 'q');
    const refused = (properties: object) => expect(map(setting.sources, arn, properties)).rejects;
    await refused({ BatchSize: 11 }).toThrow('MaximumBatchingWindowInSeconds');
    await refused({ StartingPosition: 'LATEST' }).toThrow('StartingPosition is not supported');
    await refused({ FunctionResponseTypes: ['Other'] }).toThrow('ReportBatchItemFailures');
    await refused({ ScalingConfig: { MaximumConcurrency: 1 } }).toThrow('MaximumConcurrency');
    await refused({ EventSourceArn: 'arn:aws:kinesis:eu-central-1:1:stream/s' }).toThrow('neither a queue');
  });
});
