/** Reading and writing single objects. */
import { randomBytes } from 'node:crypto';
import type { Reply } from '../types.ts';
import type { BodySource } from './bodies.ts';
import { type Checksum, checksumHeaders, md5, verifyChecksums } from './checksums.ts';
import { isNotModified, parseRange, writeCheck } from './conditions.ts';
import {
  type Context,
  eventDetail,
  type Input,
  type ObjectEvent,
  type Operation,
  settle,
  versionHeader,
  xmlReply,
} from './context.ts';
import { encryptionFor, encryptionHeaders } from './encryption.ts';
import { noSuchKey, S3Error } from './errors.ts';
import { attributesOf, checkHeaderValue, systemHeaders } from './headers.ts';
import type { ObjectDetail, Version } from './store.ts';
import { parseTagHeader, parseTagXml, tagXml } from './tags.ts';

const longestKey = 1024;

export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > longestKey) {
    throw new S3Error('KeyTooLongError', 'Your key is too long', 400, { MaxSizeAllowed: longestKey });
  }
}

/** Under aws:kms the ETag of an object is not the MD5 of its content, so nobody may rely on it. */
export const etagOf = (body: Buffer, { algorithm }: ObjectDetail['encryption']) =>
  (algorithm === 'aws:kms' ? randomBytes(16) : md5(body)).toString('hex');

export interface Write extends Pick<Input, 'bucket' | 'key' | 'headers' | 'requester'> {
  readonly body: BodySource;
  readonly size: number;
  readonly etag: string;
  readonly detail: ObjectDetail;
  readonly reason: string;
  /** Runs inside the transaction; throwing refuses the write. */
  readonly also?: () => void;
}

/** Body first, then the row with its event, then the event's delivery: an answer means that all three are done. */
export async function writeVersion(context: Context, write: Write): Promise<Version> {
  checkKey(write.key);
  const check = writeCheck(write.headers, write.key);
  const { bucket, key, size, etag, detail } = write;
  const body = await context.bodies.write(write.body);
  const facts: Pick<ObjectEvent, 'type' | 'reason' | 'requester'> = {
    type: 'Object Created',
    reason: write.reason,
    requester: write.requester,
  };
  let committed: ReturnType<Context['store']['commit']>;
  try {
    committed = context.store.commit(
      { bucket: bucket.name, key, body, size, etag, modified: new Date(), detail },
      bucket.versioning,
      (current) => {
        check(current);
        write.also?.();
      },
      (version) => eventDetail(bucket, version, facts),
    );
  } catch (error) {
    context.bodies.remove([body]);
    throw error;
  }
  await settle(context, committed);
  return committed.version;
}

/** The detail of an object from the headers of its upload. */
export function detailOf(context: Context, input: Input, checksum: Checksum | undefined): ObjectDetail {
  return {
    ...attributesOf(input.headers),
    tags: parseTagHeader(input.headers['x-amz-tagging']),
    encryption: encryptionFor(input.bucket, input.headers, context),
    ...(checksum === undefined ? {} : { checksum }),
  };
}

export function writtenHeaders(input: Pick<Input, 'bucket'>, version: Version): Record<string, string> {
  return {
    etag: `"${version.etag}"`,
    ...versionHeader(input.bucket, version.versionId),
    ...encryptionHeaders(version.detail.encryption),
  };
}

/** Stores the body of a request under `reason`. */
export async function storeUpload(context: Context, input: Input, reason: string): Promise<Version> {
  checkKey(input.key);
  const detail = detailOf(context, input, verifyChecksums(input.body, input.headers));
  const etag = etagOf(input.body, detail.encryption);
  return writeVersion(context, { ...input, size: input.body.length, etag, detail, reason });
}

export const putObject: Operation = async (context, input) => {
  const version = await storeUpload(context, input, 'PutObject');
  return {
    status: 200,
    headers: {
      ...writtenHeaders(input, version),
      ...checksumHeaders(version.detail.checksum),
      'content-length': '0',
    },
  };
};

/** @throws S3Error 404 NoSuchKey, NoSuchVersion; 405 for a delete marker asked by its id */
export function existing(
  context: Pick<Context, 'store'>,
  { bucket, key, versionId }: { bucket: Input['bucket']; key: string; versionId: string | null | undefined },
): Version & { readonly body: string } {
  const version = context.store.version(bucket.name, key, versionId ?? undefined);
  if (version === undefined) {
    if (!versionId) throw noSuchKey(key);
    throw new S3Error('NoSuchVersion', 'The specified version does not exist.', 404, {
      Key: key,
      VersionId: versionId,
    });
  }
  const { body } = version;
  if (body !== undefined) return { ...version, body };
  const marker = { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, version.versionId) };
  if (!versionId) throw noSuchKey(key, marker);
  throw new S3Error(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    405,
    {},
    {
      ...marker,
      'last-modified': version.modified.toUTCString(),
    },
  );
}

function readHeaders(input: Input, version: Version): Record<string, string> {
  const { detail } = version;
  const headers: Record<string, string> = {
    ...detail.headers,
    etag: `"${version.etag}"`,
    'last-modified': version.modified.toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(input.bucket, version.versionId),
    ...encryptionHeaders(detail.encryption),
  };
  for (const [name, value] of Object.entries(detail.metadata)) headers[`x-amz-meta-${name}`] = value;
  if (detail.tags.length > 0) headers['x-amz-tagging-count'] = String(detail.tags.length);
  for (const name of systemHeaders) {
    const override = input.query.get(`response-${name}`);
    if (override !== null) headers[name] = checkHeaderValue(`response-${name}`, override);
  }
  return headers;
}

async function read(context: Context, input: Input, withBody: boolean): Promise<Reply> {
  const version = existing(context, { ...input, versionId: input.query.get('versionId') });
  const headers = readHeaders(input, version);
  if (isNotModified(input.headers, version)) return { status: 304, headers };
  const range = parseRange(input.headers.range, version.size);
  const { start, length } = range ?? { start: 0, length: version.size };
  headers['content-length'] = String(length);
  if (range !== undefined) headers['content-range'] = `bytes ${start}-${start + length - 1}/${version.size}`;
  else if (input.headers['x-amz-checksum-mode'] === 'ENABLED') {
    Object.assign(headers, checksumHeaders(version.detail.checksum));
  }
  const status = range === undefined ? 200 : 206;
  return withBody
    ? { status, headers, body: await context.bodies.read(version.body, start, length) }
    : { status, headers };
}

export const getObject: Operation = (context, input) => read(context, input, true);
export const headObject: Operation = (context, input) => read(context, input, false);

export const getObjectTagging: Operation = (context, input) => {
  const version = existing(context, { ...input, versionId: input.query.get('versionId') });
  return xmlReply(tagXml(version.detail.tags), versionHeader(input.bucket, version.versionId));
};

export const putObjectTagging: Operation = (context, input) => {
  verifyChecksums(input.body, input.headers);
  const tags = parseTagXml(input.body.toString('utf8'));
  const version = existing(context, { ...input, versionId: input.query.get('versionId') });
  context.store.setTags(version, tags);
  return {
    status: 200,
    headers: { ...versionHeader(input.bucket, version.versionId), 'content-length': '0' },
  };
};
