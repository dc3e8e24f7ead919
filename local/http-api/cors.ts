/** CORS as an HTTP API's `CorsConfiguration` has it: API Gateway answers preflights itself. */
import type { ApiRequest, ApiResponse } from './request.ts';

export interface CorsConfiguration {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly AllowCredentials?: boolean | string;
  readonly MaxAge?: number | string;
}

/** The origin that a response may name, or none. */
function allowedOrigin(cors: CorsConfiguration, origin: string): string | undefined {
  const origins = cors.AllowOrigins ?? [];
  if (origins.includes('*')) return '*';
  const isAllowed = origins.some((allowed) => {
    const [scheme, rest] = allowed.split('://');
    // `https://*` allows every origin of its scheme.
    return allowed === origin || (rest === '*' && origin.startsWith(`${scheme}://`));
  });
  return isAllowed ? origin : undefined;
}

export const isPreflight = (request: ApiRequest): boolean =>
  request.method === 'OPTIONS' &&
  request.headers.origin !== undefined &&
  request.headers['access-control-request-method'] !== undefined;

/** The answer to a preflight: always 204, with headers only where the origin is allowed. */
export function preflightResponse(cors: CorsConfiguration, request: ApiRequest): ApiResponse {
  const origin = corsHeaders(cors, request);
  const headers =
    Object.keys(origin).length === 0
      ? {}
      : {
          ...origin,
          ...(cors.AllowMethods === undefined
            ? {}
            : { 'access-control-allow-methods': cors.AllowMethods.join(',') }),
          ...(cors.AllowHeaders === undefined
            ? {}
            : { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
          ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
        };
  return { status: 204, headers, body: Buffer.alloc(0) };
}

/** Headers that API Gateway puts on responses; those of the function itself give way to them. */
export function corsHeaders(cors: CorsConfiguration, request: ApiRequest): Record<string, string> {
  const origin =
    request.headers.origin === undefined ? undefined : allowedOrigin(cors, request.headers.origin);
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    ...(String(cors.AllowCredentials) === 'true' ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.ExposeHeaders === undefined
      ? {}
      : { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
    ...(origin === '*' ? {} : { vary: 'Origin' }),
  };
}
