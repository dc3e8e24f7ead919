import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { checksum } from '../../../../local/s3/checksums.ts';
import { accessKeyOf, classify, verifySignature } from '../../../../local/s3/index.ts';
import { type Harness, startHarness } from './harness.ts';

/** The examples of docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and its siblings. */
const options = {
  region: 'us-east-1',
  credentials: (id: string) =>
    id === 'AKIAIOSFODNN7EXAMPLE'
      ? { secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
      : undefined,
};
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const scope = '20130524/us-east-1/s3/aws4_request';
const authorization = (signedHeaders: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/${scope},SignedHeaders=${signedHeaders},Signature=${signature}`;

interface Given {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
}
const verify = ({ method = 'GET', path = '/', query = '', headers = {}, body = Buffer.alloc(0) }: Given) =>
  verifySignature(
    {
      method,
      path,
      query: new URLSearchParams(query),
      body,
      headers: { host: 'examplebucket.s3.amazonaws.com', ...headers },
    },
    options,
  );
const dated = { 'x-amz-date': '20130524T000000Z', 'x-amz-content-sha256': empty };

describe("AWS's published examples", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(new Date('2013-05-24T00:00:00Z'));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('GET Object with a range', () => {
    const headers = {
      ...dated,
      range: 'bytes=0-9',
      authorization: authorization(
        'host;range;x-amz-content-sha256;x-amz-date',
        'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      ),
    };
    expect(verify({ path: '/test.txt', headers })).toMatchObject({
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      type: 'REST-HEADER',
    });
    expect(() => verify({ path: '/test.txt', headers: { ...headers, range: 'bytes=0-8' } })).toThrow(
      'does not match',
    );
  });

  test('PUT Object', () => {
    const body = Buffer.from('Welcome to Amazon S3.');
    const headers = {
      'x-amz-date': '20130524T000000Z',
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      authorization: authorization(
        'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
        '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      ),
    };
    expect(verify({ method: 'PUT', path: '/test%24file.text', headers, body }).body).toEqual(body);
    expect(verify({ method: 'PUT', path: '/test$file.text', headers, body }).body).toEqual(body);
    expect(() =>
      verify({ method: 'PUT', path: '/test%24file.text', headers, body: Buffer.from('other') }),
    ).toThrow(expect.objectContaining({ code: 'XAmzContentSHA256Mismatch' }));
  });

  test('GET Bucket Lifecycle and List Objects', () => {
    const signed = 'host;x-amz-content-sha256;x-amz-date';
    const lifecycle = authorization(
      signed,
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    );
    const list = authorization(signed, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
    expect(verify({ query: 'lifecycle', headers: { ...dated, authorization: lifecycle } }).type).toBe(
      'REST-HEADER',
    );
    expect(verify({ query: 'max-keys=2&prefix=J', headers: { ...dated, authorization: list } }).type).toBe(
      'REST-HEADER',
    );
    expect(verify({ query: 'prefix=J&max-keys=2', headers: { ...dated, authorization: list } }).type).toBe(
      'REST-HEADER',
    );
    expect(() =>
      verify({ query: 'prefix=K&max-keys=2', headers: { ...dated, authorization: list } }),
    ).toThrow('does not match');
  });

  test('a presigned URL', () => {
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`;
    expect(verify({ path: '/test.txt', query })).toMatchObject({
      type: 'REST-QUERY-STRING',
      signedAt: new Date('2013-05-24T00:00:00Z'),
    });
    for (const again of ['X-Amz-Expires=1', 'X-Amz-Signature=0', 'X-Amz-Credential=x']) {
      expect(() => verify({ path: '/test.txt', query: `${query}&${again}` })).toThrow(
        expect.objectContaining({ status: 403 }),
      );
    }
  });

  const chunk = (size: number, signature: string) =>
    Buffer.concat([
      Buffer.from(`${size.toString(16)};chunk-signature=${signature}\r\n`),
      Buffer.alloc(size, 'a'),
      Buffer.from('\r\n'),
    ]);
  const chunks = () => [
    chunk(65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
    chunk(1024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
    chunk(0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
  ];
  const streaming = (body: Buffer) =>
    verifySignature(
      {
        method: 'PUT',
        path: '/examplebucket/chunkObject.txt',
        query: new URLSearchParams(),
        body,
        headers: {
          host: 's3.amazonaws.com',
          'x-amz-date': '20130524T000000Z',
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
          'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
          'content-encoding': 'aws-chunked',
          'x-amz-decoded-content-length': '66560',
          'content-length': '66824',
          authorization: authorization(
            'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
            '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
          ),
        },
      },
      options,
    );

  test('a body in signed chunks', () => {
    const body = Buffer.concat(chunks());
    expect(body).toHaveLength(66_824);
    expect(streaming(body).body.equals(Buffer.alloc(66_560, 'a'))).toBe(true);
    const tampered = Buffer.from(body);
    tampered[70_000 - 4000] = 0x62;
    expect(() => streaming(tampered)).toThrow('does not match');
    const [first, , last] = chunks();
    expect(() => streaming(Buffer.concat([first!, last!]))).toThrow('does not match');
    expect(() => streaming(first!)).toThrow(expect.objectContaining({ code: 'IncompleteBody' }));
  });

  const crc = 'x-amz-checksum-crc32c:sOO8/Q==';
  const withTrailer = (trailer: string, signature: string) =>
    verifySignature(
      {
        method: 'PUT',
        path: '/examplebucket/chunkObject.txt',
        query: new URLSearchParams(),
        body: Buffer.concat([
          chunk(65_536, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'),
          chunk(1024, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'),
          Buffer.from(
            '0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n',
          ),
          Buffer.from(`${trailer}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`),
        ]),
        headers: {
          host: 's3.amazonaws.com',
          'x-amz-date': '20130524T000000Z',
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
          'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
          'content-encoding': 'aws-chunked',
          'x-amz-decoded-content-length': '66560',
          'x-amz-trailer': 'x-amz-checksum-crc32c',
          authorization: authorization(
            'content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer',
            '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
          ),
        },
      },
      options,
    );

  test('a body in signed chunks with a signed trailer', () => {
    const signature = 'd81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435';
    expect(withTrailer(crc, signature).trailers).toMatchObject({ 'x-amz-checksum-crc32c': 'sOO8/Q==' });
    expect(() => withTrailer('x-amz-checksum-crc32c:AAAA/Q==', signature)).toThrow('does not match');
    expect(() => withTrailer(crc, signature.replace('d', 'e'))).toThrow('does not match');
    expect(checksum('crc32c', Buffer.alloc(66_560, 'a')).value).toBe('sOO8/Q==');
  });
});

describe('streams of the SDK', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.close());

  test('arrive decoded, their trailing checksum verified and stored', async () => {
    const Bucket = harness.deploy('Streams');
    const body = Buffer.alloc(200_000, 'stream');
    const put = await harness.client().send(
      new PutObjectCommand({
        Bucket,
        Key: 'k',
        Body: Readable.from([body.subarray(0, 70_000), body.subarray(70_000)]),
        ContentLength: body.length,
        ContentEncoding: 'identity-x',
        ChecksumAlgorithm: 'SHA256',
      }),
    );
    const stored = await harness.s3.readObject(Bucket, 'k');
    expect(stored?.body.equals(body)).toBe(true);
    expect(harness.seen.at(-1)?.requirements[0]?.context['s3:x-amz-content-sha256']).toBe(
      'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    );
    const head = await harness.client().send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(head.ContentEncoding).toBe('identity-x');
    expect(put.ChecksumSHA256).toBe(createHash('sha256').update(body).digest('base64'));
  });
});

describe('aws-chunked bodies without chunk signatures', () => {
  const key = 'secret-of-a-test';
  const now = () => new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const hmac = (k: string | Buffer, data: string) => createHmac('sha256', k).update(data).digest();

  /** Signs a request whose payload word is the one for unsigned chunks with trailers. */
  function send(body: string, headers: Record<string, string>) {
    const date = now();
    const all: Record<string, string> = {
      host: 'h',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-date': date,
      ...headers,
    };
    const names = Object.keys(all).sort();
    const canonical = [
      'PUT',
      '/b/k',
      '',
      ...names.map((name) => `${name}:${all[name]}`),
      '',
      names.join(';'),
      all['x-amz-content-sha256'],
    ].join('\n');
    const where = `${date.slice(0, 8)}/r/s3/aws4_request`;
    const text = ['AWS4-HMAC-SHA256', date, where, createHash('sha256').update(canonical).digest('hex')].join(
      '\n',
    );
    const signing = hmac(hmac(hmac(hmac(`AWS4${key}`, date.slice(0, 8)), 'r'), 's3'), 'aws4_request');
    const value = `AWS4-HMAC-SHA256 Credential=ID/${where}, SignedHeaders=${names.join(';')}, Signature=${hmac(signing, text).toString('hex')}`;
    return verifySignature(
      {
        method: 'PUT',
        path: '/b/k',
        query: new URLSearchParams(),
        body: Buffer.from(body, 'latin1'),
        headers: { ...all, authorization: value },
      },
      { region: 'r', credentials: () => ({ secretAccessKey: key }) },
    );
  }

  test('are decoded with their trailers', () => {
    const decoded = send('3\r\nabc\r\nA\r\n0123456789\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n', {
      'x-amz-decoded-content-length': '13',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    expect([decoded.body.toString(), decoded.trailers]).toEqual([
      'abc0123456789',
      { 'x-amz-checksum-crc32': 'AAAA' },
    ]);
  });

  test.each([
    ['a length that is not the declared one', '3\r\nabc\r\n0\r\n\r\n', '4', undefined],
    ['a chunk shorter than it says', '9\r\nabc\r\n0\r\n\r\n', '3', undefined],
    ['no final chunk', '3\r\nabc\r\n', '3', undefined],
    ['a size that is no number', 'x\r\nabc\r\n0\r\n\r\n', '3', undefined],
    ['a trailer that was announced and is missing', '3\r\nabc\r\n0\r\n\r\n', '3', 'x-amz-checksum-crc32'],
    ['a trailer that was not announced', '3\r\nabc\r\n0\r\na:b\r\n\r\n', '3', undefined],
    ['a trailer that is no header', '3\r\nabc\r\n0\r\nnonsense\r\n\r\n', '3', undefined],
  ])('with %s are refused', (_, body, length, trailer) => {
    const headers = {
      'x-amz-decoded-content-length': length,
      ...(trailer ? { 'x-amz-trailer': trailer } : {}),
    };
    expect(() => send(body, headers)).toThrow(expect.objectContaining({ status: 400 }));
  });

  test('property: any body in any chunks comes back', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 }), (parts) => {
        const text = (data: Uint8Array) => Buffer.from(data).toString('latin1');
        const body = `${parts.map((part) => `${part.length.toString(16)}\r\n${text(part)}\r\n`).join('')}0\r\n\r\n`;
        const whole = Buffer.concat(parts);
        expect(send(body, { 'x-amz-decoded-content-length': String(whole.length) }).body.equals(whole)).toBe(
          true,
        );
      }),
    );
  });
});

describe('classify', () => {
  const name = (method: string, target: string, headers: Record<string, string> = {}) => {
    const [path = '', query = ''] = target.split('?');
    return classify({ method, path, query: new URLSearchParams(query), headers });
  };

  test.each([
    ['GET', '/', 'ListBuckets'],
    ['GET', '/b', 'ListObjects'],
    ['GET', '/b?list-type=2', 'ListObjectsV2'],
    ['GET', '/b/?versions', 'ListObjectVersions'],
    ['GET', '/b?uploads', 'ListMultipartUploads'],
    ['GET', '/b?location', 'GetBucketLocation'],
    ['PUT', '/b?lifecycle', 'PutBucketLifecycle'],
    ['PUT', '/b', 'CreateBucket'],
    ['DELETE', '/b', 'DeleteBucket'],
    ['HEAD', '/b', 'HeadBucket'],
    ['POST', '/b?delete', 'DeleteObjects'],
    ['GET', '/b/k', 'GetObject'],
    ['HEAD', '/b/k', 'HeadObject'],
    ['PUT', '/b/k', 'PutObject'],
    ['DELETE', '/b/k', 'DeleteObject'],
    ['GET', '/b/k?tagging', 'GetObjectTagging'],
    ['PUT', '/b/k?tagging', 'PutObjectTagging'],
    ['DELETE', '/b/k?tagging', 'DeleteObjectTagging'],
    ['POST', '/b/k?uploads', 'CreateMultipartUpload'],
    ['PUT', '/b/k?partNumber=1&uploadId=u', 'UploadPart'],
    ['POST', '/b/k?uploadId=u', 'CompleteMultipartUpload'],
    ['DELETE', '/b/k?uploadId=u', 'AbortMultipartUpload'],
    ['GET', '/b/k?uploadId=u', 'ListParts'],
    ['GET', '/b/k?acl', 'GetObjectAcl'],
    ['OPTIONS', '/b/k', 'Preflight'],
    ['GET', '/b/%zz', 'InvalidURI'],
    ['GET', '/b/%ff', 'InvalidURI'],
  ])('%s %s is %s', (method, target, operation) => {
    expect(name(method, target).operation).toBe(operation);
  });

  test('copies are known by their header or, presigned, by its parameter', () => {
    expect(name('PUT', '/b/k', { 'x-amz-copy-source': 'b/a' }).operation).toBe('CopyObject');
    expect(name('PUT', '/b/k?x-amz-copy-source=b%2Fa&X-Amz-Signature=s').operation).toBe('CopyObject');
    expect(name('PUT', '/b/k?uploadId=u&partNumber=1', { 'x-amz-copy-source': 'b/a' }).operation).toBe(
      'UploadPartCopy',
    );
  });

  test('names bucket, key and caller', () => {
    expect(name('GET', '/b/a%2Fb%20c/..//d?X-Amz-Credential=ID/x/y/s3/aws4_request')).toEqual({
      operation: 'GetObject',
      bucket: 'b',
      key: 'a/b c/..//d',
      accessKeyId: 'ID',
    });
    expect(
      name('GET', '/b', {
        authorization: 'AWS4-HMAC-SHA256 Credential=ID/x, SignedHeaders=host, Signature=0',
      }).accessKeyId,
    ).toBe('ID');
    expect(name('GET', '/b')).toEqual({ operation: 'ListObjects', bucket: 'b' });
    const form = {
      method: 'POST',
      path: '/b',
      query: new URLSearchParams(),
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    };
    const body =
      '--b\r\nContent-Disposition: form-data; name="X-Amz-Credential"\r\n\r\nID/d/r/s3/aws4_request\r\n--b--\r\n';
    expect(accessKeyOf(form, Buffer.from(body))).toBe('ID');
    expect(accessKeyOf(form, Buffer.from('nonsense'))).toBeUndefined();
  });
});
