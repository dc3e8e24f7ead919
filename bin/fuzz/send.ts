/** Sends a request as it stands, which `fetch` would not: it repairs what is sent here broken on purpose. */
import { Agent, request as open } from 'node:http';

export interface Sent {
  readonly method: string;
  /** Raw: path and query, percent-encoded or broken. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string | Buffer;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Nobody waits longer for an answer: the functions themselves end after 15 seconds. */
const DEADLINE_MS = 20_000;

export class Sender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 32 });
  readonly #base: URL;

  constructor(appUrl: string) {
    this.#base = new URL(appUrl);
  }

  /** @throws Error when no answer comes, or none in time */
  send({ method, target, headers, body }: Sent): Promise<Received> {
    return new Promise((resolve, reject) => {
      const outgoing = open(
        { host: this.#base.hostname, port: this.#base.port, method, path: target, agent: this.#agent },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            clearTimeout(timer);
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            });
          });
        },
      );
      const timer = setTimeout(
        () => outgoing.destroy(new Error(`no answer within ${DEADLINE_MS / 1000} seconds`)),
        DEADLINE_MS,
      );
      outgoing.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      for (const [name, value] of headers) outgoing.setHeader(name, value);
      if (body !== undefined) outgoing.setHeader('content-length', Buffer.byteLength(body));
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
