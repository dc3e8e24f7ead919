import { afterEach, describe, expect, test } from 'vitest';
import { queue } from '../sqs/fixture.ts';
import { close, MemoryStream, map, newDir, open, type Record, type Setting, STREAM } from './fixture.ts';

let setting: Setting;
afterEach(() => close(setting));

const keys = (records: readonly Record[]) => records.map((record) => record.dynamodb.Keys.pk.S);
const trim = { StartingPosition: 'TRIM_HORIZON' };
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

describe("a table's stream as event source", () => {
  test('records come in order, in batches, as they were written, and at once', async () => {
    const batches: string[][] = [];
    setting = open((records) => void batches.push(keys(records)));
    await map(setting.sources, STREAM, { ...trim, BatchSize: 2 });
    for (const key of ['a', 'b', 'c']) setting.stream.write(key);
    setting.sources.start();
    await expect.poll(() => batches).toEqual([['a', 'b'], ['c']]);
    const at = performance.now();
    setting.stream.write('d');
    await expect.poll(() => batches.length, { interval: 2 }).toBe(3);
    expect(performance.now() - at).toBeLessThan(100);
  });

  test('what is written between two reads is one batch; what lies there longer than a batch holds waits for none', async () => {
    const batches: { readonly keys: string[]; readonly at: number }[] = [];
    setting = open((records) => void batches.push({ keys: keys(records), at: performance.now() }), {
      pollMs: 1_000,
    });
    await map(setting.sources, STREAM, { ...trim, BatchSize: 3 });
    for (const key of ['a', 'b', 'c', 'd']) setting.stream.write(key);
    setting.sources.start();
    await expect.poll(() => batches.length, { interval: 2 }).toBe(2);
    for (const key of ['e', 'f']) {
      setting.stream.write(key);
      await settle();
    }
    await expect.poll(() => batches.length, { interval: 2 }).toBe(3);
    expect(batches.map((batch) => batch.keys)).toEqual([['a', 'b', 'c'], ['d'], ['e', 'f']]);
    const [first, second, third] = batches.map(({ at }) => at) as [number, number, number];
    expect(second - first).toBeLessThan(900);
    expect(third - second).toBeGreaterThan(900);
  });

  test('LATEST sees only what comes after its first start, but that even over a restart', async () => {
    const got: string[] = [];
    const dir = newDir();
    const stream = new MemoryStream();
    stream.write('before');
    const start = async () => {
      setting = open((records) => void got.push(...keys(records)), { dir, stream });
      await map(setting.sources, STREAM, { StartingPosition: 'LATEST' });
      setting.sources.start();
    };
    await start();
    await settle();
    await close(setting);
    stream.write('between');
    await start();
    stream.write('after');
    await expect.poll(() => got).toEqual(['between', 'after']);
  });

  test('a failing batch is tried again and holds up what follows', async () => {
    const batches: string[][] = [];
    setting = open((records) => {
      batches.push(keys(records));
      if (batches.length < 3) throw new Error('not yet');
    });
    await map(setting.sources, STREAM, { ...trim, BatchSize: 1 });
    setting.stream.write('a');
    setting.stream.write('b');
    setting.sources.start();
    await expect.poll(() => batches, { timeout: 3000 }).toEqual([['a'], ['a'], ['a'], ['b']]);
  });

  test('bisecting finds the poison; after its retries it goes to the destination, the rest is done', async () => {
    const done: string[] = [];
    let poisoned = 0;
    setting = open((records) => {
      if (keys(records).includes('poison')) {
        if (records.length === 1) poisoned++;
        throw new Error('poison');
      }
      done.push(...keys(records));
    });
    const arn = await queue(setting.sqs, 'failed');
    await map(setting.sources, STREAM, {
      ...trim,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: arn } },
    });
    for (const key of ['a', 'b', 'poison', 'c', 'd']) setting.stream.write(key);
    setting.sources.start();
    await expect.poll(() => done, { timeout: 3000 }).toEqual(['a', 'b', 'c', 'd']);
    expect(poisoned).toBe(2);
    const [message] = await setting.sqs.receive(arn);
    const sequence = setting.stream.entries[2]!.sequence;
    expect(JSON.parse(message!.body)).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2, functionArn: 'f' },
      DDBStreamBatchInfo: {
        startSequenceNumber: sequence,
        endSequenceNumber: sequence,
        batchSize: 1,
        streamArn: STREAM,
      },
    });
    expect(setting.sources.describe()).toMatchObject([{ discarded: 1 }]);
  });

  test('a reported item is where the next try begins', async () => {
    const batches: string[][] = [];
    setting = open((records) => {
      batches.push(keys(records));
      const failed = batches.length === 1 ? [records[1]!, records[2]!] : [];
      return {
        batchItemFailures: failed.map((record) => ({ itemIdentifier: record.dynamodb.SequenceNumber })),
      };
    });
    await map(setting.sources, STREAM, { ...trim, FunctionResponseTypes: ['ReportBatchItemFailures'] });
    for (const key of ['a', 'b', 'c']) setting.stream.write(key);
    setting.sources.start();
    await expect
      .poll(() => batches, { timeout: 3000 })
      .toEqual([
        ['a', 'b', 'c'],
        ['b', 'c'],
      ]);
  });

  test('records that grew too old while they failed are given up', async () => {
    const batches: string[][] = [];
    setting = open(
      (records) => {
        batches.push(keys(records));
        if (keys(records).includes('old')) throw new Error('broken');
      },
      { now: () => 10_000_000 },
    );
    await map(setting.sources, STREAM, { ...trim, BatchSize: 1, MaximumRecordAgeInSeconds: 60 });
    setting.stream.write('old', 1, 9000);
    setting.stream.write('new', 1, 9999);
    setting.sources.start();
    await expect.poll(() => batches).toEqual([['old'], ['new']]);
  });

  test('with parallel lanes an item stays in order and a slow one does not hold up the others', async () => {
    const got: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    setting = open(async (records) => {
      if (keys(records).includes('slow')) await held;
      for (const { dynamodb } of records) got.push(`${dynamodb.Keys.pk.S}${dynamodb.SequenceNumber}`);
    });
    await map(setting.sources, STREAM, { ...trim, BatchSize: 1, ParallelizationFactor: 10 });
    setting.stream.write('slow');
    for (let i = 0; i < 30; i++) setting.stream.write(`k${i % 15}`);
    setting.sources.start();
    await expect.poll(() => got.length).toBeGreaterThan(10);
    expect(got.some((one) => one.startsWith('slow'))).toBe(false);
    release();
    await expect.poll(() => got.length).toBe(31);
    for (let i = 0; i < 15; i++) {
      const own = got.filter((one) => one.startsWith(`k${i}1`));
      expect(own).toEqual([...own].sort());
    }
  });

  test('after a restart nothing that was done is done again, whatever the number of lanes', async () => {
    const got: string[] = [];
    const dir = newDir();
    const stream = new MemoryStream();
    const start = async (lanes: number) => {
      setting = open((records) => void got.push(...keys(records)), { dir, stream });
      await map(setting.sources, STREAM, { ...trim, ParallelizationFactor: lanes });
      setting.sources.start();
    };
    await start(1);
    for (const key of ['a', 'b']) stream.write(key);
    await expect.poll(() => got.length).toBe(2);
    await settle();
    await close(setting);
    await start(4);
    stream.write('c');
    await expect.poll(() => got).toEqual(['a', 'b', 'c']);
    await settle();
    await close(setting);
    await start(4);
    await settle();
    expect(got).toEqual(['a', 'b', 'c']);
  });

  test('a filter lets the function see only what it wants, and the checkpoint passes the rest', async () => {
    const got: string[] = [];
    setting = open((records) => void got.push(...keys(records)));
    const Pattern = JSON.stringify({
      dynamodb: { Keys: { pk: { S: [{ prefix: 'want' }] } } },
      eventName: ['INSERT'],
    });
    await map(setting.sources, STREAM, { ...trim, FilterCriteria: { Filters: [{ Pattern }] } });
    for (let i = 0; i < 1500; i++) setting.stream.write(i % 500 === 499 ? `want${i}` : 'other');
    setting.sources.start();
    await expect.poll(() => got).toEqual(['want499', 'want999', 'want1499']);
  });

  test('wrong mappings are refused by name', async () => {
    setting = open(() => null);
    const refused = (properties: object) => expect(map(setting.sources, STREAM, properties)).rejects;
    await refused({}).toThrow('StartingPosition');
    await refused({ ...trim, TumblingWindowInSeconds: 5 }).toThrow('TumblingWindowInSeconds');
    await refused({ ...trim, ParallelizationFactor: 11 }).toThrow('ParallelizationFactor');
    await refused({
      ...trim,
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:x:1:t' } },
    }).toThrow('OnFailure');
  });
});
