/** Between Node's HTTP messages, version 1 or 2, and the runtime's plain requests and replies. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { AwsError, type Reply } from '../types.ts';
import type { AwsRequest } from './gateway-service.ts';

/** No body above this is read, in bytes. */
const MAX_BODY = 256 * 1024 * 1024;

/**
 * @param limit for the body, in bytes
 * @throws AwsError `RequestEntityTooLarge` when the body is longer; the rest of it is left unread
 */
export async function readRequest(
  message: IncomingMessage | Http2ServerRequest,
  limit = MAX_BODY,
): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size > limit) throw new AwsError('RequestEntityTooLarge', 'The request is too long.', 413);
    chunks.push(chunk as Buffer);
  }
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const headers = Object.fromEntries(
    Object.entries(message.headers).filter(([name]) => !name.startsWith(':')),
  );
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
    headers: headers as IncomingHttpHeaders,
    body: Buffer.concat(chunks),
  };
}

/** The part of a response that both versions of HTTP have in common. */
type ServerReply = Pick<ServerResponse, 'statusCode'> & {
  setHeader(name: string, value: string | readonly string[]): unknown;
  end(body?: string | Buffer): unknown;
};

/** A reply whose headers may stand on several lines. */
export type HttpReply = Omit<Reply, 'headers'> & {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
};

export function writeReply(
  response: ServerResponse | Http2ServerResponse,
  reply: HttpReply,
  method: string,
): void {
  const body = reply.body ?? '';
  const headers: Record<string, string | readonly string[]> = { ...reply.headers };
  // The answer to HEAD may tell the length of a body which it does not carry.
  if (headers['content-length'] === undefined && reply.status !== 204 && reply.status !== 304) {
    headers['content-length'] = String(Buffer.byteLength(body));
  }
  const target = response as ServerReply;
  target.statusCode = reply.status;
  for (const [name, value] of Object.entries(headers)) target.setHeader(name, value);
  if (method === 'HEAD') target.end();
  else target.end(body);
}
