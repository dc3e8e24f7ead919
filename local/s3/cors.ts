/** Cross-origin rules of a bucket: docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../types.ts';
import type { CorsRule } from './bucket.ts';
import { S3Error } from './errors.ts';

/** One `*` stands for any characters. */
function matches(pattern: string, value: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return pattern === value;
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}

const requestedHeaders = (headers: IncomingHttpHeaders) =>
  (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');

function findRule(rules: readonly CorsRule[], origin: string, method: string, wanted: readonly string[]) {
  return rules.find((rule) => {
    const allowed = (rule.AllowedHeaders ?? []).map((name) => name.toLowerCase());
    return (
      rule.AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
      rule.AllowedMethods.includes(method) &&
      wanted.every((name) => allowed.some((pattern) => matches(pattern, name)))
    );
  });
}

function ruleHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const any = rule.AllowedOrigins.find((pattern) => matches(pattern, origin)) === '*';
  const headers: Record<string, string> = {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
  if (!any) headers['access-control-allow-credentials'] = 'true';
  if (rule.ExposedHeaders?.length) headers['access-control-expose-headers'] = rule.ExposedHeaders.join(', ');
  if (rule.MaxAge !== undefined) headers['access-control-max-age'] = String(rule.MaxAge);
  return headers;
}

/** Headers for the answer, errors included, to a request that carries an Origin. */
export function corsHeaders(
  rules: readonly CorsRule[],
  method: string,
  headers: IncomingHttpHeaders,
): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined) return {};
  const rule = findRule(rules, origin, method, []);
  return rule === undefined ? {} : ruleHeaders(rule, origin);
}

const forbidden = (message: string) => new S3Error('AccessForbidden', `CORSResponse: ${message}`, 403);

/** Answers OPTIONS. @throws S3Error 403 AccessForbidden, 400 BadRequest */
export function preflight(rules: readonly CorsRule[] | undefined, headers: IncomingHttpHeaders): Reply {
  const { origin, 'access-control-request-method': method } = headers;
  if (origin === undefined || method === undefined) {
    throw new S3Error('BadRequest', 'Insufficient information. Origin request header needed.', 400);
  }
  if (rules === undefined) throw forbidden('Bucket not found');
  if (rules.length === 0) throw forbidden('CORS is not enabled for this bucket.');
  const wanted = requestedHeaders(headers);
  const rule = findRule(rules, origin, method, wanted);
  if (rule === undefined) {
    throw forbidden(
      "This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    );
  }
  const reply = ruleHeaders(rule, origin);
  if (wanted.length > 0) reply['access-control-allow-headers'] = wanted.join(', ');
  return { status: 200, headers: { ...reply, 'content-length': '0' } };
}
