/** The listeners of the runtime: the application's, and the one that plays AWS. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../types.ts';
import type { AwsRequest } from './gateway-service.ts';
import { type HttpReply, readRequest, writeReply } from './http-message.ts';
import { listen, listenHttp2, type Upgrade } from './listener.ts';

export type Serve = (request: AwsRequest, message: IncomingMessage) => Promise<HttpReply>;

export interface Doors {
  /** `http://localhost:<port>` */
  readonly appUrl: string;
  /** `http://127.0.0.1:<port>` */
  readonly awsUrl: string;
  /** The same services over cleartext HTTP/2 as well as HTTP/1.1. */
  readonly http2Url: string;
  /** From now on AWS calls are served. */
  readonly openAws: (serve: Serve, raw: RawHandler) => void;
  /** From now on the application is served, and its sockets are opened. */
  readonly openApp: (serve: Serve, upgrade: Upgrade) => void;
  readonly close: () => Promise<void>;
}

/** Serves a message whose body must not be read before; tells whether it did. */
export type RawHandler = (message: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** What the application takes at most, in bytes; HTTP APIs themselves refuse above 10 MB. */
const MAX_APP_BODY = 32 * 1024 * 1024;

const STARTING: HttpReply = {
  status: 503,
  headers: { 'content-type': 'application/json', 'retry-after': '1' },
  body: '{"status":"starting"}',
};

/** Listens at once, so that the ports are known, and answers 503 until the parts are open. */
export async function openDoors(ports: { readonly app: number; readonly aws: number }): Promise<Doors> {
  let aws: Serve = async () => STARTING;
  let app: Serve = async () => STARTING;
  let raw: RawHandler = async () => false;
  let upgrade: Upgrade = (_, socket) => socket.destroy();

  const answer =
    (serve: Serve, limit?: number) =>
    async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
      try {
        writeReply(
          response,
          await serve(await readRequest(message, limit), message),
          message.method ?? 'GET',
        );
      } catch (error) {
        fail(message, response, error);
      }
    };
  const appListener = await listen(
    ports.app,
    (message, response) => {
      void answer(app, MAX_APP_BODY)(message, response);
    },
    true,
    (message, socket, head) => upgrade(message, socket, head),
  );
  const answerAws = (message: IncomingMessage, response: ServerResponse): void => {
    raw(message, response).then(
      (isServed) => (isServed ? undefined : answer((request, from) => aws(request, from))(message, response)),
      (error: unknown) => fail(message, response, error),
    );
  };
  const awsListener = await listen(ports.aws, answerAws).catch(async (error: unknown) => {
    await appListener.close(0);
    throw error;
  });
  const http2Listener = await listenHttp2((message, response) => {
    readRequest(message)
      .then((request) => aws(request, message as unknown as IncomingMessage))
      .then((reply) => writeReply(response, reply, message.method))
      .catch((error: unknown) => {
        writeReply(response, failure(error), message.method);
      });
  }, answerAws);

  return {
    appUrl: `http://localhost:${appListener.port}`,
    awsUrl: `http://127.0.0.1:${awsListener.port}`,
    http2Url: `http://127.0.0.1:${http2Listener.port}`,
    openAws: (serve, rawHandler) => {
      aws = serve;
      raw = rawHandler;
    },
    openApp: (serve, open) => {
      app = serve;
      upgrade = open;
    },
    close: async () => {
      await Promise.all([appListener.close(), awsListener.close(), http2Listener.close()]);
    },
  };
}

function failure(error: unknown): HttpReply {
  const [status, message] =
    error instanceof AwsError && error.status === 413
      ? [413, 'Request Entity Too Large']
      : [500, 'Internal Server Error'];
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

function fail(message: IncomingMessage, response: ServerResponse, error: unknown): void {
  // Nobody is there to answer when the client broke off.
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  // The rest of a body that was too long is not waited for.
  if (!message.complete) response.setHeader('connection', 'close');
  writeReply(response, failure(error), message.method ?? 'GET');
}
