/** ListObjectsV2 and ListObjectVersions. */
import { createHash } from 'node:crypto';
import { wholeNumber } from './conditions.ts';
import { type Context, type Input, type Operation, xmlReply } from './context.ts';
import { invalidArgument } from './errors.ts';
import { type Cursor, keyBytes, type Version } from './store.ts';
import { document } from './xml.ts';

const mostKeys = 1000;
const all = Number.MAX_SAFE_INTEGER;

/** The place just before every version of a key. */
const before = (key: string): Cursor => ({ key: keyBytes(key), sequence: all });
/** The place just after every version of a key. */
const beyond = (key: string): Cursor => ({ key: keyBytes(key), sequence: 0 });

/** The place just after everything that begins with a prefix: UTF-8 has no byte 0xff, so the last byte can grow. */
function beyondPrefix(prefix: string): Cursor {
  const key = keyBytes(prefix);
  key[key.length - 1]! += 1;
  return { key, sequence: all };
}

const later = (a: Cursor, b: Cursor): Cursor => {
  const order = Buffer.compare(a.key, b.key) || b.sequence - a.sequence;
  return order >= 0 ? a : b;
};

interface Page {
  readonly versions: readonly Version[];
  readonly prefixes: readonly string[];
  /** Where the next page begins; undefined when this one is the last. */
  readonly next: Cursor | undefined;
  readonly last: Version | string | undefined;
}

interface Selection {
  readonly prefix: string;
  readonly delimiter: string;
  readonly start: Cursor;
  readonly most: number;
  readonly onlyCurrent: boolean;
}

/** One page of a listing: keys under a prefix, those with the delimiter after it rolled up. */
function page(context: Context, bucket: string, selection: Selection): Page {
  const { prefix, delimiter, most, onlyCurrent } = selection;
  const versions: Version[] = [];
  const prefixes: string[] = [];
  let last: Version | string | undefined;
  let cursor = later(before(prefix), selection.start);
  const full = () => versions.length + prefixes.length === most;
  if (most === 0) return { versions, prefixes, next: undefined, last };
  for (;;) {
    const rows = context.store.after(bucket, cursor, onlyCurrent, mostKeys + 1);
    let skipped = false;
    for (const version of rows) {
      if (!version.key.startsWith(prefix)) return { versions, prefixes, next: undefined, last };
      if (full()) return { versions, prefixes, next: cursor, last };
      const end = delimiter === '' ? -1 : version.key.indexOf(delimiter, prefix.length);
      if (end >= 0) {
        const common = version.key.slice(0, end + delimiter.length);
        prefixes.push(common);
        last = common;
        cursor = beyondPrefix(common);
        skipped = true;
        break;
      }
      versions.push(version);
      last = version;
      cursor = { key: keyBytes(version.key), sequence: version.sequence };
    }
    if (!skipped && rows.length <= mostKeys) return { versions, prefixes, next: undefined, last };
  }
}

const encodeToken = ({ key, sequence }: Cursor) =>
  Buffer.from(JSON.stringify([key.toString('base64'), sequence])).toString('base64url');

function decodeToken(token: string): Cursor {
  try {
    const [key, sequence] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[];
    if (typeof key === 'string' && Number.isSafeInteger(sequence)) {
      return { key: Buffer.from(key, 'base64'), sequence: sequence as number };
    }
  } catch {
    // Falls through to the error below.
  }
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
}

/** With `encoding-type=url` keys are percent-encoded, slashes kept, because XML cannot carry every character. */
function keyEncoder(query: URLSearchParams): (key: string) => string {
  const type = query.get('encoding-type');
  if (type === null) return (key) => key;
  if (type !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', type);
  return (key) => encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}

const ownerOf = ({ account }: Context) => ({ ID: createHash('sha256').update(account).digest('hex') });

function entry(version: Version, encode: (key: string) => string) {
  const { checksum } = version.detail;
  return {
    Key: encode(version.key),
    LastModified: version.modified,
    ETag: `"${version.etag}"`,
    ...(checksum && { ChecksumAlgorithm: checksum.algorithm.toUpperCase(), ChecksumType: checksum.type }),
    Size: version.size,
    StorageClass: 'STANDARD',
  };
}

const common = ({ query }: Input) => ({
  prefix: query.get('prefix') ?? '',
  delimiter: query.get('delimiter') ?? '',
  most: wholeNumber(query, 'max-keys', mostKeys, mostKeys),
});

export const listObjectsV2: Operation = (context, input) => {
  const { query, bucket } = input;
  const { prefix, delimiter, most } = common(input);
  const encode = keyEncoder(query);
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after') ?? '';
  const start = token === null ? beyond(startAfter) : decodeToken(token);
  const found = page(context, bucket.name, { prefix, delimiter, start, most, onlyCurrent: true });
  const owner = query.get('fetch-owner') === 'true' ? { Owner: ownerOf(context) } : {};
  const body = document('ListBucketResult', {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter === '' ? {} : { Delimiter: encode(delimiter) }),
    ...(startAfter === '' ? {} : { StartAfter: encode(startAfter) }),
    ...(token === null ? {} : { ContinuationToken: token }),
    ...(found.next === undefined ? {} : { NextContinuationToken: encodeToken(found.next) }),
    ...(query.has('encoding-type') ? { EncodingType: 'url' } : {}),
    KeyCount: found.versions.length + found.prefixes.length,
    MaxKeys: most,
    IsTruncated: found.next !== undefined,
    Contents: found.versions.map((version) => ({ ...entry(version, encode), ...owner })),
    CommonPrefixes: found.prefixes.map((text) => ({ Prefix: encode(text) })),
  });
  return xmlReply(body);
};

/** Where a page of versions begins: after a version, after a key, or after a rolled-up prefix. */
function versionStart(context: Context, input: Input, delimiter: string): Cursor {
  const key = input.query.get('key-marker') ?? '';
  const versionId = input.query.get('version-id-marker') ?? '';
  if (key === '' && versionId !== '') {
    throw invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      'version-id-marker',
      versionId,
    );
  }
  if (versionId !== '') {
    const version = context.store.version(input.bucket.name, key, versionId);
    if (version === undefined)
      throw invalidArgument('Invalid version id specified', 'version-id-marker', versionId);
    return { key: keyBytes(key), sequence: version.sequence };
  }
  return delimiter !== '' && key.endsWith(delimiter) ? beyondPrefix(key) : beyond(key);
}

export const listObjectVersions: Operation = (context, input) => {
  const { query, bucket } = input;
  const { prefix, delimiter, most } = common(input);
  const encode = keyEncoder(query);
  const start = versionStart(context, input, delimiter);
  const found = page(context, bucket.name, { prefix, delimiter, start, most, onlyCurrent: false });
  const { last } = found;
  const next: Record<string, string> =
    found.next === undefined || last === undefined
      ? {}
      : typeof last === 'string'
        ? { NextKeyMarker: encode(last) }
        : { NextKeyMarker: encode(last.key), NextVersionIdMarker: last.versionId };
  const versions = found.versions.map((version) => ({
    ...entry(version, encode),
    VersionId: version.versionId,
    IsLatest: version.latest,
    Owner: ownerOf(context),
    marker: version.body === undefined,
  }));
  const body = document('ListVersionsResult', {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter === '' ? {} : { Delimiter: encode(delimiter) }),
    KeyMarker: encode(query.get('key-marker') ?? ''),
    VersionIdMarker: query.get('version-id-marker') ?? '',
    ...next,
    ...(query.has('encoding-type') ? { EncodingType: 'url' } : {}),
    MaxKeys: most,
    IsTruncated: found.next !== undefined,
    Version: versions.flatMap(({ marker, ...version }) => (marker ? [] : [version])),
    DeleteMarker: versions.flatMap(({ marker, ETag, Size, StorageClass, ...version }) =>
      marker ? [version] : [],
    ),
    CommonPrefixes: found.prefixes.map((text) => ({ Prefix: encode(text) })),
  });
  return xmlReply(body);
};
