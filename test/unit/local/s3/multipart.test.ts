import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let client: S3Client;
let Bucket: string;
const Key = 'big ä+/file';
const size = 5 * 1024 * 1024;
const bodies = [randomBytes(size), randomBytes(size), Buffer.from('the end')];

beforeAll(async () => {
  harness = await startHarness();
  Bucket = harness.deploy('Multipart', {
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  });
  client = harness.client();
});
beforeEach(() => {
  harness.events.length = 0;
});
afterAll(() => harness.close());

async function upload(options: Partial<CreateMultipartUploadCommandInput> = {}, parts = bodies) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...options }));
  const Parts: CompletedPart[] = [];
  for (const [index, Body] of parts.entries()) {
    const PartNumber = index * 2 + 1;
    const sums = options.ChecksumAlgorithm ? { ChecksumAlgorithm: options.ChecksumAlgorithm } : {};
    const { ETag, ChecksumCRC32, ChecksumSHA256 } = await client.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...sums }),
    );
    Parts.push({
      PartNumber,
      ETag,
      ...(options.ChecksumAlgorithm === 'CRC32' ? { ChecksumCRC32 } : {}),
      ...(ChecksumSHA256 ? { ChecksumSHA256 } : {}),
    });
  }
  const target = { Bucket, Key, UploadId };
  const complete = (list: CompletedPart[] = Parts, more: object = {}) =>
    client.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts: list }, ...more }));
  return { target, Parts, complete };
}

const files = () => readdirSync(join(harness.dir, 'bodies')).length;

describe('a multipart upload', () => {
  test('becomes one object, its parts in order, its ETag as S3 computes it', async () => {
    const before = files();
    const { target, Parts, complete } = await upload({
      ContentType: 'video/x',
      Metadata: { a: 'b' },
      Tagging: 't=1',
    });
    const listed = await client.send(new ListPartsCommand({ ...target, MaxParts: 2 }));
    expect([
      listed.Parts?.map((part) => [part.PartNumber, part.Size]),
      listed.IsTruncated,
      listed.NextPartNumberMarker,
    ]).toEqual([
      [
        [1, size],
        [3, size],
      ],
      true,
      '3',
    ]);
    const rest = await client.send(new ListPartsCommand({ ...target, PartNumberMarker: '3' }));
    expect([rest.Parts?.map((part) => part.PartNumber), rest.IsTruncated]).toEqual([[5], false]);
    await expect(client.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    expect(harness.events).toEqual([]);

    const done = await complete(Parts);
    const sums = bodies.map((body) => createHash('md5').update(body).digest());
    expect(done.ETag).toBe(`"${createHash('md5').update(Buffer.concat(sums)).digest('hex')}-3"`);
    const got = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(Buffer.concat(bodies))).toBe(true);
    expect(got).toMatchObject({ ContentType: 'video/x', Metadata: { a: 'b' }, TagCount: 1 });
    expect(harness.events).toMatchObject([
      { key: Key, type: 'Object Created', reason: 'CompleteMultipartUpload', size: 2 * size + 7 },
    ]);
    expect(files()).toBe(before + 1);
    await expect(complete(Parts)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('composite and full-object checksums', async () => {
    const composite = await (await upload({ ChecksumAlgorithm: 'SHA256' })).complete();
    const sums = bodies.map((body) => createHash('sha256').update(body).digest());
    expect(composite).toMatchObject({
      ChecksumSHA256: `${createHash('sha256').update(Buffer.concat(sums)).digest('base64')}-3`,
      ChecksumType: 'COMPOSITE',
    });
    const full = await (await upload({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' })).complete();
    const expected = Buffer.alloc(4);
    expected.writeUInt32BE(crc32(Buffer.concat(bodies)));
    expect(full).toMatchObject({ ChecksumCRC32: expected.toString('base64'), ChecksumType: 'FULL_OBJECT' });
    await expect(upload({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' })).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
  });

  test('is refused with wrong, missing, disordered or small parts, and stays open', async () => {
    const { Parts, complete } = await upload();
    const [one, two, three] = Parts as [CompletedPart, CompletedPart, CompletedPart];
    await expect(complete([one, { ...two, ETag: '"x"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([one, { PartNumber: 9, ETag: one.ETag! }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete([{ ...one, ChecksumSHA256: 'x' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([one, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([])).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(complete([one, three], { MpuObjectSize: 1 })).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
    const small = await upload({}, [Buffer.from('a'), Buffer.from('b')]);
    await expect(small.complete()).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await complete([one, three]);
    expect((await harness.s3.readObject(Bucket, Key))?.size).toBe(size + 7);
  });

  test('of two completions at once, one wins', async () => {
    const { complete } = await upload();
    const results = await Promise.allSettled([complete(), complete()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(harness.events).toHaveLength(1);
  });

  test('a part sent again replaces the first; an abort frees everything', async () => {
    const before = files();
    const { target } = await upload({}, [Buffer.from('first')]);
    await client.send(new UploadPartCommand({ ...target, PartNumber: 1, Body: 'second' }));
    expect(files()).toBe(before + 1);
    await client.send(new AbortMultipartUploadCommand(target));
    expect(files()).toBe(before);
    const gone = { name: 'NoSuchUpload' };
    await expect(
      client.send(new UploadPartCommand({ ...target, PartNumber: 1, Body: 'x' })),
    ).rejects.toMatchObject(gone);
    await expect(client.send(new ListPartsCommand(target))).rejects.toMatchObject(gone);
    await expect(client.send(new AbortMultipartUploadCommand(target))).rejects.toMatchObject(gone);
    expect(files()).toBe(before);
  });

  test('belongs to its key', async () => {
    const { target } = await upload({}, [Buffer.from('x')]);
    const foreign = { ...target, Key: 'another' };
    await expect(
      client.send(new UploadPartCommand({ ...foreign, PartNumber: 1, Body: 'x' })),
    ).rejects.toMatchObject({ name: 'NoSuchUpload' });
    for (const PartNumber of [0, 10_001]) {
      await expect(
        client.send(new UploadPartCommand({ ...target, PartNumber, Body: 'x' })),
      ).rejects.toMatchObject({ name: 'InvalidArgument' });
    }
  });

  test('survives a restart', async () => {
    const { complete } = await upload();
    harness.reopen();
    await complete();
    expect((await harness.s3.readObject(Bucket, Key))?.size).toBe(2 * size + 7);
  });
});
