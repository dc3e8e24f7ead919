import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Delivery, type EventBridge, openEventBridge } from '../../../../local/eventbridge/index.ts';
import { AwsError } from '../../../../local/types.ts';
import { jsonCall } from '../sqs/gateway.ts';

const TARGET = 'arn:aws:sqs:eu-central-1:123456789012:work';
const DEAD = 'arn:aws:sqs:eu-central-1:123456789012:dead';
const newDir = () => mkdtempSync(join(tmpdir(), 'events-'));
const opened: EventBridge[] = [];

function open(
  deliver: (delivery: Delivery) => Promise<void>,
  dir = newDir(),
  now?: () => number,
): EventBridge {
  const options = { dir, account: '123456789012', region: 'eu-central-1', deliver };
  const service = openEventBridge(now === undefined ? options : { ...options, now });
  opened.push(service);
  return service;
}

afterEach(() => {
  for (const service of opened.splice(0)) service.close();
});

const rule = (service: EventBridge, properties: object, logicalId = 'Rule') =>
  service.deploy({
    stack: 'S',
    logicalId,
    type: 'AWS::Events::Rule',
    properties: { Name: logicalId, EventPattern: { source: ['shop'] }, ...properties },
  });

/** A started service with one rule and one target; gives what was delivered. */
async function collecting(target: object = {}) {
  const got: Delivery[] = [];
  const service = open(async (delivery) => {
    got.push(delivery);
  });
  await rule(service, { Targets: [{ Id: 't', Arn: TARGET, ...target }] });
  service.start();
  return { service, got };
}

const order = { source: 'shop', detailType: 'order', detail: { id: 7, who: 'A "B"', list: [1, 2] } };

describe('events', () => {
  test('a matching event comes in the envelope that AWS documents', async () => {
    const { service, got } = await collecting({ RoleArn: 'role' });
    const id = service.put({ ...order, resources: ['arn:x'], time: 1_800_000_000_123 });
    service.put({ ...order, source: 'other' });
    await service.idle();
    expect(got).toHaveLength(1);
    expect(got[0]).toMatchObject({ arn: TARGET, roleArn: 'role', eventId: id });
    expect(JSON.parse(got[0]!.input)).toEqual({
      version: '0',
      id,
      'detail-type': 'order',
      source: 'shop',
      account: '123456789012',
      time: '2027-01-15T08:00:00Z',
      region: 'eu-central-1',
      resources: ['arn:x'],
      detail: order.detail,
    });
    expect(service.pending()).toBe(0);
  });

  test.each([
    [{ Input: '{"fixed":1}' }, '{"fixed":1}'],
    [{ InputPath: '$.detail' }, JSON.stringify(order.detail)],
    [{ InputPath: '$.detail.list[1]' }, '2'],
    [
      {
        InputTransformer: {
          InputPathsMap: { id: '$.detail.id', who: '$.detail.who', all: '$.detail', none: '$.detail.none' },
          InputTemplate:
            '{"id": <id>, "who": <who>, "text": "\\"<who>\\" of <id><none>", "none": <none>, "all": <all>}',
        },
      },
      `{"id": 7, "who": "A \\"B\\"", "text": "\\"A \\"B\\"\\" of 7", "none": null, "all": ${JSON.stringify(order.detail)}}`,
    ],
    [{ InputTransformer: { InputTemplate: '"<aws.events.rule-name>"' } }, '"Rule"'],
  ])('a target gets what %j makes of the event', async (target, expected) => {
    const { service, got } = await collecting(target);
    service.put(order);
    await service.idle();
    expect(got[0]?.input).toBe(expected);
  });

  test('rules listen to their own bus; disabled ones to none', async () => {
    const got: Delivery[] = [];
    const service = open(async (delivery) => void got.push(delivery));
    const bus = await service.deploy({
      stack: 'S',
      logicalId: 'B',
      type: 'AWS::Events::EventBus',
      properties: { Name: 'mine' },
    });
    const Targets = [{ Id: 't', Arn: TARGET }];
    const deployed = await rule(service, { EventBusName: 'mine', Targets }, 'Own');
    await rule(service, { Targets, State: 'DISABLED' }, 'Disabled');
    expect(deployed).toEqual({
      ref: 'mine|Own',
      attributes: { Arn: 'arn:aws:events:eu-central-1:123456789012:rule/mine/Own' },
    });
    service.start();
    service.put(order);
    service.put({ ...order, eventBusName: String(bus.attributes.Arn) });
    await service.idle();
    expect(got.map(({ ruleArn }) => ruleArn)).toEqual([deployed.attributes.Arn]);
    expect(() => service.put({ ...order, eventBusName: 'none' })).toThrow('Event bus none does not exist.');
  });

  test('wrong rules are refused by name', async () => {
    const service = open(async () => undefined);
    const refused = (properties: object) => expect(async () => rule(service, properties)).rejects;
    await refused({ Targets: [{ Id: 't', Arn: TARGET, EcsParameters: {} }] }).toThrow('EcsParameters');
    await refused({ Targets: [{ Id: 't', Arn: TARGET, InputPath: '$..x' }] }).toThrow('no path');
    await refused({
      Targets: [{ Id: 't', Arn: TARGET, InputTransformer: { InputTemplate: '<x>' } }],
    }).toThrow('<x>');
    await refused({ EventPattern: { source: [] } }).toThrow('Empty arrays');
    await refused({ EventBusName: 'none' }).toThrow('does not exist');
    await refused({ Whatever: 1 }).toThrow('Whatever');
  });
});

describe('PutEvents', () => {
  const put = async (service: EventBridge, ...Entries: object[]) => {
    const call = jsonCall('events', 'PutEvents', { Entries });
    return JSON.parse(String((await service.handle(call)).body));
  };
  const entry = { Source: 'shop', DetailType: 'order', Detail: '{"id":1}' };

  test('accepts what is right and answers what is wrong, entry by entry', async () => {
    const { service, got } = await collecting();
    const answer = await put(
      service,
      { ...entry, Time: 1_800_000_000 },
      { ...entry, Detail: '[]' },
      { ...entry, Detail: `{"a":${'['.repeat(1001)}${']'.repeat(1001)}}` },
      { ...entry, Source: 'aws.s3' },
      { ...entry, DetailType: '' },
    );
    expect(answer).toMatchObject({
      FailedEntryCount: 4,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'NotAuthorizedForSourceException' },
        { ErrorCode: 'InvalidArgument' },
      ],
    });
    await service.idle();
    expect(got.map(({ eventId }) => eventId)).toEqual([answer.Entries[0].EventId]);
    expect(JSON.parse(got[0]!.input).time).toBe('2027-01-15T08:00:00Z');
  });

  test('refuses too many, too large, unknown members and unknown buses as a whole', async () => {
    const { service } = await collecting();
    const validation = { name: 'ValidationException' };
    await expect(put(service)).rejects.toMatchObject(validation);
    await expect(put(service, ...Array(11).fill(entry))).rejects.toMatchObject(validation);
    await expect(put(service, { ...entry, Detail: `{"a":"${'x'.repeat(262_144)}"}` })).rejects.toMatchObject(
      validation,
    );
    await expect(put(service, { ...entry, Extra: 1 })).rejects.toMatchObject(validation);
    await expect(put(service, { ...entry, EventBusName: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(service.handle(jsonCall('events', 'PutRule', {}))).rejects.toThrow('events:PutRule');
  });

  test('asks for permission per entry, with its source and detail type', async () => {
    const { service } = await collecting();
    const call = jsonCall('events', 'PutEvents', { Entries: [entry, { ...entry, EventBusName: 'mine' }] });
    expect(service.requirements(call)).toMatchObject([
      {
        action: 'events:PutEvents',
        resource: 'arn:aws:events:eu-central-1:123456789012:event-bus/default',
        context: { 'events:source': 'shop', 'events:detail-type': 'order' },
      },
      { resource: 'arn:aws:events:eu-central-1:123456789012:event-bus/mine' },
    ]);
  });

  test('TestEventPattern tells whether a pattern matches', async () => {
    const { service } = await collecting();
    const input = { EventPattern: '{"source":[{"prefix":"sh"}]}', Event: JSON.stringify({ source: 'shop' }) };
    const reply = await service.handle(jsonCall('events', 'TestEventPattern', input));
    expect(JSON.parse(String(reply.body))).toEqual({ Result: true });
  });
});

describe('delivery', () => {
  test('a target that fails is tried again until it takes the event', async () => {
    let calls = 0;
    const service = open(async () => {
      if (++calls < 2) throw new Error('not now');
    });
    await rule(service, { Targets: [{ Id: 't', Arn: TARGET }] });
    service.start();
    service.put(order);
    await expect.poll(() => service.pending(), { timeout: 3000 }).toBe(0);
    expect(calls).toBe(2);
  });

  test.each([
    ['after the last retry', new Error('broken'), 'Error', 'MaximumRetryAttempts'],
    [
      'at once where waiting does not help',
      new AwsError('AccessDenied', 'no', 403),
      'AccessDenied',
      undefined,
    ],
  ])('an event goes to the dead-letter queue %s', async (_when, error, code, condition) => {
    const got: Delivery[] = [];
    const service = open(async (delivery) => {
      if (delivery.arn === TARGET) throw error;
      got.push(delivery);
    });
    const retries = condition === undefined ? 185 : 0;
    const RetryPolicy = { MaximumRetryAttempts: retries };
    await rule(service, {
      Targets: [{ Id: 't', Arn: TARGET, InputPath: '$.id', RetryPolicy, DeadLetterConfig: { Arn: DEAD } }],
    });
    service.start();
    const id = service.put(order);
    await expect.poll(() => got.length).toBe(1);
    expect(got[0]?.attributes).toMatchObject({ TARGET_ARN: TARGET, ERROR_CODE: code, RETRY_ATTEMPTS: '0' });
    expect(got[0]?.attributes?.EXHAUSTED_RETRY_CONDITION).toBe(condition);
    expect(JSON.parse(got[0]!.input)).toMatchObject({ id, detail: order.detail });
    await expect.poll(() => service.pending()).toBe(0);
  });

  test('an event accepted before SIGKILL is delivered after the restart', async () => {
    const dir = newDir();
    const child = fork(join(import.meta.dirname, 'crash-child.ts'), [dir]);
    const [ids] = (await once(child, 'message')) as [string[]];
    child.kill('SIGKILL');
    await once(child, 'exit');
    const got: string[] = [];
    const service = open(async ({ eventId }) => void got.push(eventId), dir);
    service.start();
    await service.idle();
    expect(new Set(got)).toEqual(new Set(ids));
    expect(service.pending()).toBe(0);
  });

  test('a slow target does not hold up the others', async () => {
    const got: string[] = [];
    const service = open(async ({ arn }) => {
      if (arn === TARGET) await new Promise(() => undefined);
      got.push(arn);
    });
    await rule(service, {
      Targets: [
        { Id: 'slow', Arn: TARGET },
        { Id: 'fast', Arn: DEAD },
      ],
    });
    service.start();
    service.put(order);
    await expect.poll(() => got).toEqual([DEAD]);
  });
});

describe('schedules', () => {
  test('a rate fires, and one missed while the process was down fires once', async () => {
    const dir = newDir();
    let time = Date.parse('2026-11-21T01:00:00Z');
    const got: Delivery[] = [];
    const start = async () => {
      const service = open(
        async (delivery) => void got.push(delivery),
        dir,
        () => time,
      );
      await rule(service, {
        EventPattern: undefined,
        ScheduleExpression: 'rate(1 hour)',
        Targets: [{ Id: 't', Arn: TARGET }],
      });
      service.start();
      return service;
    };
    await start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(got).toHaveLength(0);
    opened.pop()!.close();
    time += 5 * 3_600_000;
    await start();
    await expect.poll(() => got.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(got).toHaveLength(1);
    expect(JSON.parse(got[0]!.input)).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      time: '2026-11-21T06:00:00Z',
      resources: ['arn:aws:events:eu-central-1:123456789012:rule/Rule'],
      detail: {},
    });
  });
});
