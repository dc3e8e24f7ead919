/** `/_local`: what happens inside, for people and for tests. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../types.ts';
import { layout } from './layout.ts';
import type { Sources } from './sources.ts';
import { VIEWS } from './views.ts';

export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export const isLocalPath = (path: string): boolean => path === '/_local' || path.startsWith('/_local/');

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
export const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json' };
const PAGE_HEADERS = {
  ...HEADERS,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
};

/** A name that a page elsewhere points at this machine must not read what is in here. */
const LOCAL_HOST = /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

export const isLocalHost = (host: string | undefined): boolean => LOCAL_HOST.test(host ?? '');

const json = (data: unknown, status = 200): Reply => ({
  status,
  headers: JSON_HEADERS,
  body: JSON.stringify(data),
});

/** `POST /_local/redrive?from=<queue>&to=<queue>`: what lies in a dead-letter queue goes back to where it came from. */
function redrive({ query, headers }: PageRequest, { sqs }: Sources): Reply {
  // Not by a form of a page elsewhere.
  if (headers['x-requested-with'] === undefined) return json({ message: 'Forbidden' }, 403);
  try {
    return json({ moved: sqs.move(query.get('from') ?? '', query.get('to') ?? '') });
  } catch (error) {
    return json({ message: (error as Error).message }, 404);
  }
}

/**
 * Serves a request below `/_local`: a page to a browser, JSON to everybody else and to paths that end in `.json`.
 */
export function servePage(request: PageRequest, sources: Sources): Reply {
  if (!isLocalHost(request.headers.host)) return json({ message: 'Forbidden' }, 403);
  // The script of the model and the breakpoints are what can be set here, and dead letters what can be moved.
  if (request.path === '/_local/bedrock') return sources.bedrock.http(request);
  if (request.path.startsWith('/_local/recaptcha/'))
    return sources.recaptcha.http({ ...request, path: request.path.slice('/_local/recaptcha'.length) });
  if (request.path === '/_local/breakpoints') return sources.breakpoints.http(request);
  if (request.path === '/_local/redrive' && request.method === 'POST') return redrive(request, sources);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return json({ message: 'Method Not Allowed' }, 405);
  const isJson = request.path.endsWith('.json') || !(request.headers.accept ?? '').includes('text/html');
  const path = request.path
    .slice('/_local'.length)
    .replace(/\.json$/, '')
    .replace(/\/$/, '');
  if (path === '/health') return json({ status: 'ready' });
  if (path === '/mail') {
    const to = request.query.get('to') ?? undefined;
    if (isJson) return { status: 200, headers: JSON_HEADERS, body: sources.mailbox.json(to) };
    // The mailbox shows messages with a content security policy of its own.
    return {
      status: 200,
      headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' },
      body: sources.mailbox.page(to),
    };
  }
  const view = Object.hasOwn(VIEWS, path) ? VIEWS[path]!(sources, request.query) : undefined;
  if (view === undefined) return json({ message: 'Not Found' }, 404);
  return isJson
    ? json(view.data)
    : { status: 200, headers: PAGE_HEADERS, body: layout(view.title, view.page()) };
}
