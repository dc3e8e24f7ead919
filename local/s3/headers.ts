/** Request headers as the operations see them, and the object attributes that they carry. */
import type { IncomingHttpHeaders } from 'node:http';
import { signatureParameters } from './claim.ts';
import { invalidArgument, S3Error } from './errors.ts';
import { isPresigned } from './request.ts';

export type HeaderMap = Readonly<Record<string, string | undefined>>;

const knownHeaders = new Set([
  'x-amz-acl',
  'x-amz-checksum-algorithm',
  'x-amz-checksum-crc32',
  'x-amz-checksum-crc32c',
  'x-amz-checksum-mode',
  'x-amz-checksum-sha1',
  'x-amz-checksum-sha256',
  'x-amz-checksum-type',
  'x-amz-content-sha256',
  'x-amz-copy-source',
  'x-amz-copy-source-if-match',
  'x-amz-copy-source-if-modified-since',
  'x-amz-copy-source-if-none-match',
  'x-amz-copy-source-if-unmodified-since',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-expected-bucket-owner',
  'x-amz-metadata-directive',
  'x-amz-mp-object-size',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-source-expected-bucket-owner',
  'x-amz-storage-class',
  'x-amz-tagging',
  'x-amz-tagging-directive',
  'x-amz-trailer',
  'x-amz-user-agent',
]);

const isMetadata = (name: string) => name.startsWith('x-amz-meta-') && name.length > 'x-amz-meta-'.length;

/**
 * Headers in one map. The `x-amz-*` parameters of a presigned URL stand for headers, as S3 treats them.
 * @throws S3Error 501 NotImplemented for an `x-amz-*` header that would change the result unseen; 400 when
 *   header and parameter differ
 */
export function effectiveHeaders(headers: IncomingHttpHeaders, query: URLSearchParams): HeaderMap {
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  if (isPresigned(query)) {
    for (const [parameter, value] of query) {
      const name = parameter.toLowerCase();
      if (!name.startsWith('x-amz-') || signatureParameters.has(parameter)) continue;
      if (all[name] !== undefined && all[name] !== value) {
        throw invalidArgument('A header and a query parameter of the same name differ.', name, value);
      }
      all[name] = value;
    }
  }
  checkKnown(all);
  return all;
}

/** @throws S3Error 501 NotImplemented, 400 AccessControlListNotSupported */
export function checkKnown(headers: HeaderMap): void {
  for (const name of Object.keys(headers)) {
    if (name.startsWith('x-amz-grant-')) throw aclNotSupported();
    if (name.startsWith('x-amz-') && !knownHeaders.has(name) && !isMetadata(name)) {
      throw new S3Error(
        'NotImplemented',
        `The local runtime does not implement the S3 header ${name}.`,
        501,
        { Header: name },
      );
    }
  }
  const acl = headers['x-amz-acl'];
  if (acl !== undefined && acl !== 'bucket-owner-full-control') throw aclNotSupported();
  const storageClass = headers['x-amz-storage-class'];
  if (storageClass !== undefined && storageClass !== 'STANDARD') {
    throw new S3Error(
      'NotImplemented',
      `The local runtime does not implement the storage class ${storageClass}.`,
      501,
    );
  }
}

/** Buckets here have object ownership `BucketOwnerEnforced`, S3's default since 2023. */
const aclNotSupported = () =>
  new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs', 400);

/** The headers that are stored with an object and given back with it. */
export const systemHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

/** Header values that a server can send: Latin-1 without control characters. */
export function checkHeaderValue(name: string, value: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return value;
  throw invalidArgument('Header value cannot be represented using ISO-8859-1.', name, value);
}

export interface Attributes {
  /** System headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata without the prefix `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
}

const mostMetadataBytes = 2048;

/** @throws S3Error 400 MetadataTooLarge, InvalidArgument */
export function attributesOf(headers: HeaderMap): Attributes {
  const system: Record<string, string> = {};
  const metadata: Record<string, string> = {};
  let size = 0;
  for (const name of systemHeaders) {
    let value = headers[name];
    if (name === 'content-encoding')
      value = value
        ?.split(/\s*,\s*/)
        .filter((coding) => coding !== 'aws-chunked')
        .join(',');
    if (value) system[name] = checkHeaderValue(name, value);
  }
  for (const [name, value = ''] of Object.entries(headers)) {
    if (!isMetadata(name)) continue;
    const short = name.slice('x-amz-meta-'.length);
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(short))
      throw invalidArgument('The metadata name is invalid.', name, value);
    metadata[short] = checkHeaderValue(name, value);
    size += short.length + value.length;
  }
  if (size > mostMetadataBytes) {
    throw new S3Error(
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
      400,
      {
        Size: size,
        MaxSizeAllowed: mostMetadataBytes,
      },
    );
  }
  system['content-type'] ??= 'binary/octet-stream';
  return { headers: system, metadata };
}
