/** Conditional requests and ranges (RFC 9110, sections 13 and 14), as S3 applies them. */
import { invalidArgument, noSuchKey, preconditionFailed, S3Error } from './errors.ts';
import type { HeaderMap } from './headers.ts';
import type { Version } from './store.ts';

const tags = (header: string) =>
  header.split(',').map((tag) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  );

const matchesTag = (header: string, etag: string) => header.trim() === '*' || tags(header).includes(etag);

/** Whole seconds, the resolution of HTTP dates; undefined for what is no date. */
function seconds(header: string | undefined): number | undefined {
  const time = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

/**
 * Evaluates `if-match`, `if-unmodified-since`, `if-none-match` and `if-modified-since` in that order.
 * @param prefix `x-amz-copy-` evaluates the conditions on the source of a copy (`x-amz-copy-source-if-match`)
 * @returns the name of the condition that failed; `fresh` is true where the answer is 304
 */
function failed(
  headers: HeaderMap,
  version: Version,
  prefix: string,
): { name: string; fresh: boolean } | undefined {
  const modified = Math.floor(version.modified.getTime() / 1000);
  const match = headers[`${prefix}if-match`];
  const unmodifiedSince = seconds(headers[`${prefix}if-unmodified-since`]);
  const noneMatch = headers[`${prefix}if-none-match`];
  const modifiedSince = seconds(headers[`${prefix}if-modified-since`]);
  if (match !== undefined && !matchesTag(match, version.etag)) return { name: 'If-Match', fresh: false };
  if (match === undefined && unmodifiedSince !== undefined && modified > unmodifiedSince) {
    return { name: 'If-Unmodified-Since', fresh: false };
  }
  if (noneMatch !== undefined && matchesTag(noneMatch, version.etag))
    return { name: 'If-None-Match', fresh: true };
  if (noneMatch === undefined && modifiedSince !== undefined && modified <= modifiedSince) {
    return { name: 'If-Modified-Since', fresh: true };
  }
  return undefined;
}

/** True when the answer to a read is 304. @throws S3Error 412 */
export function isNotModified(headers: HeaderMap, version: Version): boolean {
  const failure = failed(headers, version, '');
  if (failure !== undefined && !failure.fresh) throw preconditionFailed(failure.name);
  return failure !== undefined;
}

/** @throws S3Error 412 when a condition on the source of a copy does not hold */
export function checkCopySource(headers: HeaderMap, version: Version): void {
  const failure = failed(headers, version, 'x-amz-copy-source-');
  if (failure !== undefined) throw preconditionFailed(`x-amz-copy-source-${failure.name}`);
}

/** The check that a conditional write makes of the current version. @throws S3Error 412, 404 */
export function writeCheck(headers: HeaderMap, key: string): (current: Version | undefined) => void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined && noneMatch.trim() !== '*') {
    throw new S3Error('NotImplemented', 'A write implements If-None-Match only with the value *.', 501, {
      Header: 'If-None-Match',
    });
  }
  return (current) => {
    const exists = current?.body !== undefined;
    if (noneMatch !== undefined && exists) throw preconditionFailed('If-None-Match');
    if (match === undefined) return;
    if (current === undefined || !exists) throw noSuchKey(key);
    if (!matchesTag(match, current.etag)) throw preconditionFailed('If-Match');
  };
}

export interface Range {
  readonly start: number;
  readonly length: number;
}

/**
 * Reads `bytes=first-last`, `bytes=first-` and `bytes=-suffix`. Anything else, several ranges included,
 * is ignored, as HTTP allows and S3 does.
 * @throws S3Error 416 InvalidRange
 */
export function parseRange(header: string | undefined, size: number): Range | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first !== '' && last !== '' && Number(first) > Number(last)) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) {
    throw new S3Error(
      'InvalidRange',
      'The requested range is not satisfiable',
      416,
      { RangeRequested: header, ActualObjectSize: size },
      { 'content-range': `bytes */${size}` },
    );
  }
  return { start, length: end - start + 1 };
}

/** Reads a whole number of the query. @throws S3Error 400 InvalidArgument */
export function wholeNumber(query: URLSearchParams, name: string, absent: number, most: number): number {
  const text = query.get(name);
  if (text === null || text === '') return absent;
  if (!/^\d{1,10}$/.test(text))
    throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
  return Math.min(Number(text), most);
}
