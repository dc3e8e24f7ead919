/** One WebSocket API: handshakes by `$connect`, messages to their routes, `$disconnect` when a socket is closed. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Integration } from '../http-api/http-api.ts';
import type { InvokeFrom } from '../http-api/invoke-from.ts';
import { type ApiRequest, type ApiResponse, messageResponse } from '../http-api/request.ts';
import { connectEvent, disconnectEvent, messageEvent, type SocketContext } from './event.ts';

export interface SocketLimits {
  /** A socket on which nothing was said for so long is closed, in milliseconds. */
  readonly idleMs: number;
  /** So is one that has been open for so long. */
  readonly lifetimeMs: number;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const LIMITS: SocketLimits = { idleMs: 10 * 60_000, lifetimeMs: 2 * 3600_000 };
/** A message of a client is taken for one frame, as browsers send it. */
const MAX_FRAME_BYTES = 32 * 1024;
export const MAX_MESSAGE_BYTES = 128 * 1024;

/** Names the socket of a handshake that was accepted: between the API and the listener, not for the client. */
const ACCEPTED = 'x-local-connection';

export interface SocketApiOptions {
  readonly account: string;
  readonly region: string;
  readonly invokeFrom: InvokeFrom;
  readonly onFailure: (name: string, line: string) => void;
  readonly limits?: SocketLimits;
}

interface OpenSocket {
  readonly context: SocketContext;
  readonly socket: WebSocket;
  lastActiveAt: number;
}

export class SocketApi {
  readonly id: string;
  /** The whole path of the API's address. */
  stage = '';
  readonly routes = new Map<string, Integration>();
  readonly #options: SocketApiOptions;
  readonly #limits: SocketLimits;
  readonly #accepted = new Map<string, SocketContext>();
  readonly #open = new Map<string, OpenSocket>();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });

  constructor(id: string, options: SocketApiOptions) {
    this.id = id;
    this.#options = options;
    this.#limits = options.limits ?? LIMITS;
  }

  /** A handshake: 101 when `$connect` let it in, else what the client is told. */
  async serve(request: ApiRequest): Promise<ApiResponse> {
    const { headers, path } = request;
    if (path !== `/${this.stage}` && path !== `/${this.stage}/`) return messageResponse(403, 'Forbidden');
    if (headers.upgrade?.toLowerCase() !== 'websocket') return messageResponse(426, 'Upgrade Required');
    if (!headers['sec-websocket-key'] || headers['sec-websocket-version'] !== '13')
      return messageResponse(400, 'Bad Request');
    const context: SocketContext = {
      apiId: this.id,
      stage: this.stage,
      domainName: `${this.id}.execute-api.${this.#options.region}.amazonaws.com`,
      // As API Gateway's: base64, so that it has to be encoded in paths.
      connectionId: randomBytes(11).toString('base64'),
      connectedAt: Date.now(),
      sourceIp: request.sourceIp,
      userAgent: headers['user-agent'] ?? '',
    };
    const answer = await this.#invoke('$connect', connectEvent(context, request));
    if (answer === 'failed') return messageResponse(502, 'Bad Gateway');
    const status = answer?.statusCode ?? 200;
    if (status < 200 || status > 299)
      return messageResponse(status, status === 403 ? 'Forbidden' : 'Unexpected response');
    this.#accepted.set(context.connectionId, context);
    return { status: 101, headers: { [ACCEPTED]: context.connectionId }, body: Buffer.alloc(0) };
  }

  /** Ends a handshake that was let in. @returns false for one that was not let in here */
  upgrade(response: ApiResponse, message: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const context = this.#accepted.get(String(response.headers[ACCEPTED]));
    if (!context) return false;
    this.#accepted.delete(context.connectionId);
    if (socket.destroyed) this.#closed(context, 1006, '');
    else this.#server.handleUpgrade(message, socket, head, (open) => this.#opened(context, open));
    return true;
  }

  #opened(context: SocketContext, socket: WebSocket): void {
    const open: OpenSocket = { context, socket, lastActiveAt: Date.now() };
    this.#open.set(context.connectionId, open);
    const goAway = () => socket.close(1001, 'Going away');
    const lifetime = setTimeout(goAway, this.#limits.lifetimeMs);
    const idle = setInterval(
      () => {
        if (Date.now() - open.lastActiveAt >= this.#limits.idleMs) goAway();
      },
      Math.min(this.#limits.idleMs, 5_000),
    );
    lifetime.unref();
    idle.unref();
    socket.on('message', (data: Buffer, isBinary) => {
      open.lastActiveAt = Date.now();
      if (isBinary) socket.close(1003, 'Binary is not supported');
      else void this.#message(open, data.toString('utf8'));
    });
    // The library closes it, with the code that says why: 1009 for a frame that is too long.
    socket.on('error', () => {});
    socket.on('close', (code, reason) => {
      clearTimeout(lifetime);
      clearInterval(idle);
      this.#open.delete(context.connectionId);
      this.#closed(context, code, reason.toString('utf8'));
    });
  }

  #closed(context: SocketContext, code: number, reason: string): void {
    void this.#invoke('$disconnect', disconnectEvent(context, code, reason));
  }

  async #message({ context, socket }: OpenSocket, body: string): Promise<void> {
    const action = actionOf(body);
    const routeKey = action !== undefined && this.routes.has(action) ? action : '$default';
    const answer = await this.#invoke(routeKey, messageEvent(context, routeKey, body));
    if (answer !== 'failed' && (answer !== undefined || this.routes.has(routeKey))) return;
    const { connectionId } = context;
    if (socket.readyState === WebSocket.OPEN)
      socket.send(
        JSON.stringify({
          message: answer === 'failed' ? 'Internal server error' : 'Forbidden',
          connectionId,
        }),
      );
  }

  /** @returns what the function answered, nothing where the route has none */
  async #invoke(
    routeKey: string,
    event: object,
  ): Promise<{ readonly statusCode?: number } | 'failed' | undefined> {
    const integration = this.routes.get(routeKey);
    if (!integration) return undefined;
    const { account, region, invokeFrom, onFailure } = this.#options;
    const sourceArn = `arn:aws:execute-api:${region}:${account}:${this.id}/${this.stage}/${routeKey}`;
    try {
      const { payload, error } = await invokeFrom(sourceArn)(integration.functionArn, event);
      return error === undefined ? ((payload ?? {}) as { statusCode?: number }) : 'failed';
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onFailure(`socket-api-${this.id}`, `${routeKey}: ${reason}`);
      return 'failed';
    }
  }

  #find(connectionId: string): OpenSocket | undefined {
    const open = this.#open.get(connectionId);
    return open?.socket.readyState === WebSocket.OPEN ? open : undefined;
  }

  /** @returns false when there is no such socket */
  post(connectionId: string, data: Buffer): boolean {
    const open = this.#find(connectionId);
    if (!open) return false;
    open.lastActiveAt = Date.now();
    for (let start = 0; start === 0 || start < data.length; start += MAX_FRAME_BYTES) {
      const end = start + MAX_FRAME_BYTES;
      open.socket.send(data.subarray(start, end), { binary: false, fin: end >= data.length });
    }
    return true;
  }

  info(connectionId: string): object | undefined {
    const open = this.#find(connectionId);
    return (
      open && {
        connectedAt: new Date(open.context.connectedAt).toISOString(),
        identity: { sourceIp: open.context.sourceIp, userAgent: open.context.userAgent },
        lastActiveAt: new Date(open.lastActiveAt).toISOString(),
      }
    );
  }

  /** @returns false when there is no such socket */
  hangUp(connectionId: string): boolean {
    const open = this.#find(connectionId);
    open?.socket.close(1000, 'Connection Closed Normally');
    return open !== undefined;
  }

  close(): void {
    for (const { socket } of this.#open.values()) socket.terminate();
    this.#server.close();
  }
}

/** What `$request.body.action` selects a route by. */
function actionOf(body: string): string | undefined {
  try {
    const { action } = JSON.parse(body) as { action?: unknown };
    return typeof action === 'string' ? action : undefined;
  } catch {
    return undefined;
  }
}
