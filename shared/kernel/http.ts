/** Requests and answers of the HTTP API (payload format 2.0). */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** In place of a body: sent as it is, with the `content-type` of `headers`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown, location: string): Answer => ({
  status: 201,
  body,
  headers: { location },
});
export const accepted = (body: unknown): Answer => ({ status: 202, body });
export const noContent = (): Answer => ({ status: 204 });
export const redirect = (location: string, cookies: readonly string[] = []): Answer => ({
  status: 302,
  headers: { location },
  cookies,
});

/** OWASP's REST headers: nothing of the API is cached, framed or sniffed. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

export function render(answer: Answer, requestId: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: answer.status,
    headers: {
      ...SECURITY_HEADERS,
      'x-request-id': requestId,
      ...(answer.body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      ...answer.headers,
    },
    ...(answer.cookies && answer.cookies.length > 0 && { cookies: [...answer.cookies] }),
    ...(answer.body !== undefined && { body: JSON.stringify(answer.body) }),
    ...(answer.text !== undefined && { body: answer.text }),
  };
}

/** A cookie of the request; undefined when there is none. */
export function cookie(cookies: readonly string[] | undefined, name: string): string | undefined {
  const prefix = `${name}=`;
  return cookies?.find((entry) => entry.startsWith(prefix))?.slice(prefix.length);
}

/** A `Set-Cookie` for a session: out of reach of scripts, and of other sites' requests. */
export function sessionCookie(
  name: string,
  value: string,
  options: {
    readonly path: string;
    readonly maxAge: number;
    readonly secure: boolean;
    readonly sameSite?: 'Lax' | 'Strict';
  },
): string {
  return [
    `${name}=${value}`,
    `Path=${options.path}`,
    `Max-Age=${options.maxAge}`,
    'HttpOnly',
    `SameSite=${options.sameSite ?? 'Strict'}`,
    ...(options.secure ? ['Secure'] : []),
  ].join('; ');
}
