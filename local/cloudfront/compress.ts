/** Compression at the edge. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ApiRequest, ApiResponse } from '../http-api/request.ts';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html */
const COMPRESSIBLE =
  /^(text\/|application\/(javascript|json|xml|xhtml\+xml|manifest\+json|wasm|x-javascript|ld\+json|vnd\.api\+json|rss\+xml|atom\+xml|x-font-ttf|opentype)|image\/(svg\+xml|bmp|vnd\.microsoft\.icon)|font\/(eot|otf|ttf|opentype))/i;
const MIN_BYTES = 1000;
const MAX_BYTES = 10_000_000;

/** Compresses what CloudFront compresses, with what viewer and cache policy allow; brotli before gzip. */
export async function compress(
  request: ApiRequest,
  response: ApiResponse,
  allowed: { readonly gzip: boolean; readonly brotli: boolean },
): Promise<ApiResponse> {
  const { body, headers } = response;
  const accepted = String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((item) => item.trim().split(';'))
    .filter(([, quality]) => !/^\s*q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name);
  const isBrotli = allowed.brotli && accepted.includes('br');
  if (!isBrotli && !(allowed.gzip && accepted.includes('gzip'))) return response;
  if (response.status !== 200 || headers['content-encoding'] !== undefined) return response;
  if (body.length < MIN_BYTES || body.length > MAX_BYTES) return response;
  if (!COMPRESSIBLE.test(String(headers['content-type'] ?? ''))) return response;
  const { etag, ...others } = headers;
  return {
    ...response,
    headers: {
      ...others,
      ...(etag === undefined ? {} : { etag: String(etag).replace(/^(?!W\/)/, 'W/') }),
      'content-encoding': isBrotli ? 'br' : 'gzip',
      vary: 'Accept-Encoding',
    },
    body: isBrotli
      ? await compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await compressGzip(body),
  };
}
