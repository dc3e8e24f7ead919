import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { codeOf, type Harness, startHarness } from './harness.ts';

let harness: Harness;
let client: S3Client;
let Bucket: string;
beforeAll(async () => {
  harness = await startHarness();
  Bucket = harness.deploy('Presigned');
  harness.deploy('Other');
  client = harness.client('TESTKEY2', { requestChecksumCalculation: 'WHEN_REQUIRED' });
  await harness.s3.writeObject(Bucket, 't1/my file+ä.txt', Buffer.from('mine'), {
    contentType: 'text/plain',
  });
  await harness.s3.writeObject(Bucket, 't2/other', Buffer.from('not yours'));
});
afterAll(() => harness.close());
afterEach(() => {
  vi.useRealTimers();
});

const get = (more: object = {}, options: object = {}) =>
  getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 't1/my file+ä.txt', ...more }), options);

describe('a presigned GET', () => {
  test('serves its object, with the signed overrides', async () => {
    const url = await get({
      ResponseContentDisposition: 'attachment; filename="a.txt"',
      ResponseContentType: 'text/x',
    });
    const answer = await harness.send(url);
    expect([answer.status, answer.body.toString()]).toEqual([200, 'mine']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/x',
      'content-disposition': 'attachment; filename="a.txt"',
    });
    expect(harness.seen.at(-1)).toMatchObject({ operation: 'GetObject', accessKeyId: 'TESTKEY2' });
    const added = await harness.send(`${await get()}&response-content-type=text%2Fhtml`);
    expect([added.status, codeOf(added)]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  test('is good for GET only', async () => {
    const url = await get();
    for (const method of ['PUT', 'DELETE', 'HEAD', 'POST']) {
      expect((await harness.send(url, { method })).status, method).toBe(403);
    }
  });

  test('ends when it expires, and is not good before its time', async () => {
    const url = await get({}, { expiresIn: 60 });
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(now + 58_000);
    expect((await harness.send(url)).status).toBe(200);
    vi.setSystemTime(now + 62_000);
    const expired = await harness.send(url);
    expect([expired.status, codeOf(expired), expired.body.toString()]).toEqual([
      403,
      'AccessDenied',
      expect.stringContaining('Request has expired'),
    ]);
    vi.setSystemTime(now - 16 * 60_000);
    expect((await harness.send(url)).status).toBe(403);
  });

  test('lives seven days at most', async () => {
    const week = await get({}, { expiresIn: 604_800 });
    expect((await harness.send(week)).status).toBe(200);
    // The SDK refuses more than a week: another correct signer would not.
    const { presign } = await import('./signer.ts');
    const longer = presign(harness.endpoint, 'GET', `/${Bucket}/t2/other`, { expires: 604_801 });
    expect((await harness.send(longer)).body.toString()).toContain('AuthorizationQueryParametersError');
    const good = presign(harness.endpoint, 'GET', `/${Bucket}/t2/other`, { expires: 604_800 });
    expect((await harness.send(good)).body.toString()).toBe('not yours');
  });

  test('does not combine with an Authorization header, nor with unsigned x-amz-* headers', async () => {
    const url = await get();
    const both = await harness.send(url, {
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=TESTKEY1/x' },
    });
    expect([both.status, codeOf(both)]).toEqual([400, 'InvalidArgument']);
    const unsigned = await harness.send(url, { headers: { 'x-amz-checksum-mode': 'ENABLED' } });
    expect([unsigned.status, codeOf(unsigned)]).toEqual([403, 'AccessDenied']);
  });

  test('property: with any character changed it is 403, or serves the same object', async () => {
    const url = await get({ ResponseContentType: 'text/x' });
    const path = url.slice(harness.endpoint.length);
    const characters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~%+&=/?;:'];
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: path.length - 2 }),
        fc.constantFrom(...characters),
        async (at, character) => {
          const position = at + 1;
          const tampered = path.slice(0, position) + character + path.slice(position + 1);
          const answer = await harness.send(tampered);
          if (answer.status === 403) changed++;
          else expect([tampered, answer.status, answer.body.toString()]).toEqual([tampered, 200, 'mine']);
        },
      ),
      { numRuns: 400 },
    );
    expect(changed).toBeGreaterThan(300);
  });

  test('property: with any character removed or doubled it is 403, or serves the same object', async () => {
    const url = await get();
    const path = url.slice(harness.endpoint.length);
    for (let at = 1; at < path.length; at++) {
      for (const tampered of [
        path.slice(0, at) + path.slice(at + 1),
        path.slice(0, at) + path[at] + path.slice(at),
      ]) {
        const answer = await harness.send(tampered);
        if (answer.status !== 403) {
          expect([tampered, answer.status, answer.body.toString()]).toEqual([tampered, 200, 'mine']);
        }
      }
    }
  });
});

describe('a presigned PUT', () => {
  const put = (more: object = {}, options: object = {}) =>
    getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 't1/up.pdf', ...more }), options);

  test('stores the body, with the metadata that was signed', async () => {
    const url = await put({ Metadata: { tenant: 't1' }, Tagging: 'a=b' });
    expect(
      (await harness.send(url, { method: 'PUT', body: 'bytes', headers: { 'content-type': 'text/z' } }))
        .status,
    ).toBe(200);
    const stored = await harness.s3.readObject(Bucket, 't1/up.pdf');
    expect(stored).toMatchObject({ contentType: 'text/z', metadata: { tenant: 't1' }, size: 5 });
    expect(harness.seen.at(-1)?.requirements.map(({ action }) => action)).toEqual([
      's3:PutObject',
      's3:PutObjectTagging',
    ]);
  });

  test('signed content-type and content-length must be sent with the signed value', async () => {
    const url = await put(
      { ContentType: 'application/pdf', ContentLength: 5 },
      { signableHeaders: new Set(['content-type', 'content-length', 'host']) },
    );
    const send = (body: string, headers: Record<string, string>) =>
      harness.send(url, { method: 'PUT', body, headers });
    const type = { 'content-type': 'application/pdf' };
    expect(codeOf(await send('12345', {}))).toBe('SignatureDoesNotMatch');
    expect(codeOf(await send('12345', { 'content-type': 'text/html' }))).toBe('SignatureDoesNotMatch');
    expect(codeOf(await send('123456', type))).toBe('SignatureDoesNotMatch');
    expect((await send('12345', type)).status).toBe(200);
  });

  test('a signed checksum is enforced, as when a client signs one for no body at all', async () => {
    const careless = harness.client('TESTKEY1', { requestChecksumCalculation: 'WHEN_SUPPORTED' });
    const url = await getSignedUrl(careless, new PutObjectCommand({ Bucket, Key: 'empty' }));
    expect(codeOf(await harness.send(url, { method: 'PUT', body: 'bytes' }))).toBe('BadDigest');
    const bound = await getSignedUrl(
      client,
      new PutObjectCommand({ Bucket, Key: 'bound', ChecksumSHA256: 'x'.repeat(43) }),
    );
    expect(codeOf(await harness.send(bound, { method: 'PUT', body: 'bytes' }))).toBe('BadDigest');
    expect(await harness.s3.readObject(Bucket, 'bound')).toBeUndefined();
  });

  test('server-side encryption that was signed must be sent', async () => {
    const url = await put({ ServerSideEncryption: 'AES256' });
    expect(codeOf(await harness.send(url, { method: 'PUT', body: 'x' }))).toBe('SignatureDoesNotMatch');
    const headers = { 'x-amz-server-side-encryption': 'AES256' };
    expect((await harness.send(url, { method: 'PUT', body: 'x', headers })).status).toBe(200);
    expect(harness.seen.at(-1)?.requirements[0]?.context).toMatchObject({
      's3:x-amz-server-side-encryption': 'AES256',
    });
  });

  test('property: with any character changed nothing but its own object is written', async () => {
    const path = (await put()).slice(harness.endpoint.length);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: path.length - 2 }),
        fc.constantFrom(...'abzABZ019-_%&=/?'),
        async (at, character) => {
          const tampered = path.slice(0, at + 1) + character + path.slice(at + 2);
          const { status } = await harness.send(tampered, { method: 'PUT', body: 'evil' });
          if (status !== 403)
            expect([tampered, harness.seen.at(-1)?.requirements[0]?.resource]).toEqual([
              tampered,
              `arn:aws:s3:::${Bucket}/t1/up.pdf`,
            ]);
        },
      ),
      { numRuns: 200 },
    );
    expect((await harness.s3.readObject(Bucket, 't2/other'))?.body.toString()).toBe('not yours');
  });
});
