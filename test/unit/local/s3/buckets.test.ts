import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, type Harness, region, resource, startHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

describe('deploying', () => {
  test('gives what Ref and GetAtt give; again it changes nothing', async () => {
    const given = resource('Files', { BucketName: 'my.bucket-1' });
    const deployed = harness.s3.deploy(given);
    expect(deployed).toEqual({
      ref: 'my.bucket-1',
      attributes: {
        Arn: 'arn:aws:s3:::my.bucket-1',
        DomainName: 'my.bucket-1.s3.amazonaws.com',
        DualStackDomainName: `my.bucket-1.s3.dualstack.${region}.amazonaws.com`,
        RegionalDomainName: `my.bucket-1.s3.${region}.amazonaws.com`,
      },
    });
    await harness.s3.writeObject('my.bucket-1', 'k', Buffer.from('stays'));
    harness.reopen();
    expect(harness.s3.deploy(given)).toEqual(deployed);
    expect((await harness.s3.readObject('my.bucket-1', 'k'))?.body.toString()).toBe('stays');
  });

  test('a name of its own is valid, unique to the resource and stable', () => {
    const name = (stack: string, logicalId: string) =>
      harness.s3.deploy({ stack, logicalId, type: 'AWS::S3::Bucket', properties: {} }).ref;
    const one = name('Gangway-Data-Stack-With-A-Long-Name', 'ContractBucketWithALongLogicalId0123456789');
    expect(one).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
    expect(name('Gangway-Data-Stack-With-A-Long-Name', 'ContractBucketWithALongLogicalId0123456789')).toBe(
      one,
    );
    expect(
      name('Gangway-Data-Stack-With-A-Long-Name', 'ContractBucketWithALongLogicalId012345678X'),
    ).not.toBe(one);
  });

  test('properties that would change what clients see are refused, not ignored', () => {
    for (const properties of [
      { ObjectLockEnabled: true },
      { WebsiteConfiguration: {} },
      { ReplicationConfiguration: {} },
      { Surprise: 1 },
      { AccessControl: 'PublicRead' },
      {
        NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: 'x' }] },
      },
      { OwnershipControls: { Rules: [{ ObjectOwnership: 'Surprise' }] } },
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/x' } },
          ],
        },
      },
    ]) {
      expect(() => harness.s3.deploy(resource('Refused', properties)), JSON.stringify(properties)).toThrow(
        expect.objectContaining({ code: 'NotImplemented' }),
      );
    }
    expect(() => harness.s3.deploy(resource('Bad', { BucketName: '../x' }))).toThrow('not valid');
    harness.s3.deploy(
      resource('Accepted', {
        LifecycleConfiguration: { Rules: [] },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
        AccessControl: 'LogDeliveryWrite',
        Tags: [],
      }),
    );
  });

  test('bucket policies are found by bucket and object ARN', () => {
    const Bucket = harness.deploy('WithPolicy');
    const PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }],
    };
    expect(harness.deploy('Policy', { Bucket, PolicyDocument }, 'AWS::S3::BucketPolicy')).toBe(Bucket);
    for (const arn of [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/a/b`]) {
      expect(harness.s3.resourcePolicies(arn)).toEqual([PolicyDocument]);
    }
    for (const arn of [`arn:aws:s3:::${Bucket}x`, 'arn:aws:kms:r:a:key/x', 'arn:aws:s3:::']) {
      expect(harness.s3.resourcePolicies(arn)).toEqual([]);
    }
    expect(() => harness.deploy('P', { Bucket: 'absent', PolicyDocument }, 'AWS::S3::BucketPolicy')).toThrow(
      'does not exist',
    );
  });
});

describe('cross-origin requests', () => {
  const rules = {
    CorsRules: [
      {
        AllowedOrigins: ['https://app.example', 'https://*.tenants.example'],
        AllowedMethods: ['PUT', 'POST'],
        AllowedHeaders: ['content-type', 'X-Amz-*'],
        ExposedHeaders: ['ETag', 'x-amz-version-id'],
        MaxAge: 300,
      },
      { AllowedOrigins: ['*'], AllowedMethods: ['GET'] },
    ],
  };
  const preflight = (bucket: string, origin: string, method: string, headers?: string) =>
    harness.send(`/${bucket}/some/key`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        ...(headers ? { 'access-control-request-headers': headers } : {}),
      },
    });

  test('a preflight is answered from the rules, without authorization', async () => {
    const bucket = harness.deploy('Cors', { CorsConfiguration: rules });
    const put = await preflight(bucket, 'https://app.example', 'PUT', 'Content-Type, x-amz-meta-a');
    expect(put.status).toBe(200);
    expect(put.headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-methods': 'PUT, POST',
      'access-control-allow-headers': 'content-type, x-amz-meta-a',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'ETag, x-amz-version-id',
      'access-control-max-age': '300',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    });
    const get = await preflight(bucket, 'https://anyone.example', 'GET');
    expect(get.headers['access-control-allow-origin']).toBe('*');
    expect(get.headers).not.toHaveProperty('access-control-allow-credentials');
    expect((await preflight(bucket, 'https://a.tenants.example', 'POST')).status).toBe(200);
  });

  test('what no rule allows is 403', async () => {
    const bucket = harness.deploy('Cors', { CorsConfiguration: rules });
    const none = harness.deploy('NoCors');
    for (const [at, origin, method, headers] of [
      [bucket, 'https://evil.example', 'PUT'],
      [bucket, 'https://app.example.evil', 'PUT'],
      [bucket, 'https://app.example', 'DELETE'],
      [bucket, 'https://app.example', 'PUT', 'authorization'],
      [none, 'https://app.example', 'PUT'],
      ['absent', 'https://app.example', 'PUT'],
    ] as const) {
      const answer = await preflight(at, origin, method, headers);
      expect([answer.status, codeOf(answer)]).toEqual([403, 'AccessForbidden']);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
    expect((await harness.send(`/${bucket}/k`, { method: 'OPTIONS' })).status).toBe(400);
  });

  test('answers and errors carry the headers, so that a page can read them', async () => {
    const bucket = harness.deploy('Cors', { CorsConfiguration: rules });
    await harness.s3.writeObject(bucket, 'k', Buffer.from('x'));
    const url = await getSignedUrl(harness.client(), new GetObjectCommand({ Bucket: bucket, Key: 'k' }));
    const ok = await harness.send(url, { headers: { origin: 'https://a.example' } });
    expect([ok.status, ok.headers['access-control-allow-origin']]).toEqual([200, '*']);
    const bad = await harness.send(`${url}0`, { headers: { origin: 'https://a.example' } });
    expect([bad.status, bad.headers['access-control-allow-origin']]).toEqual([403, '*']);
    const plain = await harness.send(url);
    expect(plain.headers).not.toHaveProperty('access-control-allow-origin');
    const put = await harness.send(`/${bucket}/k`, {
      method: 'PUT',
      headers: { origin: 'https://evil.example' },
    });
    expect(put.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
