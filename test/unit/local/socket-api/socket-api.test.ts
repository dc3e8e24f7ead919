import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { toApiRequest } from '../../../../local/http-api/from-node.ts';
import { openHttpApis } from '../../../../local/http-api/index.ts';
import { openSocketApis, type SocketLimits } from '../../../../local/socket-api/index.ts';
import type { Invoke } from '../../../../local/types.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:f';
const place = { account: '000000000000', region: 'eu-west-1', onFailure: () => undefined };

interface SocketEvent {
  readonly requestContext: { readonly routeKey: string; readonly connectionId: string };
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An API with one function behind all its routes, on a port. */
async function serve(answer: (event: SocketEvent) => unknown, limits?: SocketLimits) {
  const events: SocketEvent[] = [];
  const invoke: Invoke = async (_, payload) => {
    events.push(payload as SocketEvent);
    return { payload: answer(payload as SocketEvent) };
  };
  const invokeFrom = () => invoke;
  const sockets = openSocketApis({ ...place, invokeFrom, ...(limits && { limits }) });
  const { provider } = openHttpApis({ ...place, invokeFrom, sockets });
  const deploy = (type: string, properties: Record<string, unknown>) =>
    (
      provider.deploy({
        stack: 'S',
        logicalId: `${type}${String(properties.RouteKey ?? '')}`,
        type: `AWS::ApiGatewayV2::${type}`,
        properties,
      }) as { ref: string }
    ).ref;
  const ApiId = deploy('Api', {
    ProtocolType: 'WEBSOCKET',
    RouteSelectionExpression: '$request.body.action',
  });
  deploy('Stage', { ApiId, StageName: 'live' });
  const IntegrationUri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
  const target = deploy('Integration', { ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri });
  for (const RouteKey of ['$connect', '$disconnect', '$default', 'ping'])
    deploy('Route', { ApiId, RouteKey, Target: `integrations/${target}` });
  const server = createServer().on('upgrade', async (message, socket, head) => {
    const request = toApiRequest(message, Buffer.alloc(0));
    sockets.upgrade(await sockets.serve(ApiId, request), message, socket, head);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => sockets.close(),
    () => server.close(),
  );
  const open = (path: string) =>
    new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  const api = sockets.find(ApiId);
  if (!api) throw new Error('The API is not there.');
  return { events, open, api };
}

const code = (socket: WebSocket) =>
  new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)));
const opened = (socket: WebSocket) =>
  new Promise<void>((resolve) => socket.addEventListener('open', () => resolve()));
const heard = (socket: WebSocket) =>
  new Promise<string>((resolve) => socket.addEventListener('message', ({ data }) => resolve(String(data))));

describe('a WebSocket API', () => {
  it('opens by $connect, takes messages to their routes, and tells of the end', async () => {
    const { events, open, api } = await serve(() => ({ statusCode: 200 }));
    const socket = open('/live?ticket=a&ticket=b');
    await opened(socket);
    const id = String(events[0]?.requestContext.connectionId);
    expect(events[0]).toMatchObject({
      requestContext: { routeKey: '$connect', eventType: 'CONNECT', stage: 'live' },
      queryStringParameters: { ticket: 'b' },
      multiValueQueryStringParameters: { ticket: ['a', 'b'] },
    });
    const message = heard(socket);
    // More than a frame may hold: it comes as one message all the same.
    expect(api.post(id, Buffer.from('ü'.repeat(40_000)))).toBe(true);
    expect(await message).toBe('ü'.repeat(40_000));
    expect(api.info(id)).toMatchObject({ identity: { sourceIp: '127.0.0.1' } });
    socket.send('{"action":"ping"}');
    socket.send('anything');
    await expect
      .poll(() => events.map(({ requestContext }) => requestContext.routeKey))
      .toEqual(['$connect', 'ping', '$default']);
    socket.close(3001, 'bye');
    await expect
      .poll(() => events.at(-1))
      .toMatchObject({
        requestContext: { routeKey: '$disconnect', connectionId: id, disconnectStatusCode: 3001 },
      });
    expect(api.post(id, Buffer.from('x'))).toBe(false);
    expect(api.hangUp(id)).toBe(false);
  });

  it('has no socket where $connect refuses, nor at another path', async () => {
    const { events, open } = await serve(() => ({ statusCode: 403 }));
    expect(await Promise.all(['/live', '/live/more', '/'].map((path) => code(open(path))))).toEqual([
      1006, 1006, 1006,
    ]);
    expect(events).toHaveLength(1);
  });

  it('closes what is silent or has been open for too long, and what says too much', async () => {
    const ok = () => ({ statusCode: 200 });
    const idle = await serve(ok, { idleMs: 40, lifetimeMs: 60_000 });
    const old = await serve(ok, { idleMs: 60_000, lifetimeMs: 40 });
    expect(await Promise.all([idle, old].map(({ open }) => code(open('/live'))))).toEqual([1001, 1001]);
    const { open } = await serve(ok);
    const talker = open('/live');
    await opened(talker);
    talker.send('x'.repeat(33 * 1024));
    expect(await code(talker)).toBe(1009);
  });
});
