import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { account, type Harness, region, startHarness } from './harness.ts';

let harness: Harness;
let client: S3Client;
const keyArn = `arn:aws:kms:${region}:${account}:key/one`;
const kms = (BucketKeyEnabled?: boolean) => ({
  ServerSideEncryptionConfiguration: [
    {
      ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
      ...(BucketKeyEnabled === undefined ? {} : { BucketKeyEnabled }),
    },
  ],
});

beforeAll(async () => {
  harness = await startHarness();
  client = harness.client();
  harness.deploy('Plain', { BucketName: 'plain', VersioningConfiguration: { Status: 'Enabled' } });
  harness.deploy('Kms', { BucketName: 'kms', BucketEncryption: kms() });
  harness.deploy('BucketKey', { BucketName: 'bucket-key', BucketEncryption: kms(true) });
  harness.deploy('Managed', {
    BucketName: 'managed',
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
    },
  });
});
afterAll(() => harness.close());

const last = () => harness.seen.at(-1)!.requirements;
const asked = () => last().map(({ action, resource }) => `${action} ${resource}`);
const arn = (path: string) => `arn:aws:s3:::${path}`;

describe('the permissions of a request', () => {
  test('objects', async () => {
    const { VersionId } = await client.send(
      new PutObjectCommand({ Bucket: 'plain', Key: 'a b/ä', Body: 'x' }),
    );
    expect(asked()).toEqual([`s3:PutObject ${arn('plain/a b/ä')}`]);
    await client.send(
      new PutObjectCommand({
        Bucket: 'plain',
        Key: 'k',
        Body: 'x',
        Tagging: 'Tenant=t1&x=y',
        ACL: 'bucket-owner-full-control',
      }),
    );
    expect(asked()).toEqual(
      ['s3:PutObject', 's3:PutObjectTagging', 's3:PutObjectAcl'].map(
        (action) => `${action} ${arn('plain/k')}`,
      ),
    );
    expect(last()[0]?.context).toMatchObject({
      's3:requestobjecttag/tenant': 't1',
      's3:requestobjecttagkeys': ['Tenant', 'x'],
      's3:x-amz-acl': 'bucket-owner-full-control',
    });
    const object = { Bucket: 'plain', Key: 'a b/ä' };
    await client.send(new GetObjectCommand(object));
    expect(asked()).toEqual([`s3:GetObject ${arn('plain/a b/ä')}`]);
    await client.send(new HeadObjectCommand({ ...object, VersionId }));
    expect(asked()).toEqual([`s3:GetObjectVersion ${arn('plain/a b/ä')}`]);
    expect(last()[0]?.context).toMatchObject({ 's3:versionid': VersionId });
    await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'k' }));
    expect(last()[0]?.context).toMatchObject({
      's3:existingobjecttag/tenant': 't1',
      's3:authtype': 'REST-HEADER',
    });
    expect(last()[0]?.context).not.toHaveProperty('s3:signatureage');
    await client.send(new GetObjectTaggingCommand({ Bucket: 'plain', Key: 'k' }));
    expect(asked()).toEqual([`s3:GetObjectTagging ${arn('plain/k')}`]);
    await client.send(
      new PutObjectTaggingCommand({ ...object, VersionId, Tagging: { TagSet: [{ Key: 'n', Value: '1' }] } }),
    );
    expect(asked()).toEqual([`s3:PutObjectVersionTagging ${arn('plain/a b/ä')}`]);
    expect(last()[0]?.context).toMatchObject({ 's3:requestobjecttag/n': '1' });
    await client.send(
      new DeleteObjectsCommand({
        Bucket: 'plain',
        Delete: { Objects: [{ Key: 'a b/ä', VersionId }, { Key: 'z' }] },
      }),
    );
    expect(asked()).toEqual([
      `s3:DeleteObjectVersion ${arn('plain/a b/ä')}`,
      `s3:DeleteObject ${arn('plain/z')}`,
    ]);
    await client.send(new DeleteObjectCommand(object));
    expect(asked()).toEqual([`s3:DeleteObject ${arn('plain/a b/ä')}`]);
  });

  test('lists, with what they are limited to', async () => {
    await client.send(
      new ListObjectsV2Command({ Bucket: 'plain', Prefix: 't1/', Delimiter: '/', MaxKeys: 5 }),
    );
    expect(asked()).toEqual([`s3:ListBucket ${arn('plain')}`]);
    expect(last()[0]?.context).toMatchObject({ 's3:prefix': 't1/', 's3:delimiter': '/', 's3:max-keys': '5' });
    await client.send(new ListObjectsV2Command({ Bucket: 'plain' }));
    expect(last()[0]?.context).not.toHaveProperty('s3:prefix');
    await client.send(new ListObjectVersionsCommand({ Bucket: 'plain', Prefix: 'p' }));
    expect(asked()).toEqual([`s3:ListBucketVersions ${arn('plain')}`]);
    await client.send(new HeadBucketCommand({ Bucket: 'plain' }));
    expect(asked()).toEqual([`s3:ListBucket ${arn('plain')}`]);
  });

  test('copies need both ends, and the tags that they carry along', async () => {
    await client.send(new PutObjectCommand({ Bucket: 'kms', Key: 'src', Body: 'x', Tagging: 'a=1' }));
    const copy = (more: object = {}) =>
      client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'dst', CopySource: 'kms/src', ...more }));
    await copy();
    expect(asked()).toEqual([
      `s3:GetObject ${arn('kms/src')}`,
      `kms:Decrypt ${keyArn}`,
      `s3:GetObjectTagging ${arn('kms/src')}`,
      `s3:PutObject ${arn('plain/dst')}`,
      `s3:PutObjectTagging ${arn('plain/dst')}`,
    ]);
    await copy({ TaggingDirective: 'REPLACE', MetadataDirective: 'REPLACE' });
    expect(asked()).toEqual([
      `s3:GetObject ${arn('kms/src')}`,
      `kms:Decrypt ${keyArn}`,
      `s3:PutObject ${arn('plain/dst')}`,
    ]);
    expect(last()[2]?.context).toMatchObject({
      's3:x-amz-copy-source': 'kms/src',
      's3:x-amz-metadata-directive': 'REPLACE',
    });
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'v', Body: 'x' }));
    await copy({ Bucket: 'kms', CopySource: `plain/v?versionId=${VersionId}` });
    expect(asked()).toEqual([
      `s3:GetObjectVersion ${arn('plain/v')}`,
      `s3:PutObject ${arn('kms/dst')}`,
      `kms:GenerateDataKey ${keyArn}`,
    ]);
  });

  test('presigned requests tell how they were signed and how long ago', async () => {
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'plain', Key: 'v' }), {
      signingDate: new Date(Date.now() - 30_000),
    });
    await harness.send(url);
    const context = last()[0]!.context;
    expect(context['s3:authtype']).toBe('REST-QUERY-STRING');
    expect(Number(context['s3:signatureage'])).toBeGreaterThanOrEqual(30_000);
    expect(Number(context['s3:signatureage'])).toBeLessThan(40_000);
  });

  test('a preflight needs none', () => {
    const request = {
      method: 'OPTIONS',
      path: '/plain/x',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
      requestId: '1',
    };
    expect(harness.s3.requirements(request)).toEqual([]);
  });
});

describe('keys', () => {
  test('a default of aws:kms is told in answers and asked of KMS, for the object', async () => {
    const put = await client.send(new PutObjectCommand({ Bucket: 'kms', Key: 'k', Body: 'x' }));
    expect(put).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn });
    expect(put.ETag).not.toBe('"9dd4e461268c8034f5c8564e155c67a6"');
    expect(asked()).toEqual([`s3:PutObject ${arn('kms/k')}`, `kms:GenerateDataKey ${keyArn}`]);
    expect(last()[0]?.context).not.toHaveProperty('s3:x-amz-server-side-encryption');
    expect(last()[1]?.context).toEqual({
      'kms:viaservice': `s3.${region}.amazonaws.com`,
      'kms:calleraccount': account,
      'kms:encryptioncontext:aws:s3:arn': arn('kms/k'),
      'kms:encryptioncontextkeys': ['aws:s3:arn'],
    });
    const got = await client.send(new GetObjectCommand({ Bucket: 'kms', Key: 'k' }));
    expect(got).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn });
    expect(asked()).toEqual([`s3:GetObject ${arn('kms/k')}`, `kms:Decrypt ${keyArn}`]);
    await client.send(new HeadObjectCommand({ Bucket: 'kms', Key: 'k' }));
    expect(asked()).toEqual([`s3:GetObject ${arn('kms/k')}`]);
  });

  test('with a bucket key the context is the bucket', async () => {
    const put = await client.send(new PutObjectCommand({ Bucket: 'bucket-key', Key: 'k', Body: 'x' }));
    expect(put.BucketKeyEnabled).toBe(true);
    expect(last()[1]?.context['kms:encryptioncontext:aws:s3:arn']).toBe(arn('bucket-key'));
  });

  test('the AWS managed key asks nothing of the caller', async () => {
    const put = await client.send(new PutObjectCommand({ Bucket: 'managed', Key: 'k', Body: 'x' }));
    expect(put.SSEKMSKeyId).toMatch(new RegExp(`^arn:aws:kms:${region}:${account}:key/[0-9a-f-]{36}$`));
    expect(asked()).toEqual([`s3:PutObject ${arn('managed/k')}`]);
  });

  test('the request may choose', async () => {
    const put = (more: object) =>
      client.send(new PutObjectCommand({ Bucket: 'kms', Key: 'chosen', Body: 'x', ...more }));
    expect((await put({ ServerSideEncryption: 'AES256' })).ServerSideEncryption).toBe('AES256');
    expect(asked()).toEqual([`s3:PutObject ${arn('kms/chosen')}`]);
    expect(last()[0]?.context).toMatchObject({ 's3:x-amz-server-side-encryption': 'AES256' });
    await put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'two' });
    expect(asked()[1]).toBe(`kms:GenerateDataKey arn:aws:kms:${region}:${account}:key/two`);
    await expect(put({ SSEKMSKeyId: 'two' })).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(put({ ServerSideEncryption: 'aws:kms:dsse' })).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    await expect(put({ ServerSideEncryption: 'rot13' })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('multipart uploads generate at the beginning, decrypt at parts and the end', async () => {
    const target = { Bucket: 'kms', Key: 'm' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    expect(asked()).toEqual([`s3:PutObject ${arn('kms/m')}`, `kms:GenerateDataKey ${keyArn}`]);
    const { ETag } = await client.send(
      new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'x' }),
    );
    expect(asked()).toEqual([`s3:PutObject ${arn('kms/m')}`, `kms:Decrypt ${keyArn}`]);
    await client.send(new ListPartsCommand({ ...target, UploadId }));
    expect(asked()).toEqual([`s3:ListMultipartUploadParts ${arn('kms/m')}`]);
    await client.send(
      new CompleteMultipartUploadCommand({
        ...target,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
    expect(asked()).toEqual([`s3:PutObject ${arn('kms/m')}`, `kms:Decrypt ${keyArn}`]);
    const other = await client.send(new CreateMultipartUploadCommand(target));
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId: other.UploadId }));
    expect(asked()).toEqual([`s3:AbortMultipartUpload ${arn('kms/m')}`]);
  });
});
