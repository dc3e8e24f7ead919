/** The parts of AWS Signature Version 4 that header, query, form and chunk signatures share. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';

export interface Secret {
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export type Credentials = (accessKeyId: string) => Secret | undefined;

export interface VerifyOptions {
  readonly region: string;
  readonly credentials: Credentials;
}

/** What a valid signature proves. */
export interface Authentication {
  readonly accessKeyId: string;
  /** The value of `s3:authType`. */
  readonly type: 'REST-HEADER' | 'REST-QUERY-STRING' | 'POST';
  readonly signedAt: Date;
  /** The payload hash as sent: hex, `UNSIGNED-PAYLOAD` or a `STREAMING-…` word. */
  readonly contentSha256: string;
  /** The body after removal of aws-chunked framing. */
  readonly body: Buffer;
  /** Trailing headers of an aws-chunked body; names in lower case. */
  readonly trailers: Readonly<Record<string, string>>;
}

export type Signed = Pick<S3Request, 'method' | 'path' | 'query' | 'headers' | 'body'>;

export const algorithm = 'AWS4-HMAC-SHA256';
/** The longest life of a presigned URL, in seconds. */
export const longestExpiry = 7 * 86_400;

export const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/** RFC 3986: everything but the unreserved characters is escaped. */
export const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** `<access key>/<yyyymmdd>/<region>/s3/aws4_request` */
export interface Scope {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

export function parseScope(credential: string): Scope | undefined {
  const [accessKeyId, date, region, service, terminator, ...rest] = credential.split('/');
  if (!accessKeyId || !date || !region || !service || !terminator || rest.length > 0) return undefined;
  return { accessKeyId, date, region, service, terminator };
}

export function signingKey(secretAccessKey: string, { date, region, service, terminator }: Scope): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, date), region), service), terminator);
}

/** Compares in constant time the hex signature sent with the one computed. */
export function sameSignature(key: Buffer, stringToSign: string, sent: string): boolean {
  const expected = Buffer.from(hmac(key, stringToSign).toString('hex'));
  const actual = Buffer.from(sent);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** The secret of an access key, or 403 InvalidAccessKeyId. */
export function secretOf(accessKeyId: string, { credentials }: VerifyOptions): Secret {
  const secret = credentials(accessKeyId);
  if (secret === undefined) {
    throw new S3Error(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      403,
      { AWSAccessKeyId: accessKeyId },
    );
  }
  return secret;
}

/** Session token and life time of temporary credentials; called once the signature is known to be good. */
export function checkSession(secret: Secret, token: string | undefined): void {
  if (secret.sessionToken !== token) {
    throw new S3Error('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400);
  }
  if (secret.expiration !== undefined && secret.expiration.getTime() <= Date.now()) {
    throw new S3Error('ExpiredToken', 'The provided token has expired.', 400);
  }
}

/** Reads `20261121T093000Z`; undefined for anything else. */
export function parseAmzDate(text: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

export function signatureDoesNotMatch(accessKeyId: string, details: Record<string, string> = {}): S3Error {
  return new S3Error(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
    { AWSAccessKeyId: accessKeyId, ...details },
  );
}
