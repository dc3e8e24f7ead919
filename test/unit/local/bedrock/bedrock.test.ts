import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, test } from 'vitest';
import { classify, type ScriptEntry } from '../../../../local/bedrock/index.ts';
import { callOf, newDir, PLACE, type Served, serveBedrock } from './serve.ts';

const PROFILE = 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0';

const opened: Served[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function start(entries: ScriptEntry[] = [], dir = newDir()) {
  const served = await serveBedrock(dir);
  opened.push(served);
  if (entries.length > 0) served.bedrock.script(entries);
  const client = new BedrockRuntimeClient({
    endpoint: served.url,
    region: PLACE.region,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
  const ask = (more: Partial<ConverseCommandInput> = {}) =>
    client.send(new ConverseCommand({ ...QUESTION, ...more }));
  return { ...served, client, ask };
}

const QUESTION: ConverseCommandInput = {
  modelId: PROFILE,
  system: [{ text: 'You read contracts.' }],
  messages: [{ role: 'user', content: [{ text: 'Acme and Globex agree.' }] }],
  toolConfig: {
    tools: [{ toolSpec: { name: 'record', inputSchema: { json: { type: 'object' } } } }],
    toolChoice: { tool: { name: 'record' } },
  },
};

describe('a script', () => {
  test('answers with the use of the demanded tool, its input and its tokens', async () => {
    const usage = { inputTokens: 120, outputTokens: 7 };
    const { ask } = await start([{ toolInput: { name: 'Acme' }, text: 'Here.', usage }]);
    const { output, stopReason, usage: counted } = await ask();
    expect(stopReason).toBe('tool_use');
    expect(output?.message?.content?.[0]?.text).toBe('Here.');
    expect(output?.message?.content?.[1]?.toolUse).toMatchObject({ name: 'record', input: { name: 'Acme' } });
    expect(counted).toMatchObject({ ...usage, totalTokens: 127 });
  });

  test('estimates tokens from the length of the texts where it names none', async () => {
    const { ask } = await start([{ text: 'x'.repeat(40) }]);
    const short = await ask();
    const long = await ask({ messages: [{ role: 'user', content: [{ text: 'y'.repeat(4000) }] }] });
    expect(short.stopReason).toBe('end_turn');
    expect(short.usage?.outputTokens).toBe(10);
    expect((long.usage?.inputTokens ?? 0) - (short.usage?.inputTokens ?? 0)).toBeGreaterThan(900);
  });

  test.each(['refusal', 'max_tokens', 'guardrail_intervened', 'content_filtered', 'malformed_tool_use'])(
    'can stop with %s',
    async (stopReason) => {
      const { ask } = await start([{ text: 'No.', stopReason }]);
      expect((await ask()).stopReason).toBe(stopReason);
    },
  );

  test('can use the tool with input of any form', async () => {
    const { ask } = await start([
      { when: { call: 1 }, toolInput: 'no object' },
      { when: { call: 2 }, toolInput: ['a list'] },
    ]);
    const inputs = [await ask(), await ask()].map(
      ({ output }) => output?.message?.content?.[0]?.toolUse?.input,
    );
    expect(inputs).toEqual(['no object', ['a list']]);
  });

  test.each([
    ['ThrottlingException', 429],
    ['ServiceUnavailableException', 503],
    ['ModelTimeoutException', 408],
    ['ModelNotReadyException', 429],
    ['ValidationException', 400],
    ['AccessDeniedException', 403],
    ['ResourceNotFoundException', 404],
    ['ModelErrorException', 424],
    ['InternalServerException', 500],
  ])('fails with %s as AWS does', async (name, status) => {
    const { ask, bedrock } = await start([{ error: { name, message: 'Scripted.' } }]);
    await expect(ask()).rejects.toMatchObject({
      name,
      message: 'Scripted.',
      $metadata: { httpStatusCode: status },
    });
    expect(bedrock.asked()).toMatchObject([{ answeredBy: 'script', outcome: name }]);
  });

  test('chooses by tool, system text and user text; the first match answers', async () => {
    const { ask } = await start([
      { when: { tool: 'other' }, text: 'tool' },
      { when: { system: 'poems' }, text: 'system' },
      { when: { text: 'Initech' }, text: 'text' },
      { when: { tool: 'record', system: 'contracts', text: 'Globex' }, text: 'all' },
      { text: 'rest' },
    ]);
    const said = async (more: Partial<ConverseCommandInput>) =>
      (await ask(more)).output?.message?.content?.[0]?.text;
    expect(await said({})).toBe('all');
    expect(await said({ messages: [{ role: 'user', content: [{ text: 'Initech' }] }] })).toBe('text');
    expect(await said({ system: [{ text: 'You write poems.' }] })).toBe('system');
    expect(await said({ system: [{ text: 'You sing.' }] })).toBe('rest');
  });

  test('counts calls per entry, so that one question can be throttled twice while another is answered', async () => {
    const busy = { name: 'ThrottlingException' };
    const { ask } = await start([
      { when: { text: 'Globex', call: 1 }, error: busy },
      { when: { text: 'Globex', call: 2 }, error: busy },
      { text: 'answered' },
    ]);
    const other = { messages: [{ role: 'user' as const, content: [{ text: 'Initech' }] }] };
    await expect(ask()).rejects.toThrow(/Scripted/);
    expect((await ask(other)).stopReason).toBe('end_turn');
    await expect(ask()).rejects.toThrow(/Scripted/);
    expect((await ask()).stopReason).toBe('end_turn');
  });

  test('can let the caller wait', async () => {
    const { client } = await start([{ text: 'late', delayMs: 5000 }]);
    const abortSignal = AbortSignal.timeout(100);
    await expect(client.send(new ConverseCommand(QUESTION), { abortSignal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('and how far it has come outlive a restart', async () => {
    const dir = newDir();
    const first = await start(
      [
        { when: { call: 1 }, text: 'first' },
        { when: { call: 2 }, text: 'second' },
      ],
      dir,
    );
    await first.ask();
    await opened.pop()?.close();
    const second = await start([], dir);
    expect((await second.ask()).output?.message?.content?.[0]?.text).toBe('second');
    expect(second.bedrock.asked()).toHaveLength(2);
  });

  test('is refused where an entry has a misspelt member', async () => {
    const { bedrock } = await start();
    expect(() => bedrock.script([{ stop_reason: 'refusal' } as never])).toThrow(/stop_reason/);
  });
});

describe('without an answer', () => {
  test('a call is denied, and the denial names what to do', async () => {
    const { ask, bedrock } = await start();
    await expect(ask()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('start the runtime with a model'),
    });
    expect(bedrock.asked()).toMatchObject([{ answeredBy: 'nobody', outcome: 'AccessDeniedException' }]);
  });

  test('a call that no entry matches is denied as such', async () => {
    const { ask } = await start([{ when: { tool: 'other' }, text: 'x' }]);
    await expect(ask()).rejects.toThrow(/No entry of the script/);
  });
});

describe('requests', () => {
  test.each<[string, Partial<ConverseCommandInput>, RegExp]>([
    [
      'that begin with the assistant',
      { messages: [{ role: 'assistant', content: [{ text: 'a' }] }] },
      /start with a user/,
    ],
    [
      'whose roles do not alternate',
      {
        messages: [
          { role: 'user', content: [{ text: 'a' }] },
          { role: 'user', content: [{ text: 'b' }] },
        ],
      },
      /alternate/,
    ],
    [
      'that leave a tool use without a result',
      {
        messages: [
          { role: 'user', content: [{ text: 'a' }] },
          { role: 'assistant', content: [{ toolUse: { toolUseId: 't1', name: 'record', input: {} } }] },
          { role: 'user', content: [{ text: 'b' }] },
        ],
      },
      /toolResult.*t1/,
    ],
    [
      'that demand a tool they do not offer',
      { toolConfig: { ...QUESTION.toolConfig!, toolChoice: { tool: { name: 'other' } } } },
      /other/,
    ],
    ['to what is no model', { modelId: 'nonsense' }, /model identifier is invalid/],
  ])('%s are invalid', async (_, more, message) => {
    const { ask } = await start([{ text: 'never' }]);
    await expect(ask(more)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });

  test.each<[string, Partial<ConverseCommandInput>]>([
    ['guardrailConfig', { guardrailConfig: { guardrailIdentifier: 'g', guardrailVersion: '1' } }],
    ['additionalModelRequestFields', { additionalModelRequestFields: { thinking: {} } }],
    [
      'image',
      {
        messages: [
          { role: 'user', content: [{ image: { format: 'png', source: { bytes: new Uint8Array(1) } } }] },
        ],
      },
    ],
  ])('with %s, which would change the answer, are not silently taken', async (name, more) => {
    const { ask } = await start([{ text: 'never' }]);
    await expect(ask(more)).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining(name),
    });
  });

  test('for other operations are answered with NotImplemented', async () => {
    const { client } = await start([{ text: 'never' }]);
    const { modelId, messages } = QUESTION;
    await expect(client.send(new ConverseStreamCommand({ modelId, messages }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    expect(classify({ method: 'POST', path: '/model/a.b/invoke' })).toBe('InvokeModel');
    expect(classify({ method: 'GET', path: '/model/a.b/converse' })).toBe('GET /model/a.b/converse');
  });
});

describe('IAM', () => {
  const requirements = async (modelId: string) => {
    const { bedrock } = await start();
    return bedrock.requirements(callOf('POST', `/model/${encodeURIComponent(modelId)}/converse`));
  };
  const MODEL = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
  const PROFILE_ARN = `arn:aws:bedrock:eu-west-1:123456789012:inference-profile/${PROFILE}`;

  test('a model of its own region needs that model alone', async () => {
    expect(await requirements('amazon.nova-lite-v1:0')).toEqual([
      {
        action: 'bedrock:InvokeModel',
        resource: 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0',
        context: {},
      },
    ]);
  });

  test.each([PROFILE, PROFILE_ARN])(
    '%s needs the profile and the model wherever it routes to',
    async (id) => {
      const [first, ...others] = await requirements(id);
      expect(first?.resource).toBe(PROFILE_ARN);
      expect(others.map(({ resource }) => resource)).toEqual(
        ['eu-west-1', 'eu-central-1', 'eu-north-1', 'eu-west-3'].map(
          (region) => `arn:aws:bedrock:${region}::foundation-model/${MODEL}`,
        ),
      );
      expect(others[1]?.context).toEqual({
        'bedrock:inferenceprofilearn': PROFILE_ARN,
        'aws:requestedregion': 'eu-central-1',
      });
    },
  );

  test('a global profile needs the model without a region, too', async () => {
    const resources = (await requirements(`global.${MODEL}`)).map(({ resource }) => resource);
    expect(resources).toEqual([
      `arn:aws:bedrock:eu-west-1:123456789012:inference-profile/global.${MODEL}`,
      `arn:aws:bedrock:eu-west-1::foundation-model/${MODEL}`,
      `arn:aws:bedrock:::foundation-model/${MODEL}`,
    ]);
  });

  test('profiles of an application are not implemented', async () => {
    await expect(
      requirements('arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc'),
    ).rejects.toMatchObject({ code: 'NotImplemented' });
  });
});

describe('/_local/bedrock', () => {
  const json = { 'content-type': 'application/json' };
  const post = (entries: unknown, headers = json) => ({
    method: 'POST',
    headers,
    body: Buffer.from(JSON.stringify({ entries })),
  });
  const get = { method: 'GET', headers: {}, body: Buffer.alloc(0) };

  test('sets the script, shows what was asked, and forgets both', async () => {
    const { bedrock, ask } = await start();
    expect(bedrock.http(post([{ text: 'scripted' }])).status).toBe(200);
    await ask();
    const shown = JSON.parse(String(bedrock.http(get).body));
    expect(shown.entries).toMatchObject([{ text: 'scripted' }]);
    expect(shown.asked).toMatchObject([
      {
        modelId: PROFILE,
        tool: 'record',
        system: 'You read contracts.',
        text: 'Acme and Globex agree.',
        answeredBy: 'script',
        outcome: 'end_turn',
      },
    ]);
    bedrock.http({ ...get, method: 'DELETE' });
    expect(JSON.parse(String(bedrock.http(get).body))).toEqual({ entries: [], asked: [] });
  });

  test('says what is wrong with an entry, and keeps the script it has', async () => {
    const { bedrock } = await start([{ text: 'kept' }]);
    const reply = bedrock.http(post([{ error: { name: 'ThrottlingException', status: 200 } }]));
    expect(reply.status).toBe(400);
    expect(String(reply.body)).toContain('status');
    expect(JSON.parse(String(bedrock.http(get).body)).entries).toMatchObject([{ text: 'kept' }]);
  });

  test('takes no script from a form of some other page', async () => {
    const { bedrock } = await start();
    expect(bedrock.http(post([], { 'content-type': 'text/plain' })).status).toBe(415);
  });
});
