import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compress } from '../../../../local/cloudfront/compress.ts';
import { createEdgeFunction } from '../../../../local/cloudfront/edge-function.ts';
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICIES,
  parseCachePolicy,
  parseOriginRequestPolicy,
} from '../../../../local/cloudfront/forwarding.ts';
import { parseHeadersPolicy } from '../../../../local/cloudfront/headers-policy.ts';
import { openCloudFront } from '../../../../local/cloudfront/index.ts';
import { originRequest } from '../../../../local/cloudfront/origin-request.ts';
import { matchesPattern } from '../../../../local/cloudfront/path-pattern.ts';
import type { ApiRequest, ApiResponse } from '../../../../local/http-api/request.ts';

const request = (more: Partial<ApiRequest> = {}): ApiRequest => ({
  method: 'GET',
  path: '/',
  query: '',
  headers: {},
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  ...more,
});
const response = (headers: ApiResponse['headers'] = {}, body = ''): ApiResponse => ({
  status: 200,
  headers,
  body: Buffer.from(body),
});

test.each([
  ['/api/*', '/api/x/y', true],
  ['/api/*', '/api', false],
  ['api/*', '/api/x', true],
  ['*.js', '/a/b.js', true],
  ['*.js', '/a/b.jsx', false],
  ['/a?c', '/abc', true],
  ['/a.c', '/abc', false],
  ['/API/*', '/api/x', false],
  ['*', '/', true],
])('the pattern %s and the path %s: %s', (pattern, path, expected) => {
  expect(matchesPattern(pattern, path)).toBe(expected);
});

describe('what an origin gets', () => {
  const disabled = MANAGED_CACHE_POLICIES['4135ea2d-6df8-44a3-9df3-4b5a84be39ad']!;
  const exceptHost = MANAGED_ORIGIN_REQUEST_POLICIES['b689b0a8-53d0-40ab-baf2-68738e2966ac']!;
  const origin = { domainName: 'origin.test', path: '/live', customHeaders: { 'X-Secret': 's' } };
  const viewer = request({
    path: '/x',
    query: 'a=1&b=2',
    headers: {
      host: 'app.test',
      authorization: 'Bearer t',
      cookie: 'one=1; two=2',
      'content-type': 'text/plain',
      'user-agent': 'browser',
      'x-secret': 'guess',
      'cloudfront-viewer-country': 'XX',
      'x-forwarded-for': '203.0.113.1',
    },
  });

  test('without a policy: neither authorization nor cookies nor the query', () => {
    const sent = originRequest(viewer, origin, [disabled]);
    expect(sent).toMatchObject({ path: '/live/x', query: '' });
    expect(sent.headers).toEqual({
      host: 'origin.test',
      'user-agent': 'Amazon CloudFront',
      'content-type': 'text/plain',
      'x-forwarded-for': '203.0.113.1, 127.0.0.1',
      'x-secret': 's',
      via: expect.stringContaining('CloudFront'),
    });
  });

  test('with AllViewerExceptHostHeader: everything but the host and what a viewer must not say', () => {
    const sent = originRequest(viewer, origin, [disabled, exceptHost]);
    expect(sent.query).toBe('a=1&b=2');
    expect(sent.headers).toMatchObject({
      host: 'origin.test',
      authorization: 'Bearer t',
      cookie: 'one=1; two=2',
      'user-agent': 'browser',
      'x-secret': 's',
    });
    expect(sent.headers).not.toHaveProperty('cloudfront-viewer-country');
  });

  test('policies of a template select by name, and both count', () => {
    const cache = parseCachePolicy({
      ParametersInCacheKeyAndForwardedToOrigin: {
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Authorization'] },
        CookiesConfig: { CookieBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'allExcept', QueryStrings: ['b'] },
        EnableAcceptEncodingGzip: true,
      },
    });
    const more = parseOriginRequestPolicy({
      HeadersConfig: {
        HeaderBehavior: 'allViewerAndWhitelistCloudFront',
        Headers: ['CloudFront-Viewer-Address'],
      },
      CookiesConfig: { CookieBehavior: 'whitelist', Cookies: ['two'] },
      QueryStringsConfig: { QueryStringBehavior: 'none' },
    });
    expect([cache.gzip, cache.brotli]).toEqual([true, false]);
    const sent = originRequest(viewer, origin, [cache, more]);
    expect(sent.query).toBe('a=1');
    expect(sent.headers).toMatchObject({
      host: 'app.test',
      cookie: 'two=2',
      'cloudfront-viewer-address': '127.0.0.1:443',
    });
  });
});

describe('functions at the edge', () => {
  const lines: string[] = [];
  const create = (code: string) =>
    createEdgeFunction(code, {
      distributionId: 'E1',
      distributionDomainName: 'd1.cloudfront.net',
      onLine: (line) => lines.push(line),
    });

  test('see the request and may change it', () => {
    const edge = create(`function handler(event) {
      var r = event.request; console.log(event.context.eventType, r.uri);
      r.uri = '/v2' + r.uri; r.headers['x-ip'] = { value: event.viewer.ip };
      r.querystring.n = { value: r.querystring.q.multiValue.length.toString() };
      delete r.cookies.drop; return r }`);
    const changed = edge.viewerRequest(
      request({ path: '/x', query: 'q=1&q=2', headers: { cookie: 'keep=1; drop=2' } }),
    );
    expect(changed).toMatchObject({
      path: '/v2/x',
      query: 'q=1&q=2&n=2',
      headers: { 'x-ip': '127.0.0.1', cookie: 'keep=1' },
    });
    expect(lines).toContain('viewer-request /x');
  });

  test('may answer, also asynchronously, and change responses', () => {
    const edge = create(`async function handler(event) { await null;
      if (event.response) { event.response.headers['x-seen'] = { value: event.request.uri }; return event.response }
      return { statusCode: 302, headers: { location: { value: '/y' } }, cookies: { a: { value: '1' } } } }`);
    expect(edge.viewerRequest(request())).toMatchObject({
      status: 302,
      headers: { location: '/y', 'set-cookie': ['a=1'] },
    });
    expect(edge.viewerResponse(request({ path: '/p' }), response({ etag: '"1"' }, 'body'))).toMatchObject({
      status: 200,
      headers: { etag: '"1"', 'x-seen': '/p' },
      body: Buffer.from('body'),
    });
  });

  test.each([
    ['never ends', 'function handler() { for (;;); }'],
    ['never ends in a promise', 'async function handler() { for (;;) await null; }'],
    ['throws', 'function handler() { throw new Error("x") }'],
    ['reaches for the host', 'function handler(e) { return process.env }'],
    [
      'escapes through a constructor',
      'function handler(e) { return console.log.constructor("return process")() }',
    ],
    ['gives nothing', 'function handler() {}'],
  ])('one that %s fails its request only', (_, code) => {
    const edge = create(code);
    expect(() => edge.viewerRequest(request())).toThrow();
  });
});

describe('response headers', () => {
  const policy = parseHeadersPolicy({
    SecurityHeadersConfig: {
      ContentSecurityPolicy: {
        ContentSecurityPolicy:
          "default-src 'self'; connect-src http://127.0.0.1:4566/bucket http://127.0.0.1:4566/_cognito/x; upgrade-insecure-requests",
        Override: true,
      },
      FrameOptions: { FrameOption: 'DENY', Override: false },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override: true },
    },
    CustomHeadersConfig: { Items: [{ Header: 'X-Own', Value: 'v', Override: true }] },
    RemoveHeadersConfig: { Items: [{ Header: 'Server' }] },
  });

  test('are set, kept or removed as the policy says; the gateway is named by its origin', () => {
    const { headers } = policy(
      request(),
      response({ server: 'S', 'x-frame-options': 'SAMEORIGIN', 'x-own': 'origin' }),
    );
    expect(headers).toEqual({
      'content-security-policy':
        "default-src 'self'; connect-src http://127.0.0.1:4566 http://127.0.0.1:4566",
      'x-frame-options': 'SAMEORIGIN',
      'strict-transport-security': 'max-age=60; includeSubDomains',
      'x-own': 'v',
    });
  });

  test('CORS names an allowed origin only', () => {
    const cors = parseHeadersPolicy({
      CorsConfig: {
        AccessControlAllowOrigins: { Items: ['https://*.a.test'] },
        AccessControlAllowCredentials: true,
        OriginOverride: true,
      },
    });
    const allowed = (origin: string) =>
      cors(request({ headers: { origin } }), response()).headers['access-control-allow-origin'];
    expect([allowed('https://x.a.test'), allowed('https://a.test.evil')]).toEqual([
      'https://x.a.test',
      undefined,
    ]);
  });
});

describe('compression', () => {
  const text = response({ 'content-type': 'text/html', etag: '"1"' }, 'x'.repeat(2000));
  const both = { gzip: true, brotli: true };
  const encode = async (accept: string, given = text, allowed = both) =>
    (await compress(request({ headers: { 'accept-encoding': accept } }), given, allowed)).headers[
      'content-encoding'
    ];

  test('prefers brotli, and weakens the ETag', async () => {
    expect(await encode('gzip, br')).toBe('br');
    const zipped = await compress(request({ headers: { 'accept-encoding': 'gzip, br;q=0' } }), text, both);
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', etag: 'W/"1"' });
    expect(gunzipSync(zipped.body).toString()).toBe('x'.repeat(2000));
  });

  test('leaves alone what is short, encoded, no text or not allowed', async () => {
    expect(await encode('br', response({ 'content-type': 'text/html' }, 'short'))).toBeUndefined();
    expect(
      await encode('br', { ...text, headers: { ...text.headers, 'content-type': 'image/png' } }),
    ).toBeUndefined();
    expect(await encode('br', { ...text, headers: { ...text.headers, 'content-encoding': 'gzip' } })).toBe(
      'gzip',
    );
    expect(await encode('br', text, { gzip: true, brotli: false })).toBeUndefined();
    expect(await encode('identity')).toBeUndefined();
  });
});

describe('a distribution', () => {
  const pages: Record<string, string> = { 'index.html': 'index', 'app/x.html': 'x' };
  function open(config: Record<string, unknown> = {}, isListAllowed = true) {
    const cloudFront = openCloudFront({
      account: '000000000000',
      onLine: () => {},
      isBucketActionAllowed: (action) => action === 's3:GetObject' || isListAllowed,
      readObject: async (_, key) =>
        key in pages
          ? { body: Buffer.from(pages[key]!), contentType: 'text/html', etag: 'e', lastModified: new Date(0) }
          : undefined,
      serveApi: async () => ({ status: 404, headers: {}, body: Buffer.from('api') }),
    });
    const behavior = {
      TargetOriginId: 'b',
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      ViewerProtocolPolicy: 'allow-all',
    };
    cloudFront.provider.deploy({
      stack: 'S',
      logicalId: 'D',
      type: 'AWS::CloudFront::Distribution',
      properties: {
        DistributionConfig: {
          Origins: [
            { Id: 'b', DomainName: 'site.s3.eu-west-1.amazonaws.com', S3OriginConfig: {} },
            { Id: 'a', DomainName: 'abc.execute-api.eu-west-1.amazonaws.com' },
          ],
          DefaultRootObject: 'index.html',
          DefaultCacheBehavior: behavior,
          CacheBehaviors: [{ ...behavior, PathPattern: '/api/*', TargetOriginId: 'a' }],
          ...config,
        },
      },
    });
    return async (path: string, method = 'GET') => {
      const { status, body } = await cloudFront.serve(
        cloudFront.distributions()[0]!,
        request({ path, method }),
      );
      return [status, body.toString()];
    };
  }

  test('serves the root object, files, and 404 or 403 for what is missing, by the right to list', async () => {
    const get = open();
    expect(await get('/')).toEqual([200, 'index']);
    expect(await get('/app/x.html')).toEqual([200, 'x']);
    expect((await get('/app/'))[0]).toBe(404);
    expect((await open({}, false)('/none'))[0]).toBe(403);
  });

  test('replaces errors by a page, those of the API too', async () => {
    const get = open({
      CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 200, ResponsePagePath: '/index.html' }],
    });
    expect(await get('/deep/link')).toEqual([200, 'index']);
    expect(await get('/api/x')).toEqual([200, 'index']);
  });

  test.each([
    [{ Origins: [{ Id: 'b', DomainName: 'example.com', CustomOriginConfig: {} }] }, /origin example\.com/],
    [{ DefaultCacheBehavior: { TargetOriginId: 'b', ForwardedValues: {} } }, /ForwardedValues/],
    [{ DefaultCacheBehavior: { TargetOriginId: 'b', CachePolicyId: 'nobody' } }, /no cache policy nobody/],
    [
      { DefaultCacheBehavior: { TargetOriginId: 'b', CachePolicyId: 'x', LambdaFunctionAssociations: [{}] } },
      /Lambda@Edge/,
    ],
  ])('that asks for what is not here does not deploy', (config, message) => {
    expect(() => open(config)).toThrow(message);
  });
});
