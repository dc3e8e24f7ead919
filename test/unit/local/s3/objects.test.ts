import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, type Harness, startHarness } from './harness.ts';

let harness: Harness;
let Bucket: string;
beforeAll(async () => {
  harness = await startHarness();
  Bucket = harness.deploy('Objects');
});
afterAll(() => harness.close());

const text = async (result: { Body?: { transformToString(): Promise<string> } }) =>
  result.Body!.transformToString();
const md5 = (data: string) => createHash('md5').update(data).digest('hex');

describe('PutObject and GetObject', () => {
  test('give back the bytes, the headers and the metadata', async () => {
    const client = harness.client();
    const put = await client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'a/file.txt',
        Body: 'hello',
        ContentType: 'text/plain; charset=utf-8',
        CacheControl: 'no-store',
        ContentDisposition: 'attachment; filename="x.txt"',
        ContentLanguage: 'en',
        Metadata: { tenant: 't1', note: 'a  b' },
      }),
    );
    expect(put.ETag).toBe(`"${md5('hello')}"`);
    expect(put.ServerSideEncryption).toBe('AES256');
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a/file.txt' }));
    expect(await text(got)).toBe('hello');
    expect(got).toMatchObject({
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="x.txt"',
      ContentLanguage: 'en',
      ContentLength: 5,
      AcceptRanges: 'bytes',
      ETag: `"${md5('hello')}"`,
    });
    expect(got.Metadata).toMatchObject({ tenant: 't1' });
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'a/file.txt' }));
    expect(head.ContentLength).toBe(5);
    expect(Math.abs(head.LastModified!.getTime() - Date.now())).toBeLessThan(5000);
  });

  test('a missing object is NoSuchKey, a missing bucket NoSuchBucket, each with its request id', async () => {
    const client = harness.client();
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404, requestId: expect.stringMatching(/^request-/) },
    });
    await expect(client.send(new GetObjectCommand({ Bucket: 'no-bucket', Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(client.send(new HeadBucketCommand({ Bucket: 'no-bucket' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    expect((await client.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('eu-central-1');
  });

  test('ranges give 206 with their bytes, unsatisfiable ones 416', async () => {
    const client = harness.client();
    await client.send(new PutObjectCommand({ Bucket, Key: 'range', Body: '0123456789' }));
    const cases: [string, string, string][] = [
      ['bytes=0-0', '0', 'bytes 0-0/10'],
      ['bytes=2-4', '234', 'bytes 2-4/10'],
      ['bytes=7-', '789', 'bytes 7-9/10'],
      ['bytes=-3', '789', 'bytes 7-9/10'],
      ['bytes=-99', '0123456789', 'bytes 0-9/10'],
      ['bytes=8-99', '89', 'bytes 8-9/10'],
    ];
    for (const [Range, body, ContentRange] of cases) {
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'range', Range }));
      expect([await text(got), got.ContentRange, got.$metadata.httpStatusCode]).toEqual([
        body,
        ContentRange,
        206,
      ]);
    }
    for (const Range of ['bytes=10-', 'bytes=-0']) {
      await expect(client.send(new GetObjectCommand({ Bucket, Key: 'range', Range }))).rejects.toMatchObject({
        name: 'InvalidRange',
      });
    }
    const whole = await client.send(new GetObjectCommand({ Bucket, Key: 'range', Range: 'bytes=5-2' }));
    expect([await text(whole), whole.$metadata.httpStatusCode]).toEqual(['0123456789', 200]);
  });

  test('conditional reads answer 304 and 412 as RFC 9110 says', async () => {
    const client = harness.client();
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: 'cond', Body: 'x' }));
    const get = (condition: object) =>
      client.send(new GetObjectCommand({ Bucket, Key: 'cond', ...condition }));
    const past = new Date(Date.now() - 3_600_000);
    const future = new Date(Date.now() + 3_600_000);
    expect((await get({ IfMatch: ETag })).ContentLength).toBe(1);
    expect((await get({ IfNoneMatch: '"other"', IfModifiedSince: future })).ContentLength).toBe(1);
    expect((await get({ IfMatch: ETag, IfUnmodifiedSince: past })).ContentLength).toBe(1);
    for (const failing of [{ IfMatch: '"other"' }, { IfUnmodifiedSince: past }]) {
      await expect(get(failing)).rejects.toMatchObject({ name: 'PreconditionFailed' });
    }
    for (const fresh of [{ IfNoneMatch: ETag }, { IfModifiedSince: future }]) {
      await expect(get(fresh)).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    }
  });

  test('conditional writes never overwrite', async () => {
    const client = harness.client();
    const put = (Body: string, condition: object) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'once', Body, ...condition }));
    const racing = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((body) => put(body, { IfNoneMatch: '*' })),
    );
    expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = await client.send(new GetObjectCommand({ Bucket, Key: 'once' }));
    await put('next', { IfMatch: winner.ETag });
    await expect(put('late', { IfMatch: winner.ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(
      client.send(new PutObjectCommand({ Bucket, Key: 'none-yet', Body: 'x', IfMatch: '"x"' })),
    ).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await text(await client.send(new GetObjectCommand({ Bucket, Key: 'once' })))).toBe('next');
  });

  test('response-* parameters override the stored headers; a value that would split headers is refused', async () => {
    const client = harness.client();
    await client.send(new PutObjectCommand({ Bucket, Key: 'override', Body: 'x', ContentType: 'text/html' }));
    const got = await client.send(
      new GetObjectCommand({
        Bucket,
        Key: 'override',
        ResponseContentType: 'application/pdf',
        ResponseContentDisposition: 'attachment; filename="a.pdf"',
        ResponseCacheControl: 'private',
      }),
    );
    expect(got).toMatchObject({
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment; filename="a.pdf"',
      CacheControl: 'private',
    });
    await expect(
      client.send(
        new GetObjectCommand({ Bucket, Key: 'override', ResponseContentType: 'a\r\nset-cookie: x' }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('what is not implemented says so, naming itself', async () => {
    const client = harness.client();
    await expect(client.send(new ListBucketsCommand())).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'The local runtime does not implement s3:ListBuckets.',
    });
    await expect(
      client.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x', ObjectLockMode: 'GOVERNANCE' })),
    ).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('x-amz-object-lock-mode'),
    });
    await expect(
      client.send(new GetObjectCommand({ Bucket, Key: 'override', PartNumber: 1 })),
    ).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining('partNumber') });
    await expect(
      client.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x', ACL: 'public-read' })),
    ).rejects.toMatchObject({ name: 'AccessControlListNotSupported' });
    await expect(
      client.send(new GetObjectCommand({ Bucket, Key: 'override', ExpectedBucketOwner: '999999999999' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('checksums', () => {
  test.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    '%s is verified, stored and given back',
    async (algorithm) => {
      const client = harness.client();
      const Key = `sum-${algorithm}`;
      const put = await client.send(
        new PutObjectCommand({ Bucket, Key, Body: 'hello', ChecksumAlgorithm: algorithm }),
      );
      const value = put[`Checksum${algorithm}`];
      expect(value).toBeTruthy();
      const got = await client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
      expect(got[`Checksum${algorithm}`]).toBe(value);
      expect(got.ChecksumType).toBe('FULL_OBJECT');
      // The SDK verifies the checksum while the body is read.
      expect(await text(got)).toBe('hello');
      const wrong = { Bucket, Key, Body: 'other', [`Checksum${algorithm}`]: value };
      await expect(client.send(new PutObjectCommand(wrong))).rejects.toMatchObject({ name: 'BadDigest' });
      expect(await text(await client.send(new GetObjectCommand({ Bucket, Key })))).toBe('hello');
    },
  );

  test('Content-MD5 is verified', async () => {
    const client = harness.client();
    const put = (ContentMD5: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'md5', Body: 'x', ContentMD5 }));
    await put(createHash('md5').update('x').digest('base64'));
    await expect(put(createHash('md5').update('y').digest('base64'))).rejects.toMatchObject({
      name: 'BadDigest',
    });
    await expect(put('short')).rejects.toMatchObject({ name: 'InvalidDigest' });
  });

  test('a checksum of an algorithm that is not here is refused, not ignored', async () => {
    const answer = harness
      .client()
      .send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x', ChecksumCRC64NVME: 'AAAAAAAAAAA=' }));
    await expect(answer).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});

describe('keys', () => {
  const hostile = [
    '../../etc/passwd',
    '..',
    '.',
    'a/../b',
    './x',
    '/',
    '//',
    '/leading',
    'a//b',
    'trailing/',
    '%2e%2e%2f',
    '%',
    '%zz',
    'a b+c&d=e?f#g',
    'quote\'"<>&`$()*!',
    'umlaut-äöü-日本-🎉',
    'tab\tnew\nline\r',
    '\u0000nul',
    '\u007f',
    'con',
    'x'.repeat(1024),
    'é',
    'e\u0301',
  ];

  test('any characters name their own object and never the file system', async () => {
    const client = harness.client();
    const bucket = harness.deploy('Keys');
    for (const Key of hostile)
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: `of ${Key}` }));
    for (const Key of hostile) {
      expect(await text(await client.send(new GetObjectCommand({ Bucket: bucket, Key })))).toBe(`of ${Key}`);
    }
    expect(readdirSync(join(harness.dir, 'bodies')).filter((name) => !/^[0-9a-f-]{36}$/.test(name))).toEqual(
      [],
    );
    expect(readdirSync(harness.dir).filter((name) => !/^(bodies|incoming|s3\.sqlite.*)$/.test(name))).toEqual(
      [],
    );
  });

  test('property: two different keys never share an object', async () => {
    const bucket = harness.deploy('KeyProperty');
    const key = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((text) => text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(key, key, async (one, other) => {
        await harness.s3.writeObject(bucket, one, Buffer.from('one'));
        await harness.s3.writeObject(bucket, other, Buffer.from('other'));
        const got = await harness.s3.readObject(bucket, one);
        expect(got?.body.toString()).toBe(one === other ? 'other' : 'one');
      }),
      { numRuns: 50 },
    );
  });

  test('1024 bytes are the limit', async () => {
    const put = (Key: string) => harness.client().send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await put('ä'.repeat(512));
    await expect(put(`${'ä'.repeat(512)}x`)).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });
});

describe('CopyObject', () => {
  test('copies bytes, metadata and tags, or replaces them', async () => {
    const client = harness.client();
    const Key = 'source ä+%.txt';
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: 'copy me',
        ContentType: 'text/x',
        Metadata: { a: '1' },
        Tagging: 'k=v',
      }),
    );
    const CopySource = `${Bucket}/${encodeURIComponent(Key)}`;
    const copied = await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect(copied.CopyObjectResult?.ETag).toBe(`"${md5('copy me')}"`);
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'copy' }));
    expect([await text(got), got.ContentType, got.Metadata, got.TagCount]).toEqual([
      'copy me',
      'text/x',
      { a: '1' },
      1,
    ]);
    await client.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'replaced',
        CopySource,
        MetadataDirective: 'REPLACE',
        ContentType: 'text/y',
        TaggingDirective: 'REPLACE',
        Tagging: 'n=1&m=2',
      }),
    );
    const replaced = await client.send(new HeadObjectCommand({ Bucket, Key: 'replaced' }));
    expect([replaced.ContentType, replaced.Metadata]).toEqual(['text/y', {}]);
    const tags = await client.send(new GetObjectTaggingCommand({ Bucket, Key: 'replaced' }));
    expect(tags.TagSet).toEqual([
      { Key: 'n', Value: '1' },
      { Key: 'm', Value: '2' },
    ]);
  });

  test('refuses a copy onto itself that changes nothing, a missing source, and a failed condition', async () => {
    const client = harness.client();
    await client.send(new PutObjectCommand({ Bucket, Key: 'self', Body: 'x' }));
    const copy = (more: object) =>
      client.send(new CopyObjectCommand({ Bucket, Key: 'self', CopySource: `/${Bucket}/self`, ...more }));
    await expect(copy({})).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(copy({ CopySource: `${Bucket}/not-there` })).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(copy({ CopySource: Bucket })).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(copy({ Key: 'b', CopySourceIfMatch: '"x"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await copy({ MetadataDirective: 'REPLACE', Metadata: { b: '2' } });
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'self' }))).Metadata).toEqual({ b: '2' });
  });
});

describe('deleting', () => {
  test('DeleteObject is idempotent and frees the file', async () => {
    const client = harness.client();
    const files = () => readdirSync(join(harness.dir, 'bodies')).length;
    const before = files();
    await client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'y' }));
    expect(files()).toBe(before + 1);
    for (let i = 0; i < 2; i++) {
      const answer = await client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
      expect(answer.$metadata.httpStatusCode).toBe(204);
    }
    expect(files()).toBe(before);
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
  });

  test('DeleteObjects deletes exactly the keys named', async () => {
    const client = harness.client();
    const names = ['<a>&"', 'b\r\n', ' c ', 'd\u0001'];
    for (const Key of [...names, 'stays'])
      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const Objects = names.slice(0, 3).map((Key) => ({ Key }));
    const answer = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(names.slice(0, 3));
    for (const { Key } of Objects) expect(await harness.s3.readObject(Bucket, Key)).toBeUndefined();
    expect((await harness.s3.readObject(Bucket, 'stays'))?.body.toString()).toBe('x');
    const quiet = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'stays' }], Quiet: true } }),
    );
    expect(quiet.Deleted).toBeUndefined();
    expect(await harness.s3.readObject(Bucket, 'stays')).toBeUndefined();
  });
});

describe('tags', () => {
  test('are replaced as a set and leave the body alone', async () => {
    const client = harness.client();
    await client.send(new PutObjectCommand({ Bucket, Key: 'tagged', Body: 'body', Tagging: 'a=1' }));
    const TagSet = [{ Key: 'scan', Value: 'clean <&> ä' }].map((tag) => ({ ...tag, Value: 'clean + ä' }));
    await client.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet } }));
    expect((await client.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))).TagSet).toEqual(
      TagSet,
    );
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'tagged' }));
    expect([await text(got), got.TagCount]).toEqual(['body', 1]);
  });

  test('keep S3 limits', async () => {
    const client = harness.client();
    await client.send(new PutObjectCommand({ Bucket, Key: 'limits', Body: 'x' }));
    const put = (TagSet: { Key: string; Value: string }[]) =>
      client.send(new PutObjectTaggingCommand({ Bucket, Key: 'limits', Tagging: { TagSet } }));
    const many = Array.from({ length: 11 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
    await put(many.slice(0, 10));
    await expect(put(many)).rejects.toMatchObject({ name: 'BadRequest' });
    for (const bad of [
      [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
      [{ Key: 'aws:x', Value: '1' }],
      [{ Key: 'x'.repeat(129), Value: '' }],
      [{ Key: 'x', Value: 'y'.repeat(257) }],
      [{ Key: 'x', Value: '<' }],
    ]) {
      await expect(put(bad)).rejects.toMatchObject({ name: 'InvalidTag' });
    }
  });
});

describe('who calls', () => {
  test('nobody without a signature: every operation is 403 AccessDenied', async () => {
    await harness.s3.writeObject(Bucket, 'private', Buffer.from('x'));
    for (const [method, path] of [
      ['GET', '/private'],
      ['HEAD', '/private'],
      ['PUT', '/private'],
      ['DELETE', '/private'],
      ['GET', '?list-type=2'],
      ['POST', '?delete'],
      ['GET', ''],
      ['GET', '/%zz'],
      ['PUT', ''],
    ] as const) {
      const answer = await harness.send(`/${Bucket}${path}`, { method });
      expect(answer.status, `${method} ${path}`).toBe(403);
      if (method !== 'HEAD') expect(codeOf(answer)).toBe('AccessDenied');
    }
    expect((await harness.s3.readObject(Bucket, 'private'))?.body.toString()).toBe('x');
  });

  test('an unknown key, a wrong secret, a wrong, missing or expired session token', async () => {
    const attempt = (credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) =>
      harness.client('TESTKEY1', { credentials }).send(new GetObjectCommand({ Bucket, Key: 'x' }));
    const session = { accessKeyId: 'TESTKEY2', secretAccessKey: 'second-test-secret' };
    await expect(attempt({ accessKeyId: 'UNKNOWN', secretAccessKey: 'x' })).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    });
    await expect(attempt({ accessKeyId: '__proto__', secretAccessKey: 'x' })).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    });
    await expect(attempt({ accessKeyId: 'TESTKEY1', secretAccessKey: 'x' })).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    await expect(attempt(session)).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(attempt({ ...session, sessionToken: 'other' })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
    await expect(
      attempt({ accessKeyId: 'TESTEXPIRED', secretAccessKey: 'third-test-secret', sessionToken: 'old' }),
    ).rejects.toMatchObject({ name: 'ExpiredToken' });
    await expect(harness.client('TESTKEY2').send(new HeadBucketCommand({ Bucket }))).resolves.toBeTruthy();
  });

  test('a clock that is off by more than 15 minutes, and another region', async () => {
    const send = (config: object) =>
      harness.client('TESTKEY1', config).send(new GetObjectCommand({ Bucket, Key: 'x' }));
    await expect(send({ systemClockOffset: 16 * 60_000 })).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    });
    await expect(send({ region: 'us-east-1' })).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
    });
  });
});
