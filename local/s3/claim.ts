/** What a request says of its own signature, not verified yet; and the text that was signed. */
import { accessDenied, invalidRequest, S3Error } from './errors.ts';
import { algorithm, encode, parseScope, type Scope, type Signed } from './sigv4.ts';

/** The query parameters that are the signature itself; every other `x-amz-*` parameter stands for a header. */
export const signatureParameters: ReadonlySet<string> = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Content-Sha256',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
]);

export interface Claim {
  readonly type: 'REST-HEADER' | 'REST-QUERY-STRING';
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly amzDate: string;
  readonly contentSha256: string;
  readonly token: string | undefined;
  readonly expires: string | undefined;
}

const headerValue = (headers: Signed['headers'], name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

export function headerClaim({ headers }: Signed): Claim {
  const authorization = headers.authorization ?? '';
  const parts = new Map<string, string>();
  for (const part of authorization.slice(algorithm.length).split(',')) {
    const [, name, value] = /^\s*(\w+)=(.*?)\s*$/.exec(part) ?? [];
    if (name !== undefined && value !== undefined) parts.set(name, value);
  }
  const scope = parseScope(parts.get('Credential') ?? '');
  const signature = parts.get('Signature');
  const signedHeaders = parts.get('SignedHeaders');
  if (!authorization.startsWith(algorithm) || !scope || !signature || !signedHeaders) {
    throw new S3Error('AuthorizationHeaderMalformed', 'The authorization header is malformed.', 400);
  }
  const contentSha256 = headerValue(headers, 'x-amz-content-sha256');
  if (contentSha256 === undefined) {
    throw invalidRequest('Missing required header for this request: x-amz-content-sha256');
  }
  return {
    type: 'REST-HEADER',
    scope,
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate: headerValue(headers, 'x-amz-date') ?? '',
    contentSha256,
    token: headerValue(headers, 'x-amz-security-token'),
    expires: undefined,
  };
}

export function queryClaim({ headers, query }: Signed): Claim {
  const values = new Map<string, string>();
  for (const name of signatureParameters) {
    const all = query.getAll(name);
    // A repeated parameter could be read by one party and signed for by another.
    if (all.length > 1) throw accessDenied(`The query parameter ${name} must not be repeated.`);
    if (all[0] !== undefined) values.set(name, all[0]);
  }
  const scope = parseScope(values.get('X-Amz-Credential') ?? '');
  const signature = values.get('X-Amz-Signature');
  const amzDate = values.get('X-Amz-Date');
  const expires = values.get('X-Amz-Expires');
  const signedHeaders = values.get('X-Amz-SignedHeaders');
  if (
    values.get('X-Amz-Algorithm') !== algorithm ||
    !scope ||
    !signature ||
    !amzDate ||
    !expires ||
    !signedHeaders
  ) {
    throw accessDenied(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  return {
    type: 'REST-QUERY-STRING',
    scope,
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate,
    contentSha256:
      headerValue(headers, 'x-amz-content-sha256') ??
      values.get('X-Amz-Content-Sha256') ??
      'UNSIGNED-PAYLOAD',
    token: values.get('X-Amz-Security-Token'),
    expires,
  };
}

/** S3 signs the path escaped once and not normalized: equal keys give equal paths however they were escaped. */
function canonicalPath(path: string): string {
  try {
    return path
      .split('/')
      .map((segment) => encode(decodeURIComponent(segment)))
      .join('/')
      .replaceAll('%2F', '/');
  } catch {
    return path;
  }
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

export function canonicalRequest(request: Signed, claim: Claim): string {
  const headers = claim.signedHeaders.map((name) => {
    const value = headerValue(request.headers, name) ?? '';
    return `${name}:${value.trim().replace(/\s+/g, ' ')}\n`;
  });
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(''),
    claim.signedHeaders.join(';'),
    claim.contentSha256,
  ].join('\n');
}
