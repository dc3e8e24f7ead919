import type { IncomingHttpHeaders } from 'node:http';
import { same } from '../crypto.ts';
import type { Parts } from '../parts.ts';
import type { Domain } from '../registry.ts';

/** A request to the hosted pages and endpoints. */
export interface HttpRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpResponse {
  readonly status: number;
  /** `set-cookie` is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** One request to the pages of one domain. */
export interface Visit {
  readonly parts: Parts;
  readonly domain: Domain;
  /** Path under which the domain's pages are: `/_cognito/<prefix>`. */
  readonly base: string;
  readonly request: HttpRequest;
  readonly form: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
}

export function visitOf(parts: Parts, domain: Domain, base: string, request: HttpRequest): Visit {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  return {
    parts,
    domain,
    base,
    request,
    form: new URLSearchParams(isForm ? request.body.toString() : ''),
    cookies: new Map(
      (request.headers.cookie ?? '').split(/;\s*/).map((pair): [string, string] => {
        const equals = pair.indexOf('=');
        return [pair.slice(0, equals), pair.slice(equals + 1)];
      }),
    ),
  };
}

/** A cookie for the domain's pages only, out of reach of scripts. `seconds` 0 deletes it. */
export function cookie(visit: Visit, name: string, value: string, seconds: number): string {
  const secure = visit.parts.baseUrl().startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=${visit.base}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** Sends the browser on; after a POST it comes with GET. */
export function redirect(location: string, cookies: readonly string[] = []): HttpResponse {
  return {
    status: 303,
    headers: {
      location,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    },
    body: '',
  };
}

// Browser applications call these endpoints from their own origin; no cookie is ever read there.
export const OPEN_TO_ALL_ORIGINS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
};

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...OPEN_TO_ALL_ORIGINS,
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

/** `given` compared with `expected` in constant time; nothing expected never matches. */
export function matchesSecret(expected: string | undefined, given: string | null | undefined): boolean {
  return (
    expected !== undefined &&
    expected !== '' &&
    given !== null &&
    given !== undefined &&
    same(expected, given)
  );
}
