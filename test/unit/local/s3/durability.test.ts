import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ObjectEvent, openS3 } from '../../../../local/s3/index.ts';
import { type Harness, startHarness } from './harness.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'local-s3-crash-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (events: ObjectEvent[] = []) =>
  openS3({
    dir,
    account: '1',
    region: 'r',
    credentials: () => undefined,
    onObjectEvent: (event) => void events.push(event),
  });

/** Runs the writer until `enough` says so of its output, then kills it as `kill -9` does. */
async function killWriter(
  mode: string,
  from: number,
  enough: (lines: string[]) => boolean,
  delay: number,
): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), dir, mode, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let output = '';
  let killing = false;
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    if (killing || !enough(output.split('\n').slice(0, -1))) return;
    killing = true;
    setTimeout(() => child.kill('SIGKILL'), delay);
  });
  await ended;
  expect(killing).toBe(true);
  return output.split('\n').slice(0, -1);
}

describe('kill -9', () => {
  test('leaves of every object the acknowledged version or a newer one, whole, and no litter', async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 4; round++) {
      const lines = await killWriter('write', round * 1000, (all) => all.length >= 5 + round, round * 3);
      for (const line of lines) {
        const [key = '', number] = line.split(' ');
        acknowledged.set(key, Number(number));
      }
      const s3 = open();
      for (const [key, number] of acknowledged) {
        const { body } = (await s3.readObject('crash', key))!;
        const text = body.subarray(0, -32);
        expect(createHash('sha256').update(text).digest().equals(body.subarray(-32))).toBe(true);
        expect(Number.parseInt(text.toString('latin1', 0, 20), 10)).toBeGreaterThanOrEqual(number);
      }
      expect(readdirSync(join(dir, 'incoming'))).toEqual([]);
      expect(readdirSync(join(dir, 'bodies')).length).toBeLessThanOrEqual(3);
      s3.close();
    }
    expect(acknowledged.size).toBe(3);
  });

  test('loses no event: what was stored and not delivered is delivered after the restart', async () => {
    const lines = await killWriter('silent', 0, (all) => all.length === 3, 0);
    expect(lines.toSorted()).toEqual(['event one', 'event three', 'event two']);
    const events: ObjectEvent[] = [];
    const s3 = open(events);
    await s3.resume();
    expect(events.map(({ key }) => key).toSorted()).toEqual(['one', 'three', 'two']);
    expect(events.map(({ sequencer }) => sequencer)).toEqual(
      events.map(({ sequencer }) => sequencer).toSorted(),
    );
    for (const { key, size } of events) expect((await s3.readObject('crash', key))?.size).toBe(size);
    await s3.resume();
    expect(events).toHaveLength(3);
    s3.close();
  });

  test('opening removes leftovers and keeps what is in use', async () => {
    const first = open();
    first.deploy({ stack: 'S', logicalId: 'B', type: 'AWS::S3::Bucket', properties: { BucketName: 'kept' } });
    await first.writeObject('kept', 'k', Buffer.from('body'));
    first.close();
    mkdirSync(join(dir, 'incoming'), { recursive: true });
    writeFileSync(join(dir, 'incoming', 'half'), 'ha');
    writeFileSync(join(dir, 'bodies', 'unreferenced'), 'whole');
    const second = open();
    expect([readdirSync(join(dir, 'incoming')), readdirSync(join(dir, 'bodies')).length]).toEqual([[], 1]);
    expect((await second.readObject('kept', 'k'))?.body.toString()).toBe('body');
    second.close();
  });
});

describe('events', () => {
  const properties = {
    VersioningConfiguration: { Status: 'Enabled' },
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  };

  test('come after the object is stored and before the answer', async () => {
    const order: string[] = [];
    const harness: Harness = await startHarness(async (event) => {
      const stored = await harness.s3.readObject(event.bucket, event.key, event.versionId);
      await new Promise((resolve) => setTimeout(resolve, 30));
      order.push(`event with ${stored?.body.toString()}`);
    });
    const Bucket = harness.deploy('Events', properties);
    const put = await harness.client().send(new PutObjectCommand({ Bucket, Key: 'ä b', Body: 'body' }));
    order.push('answer');
    expect(order).toEqual(['event with body', 'answer']);
    expect(harness.events[0]).toEqual({
      bucket: Bucket,
      key: 'ä b',
      versionId: put.VersionId,
      size: 4,
      etag: put.ETag?.replaceAll('"', ''),
      type: 'Object Created',
      reason: 'PutObject',
      requester: '111122223333',
      time: expect.any(Date),
      sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
    });
    await harness.client().send(new DeleteObjectCommand({ Bucket, Key: 'ä b' }));
    await harness.client().send(new DeleteObjectCommand({ Bucket, Key: 'ä b', VersionId: put.VersionId }));
    expect(harness.events.slice(1)).toMatchObject([
      { type: 'Object Deleted', reason: 'DeleteObject', deletionType: 'Delete Marker Created' },
      {
        type: 'Object Deleted',
        reason: 'DeleteObject',
        deletionType: 'Permanently Deleted',
        versionId: put.VersionId,
      },
    ]);
    await harness.close();
  });

  test('that the receiver refuses fail the request and wait for the restart', async () => {
    let refuse = true;
    const harness = await startHarness(() => {
      if (refuse) throw new Error('The receiver is not there.');
    });
    const Bucket = harness.deploy('Refused', properties);
    await expect(harness.s3.writeObject(Bucket, 'k', Buffer.from('x'))).rejects.toThrow('not there');
    expect((await harness.s3.readObject(Bucket, 'k'))?.body.toString()).toBe('x');
    refuse = false;
    harness.reopen();
    await harness.s3.resume();
    expect(harness.events.map(({ key }) => key)).toEqual(['k']);
    await harness.close();
  });

  test('are sent only where the bucket sends them, and not for refused writes', async () => {
    const harness = await startHarness();
    const quiet = harness.deploy('Quiet');
    const loud = harness.deploy('Loud', properties);
    await harness.client().send(new PutObjectCommand({ Bucket: quiet, Key: 'k', Body: 'x' }));
    await harness.s3.writeObject(loud, 'k', Buffer.from('x'));
    await expect(
      harness.client().send(new PutObjectCommand({ Bucket: loud, Key: 'k', Body: 'x', IfNoneMatch: '*' })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(harness.events.map(({ bucket }) => bucket)).toEqual([loud]);
    await harness.close();
  });
});
