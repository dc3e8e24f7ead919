/** From a raw request to an authenticated one whose every parameter is understood. */

import { signatureParameters } from './claim.ts';
import { accessDenied, S3Error } from './errors.ts';
import { effectiveHeaders, type HeaderMap } from './headers.ts';
import { formHeaders } from './post.ts';
import { verifyForm } from './post-policy.ts';
import { isPresigned, type S3Request, targetOf } from './request.ts';
import { verifySignature } from './signature.ts';
import type { Authentication, VerifyOptions } from './sigv4.ts';

export interface Session {
  readonly operation: string;
  readonly bucket: string;
  /** Empty for operations on buckets. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: HeaderMap;
  readonly body: Buffer;
  readonly authentication: Authentication;
}

const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const reading = ['versionId', ...overrides.map((name) => `response-${name}`)];

/** The query parameters that each operation understands. */
export const parameters: Readonly<Record<string, readonly string[]>> = {
  AbortMultipartUpload: ['uploadId'],
  CompleteMultipartUpload: ['uploadId'],
  CopyObject: [],
  CreateMultipartUpload: ['uploads'],
  DeleteObject: ['versionId'],
  DeleteObjects: ['delete'],
  GetObject: reading,
  GetObjectTagging: ['tagging', 'versionId'],
  HeadBucket: [],
  HeadObject: reading,
  ListObjectsV2: [
    'continuation-token',
    'delimiter',
    'encoding-type',
    'fetch-owner',
    'list-type',
    'max-keys',
    'prefix',
    'start-after',
  ],
  ListObjectVersions: [
    'delimiter',
    'encoding-type',
    'key-marker',
    'max-keys',
    'prefix',
    'version-id-marker',
    'versions',
  ],
  ListParts: ['max-parts', 'part-number-marker', 'uploadId'],
  PostObject: [],
  PutObject: [],
  PutObjectTagging: ['tagging', 'versionId'],
  UploadPart: ['partNumber', 'uploadId'],
};

const refused = (what: string, details: Record<string, string> = {}) =>
  new S3Error('NotImplemented', `The local runtime does not implement s3:${what}.`, 501, details);

function checkQuery(operation: string, query: URLSearchParams): void {
  const known = Object.hasOwn(parameters, operation) ? parameters[operation] : undefined;
  if (known === undefined) throw refused(operation);
  const presigned = isPresigned(query);
  for (const name of query.keys()) {
    const signing = presigned && (signatureParameters.has(name) || name.toLowerCase().startsWith('x-amz-'));
    if (!known.includes(name) && !signing && name !== 'x-id') {
      throw refused(`${operation} with the query parameter ${name}`, { Parameter: name });
    }
    if (query.getAll(name).length > 1)
      throw new S3Error('InvalidArgument', `The query parameter ${name} is repeated.`, 400);
  }
}

function checkOwner(headers: HeaderMap, account: string): void {
  for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
    if (headers[name] !== undefined && headers[name] !== account) throw accessDenied();
  }
}

/** Of the trailers only checksums mean something; a header of the same name wins, and both are verified alike. */
function withTrailers(headers: HeaderMap, trailers: Readonly<Record<string, string>>): HeaderMap {
  const checksums = Object.entries(trailers).filter(([name]) => name.startsWith('x-amz-checksum-'));
  return { ...Object.fromEntries(checksums), ...headers };
}

/**
 * Authenticates first: nothing but 403 is said to somebody whose signature is not good.
 * @throws S3Error for bad signatures, paths, headers and parameters
 */
export function openSession(
  request: S3Request,
  options: VerifyOptions & { readonly account: string },
): Session {
  const target = targetOf(request);
  const { operation, bucket = '' } = target;
  const form = operation === 'PostObject' ? verifyForm(request, bucket, options) : undefined;
  const authentication = form ?? verifySignature(request, options);
  if (operation === 'InvalidURI') throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", 400);
  checkQuery(operation, request.query);
  const headers =
    form === undefined
      ? withTrailers(effectiveHeaders(request.headers, request.query), authentication.trailers)
      : formHeaders(form.fields);
  checkOwner(headers, options.account);
  return {
    operation,
    bucket,
    key: form?.key ?? target.key ?? '',
    query: request.query,
    headers,
    body: authentication.body,
    authentication,
  };
}
