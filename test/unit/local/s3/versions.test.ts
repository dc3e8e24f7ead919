import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let count = 0;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const versioned = (Status = 'Enabled', BucketName = `versions-${++count}`) =>
  harness.deploy(BucketName, { BucketName, VersioningConfiguration: { Status } });
const plain = () => harness.deploy(`List${++count}`);

describe('versioning', () => {
  test('keeps every version, readable by its id', async () => {
    const client = harness.client();
    const Bucket = versioned();
    const ids: string[] = [];
    for (const Body of ['1', '2', '3']) {
      ids.push((await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body }))).VersionId!);
    }
    expect(new Set(ids).size).toBe(3);
    for (const [index, VersionId] of ids.entries()) {
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId }));
      expect([await got.Body!.transformToString(), got.VersionId]).toEqual([String(index + 1), VersionId]);
    }
    expect((await client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).VersionId).toBe(ids[2]);
    await expect(
      client.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: 'other' })),
    ).rejects.toMatchObject({ name: 'NoSuchVersion' });
    const copied = await client.send(
      new CopyObjectCommand({ Bucket, Key: 'c', CopySource: `${Bucket}/k?versionId=${ids[0]}` }),
    );
    expect(copied.CopySourceVersionId).toBe(ids[0]);
    expect((await harness.s3.readObject(Bucket, 'c'))?.body.toString()).toBe('1');
    await client.send(
      new PutObjectTaggingCommand({
        Bucket,
        Key: 'k',
        VersionId: ids[0],
        Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] },
      }),
    );
    expect(
      (await client.send(new GetObjectTaggingCommand({ Bucket, Key: 'k', VersionId: ids[0] }))).TagSet,
    ).toHaveLength(1);
    expect((await client.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).TagSet).toHaveLength(0);
  });

  test('a delete makes a marker; deleting the marker brings the object back', async () => {
    const client = harness.client();
    const Bucket = versioned();
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      $response: { headers: { 'x-amz-delete-marker': 'true' } },
    });
    await expect(
      client.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: marker.VersionId })),
    ).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    const listed = await client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(listed.Versions).toMatchObject([{ Key: 'k', VersionId, IsLatest: false, Size: 1 }]);
    expect(listed.DeleteMarkers).toMatchObject([{ Key: 'k', VersionId: marker.VersionId, IsLatest: true }]);
    const gone = await client.send(
      new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: marker.VersionId }),
    );
    expect(gone).toMatchObject({ DeleteMarker: true, VersionId: marker.VersionId });
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).VersionId).toBe(VersionId);
    const both = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'k', VersionId }, { Key: 'new' }] } }),
    );
    expect(both.Deleted).toMatchObject([
      { Key: 'k', VersionId },
      { Key: 'new', DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) },
    ]);
  });

  test('a conditional write counts a deleted object as absent', async () => {
    const client = harness.client();
    const Bucket = versioned();
    const put = () => client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', IfNoneMatch: '*' }));
    await put();
    await expect(put()).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await put();
  });

  test('suspending writes the version "null" and keeps the others', async () => {
    const client = harness.client();
    const Bucket = versioned();
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'old' }));
    versioned('Suspended', Bucket);
    for (const Body of ['a', 'b']) {
      expect((await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body }))).VersionId).toBe('null');
    }
    const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions?.map((version) => version.VersionId)).toEqual(['null', VersionId]);
    expect(await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))).toMatchObject({
      VersionId: 'null',
      DeleteMarker: true,
    });
    expect((await harness.s3.readObject(Bucket, 'k', VersionId))?.body.toString()).toBe('old');
  });
});

describe('ListObjectsV2', () => {
  const keys = ['a', 'a/1', 'a/2', 'a/b/1', 'a0', 'b', 'b/1', 'c/x', 'c/y', 'ä/1', '日'];

  test('prefix, delimiter and start-after select as S3 does', async () => {
    const client = harness.client();
    const Bucket = plain();
    for (const key of keys) await harness.s3.writeObject(Bucket, key, Buffer.from('x'));
    const list = async (options: object) => {
      const page = await client.send(new ListObjectsV2Command({ Bucket, ...options }));
      return [
        page.Contents?.map(({ Key }) => Key) ?? [],
        page.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [],
      ];
    };
    expect(await list({})).toEqual([keys, []]);
    expect(await list({ Delimiter: '/' })).toEqual([
      ['a', 'a0', 'b', '日'],
      ['a/', 'b/', 'c/', 'ä/'],
    ]);
    expect(await list({ Prefix: 'a/', Delimiter: '/' })).toEqual([['a/1', 'a/2'], ['a/b/']]);
    expect(await list({ Prefix: 'a' })).toEqual([['a', 'a/1', 'a/2', 'a/b/1', 'a0'], []]);
    expect(await list({ StartAfter: 'b' })).toEqual([['b/1', 'c/x', 'c/y', 'ä/1', '日'], []]);
    expect(await list({ Prefix: 'zz' })).toEqual([[], []]);
    expect(await list({ MaxKeys: 0 })).toEqual([[], []]);
    await expect(list({ ContinuationToken: 'nonsense' })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('property: pages of any size give what one page gives, for objects and for versions', async () => {
    const client = harness.client();
    const part = fc.constantFrom('a', 'b', '/', 'ä', '🎉', '\uffff');
    const key = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { minLength: 1, maxLength: 15 }),
        fc.array(part, { maxLength: 2 }).map((parts) => parts.join('')),
        fc.constantFrom('', '/', 'ä'),
        fc.integer({ min: 1, max: 4 }),
        async (names, prefix, delimiter, size) => {
          const Bucket = versioned();
          for (const name of [...names, ...names.slice(0, 3)])
            await harness.s3.writeObject(Bucket, name, Buffer.from('x'));
          const options = { Bucket, Prefix: prefix, ...(delimiter ? { Delimiter: delimiter } : {}) };
          const matching = names.filter((name) => name.startsWith(prefix));
          const cut = (name: string) => (delimiter ? name.indexOf(delimiter, prefix.length) : -1);
          const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
          const plainKeys = matching.filter((name) => cut(name) < 0).sort(byBytes);
          const rolled = [
            ...new Set(
              matching
                .filter((name) => cut(name) >= 0)
                .map((name) => name.slice(0, cut(name) + delimiter.length)),
            ),
          ].sort(byBytes);

          const found: string[] = [];
          const prefixes: string[] = [];
          let token: string | undefined;
          do {
            const page = await client.send(
              new ListObjectsV2Command({ ...options, MaxKeys: size, ContinuationToken: token }),
            );
            expect(page.KeyCount).toBeLessThanOrEqual(size);
            found.push(...(page.Contents ?? []).map(({ Key }) => Key!));
            prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!));
            token = page.NextContinuationToken;
          } while (token !== undefined);
          expect([found, prefixes]).toEqual([plainKeys, rolled]);

          const versions: string[] = [];
          const versionPrefixes: string[] = [];
          let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
          while (marker !== undefined) {
            const page: Awaited<ReturnType<typeof next>> = await next(marker);
            versions.push(...(page.Versions ?? []).map(({ Key }) => Key!));
            versionPrefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!));
            marker = page.IsTruncated
              ? {
                  KeyMarker: page.NextKeyMarker!,
                  ...(page.NextVersionIdMarker ? { VersionIdMarker: page.NextVersionIdMarker } : {}),
                }
              : undefined;
          }
          function next(from: object) {
            return client.send(new ListObjectVersionsCommand({ ...options, MaxKeys: size, ...from }));
          }
          const twice = new Set(names.slice(0, 3));
          expect(versions).toEqual(plainKeys.flatMap((name) => (twice.has(name) ? [name, name] : [name])));
          expect(versionPrefixes).toEqual(rolled);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('more than a thousand objects come in pages of a thousand', async () => {
    const client = harness.client();
    const Bucket = plain();
    for (let i = 0; i < 1003; i++)
      await harness.s3.writeObject(Bucket, `k${String(i).padStart(4, '0')}`, Buffer.alloc(0));
    const first = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 5000 }));
    expect([first.KeyCount, first.IsTruncated]).toEqual([1000, true]);
    const second = await client.send(
      new ListObjectsV2Command({ Bucket, ContinuationToken: first.NextContinuationToken }),
    );
    expect([second.Contents?.map(({ Key }) => Key), second.IsTruncated]).toEqual([
      ['k1000', 'k1001', 'k1002'],
      false,
    ]);
  });

  test('encoding-type=url escapes what XML cannot carry', async () => {
    const Bucket = plain();
    await harness.s3.writeObject(Bucket, 'a b/\u0001ä', Buffer.from('x'));
    const page = await harness
      .client()
      .send(new ListObjectsV2Command({ Bucket, EncodingType: 'url', FetchOwner: true }));
    expect(page.Contents?.[0]).toMatchObject({
      Key: 'a+b/%01%C3%A4',
      Owner: { ID: expect.any(String) },
      Size: 1,
    });
  });
});
