/** Listeners on the loopback interface. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import {
  type AddressInfo,
  createServer as createNetServer,
  type Server as NetServer,
  type Socket,
} from 'node:net';
import type { Duplex } from 'node:stream';

export interface Listener {
  readonly port: number;
  /** Stops taking connections, and ends those that are open after `graceMs`. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** A handshake of a WebSocket. */
export type Upgrade = (message: IncomingMessage, socket: Duplex, head: Buffer) => void;

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const HOSTS = ['127.0.0.1', '::1'] as const;

/**
 * Listens on 127.0.0.1, and with `both` on ::1 too where the machine has it: browsers try both for `localhost`.
 *
 * @param port 0 for any free one
 * @throws Error when the port is taken
 */
export async function listen(
  port: number,
  handle: Handle,
  both = false,
  upgrade?: Upgrade,
): Promise<Listener> {
  const upgraded = new Set<Duplex>();
  const create = (): Server => {
    const server = createHttpServer(handle);
    if (upgrade)
      server.on('upgrade', (message, socket: Duplex, head: Buffer) => {
        upgraded.add(socket);
        socket.on('close', () => upgraded.delete(socket));
        // A client that goes away is no reason to end the process.
        socket.on('error', () => {});
        upgrade(message, socket, head);
      });
    return server;
  };
  const first = create();
  await bind(first, port, HOSTS[0]);
  const bound = (first.address() as AddressInfo).port;
  const servers = [first];
  if (both) {
    const second = create();
    const isBound = await bind(second, bound, HOSTS[1]).then(
      () => true,
      () => false,
    );
    if (isBound) servers.push(second);
  }
  return {
    port: bound,
    close: async (graceMs = 2000) => {
      // A server waits for connections that it handed on, and does not end them.
      for (const socket of upgraded) socket.destroy();
      await Promise.all(servers.map((server) => closeServer(server, graceMs)));
    },
  };
}

/** Longer than clients keep idle connections, so that none is closed under a request that was just sent. */
const KEEP_ALIVE_MS = 75_000;

function createHttpServer(handle: Handle): Server {
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, handle);
}

/** How HTTP/2 with prior knowledge begins (RFC 9113, 3.4); no HTTP/1 request does. */
const HTTP2_PREFACE = 'PRI';

/** Cleartext HTTP/2 with prior knowledge, which is what the Bedrock Runtime client speaks by default, and HTTP/1.1. */
export async function listenHttp2(
  handle: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  handleHttp1: Handle,
): Promise<Listener> {
  const http1 = createHttpServer(handleHttp1);
  const http2 = createHttp2Server(handle);
  const sessions = new Set<ServerHttp2Session>();
  http2.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    // A client that goes away is no reason to end the process.
    session.on('error', () => {});
  });
  const sockets = new Set<Socket>();
  const server = createNetServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.once('readable', () => {
      const beginning = socket.read() as Buffer | null;
      if (beginning === null) {
        socket.destroy();
        return;
      }
      socket.unshift(beginning);
      const isHttp2 = beginning.toString('latin1', 0, HTTP2_PREFACE.length) === HTTP2_PREFACE;
      (isHttp2 ? http2 : http1).emit('connection', socket);
    });
  });
  await bind(server, 0, HOSTS[0]);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of sessions) session.destroy();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function bind(server: NetServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken by another process.`) : error);
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
