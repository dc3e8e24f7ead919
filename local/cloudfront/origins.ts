/** Origins that this process can play: buckets and HTTP APIs. */
import type { ApiRequest, ApiResponse } from '../http-api/request.ts';

/** What the distribution asks of the rest of the runtime. */
export interface OriginServices {
  /** Whether the bucket's policy lets the distribution do this. */
  readonly isBucketActionAllowed: (action: string, resource: string, distributionArn: string) => boolean;
  readonly readObject: (bucket: string, key: string) => Promise<BucketObject | undefined>;
  readonly serveApi: (apiId: string, request: ApiRequest) => Promise<ApiResponse>;
}

export interface BucketObject {
  readonly body: Buffer;
  readonly contentType: string;
  /** Without quotes. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly cacheControl?: string;
  readonly contentEncoding?: string;
}

export type Origin =
  | { readonly type: 'bucket'; readonly bucket: string; readonly domainName: string; readonly path: string }
  | {
      readonly type: 'api';
      readonly apiId: string;
      readonly domainName: string;
      readonly path: string;
      readonly customHeaders: Readonly<Record<string, string>>;
    };

const BUCKET = /^(.+)\.s3(?:\.[a-z0-9-]+)?\.amazonaws\.com$/;
const API = /^([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/;

/** @throws Error for an origin elsewhere */
export function parseOrigin(origin: Readonly<Record<string, unknown>>): Origin {
  const domainName = String(origin.DomainName);
  const path = String(origin.OriginPath ?? '');
  const bucket = BUCKET.exec(domainName)?.[1];
  if (bucket !== undefined && origin.S3OriginConfig !== undefined)
    return { type: 'bucket', bucket, domainName, path };
  const apiId = API.exec(domainName)?.[1];
  if (apiId === undefined) throw new Error(`the origin ${domainName} is neither a bucket nor an HTTP API.`);
  const headers = (origin.OriginCustomHeaders ?? []) as readonly {
    HeaderName: string;
    HeaderValue: string;
  }[];
  const customHeaders = Object.fromEntries(
    headers.map(({ HeaderName, HeaderValue }) => [HeaderName, HeaderValue]),
  );
  return { type: 'api', apiId, domainName, path, customHeaders };
}

function s3Error(status: number, code: string, message: string): ApiResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'application/xml', server: 'AmazonS3' },
    body: Buffer.from(body),
  };
}

/**
 * An object as S3 gives it to a distribution. A missing key is 404 only to who may list the bucket, else 403.
 */
export async function serveBucket(
  origin: Extract<Origin, { type: 'bucket' }>,
  request: ApiRequest,
  distributionArn: string,
  services: OriginServices,
): Promise<ApiResponse> {
  const denied = s3Error(403, 'AccessDenied', 'Access Denied');
  if (request.method !== 'GET' && request.method !== 'HEAD') return denied;
  const arn = `arn:aws:s3:::${origin.bucket}`;
  let key: string;
  try {
    key = decodeURIComponent(`${origin.path}${request.path}`).slice(1);
  } catch {
    return s3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
  if (!services.isBucketActionAllowed('s3:GetObject', `${arn}/${key}`, distributionArn)) return denied;
  const object = key === '' ? undefined : await services.readObject(origin.bucket, key);
  if (object === undefined) {
    if (!services.isBucketActionAllowed('s3:ListBucket', arn, distributionArn)) return denied;
    return s3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  }
  const headers = {
    'content-type': object.contentType,
    etag: `"${object.etag}"`,
    'last-modified': object.lastModified.toUTCString(),
    ...(object.cacheControl === undefined ? {} : { 'cache-control': object.cacheControl }),
    ...(object.contentEncoding === undefined ? {} : { 'content-encoding': object.contentEncoding }),
    server: 'AmazonS3',
  };
  if (isUnchanged(request, object.etag)) return { status: 304, headers, body: Buffer.alloc(0) };
  return { status: 200, headers, body: object.body };
}

function isUnchanged(request: ApiRequest, etag: string): boolean {
  const tags = String(request.headers['if-none-match'] ?? '').split(',');
  return tags.some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${etag}"`);
}
