/**
 * Bodies as S3 accepts them: plain with or without a hash, or in `aws-chunked` framing with or without chunk
 * signatures and trailers. Rules: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and
 * sigv4-streaming-trailers.html.
 */
import { invalidArgument, S3Error } from './errors.ts';
import { type Signed, sameSignature, sha256, signatureDoesNotMatch } from './sigv4.ts';

export interface Decoded {
  readonly body: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
}

/** What chunk signatures are computed from; `seed` is the signature of the headers. */
export interface ChunkSigning {
  readonly key: Buffer;
  readonly amzDate: string;
  readonly scope: string;
  readonly seed: string;
}

const incomplete = () =>
  new S3Error(
    'IncompleteBody',
    'The request body terminated unexpectedly or does not have the length that was declared',
    400,
  );

const malformedTrailer = (message: string) => new S3Error('MalformedTrailerError', message, 400);

interface Chunks {
  readonly chunks: readonly { readonly data: Buffer; readonly signature: string | undefined }[];
  readonly trailerLines: readonly string[];
}

/** Splits `<hex size>[;chunk-signature=…]\r\n<data>\r\n … 0\r\n<trailers>\r\n`. */
function split(body: Buffer): Chunks {
  const chunks: { data: Buffer; signature: string | undefined }[] = [];
  let at = 0;
  const line = () => {
    const end = body.indexOf('\r\n', at);
    if (end < 0) throw incomplete();
    const text = body.toString('latin1', at, end);
    at = end + 2;
    return text;
  };
  for (;;) {
    const [, hex, signature] = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line()) ?? [];
    if (hex === undefined) throw incomplete();
    const size = Number.parseInt(hex, 16);
    if (at + size > body.length) throw incomplete();
    chunks.push({ data: body.subarray(at, at + size), signature });
    at += size;
    if (size === 0) break;
    if (body.toString('latin1', at, at + 2) !== '\r\n') throw incomplete();
    at += 2;
  }
  const trailerLines: string[] = [];
  while (at < body.length) {
    const text = line();
    if (text !== '') trailerLines.push(text);
  }
  return { chunks, trailerLines };
}

function parseTrailers(lines: readonly string[]): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const text of lines) {
    const [, name, value] = /^([\w-]+)\s*:\s*(.*?)\s*$/.exec(text) ?? [];
    if (name === undefined || value === undefined) throw malformedTrailer('A trailing header is malformed.');
    trailers[name.toLowerCase()] = value;
  }
  return trailers;
}

function checkChunkSignatures(
  { chunks }: Chunks,
  trailers: Readonly<Record<string, string>>,
  signing: ChunkSigning,
  withTrailer: boolean,
): void {
  let previous = signing.seed;
  const check = (kind: string, digests: readonly string[], signature: string | undefined) => {
    const text = [`AWS4-HMAC-SHA256-${kind}`, signing.amzDate, signing.scope, previous, ...digests].join(
      '\n',
    );
    if (signature === undefined || !sameSignature(signing.key, text, signature)) {
      throw signatureDoesNotMatch('', { SignatureProvided: signature ?? '' });
    }
    previous = signature;
  };
  for (const { data, signature } of chunks) check('PAYLOAD', [sha256(''), sha256(data)], signature);
  if (!withTrailer) return;
  const { 'x-amz-trailer-signature': signature, ...covered } = trailers;
  const text = Object.entries(covered).map(([name, value]) => `${name}:${value}\n`);
  check('TRAILER', [sha256(text.join(''))], signature);
}

function checkAnnounced(headers: Signed['headers'], decoded: Decoded): void {
  const declared = headers['x-amz-decoded-content-length'];
  if (declared !== String(decoded.body.length)) throw incomplete();
  const announced = headers['x-amz-trailer'];
  const names = typeof announced === 'string' ? announced.toLowerCase().split(/\s*,\s*/) : [];
  const sent = Object.keys(decoded.trailers).filter((name) => name !== 'x-amz-trailer-signature');
  if (names.toSorted().join() !== sent.toSorted().join()) {
    throw malformedTrailer('The trailing headers sent are not the ones that x-amz-trailer announces.');
  }
}

/** @throws S3Error when the body is not the one that `contentSha256` declares */
export function decodeBody(
  request: Pick<Signed, 'headers' | 'body'>,
  contentSha256: string,
  signing: ChunkSigning,
): Decoded {
  if (contentSha256 === 'UNSIGNED-PAYLOAD') return { body: request.body, trailers: {} };
  if (/^[0-9a-f]{64}$/.test(contentSha256)) {
    const actual = sha256(request.body);
    if (actual === contentSha256) return { body: request.body, trailers: {} };
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      400,
      { ClientComputedContentSHA256: contentSha256, S3ComputedContentSHA256: actual },
    );
  }
  const [, signed, trailer] =
    /^STREAMING-(AWS4-HMAC-SHA256|UNSIGNED)-PAYLOAD(-TRAILER)?$/.exec(contentSha256) ?? [];
  if (signed === undefined || (signed === 'UNSIGNED' && trailer === undefined)) {
    throw invalidArgument(
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
      'x-amz-content-sha256',
      contentSha256,
    );
  }
  const parts = split(request.body);
  const trailers = parseTrailers(parts.trailerLines);
  if (signed !== 'UNSIGNED') checkChunkSignatures(parts, trailers, signing, trailer !== undefined);
  const decoded = { body: Buffer.concat(parts.chunks.map(({ data }) => data)), trailers };
  checkAnnounced(request.headers, decoded);
  return decoded;
}
