/** Names the operation, bucket and key of an S3 request (path style). */
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../types.ts';

/** What S3 needs of a request; a gateway's `Call` is one. `principal` is absent for anonymous requests. */
export interface S3Request {
  readonly method: string;
  /** Raw path, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly requestId: string;
  readonly principal?: Principal;
}

export type RequestLine = Pick<S3Request, 'method' | 'path' | 'query' | 'headers'>;

export interface Target {
  /** The API's name of the operation; `InvalidURI` when the path is not percent-encoded UTF-8, `Preflight` for OPTIONS. */
  readonly operation: string;
  readonly bucket?: string;
  readonly key?: string;
}

const bucketSubresources = [
  'accelerate',
  'acl',
  'analytics',
  'cors',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'lifecycle',
  'location',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'tagging',
  'versioning',
  'website',
  'session',
  'metadataConfiguration',
  'metadataTable',
];
const objectSubresources = [
  'acl',
  'attributes',
  'legal-hold',
  'retention',
  'torrent',
  'tagging',
  'select',
  'restore',
  'renameObject',
];
const verbs: Readonly<Record<string, string>> = {
  GET: 'Get',
  PUT: 'Put',
  DELETE: 'Delete',
  POST: 'Post',
  HEAD: 'Head',
};

const pascal = (name: string) => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** True when the request carries its signature in the query. */
export const isPresigned = (query: URLSearchParams) =>
  query.has('X-Amz-Signature') || query.has('X-Amz-Algorithm') || query.has('X-Amz-Credential');

function bucketOperation({ method, query, headers }: RequestLine): string {
  const verb = verbs[method] ?? method;
  const subresource = bucketSubresources.find((name) => query.has(name));
  if (subresource !== undefined) return `${verb}Bucket${pascal(subresource)}`;
  switch (method) {
    case 'GET':
      if (query.has('versions')) return 'ListObjectVersions';
      if (query.has('uploads')) return 'ListMultipartUploads';
      return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
    case 'PUT':
      return 'CreateBucket';
    case 'POST':
      if (query.has('delete')) return 'DeleteObjects';
      return /^multipart\/form-data\b/i.test(headers['content-type'] ?? '') ? 'PostObject' : 'PostBucket';
    default:
      return `${verb}Bucket`;
  }
}

function objectOperation({ method, query, headers }: RequestLine): string {
  const verb = verbs[method] ?? method;
  const subresource = objectSubresources.find((name) => query.has(name));
  if (subresource !== undefined) return `${verb}Object${pascal(subresource)}`;
  const copies =
    headers['x-amz-copy-source'] !== undefined || (isPresigned(query) && query.has('x-amz-copy-source'));
  switch (method) {
    case 'GET':
      return query.has('uploadId') ? 'ListParts' : 'GetObject';
    case 'PUT':
      if (query.has('uploadId') || query.has('partNumber')) return copies ? 'UploadPartCopy' : 'UploadPart';
      return copies ? 'CopyObject' : 'PutObject';
    case 'DELETE':
      return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject';
    case 'POST':
      if (query.has('uploads')) return 'CreateMultipartUpload';
      return query.has('uploadId') ? 'CompleteMultipartUpload' : 'PostObjectKey';
    default:
      return `${verb}Object`;
  }
}

/** `/bucket/key` in, operation, bucket and key out. Never throws: an unreadable path is the operation `InvalidURI`. */
export function targetOf(request: RequestLine): Target {
  const [, rawBucket = '', rawKey] = /^\/([^/]*)(?:\/([\s\S]*))?$/.exec(request.path) ?? [];
  let bucket: string;
  let key: string;
  try {
    bucket = decodeURIComponent(rawBucket);
    key = decodeURIComponent(rawKey ?? '');
  } catch {
    return { operation: 'InvalidURI' };
  }
  if (bucket === '') return { operation: request.method === 'GET' ? 'ListBuckets' : 'InvalidURI' };
  const named = key === '' ? { bucket } : { bucket, key };
  if (request.method === 'OPTIONS') return { operation: 'Preflight', ...named };
  return { operation: key === '' ? bucketOperation(request) : objectOperation(request), ...named };
}

/** The access key that signs the request, by header or query; undefined for anonymous requests and for forms. */
export function signingAccessKey(request: RequestLine): string | undefined {
  const header = /^AWS4-HMAC-SHA256\s+(?:.*[,\s])?Credential=([^/,\s]+)\//.exec(
    request.headers.authorization ?? '',
  );
  return header?.[1] ?? /^([^/]+)\//.exec(request.query.get('X-Amz-Credential') ?? '')?.[1];
}

/** Operation, place and caller of a request, before its body is read. Path style only. */
export function classify(request: RequestLine): Target & { readonly accessKeyId?: string } {
  const accessKeyId = signingAccessKey(request);
  return { ...targetOf(request), ...(accessKeyId === undefined ? {} : { accessKeyId }) };
}
