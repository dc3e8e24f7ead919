/** CopyObject. */
import { checksum, checksumElements, checksumHeaders, parseAlgorithm } from './checksums.ts';
import { checkCopySource } from './conditions.ts';
import { bucketOf, type Operation, versionHeader, xmlReply } from './context.ts';
import { encryptionFor } from './encryption.ts';
import { invalidArgument, invalidRequest, S3Error } from './errors.ts';
import { attributesOf, type HeaderMap } from './headers.ts';
import { etagOf, existing, writeVersion, writtenHeaders } from './objects.ts';
import type { ObjectDetail } from './store.ts';
import { parseTagHeader } from './tags.ts';
import { document } from './xml.ts';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** Reads `x-amz-copy-source: [/]bucket/key[?versionId=…]`, percent-encoded. @throws S3Error 400, 501 */
export function parseCopySource(header: string | undefined): CopySource {
  const [, path = '', versionId] = /^\/?(.*?)(?:\?versionId=([^?]*))?$/s.exec(header ?? '') ?? [];
  if (path.startsWith('arn:')) {
    throw new S3Error(
      'NotImplemented',
      'The local runtime does not implement copies from access points.',
      501,
    );
  }
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    decoded = '';
  }
  const slash = decoded.indexOf('/');
  if (slash < 1 || slash === decoded.length - 1) {
    throw invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      header,
    );
  }
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1), versionId };
}

/** `COPY`, the default, or `REPLACE`. @throws S3Error 400 InvalidArgument */
export function directive(
  headers: HeaderMap,
  name: 'x-amz-metadata-directive' | 'x-amz-tagging-directive',
): string {
  const value = headers[name] ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw invalidArgument('Unknown directive.', name, value);
}

export const copyObject: Operation = async (context, input) => {
  const { headers } = input;
  const from = parseCopySource(headers['x-amz-copy-source']);
  const sourceBucket = bucketOf(context, from.bucket);
  const source = existing(context, { bucket: sourceBucket, key: from.key, versionId: from.versionId });
  checkCopySource(headers, source);
  const replaces = directive(headers, 'x-amz-metadata-directive') === 'REPLACE';
  const replacesTags = directive(headers, 'x-amz-tagging-directive') === 'REPLACE';
  const onItself =
    from.bucket === input.bucket.name && from.key === input.key && from.versionId === undefined;
  if (onItself && !replaces && headers['x-amz-server-side-encryption'] === undefined) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const { detail, size } = source;
  const bytes = await context.bodies.read(source.body, 0, size);
  const algorithm = parseAlgorithm(headers['x-amz-checksum-algorithm']) ?? detail.checksum?.algorithm;
  const encryption = encryptionFor(input.bucket, headers, context);
  const copied: ObjectDetail = {
    ...(replaces ? attributesOf(headers) : { headers: detail.headers, metadata: detail.metadata }),
    tags: replacesTags ? parseTagHeader(headers['x-amz-tagging']) : detail.tags,
    encryption,
    ...(algorithm === undefined ? {} : { checksum: checksum(algorithm, bytes) }),
  };
  const version = await writeVersion(context, {
    ...input,
    body: bytes,
    size,
    etag: etagOf(bytes, encryption),
    detail: copied,
    reason: 'CopyObject',
  });
  const body = document('CopyObjectResult', {
    LastModified: version.modified,
    ETag: `"${version.etag}"`,
    ...checksumElements(copied.checksum),
  });
  const { etag: _, ...reply } = writtenHeaders(input, version);
  const sourceVersion = versionHeader(sourceBucket, source.versionId)['x-amz-version-id'];
  return xmlReply(body, {
    ...reply,
    ...checksumHeaders(copied.checksum),
    ...(sourceVersion === undefined ? {} : { 'x-amz-copy-source-version-id': sourceVersion }),
  });
};
