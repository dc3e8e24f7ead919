/** The smallest HTTP front for one JSON 1.0 service: no signatures, no permissions. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError, type AwsService, type Call, type Principal } from '../../../../local/types.ts';

export const principal: Principal = {
  roleArn: 'arn:aws:iam::123456789012:role/worker',
  roleName: 'worker',
  arn: 'arn:aws:sts::123456789012:assumed-role/worker/session',
  account: '123456789012',
  tags: {},
};

/** A call of a JSON protocol as the gateway would hand it to a service. */
export function jsonCall(service: string, operation: string, input: Readonly<Record<string, unknown>>): Call {
  return {
    service,
    operation,
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify(input)),
    input,
    principal,
    requestId: 'request',
  };
}

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the service on an ephemeral port, for the real SDK clients. */
export async function serve(service: () => AwsService): Promise<Gateway> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1)!;
    const input = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    try {
      const call = jsonCall(service().name, operation, input);
      service().requirements(call);
      const reply = await service().handle(call);
      response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
    } catch (error) {
      const known = error instanceof AwsError ? error : new AwsError('InternalError', String(error), 500);
      const body = JSON.stringify({ __type: known.code, message: known.message, ...known.details });
      response.writeHead(known.status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
