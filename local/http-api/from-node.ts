/** An API request out of Node's, with repeated headers joined as API Gateway joins them. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { ApiRequest } from './request.ts';

/** @param body what was read of the message */
export function toApiRequest(message: IncomingMessage, body: Buffer): ApiRequest {
  const headers: IncomingHttpHeaders = {};
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (values !== undefined) headers[name] = values.join(name === 'cookie' ? '; ' : ',');
  }
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers,
    body,
    sourceIp: message.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
  };
}
