/** Builds the request that CloudFront sends to an origin. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiRequest } from '../http-api/request.ts';
import { type Forwarding, selects } from './forwarding.ts';

/** What every origin gets without a policy: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html */
const ALWAYS: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
  'x-forwarded-for',
]);

/** Headers that CloudFront sets itself: what a viewer writes there is not believed. */
const isReserved = (name: string): boolean =>
  name.startsWith('cloudfront-') ||
  name.startsWith('x-amz-cf-') ||
  name.startsWith('x-edge-') ||
  name === 'via';

export interface OriginTarget {
  readonly domainName: string;
  readonly path: string;
  /** Set by the distribution; they replace what a viewer sends under their names. */
  readonly customHeaders: Readonly<Record<string, string>>;
}

/** @param policies cache policy and origin request policy of the behaviour */
export function originRequest(
  viewer: ApiRequest,
  origin: OriginTarget,
  policies: readonly Forwarding[],
): ApiRequest {
  const headerRules = policies.map(({ headers }) => headers);
  const headers: IncomingHttpHeaders = {};
  for (const [name, value] of Object.entries(viewer.headers)) {
    if (value === undefined || isReserved(name) || name === 'cookie') continue;
    if (ALWAYS.has(name) || selects(headerRules, name)) headers[name] = value;
  }
  if (!selects(headerRules, 'host')) headers.host = origin.domainName;
  if (!selects(headerRules, 'user-agent')) headers['user-agent'] = 'Amazon CloudFront';
  const cookie = forwardedCookies(viewer, policies);
  if (cookie !== '') headers.cookie = cookie;
  headers['x-forwarded-for'] = [viewer.headers['x-forwarded-for'] ?? [], viewer.sourceIp].flat().join(', ');
  headers.via = '1.1 local.cloudfront.net (CloudFront)';
  for (const name of policies.flatMap((policy) => policy.headers.names)) {
    if (name === 'cloudfront-viewer-address') headers[name] = `${viewer.sourceIp}:443`;
    if (name === 'cloudfront-forwarded-proto') headers[name] = 'https';
  }
  for (const [name, value] of Object.entries(origin.customHeaders)) headers[name.toLowerCase()] = value;
  return { ...viewer, headers, path: origin.path + viewer.path, query: forwardedQuery(viewer, policies) };
}

function forwardedCookies(viewer: ApiRequest, policies: readonly Forwarding[]): string {
  const rules = policies.map(({ cookies }) => cookies);
  return (viewer.headers.cookie ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '' && selects(rules, cookie.split('=')[0]!))
    .join('; ');
}

function forwardedQuery(viewer: ApiRequest, policies: readonly Forwarding[]): string {
  const rules = policies.map(({ queries }) => queries);
  return viewer.query
    .split('&')
    .filter((pair) => pair !== '' && selects(rules, decodeName(pair.split('=')[0]!)))
    .join('&');
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
