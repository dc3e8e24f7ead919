/** Multipart uploads. */
import { createHash, randomBytes } from 'node:crypto';
import {
  type Checksum,
  checksum,
  checksumElements,
  checksumHeaders,
  compositeChecksum,
  parseAlgorithm,
  verifyChecksums,
} from './checksums.ts';
import { wholeNumber } from './conditions.ts';
import { type Context, type Input, type Operation, xmlReply } from './context.ts';
import { encryptionHeaders } from './encryption.ts';
import { invalidArgument, invalidRequest, malformedXml, S3Error } from './errors.ts';
import { checkKey, detailOf, etagOf, writeVersion, writtenHeaders } from './objects.ts';
import type { Part, UploadDetail } from './uploads.ts';
import { childText, document, parseXml, type XmlElement } from './xml.ts';

const mostParts = 10_000;
/** Every part but the last has at least this many bytes. */
const leastPartSize = 5 * 1024 * 1024;

function uploadId({ query }: Input): string {
  const id = query.get('uploadId');
  if (!id) throw invalidArgument('This operation does not accept a missing upload id.', 'uploadId', id);
  return id;
}

export const createMultipartUpload: Operation = (context, input) => {
  checkKey(input.key);
  const object = detailOf(context, input, undefined);
  const algorithm = parseAlgorithm(input.headers['x-amz-checksum-algorithm']);
  const asked = input.headers['x-amz-checksum-type'];
  const hashes = algorithm === 'sha1' || algorithm === 'sha256';
  if (asked !== undefined && (algorithm === undefined || (asked === 'FULL_OBJECT' && hashes))) {
    throw invalidRequest(`The ${asked} checksum type cannot be used with this checksum algorithm.`);
  }
  const type = asked === 'FULL_OBJECT' ? 'FULL_OBJECT' : 'COMPOSITE';
  const detail: UploadDetail = {
    object,
    ...(algorithm === undefined ? {} : { checksum: { algorithm, type } }),
  };
  const id = context.uploads.create(input.bucket.name, input.key, detail);
  const body = document('InitiateMultipartUploadResult', {
    Bucket: input.bucket.name,
    Key: input.key,
    UploadId: id,
  });
  const told: Record<string, string> =
    algorithm === undefined
      ? {}
      : { 'x-amz-checksum-algorithm': algorithm.toUpperCase(), 'x-amz-checksum-type': type };
  return xmlReply(body, { ...encryptionHeaders(object.encryption), ...told });
};

export const uploadPart: Operation = async (context, input) => {
  const id = uploadId(input);
  const number = wholeNumber(input.query, 'partNumber', 0, mostParts + 1);
  if (number < 1 || number > mostParts) {
    throw invalidArgument(
      `Part number must be an integer between 1 and ${mostParts}, inclusive`,
      'partNumber',
      input.query.get('partNumber'),
    );
  }
  const upload = context.uploads.find(input.bucket.name, input.key, id);
  const sent = verifyChecksums(input.body, input.headers);
  const algorithm = upload.checksum?.algorithm;
  if (algorithm !== undefined && sent !== undefined && sent.algorithm !== algorithm) {
    throw invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${algorithm}, actual checksum Type: ${sent.algorithm}`,
    );
  }
  const stored = sent ?? (algorithm === undefined ? undefined : checksum(algorithm, input.body));
  const body = await context.bodies.write(input.body);
  const part: Part = {
    number,
    body,
    size: input.body.length,
    etag: etagOf(input.body, upload.object.encryption),
    modified: new Date(),
    ...(stored === undefined ? {} : { checksum: stored }),
  };
  try {
    context.bodies.remove(context.uploads.putPart(input.bucket.name, input.key, id, part));
  } catch (error) {
    context.bodies.remove([body]);
    throw error;
  }
  const { 'x-amz-checksum-type': _, ...told } = checksumHeaders(stored);
  return {
    status: 200,
    headers: {
      etag: `"${part.etag}"`,
      ...encryptionHeaders(upload.object.encryption),
      ...told,
      'content-length': '0',
    },
  };
};

function parseComplete(body: Buffer): readonly { number: number; etag: string; element: XmlElement }[] {
  let root: XmlElement;
  try {
    root = parseXml(body.toString('utf8'));
  } catch {
    throw malformedXml();
  }
  if (root.name !== 'CompleteMultipartUpload' || root.children.length === 0) throw malformedXml();
  return root.children.map((element) => {
    const [number, etag] = [childText(element, 'PartNumber')?.trim() ?? '', childText(element, 'ETag')];
    if (element.name !== 'Part' || !/^\d{1,5}$/.test(number) || etag === undefined) throw malformedXml();
    return { number: Number(number), etag: etag.trim().replace(/^"(.*)"$/, '$1'), element };
  });
}

/** The stored parts that the request names. @throws S3Error 400 InvalidPart, InvalidPartOrder, EntityTooSmall */
function chosenParts(stored: readonly Part[], body: Buffer): readonly Part[] {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  let previous = 0;
  const chosen = parseComplete(body).map(({ number, etag, element }) => {
    if (number <= previous) {
      throw new S3Error(
        'InvalidPartOrder',
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
        400,
      );
    }
    previous = number;
    const part = byNumber.get(number);
    const sums = element.children.filter(({ name }) => name.startsWith('Checksum'));
    const known: Record<string, string | undefined> = checksumElements(part?.checksum);
    if (
      part === undefined ||
      part.etag !== etag ||
      sums.some(({ name, text }) => known[name] !== text.trim())
    ) {
      throw new S3Error(
        'InvalidPart',
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        400,
        { PartNumber: number },
      );
    }
    return part;
  });
  const small = chosen.slice(0, -1).find(({ size }) => size < leastPartSize);
  if (small !== undefined) {
    throw new S3Error(
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed size',
      400,
      { ProposedSize: small.size, MinSizeAllowed: leastPartSize, PartNumber: small.number },
    );
  }
  return chosen;
}

async function* contents(context: Context, parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const { body, size } of parts) yield await context.bodies.read(body, 0, size);
}

async function finishedChecksum(
  context: Context,
  wanted: UploadDetail['checksum'],
  parts: readonly Part[],
): Promise<Checksum | undefined> {
  if (wanted === undefined) return undefined;
  if (wanted.type === 'COMPOSITE') {
    return compositeChecksum(
      wanted.algorithm,
      parts.map((part) => part.checksum?.value ?? ''),
    );
  }
  const chunks: Buffer[] = [];
  for await (const chunk of contents(context, parts)) chunks.push(chunk);
  return checksum(wanted.algorithm, Buffer.concat(chunks));
}

/** As S3 does: the MD5 of the parts' MD5s; random under aws:kms, where ETags are not MD5s. */
function multipartEtag(parts: readonly Part[], { encryption }: UploadDetail['object']): string {
  if (encryption.algorithm === 'aws:kms') return `${randomBytes(16).toString('hex')}-${parts.length}`;
  const all = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  return `${createHash('md5').update(all).digest('hex')}-${parts.length}`;
}

export const completeMultipartUpload: Operation = async (context, input) => {
  const id = uploadId(input);
  const { bucket, key } = input;
  const upload = context.uploads.find(bucket.name, key, id);
  const parts = chosenParts(context.uploads.parts(id, 0, mostParts), input.body);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const said = input.headers['x-amz-mp-object-size'];
  if (said !== undefined && said !== String(size)) {
    throw invalidRequest('The value of x-amz-mp-object-size is not the size of the object.');
  }
  const finished = await finishedChecksum(context, upload.checksum, parts);
  for (const [name, value] of Object.entries(checksumHeaders(finished))) {
    if (input.headers[name] !== undefined && input.headers[name] !== value) {
      throw new S3Error('BadDigest', `The ${name} you specified did not match what we received.`, 400);
    }
  }
  let freed: readonly string[] = [];
  const version = await writeVersion(context, {
    ...input,
    body: contents(context, parts),
    size,
    etag: multipartEtag(parts, upload.object),
    detail: { ...upload.object, ...(finished === undefined ? {} : { checksum: finished }) },
    reason: 'CompleteMultipartUpload',
    also: () => {
      freed = context.uploads.end(bucket.name, key, id);
    },
  });
  context.bodies.remove(freed);
  const body = document('CompleteMultipartUploadResult', {
    Location: `${input.origin}/${bucket.name}/${encodeURIComponent(key)}`,
    Bucket: bucket.name,
    Key: key,
    ETag: `"${version.etag}"`,
    ...checksumElements(finished),
  });
  const { etag: _, ...headers } = writtenHeaders(input, version);
  return xmlReply(body, headers);
};

export const abortMultipartUpload: Operation = (context, input) => {
  context.bodies.remove(context.uploads.end(input.bucket.name, input.key, uploadId(input)));
  return { status: 204 };
};

export const listParts: Operation = (context, input) => {
  const id = uploadId(input);
  context.uploads.find(input.bucket.name, input.key, id);
  const most = wholeNumber(input.query, 'max-parts', 1000, 1000);
  const marker = wholeNumber(input.query, 'part-number-marker', 0, mostParts);
  const found = context.uploads.parts(id, marker, most + 1);
  const parts = found.slice(0, most);
  const body = document('ListPartsResult', {
    Bucket: input.bucket.name,
    Key: input.key,
    UploadId: id,
    PartNumberMarker: marker,
    NextPartNumberMarker: parts.at(-1)?.number ?? marker,
    MaxParts: most,
    IsTruncated: found.length > parts.length,
    StorageClass: 'STANDARD',
    Part: parts.map((part) => {
      const { ChecksumType: _, ...sums } = checksumElements(part.checksum);
      return {
        PartNumber: part.number,
        LastModified: part.modified,
        ETag: `"${part.etag}"`,
        Size: part.size,
        ...sums,
      };
    }),
  });
  return xmlReply(body);
};
