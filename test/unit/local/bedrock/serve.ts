/** Local Bedrock behind a listener of its own, as the gateway puts it behind the runtime's. */
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bedrock, classify, type ModelServer, openBedrock } from '../../../../local/bedrock/index.ts';
import { AwsError, type Call } from '../../../../local/types.ts';

export const PLACE = { account: '123456789012', region: 'eu-west-1' };

export const newDir = () => mkdtempSync(join(tmpdir(), 'bedrock-'));

/** A call as the gateway hands it over. */
export function callOf(method: string, path: string, body: Buffer = Buffer.alloc(0)): Call {
  return {
    service: 'bedrock',
    operation: classify({ method, path }),
    method,
    path,
    query: new URLSearchParams(),
    headers: {},
    body,
    input: {},
    principal: { roleArn: '', roleName: '', arn: '', account: PLACE.account, tags: {} },
    requestId: 'request-1',
  };
}

export interface Served {
  readonly bedrock: Bedrock;
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a Bedrock over HTTP/1.1 on a free port. */
export async function serveBedrock(dir: string, model?: ModelServer): Promise<Served> {
  const bedrock = openBedrock({ dir, ...PLACE, ...(model && { model }) });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    try {
      const call = callOf(request.method ?? 'GET', pathname, Buffer.concat(chunks));
      bedrock.requirements(call);
      const { status, headers, body } = await bedrock.handle(call);
      response.writeHead(status, headers).end(body);
    } catch (error) {
      const { code, status, message } =
        error instanceof AwsError ? error : new AwsError('InternalServerException', String(error), 500);
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code })
        .end(JSON.stringify({ message }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    bedrock,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      bedrock.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
