/** Checksums that clients send with bodies: verified on arrival, stored, and given back on request. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { invalidRequest, S3Error } from './errors.ts';
import type { HeaderMap } from './headers.ts';

export const checksumAlgorithms = ['crc32', 'crc32c', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; of a composite checksum followed by `-<parts>`. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** The Castagnoli polynomial, reflected. */
const crc32cTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0x82f63b78 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32c(data: Buffer): number {
  let value = 0xffffffff;
  for (const byte of data) value = crc32cTable[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function digest(algorithm: ChecksumAlgorithm, data: Buffer): Buffer {
  if (algorithm === 'sha1' || algorithm === 'sha256') return createHash(algorithm).update(data).digest();
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(algorithm === 'crc32' ? crc32(data) : crc32c(data));
  return bytes;
}

export const md5 = (data: Buffer) => createHash('md5').update(data).digest();

export function checksum(algorithm: ChecksumAlgorithm, data: Buffer): Checksum {
  return { algorithm, value: digest(algorithm, data).toString('base64'), type: 'FULL_OBJECT' };
}

/** The checksum of the parts' checksums, as a multipart object has it. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
  const all = Buffer.concat(parts.map((value) => Buffer.from(value, 'base64')));
  return {
    algorithm,
    value: `${digest(algorithm, all).toString('base64')}-${parts.length}`,
    type: 'COMPOSITE',
  };
}

/** Reads the name of an algorithm as `x-amz-checksum-algorithm` carries it. */
export function parseAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const algorithm = checksumAlgorithms.find((known) => known === name.toLowerCase());
  if (algorithm !== undefined) return algorithm;
  throw new S3Error('NotImplemented', `The local runtime does not implement the checksum ${name}.`, 501);
}

const badDigest = (what: string) =>
  new S3Error('BadDigest', `The ${what} you specified did not match the calculated checksum.`, 400);

/**
 * Verifies Content-MD5 and `x-amz-checksum-*` of a body; headers and trailers together.
 * @returns the checksum to store, or undefined when none was sent
 * @throws S3Error 400 BadDigest, InvalidDigest, InvalidRequest
 */
export function verifyChecksums(body: Buffer, headers: HeaderMap): Checksum | undefined {
  const sentMd5 = headers['content-md5'];
  if (sentMd5 !== undefined) {
    if (Buffer.from(sentMd5, 'base64').length !== 16) {
      throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400);
    }
    if (md5(body).toString('base64') !== sentMd5) throw badDigest('Content-MD5');
  }
  const sent = checksumAlgorithms.filter((name) => headers[`x-amz-checksum-${name}`] !== undefined);
  if (sent.length > 1) throw invalidRequest('Expecting a single x-amz-checksum- header');
  const announced = parseAlgorithm(
    headers['x-amz-sdk-checksum-algorithm'] ?? headers['x-amz-checksum-algorithm'],
  );
  const [algorithm] = sent;
  if (algorithm === undefined) {
    if (announced === undefined) return undefined;
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  if (announced !== undefined && announced !== algorithm) {
    throw invalidRequest('Value for x-amz-sdk-checksum-algorithm header is invalid.');
  }
  const computed = checksum(algorithm, body);
  if (computed.value !== headers[`x-amz-checksum-${algorithm}`]) throw badDigest(algorithm.toUpperCase());
  return computed;
}

/** Response headers of a stored checksum. */
export function checksumHeaders(stored: Checksum | undefined): Record<string, string> {
  if (stored === undefined) return {};
  return { [`x-amz-checksum-${stored.algorithm}`]: stored.value, 'x-amz-checksum-type': stored.type };
}

/** Elements of a stored checksum in XML answers: `{ ChecksumCRC32: … }`. */
export function checksumElements(stored: Checksum | undefined): Record<string, string> {
  if (stored === undefined) return {};
  return { [`Checksum${stored.algorithm.toUpperCase()}`]: stored.value, ChecksumType: stored.type };
}
