/** The WebSocket APIs of an assembly, and the calls by which functions write to their sockets. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GatewayService } from '../gateway/gateway-service.ts';
import { type ApiRequest, type ApiResponse, messageResponse } from '../http-api/request.ts';
import { AwsError, type Call, notImplemented, type Reply } from '../types.ts';
import { MAX_MESSAGE_BYTES, SocketApi, type SocketApiOptions } from './socket-api.ts';

export type { SocketLimits } from './socket-api.ts';

export interface SocketApis {
  /** Deploys the API. */
  readonly create: (id: string) => void;
  readonly find: (id: string) => SocketApi | undefined;
  readonly serve: (id: string, request: ApiRequest) => Promise<ApiResponse>;
  /** Ends a handshake, or says why there is none. */
  readonly upgrade: (response: ApiResponse, message: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** `execute-api`: `@connections`. */
  readonly service: GatewayService;
  readonly close: () => void;
}

const CONNECTION = /^\/_execute-api\/([a-z0-9]+)\/([\w-]+)\/@connections\/([^/]+)$/;
const OPERATIONS: Readonly<Record<string, string>> = {
  POST: 'PostToConnection',
  GET: 'GetConnection',
  DELETE: 'DeleteConnection',
};

export function openSocketApis(options: SocketApiOptions): SocketApis {
  const apis = new Map<string, SocketApi>();
  return {
    create: (id) => {
      apis.set(id, new SocketApi(id, options));
    },
    find: (id) => apis.get(id),
    serve: async (id, request) => apis.get(id)?.serve(request) ?? messageResponse(404, 'Not Found'),
    upgrade: (response, message, socket, head) => {
      const isTaken =
        response.status === 101 &&
        [...apis.values()].some((api) => api.upgrade(response, message, socket, head));
      if (!isTaken) refuse(response, socket);
    },
    service: connectionsService(apis, options),
    close: () => {
      for (const api of apis.values()) api.close();
    },
  };
}

/** What is no socket ends with its answer. */
function refuse({ status, body }: ApiResponse, socket: Duplex): void {
  const type = body.length > 0 ? 'Content-Type: application/json\r\n' : '';
  const head = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\n${type}Content-Length: ${body.length}\r\n\r\n`;
  socket.end(Buffer.concat([Buffer.from(head), body]));
}

function connectionsService(
  apis: ReadonlyMap<string, SocketApi>,
  { account, region }: SocketApiOptions,
): GatewayService {
  const targetOf = ({ path }: Pick<Call, 'path'>) => {
    const [, apiId = '', stage = '', id = ''] = CONNECTION.exec(path) ?? [];
    return { apiId, stage, id: decodeURIComponent(id) };
  };
  return {
    name: 'execute-api',
    operation: ({ method, path }) => (CONNECTION.test(path) && OPERATIONS[method]) || `${method} ${path}`,
    requirements: (call) => {
      const { apiId, stage, id } = targetOf(call);
      return [
        {
          action: 'execute-api:ManageConnections',
          resource: `arn:aws:execute-api:${region}:${account}:${apiId}/${stage}/${call.method}/@connections/${id}`,
          context: {},
        },
      ];
    },
    handle: async (call): Promise<Reply> => {
      const { apiId, stage, id } = targetOf(call);
      const api = apis.get(apiId);
      if (api === undefined || api.stage !== stage)
        throw new AwsError('ForbiddenException', 'Forbidden', 403);
      const gone = () => new AwsError('GoneException', 'The connection is gone.', 410);
      switch (call.operation) {
        case 'PostToConnection':
          if (call.body.length > MAX_MESSAGE_BYTES)
            throw new AwsError('PayloadTooLargeException', 'The data has exceeded the maximum size.', 413);
          if (!api.post(id, call.body)) throw gone();
          return { status: 200 };
        case 'GetConnection': {
          const info = api.info(id);
          if (info === undefined) throw gone();
          return {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(info),
          };
        }
        case 'DeleteConnection':
          if (!api.hangUp(id)) throw gone();
          return { status: 204 };
        default:
          throw notImplemented('execute-api', call.operation);
      }
    },
  };
}
