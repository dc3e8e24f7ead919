/** Events of a WebSocket API's routes, as Lambda gets them by proxy integration. */
import { randomUUID } from 'node:crypto';
import type { ApiRequest } from '../http-api/request.ts';

export interface SocketContext {
  readonly apiId: string;
  readonly stage: string;
  readonly domainName: string;
  readonly connectionId: string;
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent: string;
}

type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

function requestContext(
  context: SocketContext,
  routeKey: string,
  eventType: EventType,
  more: Readonly<Record<string, unknown>> = {},
): object {
  const { sourceIp, userAgent, ...socket } = context;
  const requestId = randomUUID();
  return {
    routeKey,
    eventType,
    messageDirection: 'IN',
    requestId,
    extendedRequestId: requestId,
    requestTime: new Date().toUTCString(),
    requestTimeEpoch: Date.now(),
    identity: { sourceIp, userAgent },
    ...socket,
    ...more,
  };
}

const multiple = (pairs: Iterable<readonly [string, string]>): Record<string, string[]> => {
  const values: Record<string, string[]> = {};
  for (const [name, value] of pairs) values[name] = [...(values[name] ?? []), value];
  return values;
};

/** The last of each, as API Gateway gives single values. */
const single = (values: Readonly<Record<string, readonly string[]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));

export function connectEvent(context: SocketContext, request: ApiRequest): object {
  const headers = multiple(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const),
  );
  const query = multiple(new URLSearchParams(request.query));
  return {
    headers: single(headers),
    multiValueHeaders: headers,
    ...(Object.keys(query).length > 0 && {
      queryStringParameters: single(query),
      multiValueQueryStringParameters: query,
    }),
    requestContext: requestContext(context, '$connect', 'CONNECT'),
    isBase64Encoded: false,
  };
}

export const messageEvent = (context: SocketContext, routeKey: string, body: string): object => ({
  requestContext: requestContext(context, routeKey, 'MESSAGE', { messageId: randomUUID() }),
  body,
  isBase64Encoded: false,
});

export const disconnectEvent = (context: SocketContext, code: number, reason: string): object => ({
  requestContext: requestContext(context, '$disconnect', 'DISCONNECT', {
    disconnectStatusCode: code,
    disconnectReason: reason,
  }),
  isBase64Encoded: false,
});
