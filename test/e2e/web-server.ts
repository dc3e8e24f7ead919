/** Serves the built app as CloudFront does, with a scripted API in place of the real one. */

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WEB } from '../../lib/dist.ts';
import type { OperationName, ResponseOf } from '../../web/src/api/client.ts';

/** The policy of `lib/web-stack.ts`, with storage on this origin. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface Call {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: each answer knows what its operation is sent
  readonly body: any;
}

export interface Refusal {
  readonly status: number;
  readonly problem: { readonly code: string; readonly message: string; readonly data?: object };
}

export const refuse = (status: number, code: string, message: string, data: object = {}): Refusal => ({
  status,
  problem: { code, message, data: { request_id: 'req-7f3a', ...data } },
});

type Reply<K extends OperationName> = ResponseOf<K> | Refusal;

/** What the API answers, by operation; typed, so that a scripted answer cannot differ from the real one's shape. */
export type Script = { [K in OperationName]?: (call: Call) => Reply<K> | Promise<Reply<K>> };

export interface WebServer {
  readonly url: string;
  /** Replaced by each test. */
  script: Script;
  /** Answers the upload of a file; its bytes are not kept. */
  onUpload: (request: IncomingMessage, response: ServerResponse) => void;
  readonly calls: Call[];
  stop(): Promise<void>;
}

export async function startWeb(): Promise<WebServer> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/_storage') return web.onUpload(request, response);
    if (url.pathname.startsWith('/api/')) return void answer(web, request, response, url);
    serveFile(url.pathname, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const web: WebServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script: {},
    onUpload: accept,
    calls,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return web;
}

export const accept: WebServer['onUpload'] = (request, response) => {
  request.resume().on('end', () => response.writeHead(201).end());
};

function serveFile(pathname: string, response: ServerResponse): void {
  const name = path.extname(pathname) ? pathname : '/index.html';
  const headers = {
    'content-security-policy': CSP,
    'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
  };
  try {
    response.writeHead(200, headers).end(readFileSync(path.join(WEB, path.normalize(name))));
  } catch {
    response.writeHead(404).end();
  }
}

async function answer(
  web: WebServer,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const found = match(web.script, request.method ?? 'GET', url.pathname);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const call: Call = {
    operation: found?.operation ?? `${request.method} ${url.pathname}`,
    params: found?.params ?? {},
    query: url.searchParams,
    headers: request.headers,
    body: text ? JSON.parse(text) : undefined,
  };
  // Where no test is about live updates there are none: the app asks once, and polls.
  if (found || url.pathname !== '/api/v1/ws/ticket') web.calls.push(call);
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-7f3a' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const reply: unknown = found
    ? await found.handle(call)
    : refuse(404, 'not_found', 'There is no such record. It may have been archived.');
  if (isRefusal(reply)) return send(reply.status, reply.problem);
  send(reply === undefined ? 204 : 200, reply);
}

const isRefusal = (reply: unknown): reply is Refusal =>
  typeof reply === 'object' && reply !== null && 'problem' in reply && 'status' in reply;

/** Literal paths before those with parameters. */
function match(script: Script, method: string, pathname: string) {
  const entries = Object.entries(script) as [string, (call: Call) => unknown][];
  const sorted = entries.sort(([a], [b]) => a.split('{').length - b.split('{').length);
  for (const [operation, handle] of sorted) {
    const [verb, template = ''] = operation.split(' ');
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const values = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname);
    if (verb !== method || !values) continue;
    const params = Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(values[index + 1] ?? '')]),
    );
    return { operation, handle, params };
  }
  return undefined;
}
