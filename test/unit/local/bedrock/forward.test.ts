import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BedrockRuntimeClient, ConverseCommand, type Message } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, test } from 'vitest';
import { forward } from '../../../../local/bedrock/forward.ts';
import { parseConverse } from '../../../../local/bedrock/request.ts';
import { newDir, PLACE, serveBedrock } from './serve.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** A chat completions server that always gives the same answer, or none. */
async function chatServer(status: number, answer: unknown) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    received.push({ url: request.url ?? '', headers: request.headers, body });
    if (answer === undefined) return;
    response.writeHead(status).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

const message = (more: object, finish_reason = 'stop') => ({
  choices: [{ finish_reason, message: { role: 'assistant', content: null, ...more } }],
  usage: { prompt_tokens: 321, completion_tokens: 45 },
});
const toolCall = (input: string) => ({
  tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'record', arguments: input } }],
});

const SCHEMA = { type: 'object', properties: { name: { type: 'string' } } };

async function ask(url: string, messages: Message[]) {
  const served = await serveBedrock(newDir(), { url, name: 'small', key: 'k-1' });
  closers.push(served.close);
  const client = new BedrockRuntimeClient({
    endpoint: served.url,
    region: PLACE.region,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
  return client.send(
    new ConverseCommand({
      modelId: 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
      system: [{ text: 'Read.' }],
      messages,
      inferenceConfig: { maxTokens: 900, temperature: 0 },
      toolConfig: {
        tools: [{ toolSpec: { name: 'record', description: 'Records', inputSchema: { json: SCHEMA } } }],
        toolChoice: { tool: { name: 'record' } },
      },
    }),
  );
}
const HELLO: Message[] = [{ role: 'user', content: [{ text: 'Hello' }] }];

describe('the question', () => {
  test('reaches the server with its system text, tools, choice, limits and key', async () => {
    const { url, received } = await chatServer(200, message(toolCall('{}')));
    await ask(url, HELLO);
    expect(received[0]).toMatchObject({
      url: '/v1/chat/completions',
      headers: { authorization: 'Bearer k-1' },
      body: {
        model: 'small',
        messages: [
          { role: 'system', content: 'Read.' },
          { role: 'user', content: 'Hello' },
        ],
        max_tokens: 900,
        temperature: 0,
        tools: [
          { type: 'function', function: { name: 'record', description: 'Records', parameters: SCHEMA } },
        ],
        tool_choice: { type: 'function', function: { name: 'record' } },
      },
    });
  });

  test('keeps tool uses and their results in order', async () => {
    const { url, received } = await chatServer(200, message(toolCall('{}')));
    await ask(url, [
      ...HELLO,
      { role: 'assistant', content: [{ toolUse: { toolUseId: 't1', name: 'record', input: { name: 1 } } }] },
      {
        role: 'user',
        content: [
          { toolResult: { toolUseId: 't1', status: 'error', content: [{ text: 'name must be a string' }] } },
          { text: 'Again.' },
        ],
      },
    ]);
    expect((received[0]!.body.messages as unknown[]).slice(2)).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 't1', type: 'function', function: { name: 'record', arguments: '{"name":1}' } }],
      },
      { role: 'tool', tool_call_id: 't1', content: 'Error:\nname must be a string' },
      { role: 'user', content: 'Again.' },
    ]);
  });
});

describe('the answer', () => {
  test('is a tool use with its tokens, also where the server finishes with "stop"', async () => {
    const { url } = await chatServer(200, message(toolCall('{"name":"Acme"}')));
    const { output, stopReason, usage } = await ask(url, HELLO);
    expect(stopReason).toBe('tool_use');
    expect(output?.message?.content).toEqual([
      { toolUse: { toolUseId: 'call_1', name: 'record', input: { name: 'Acme' } } },
    ]);
    expect(usage).toMatchObject({ inputTokens: 321, outputTokens: 45, totalTokens: 366 });
  });

  test.each([
    ['end_turn', message({ content: 'Hi' })],
    ['max_tokens', message({ content: 'Hi' }, 'length')],
    ['max_tokens', message(toolCall('{"name":"Ac'), 'length')],
    ['content_filtered', message({ content: '' }, 'content_filter')],
    ['content_filtered', message({ refusal: 'I cannot.' })],
    ['malformed_tool_use', message(toolCall('{"name":'), 'tool_calls')],
  ])('stops with %s', async (expected, answer) => {
    const { url } = await chatServer(200, answer);
    expect((await ask(url, HELLO)).stopReason).toBe(expected);
  });
});

describe('failures of the server are Bedrock’s own', () => {
  test.each([
    [400, 'ValidationException'],
    [401, 'AccessDeniedException'],
    [404, 'ResourceNotFoundException'],
    [429, 'ThrottlingException'],
    [500, 'InternalServerException'],
    [503, 'ServiceUnavailableException'],
    [504, 'ModelTimeoutException'],
  ])('%i is %s', async (status, name) => {
    const { url } = await chatServer(status, { error: { message: 'because' } });
    await expect(ask(url, HELLO)).rejects.toMatchObject({
      name,
      message: expect.stringContaining('because'),
    });
  });

  test('an answer in no known form is ModelErrorException', async () => {
    const { url } = await chatServer(200, '<html>');
    await expect(ask(url, HELLO)).rejects.toMatchObject({ name: 'ModelErrorException' });
  });

  test('a server that is not there is ServiceUnavailableException and named', async () => {
    await expect(ask('http://127.0.0.1:9/v1', HELLO)).rejects.toMatchObject({
      name: 'ServiceUnavailableException',
      message: expect.stringContaining('127.0.0.1:9'),
    });
  });

  test('a server that does not answer in time is ModelTimeoutException', async () => {
    const { url } = await chatServer(200, undefined);
    const request = parseConverse(Buffer.from(JSON.stringify({ messages: HELLO })));
    await expect(forward(request, 'model', { url }, 50)).rejects.toMatchObject({
      code: 'ModelTimeoutException',
    });
  });
});
