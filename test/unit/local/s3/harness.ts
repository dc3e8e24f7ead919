/** A tiny gateway: node:http in front of the service, as the local runtime has it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import {
  accessKeyOf,
  classify,
  type ObjectEvent,
  openS3,
  type S3,
  type S3Request,
  type Secret,
} from '../../../../local/s3/index.ts';
import type { Principal, Requirement, Resource } from '../../../../local/types.ts';

export const account = '111122223333';
export const region = 'eu-central-1';

/** Two callers: one with long-lived keys, one with a session. Made up for these tests. */
export const keys: Readonly<Record<string, Secret>> = {
  TESTKEY1: { secretAccessKey: 'first-test-secret' },
  TESTKEY2: { secretAccessKey: 'second-test-secret', sessionToken: 'token/of+the=session' },
  TESTEXPIRED: { secretAccessKey: 'third-test-secret', sessionToken: 'old', expiration: new Date(1000) },
};

const principal: Principal = {
  roleArn: `arn:aws:iam::${account}:role/tests`,
  roleName: 'tests',
  arn: `arn:aws:sts::${account}:assumed-role/tests/one`,
  account,
  tags: {},
};

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

export interface Seen {
  readonly operation: string;
  readonly accessKeyId: string | undefined;
  readonly requirements: readonly Requirement[];
}

export interface Harness {
  readonly dir: string;
  s3: S3;
  readonly endpoint: string;
  readonly events: ObjectEvent[];
  /** The requests that were authenticated, oldest first. */
  readonly seen: Seen[];
  client(accessKeyId?: string, config?: S3ClientConfig): S3Client;
  /** Sends a request exactly as given: no normalization of the path. */
  send(url: string, sent?: Sent): Promise<Answer>;
  deploy(logicalId: string, properties?: Record<string, unknown>, type?: string): string;
  reopen(): void;
  close(): Promise<void>;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function resource(
  logicalId: string,
  properties: Record<string, unknown>,
  type = 'AWS::S3::Bucket',
): Resource {
  return { stack: 'Tests', logicalId, type, properties };
}

export async function startHarness(
  onEvent: (event: ObjectEvent) => void | Promise<void> = () => undefined,
): Promise<Harness> {
  const dir = mkdtempSync(join(tmpdir(), 'local-s3-'));
  const events: ObjectEvent[] = [];
  const seen: Seen[] = [];
  const open = () =>
    openS3({
      dir,
      account,
      region,
      credentials: (id) => (Object.hasOwn(keys, id) ? keys[id] : undefined),
      onObjectEvent: async (event) => {
        await onEvent(event);
        events.push(event);
      },
    });
  let count = 0;
  const server: Server = createServer(async (message, response) => {
    const body = await readAll(message);
    const [path = '', query = ''] = (message.url ?? '').split(/\?(.*)/s);
    const request: S3Request = {
      method: message.method ?? '',
      path,
      query: new URLSearchParams(query),
      headers: message.headers,
      body,
      requestId: `request-${++count}`,
      principal,
    };
    let reply: Awaited<ReturnType<S3['handle']>>;
    try {
      const requirements = harness.s3.requirements(request);
      seen.push({
        operation: classify(request).operation,
        accessKeyId: accessKeyOf(request, body),
        requirements,
      });
      reply = await harness.s3.handle(request);
    } catch (error) {
      reply = harness.s3.errorReply(error, request);
      if (reply.status === 500) console.error(error);
    }
    response.writeHead(reply.status, { ...reply.headers });
    response.end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: S3Client[] = [];
  const harness: Harness = {
    dir,
    s3: open(),
    endpoint,
    events,
    seen,
    client(accessKeyId = 'TESTKEY1', config = {}) {
      const { secretAccessKey, sessionToken } = keys[accessKeyId]!;
      const client = new S3Client({
        endpoint,
        region,
        forcePathStyle: true,
        maxAttempts: 1,
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
        ...config,
      });
      clients.push(client);
      return client;
    },
    send: (url, { method = 'GET', headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const { host } = new URL(endpoint);
        const path = url.startsWith(endpoint) ? url.slice(endpoint.length) : url;
        const [hostname, port] = host.split(':');
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const request = httpRequest(
          { hostname, port, path, method, headers: { ...length, ...headers } },
          (answer) =>
            readAll(answer).then(
              (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
              reject,
            ),
        );
        request.on('error', reject);
        request.end(body);
      }),
    deploy: (logicalId, properties = {}, type = 'AWS::S3::Bucket') =>
      harness.s3.deploy(resource(logicalId, properties, type)).ref,
    reopen() {
      harness.s3.close();
      harness.s3 = open();
    },
    async close() {
      for (const client of clients) client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      harness.s3.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return harness;
}

/** `<Code>` of an error answer. */
export const codeOf = (answer: Answer) => /<Code>(\w+)<\/Code>/.exec(answer.body.toString())?.[1];
