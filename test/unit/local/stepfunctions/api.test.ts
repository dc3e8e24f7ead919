import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type StepFunctions, type Task, taskError } from '../../../../local/stepfunctions/index.ts';
import { type Gateway, jsonCall, serve } from '../sqs/gateway.ts';
import { deploy, finished, LAMBDA, newDir, open } from './machine.ts';

let service: StepFunctions;
let gateway: Gateway;
let client: SFNClient;
let machine: string;
let work: (task: Task) => Promise<unknown>;

const definition = {
  StartAt: 'First',
  States: {
    First: { Type: 'Task', Resource: LAMBDA, ResultPath: '$.first', Next: 'Second' },
    Second: { Type: 'Task', Resource: LAMBDA, ResultPath: '$.second', End: true },
  },
};

beforeAll(async () => {
  gateway = await serve(() => service);
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new SFNClient({ endpoint: gateway.url, region: 'eu-central-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await gateway.close();
});
beforeEach(async () => {
  work = async ({ stateName }) => `did ${stateName}`;
  service = open(newDir(), (task) => work(task));
  machine = await deploy(service, definition);
  return () => service.close();
});

const start = (name: string, input = '{"a":1}') =>
  client.send(new StartExecutionCommand({ stateMachineArn: machine, name, input }));

describe('the API of Step Functions', () => {
  test('an execution runs and is described', async () => {
    const { executionArn, startDate } = await start('one');
    expect(executionArn).toBe(`${machine.replace(':stateMachine:', ':execution:')}:one`);
    await finished(service, executionArn!);
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      stateMachineArn: machine,
      name: 'one',
      startDate,
      input: '{"a":1}',
      output: '{"a":1,"first":"did First","second":"did Second"}',
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
    });
    expect(described.stopDate).toBeInstanceOf(Date);
  });

  test('a name is idempotent only while it runs and only with the same input', async () => {
    let release = (_: unknown) => {};
    work = () => new Promise((resolve) => (release = resolve));
    const first = await start('same');
    expect((await start('same')).executionArn).toBe(first.executionArn);
    await expect(start('same', '{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    work = async () => 1;
    release(1);
    await finished(service, first.executionArn!);
    await expect(start('same')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(service.list(10)).toHaveLength(1);
  });

  test.each([
    [{ name: 'with space' }, 'InvalidName'],
    [{ input: '{' }, 'InvalidExecutionInput'],
    [
      { stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:none' },
      'StateMachineDoesNotExist',
    ],
  ])('a start with %j is refused as %s', async (more, name) => {
    const command = new StartExecutionCommand({ stateMachineArn: machine, ...more });
    await expect(client.send(command)).rejects.toMatchObject({ name });
  });

  test('the history tells each state, attempt and result', async () => {
    const { executionArn } = await start('history');
    await finished(service, executionArn!);
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events.map((event) => event.previousEventId)).toEqual(events.map((_, index) => index));
    expect(events[1]?.stateEnteredEventDetails).toMatchObject({ name: 'First', input: '{"a":1}' });
    expect(events[2]?.taskScheduledEventDetails).toMatchObject({
      resourceType: 'lambda',
      resource: 'invoke',
    });
    const page = await client.send(
      new GetExecutionHistoryCommand({
        executionArn,
        maxResults: 5,
        reverseOrder: true,
        includeExecutionData: false,
      }),
    );
    expect(page.events?.[0]).toMatchObject({ type: 'ExecutionSucceeded', id: 12 });
    expect(page.events?.[0]?.executionSucceededEventDetails?.output).toBeUndefined();
    const rest = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, nextToken: page.nextToken }),
    );
    expect(rest.events?.map((event) => event.id)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('a stopped execution is ABORTED and what its task answers later is dropped', async () => {
    let release = (_: unknown) => {};
    work = () => new Promise((resolve) => (release = resolve));
    const { executionArn } = await start('stopped');
    await client.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'said so' }));
    release('late');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'said so' });
    expect(service.describe(executionArn!)?.states).toMatchObject([{ name: 'First', status: 'ABORTED' }]);
  });

  test('a redrive goes on from the failed state with its input', async () => {
    const seen: string[] = [];
    work = async ({ stateName }) => {
      seen.push(stateName);
      if (stateName === 'Second' && seen.length < 3) throw taskError('Broken', 'once');
      return seen.length;
    };
    const { executionArn } = await start('redriven');
    expect(await finished(service, executionArn!)).toMatchObject({
      status: 'FAILED',
      error: { name: 'Broken' },
    });
    await client.send(new RedriveExecutionCommand({ executionArn }));
    const result = await finished(service, executionArn!);
    expect(seen).toEqual(['First', 'Second', 'Second']);
    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      output: { a: 1, first: 1, second: 3 },
      redriveCount: 1,
    });
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described.redriveDate).toBeInstanceOf(Date);
    expect(described.error).toBeUndefined();
    const again = client.send(new RedriveExecutionCommand({ executionArn }));
    await expect(again).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
  });

  test('a deployment changes new executions, not those that run', async () => {
    let release = (_: unknown) => {};
    work = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    const running = await start('old');
    await deploy(service, { StartAt: 'Only', States: { Only: { Type: 'Pass', Result: 'new', End: true } } });
    const fresh = await finished(service, (await start('new')).executionArn!);
    expect(fresh.output).toBe('new');
    work = async () => 2;
    release(1);
    const old = await finished(service, running.executionArn!);
    expect(old.output).toEqual({ a: 1, first: 1, second: 2 });
  });

  test('a stop during the pause of a retry runs the task no more', async () => {
    let calls = 0;
    work = async () => {
      calls++;
      throw new Error('again');
    };
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 5 }];
    const retrying = { StartAt: 'A', States: { A: { Type: 'Task', Resource: LAMBDA, Retry, End: true } } };
    machine = await deploy(service, retrying, 'Retrying');
    const { executionArn } = await start('stopped-retry');
    await expect.poll(() => calls).toBe(1);
    await client.send(new StopExecutionCommand({ executionArn }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(calls).toBe(1);
    expect(service.describe(executionArn!)?.status).toBe('ABORTED');
  });

  test('executions are listed latest first, by status and by page', async () => {
    for (const name of ['a', 'b', 'c']) await finished(service, (await start(name)).executionArn!);
    const list = (more: object) =>
      client.send(new ListExecutionsCommand({ stateMachineArn: machine, ...more }));
    const page = await list({ maxResults: 2, statusFilter: 'SUCCEEDED' });
    expect(page.executions?.map((one) => one.name)).toEqual(['c', 'b']);
    const rest = await list({ maxResults: 2, nextToken: page.nextToken });
    expect(rest.executions?.map((one) => one.name)).toEqual(['a']);
    expect((await list({ statusFilter: 'FAILED' })).executions).toEqual([]);
  });

  test('machines are described', async () => {
    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: machine }));
    expect(JSON.parse(described.definition!)).toEqual(definition);
    expect(described).toMatchObject({ type: 'STANDARD', status: 'ACTIVE' });
    const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines).toMatchObject([{ stateMachineArn: machine }]);
  });

  test('an operation that is not there names itself', async () => {
    const command = new StartSyncExecutionCommand({ stateMachineArn: machine });
    // The client puts "sync-" before the host of this one operation, which a local address cannot have.
    await expect(
      service.handle(jsonCall('states', command.constructor.name.slice(0, -7), {})),
    ).rejects.toThrow('states:StartSyncExecution');
  });

  test('permissions are asked on the machine or on the execution', () => {
    const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:x`;
    const ask = (operation: string) =>
      service.requirements(jsonCall('states', operation, { stateMachineArn: machine, executionArn }));
    expect(ask('StartExecution')).toEqual([
      { action: 'states:StartExecution', resource: machine, context: {} },
    ]);
    expect(ask('RedriveExecution')).toMatchObject([{ resource: executionArn }]);
    expect(ask('ListStateMachines')).toMatchObject([{ resource: '*' }]);
  });

  test('a state costs far less than 20 ms', async () => {
    await finished(service, (await start('warm')).executionArn!);
    const begin = performance.now();
    for (let i = 0; i < 10; i++) await finished(service, service.start(machine));
    expect((performance.now() - begin) / 20).toBeLessThan(20);
  });
});
