import { describe, expect, test } from 'vitest';
import { taskError, taskRunner } from '../../../../local/stepfunctions/index.ts';
import { AwsError } from '../../../../local/types.ts';
import { LAMBDA, run } from './machine.ts';

const echo = async ({ parameters }: { parameters: unknown }) => parameters;
const task = (more: object = {}) => ({ Type: 'Task', Resource: LAMBDA, End: true, ...more });
const one = (state: object) => ({ StartAt: 'A', States: { A: state } });

describe('states behave as AWS documents', () => {
  test('a task gets its evaluated parameters and puts its result where ResultPath says', async () => {
    const definition = one(
      task({
        InputPath: '$.in',
        Parameters: { 'x.$': '$.v', 'text.$': "States.Format('{}$$-{}', $.v, $$.State.Name)", fixed: 1 },
        ResultSelector: { 'got.$': '$.x' },
        ResultPath: '$.out.deep',
        OutputPath: '$.out',
      }),
    );
    let seen: unknown;
    const result = await run(definition, { in: { v: 7 } }, async ({ parameters }) => {
      seen = parameters;
      return parameters;
    });
    expect(seen).toEqual({ x: 7, text: '7$$-A', fixed: 1 });
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { deep: { got: 7 } } });
  });

  test('the context object is that of the execution, in nested states too', async () => {
    const pass = {
      Type: 'Pass',
      Parameters: {
        'input.$': '$$.Execution.Input',
        'id.$': '$$.Execution.Id',
        'start.$': '$$.Execution.StartTime',
        'index.$': '$$.Map.Item.Index',
        'value.$': '$$.Map.Item.Value',
        'machine.$': '$$.StateMachine.Id',
        'state.$': '$$.State.Name',
      },
      End: true,
    };
    const map = {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: { StartAt: 'P', States: { P: pass } },
      End: true,
    };
    const result = await run(one(map), { items: ['a', 'b'] });
    const start = new Date(result.startedAt).toISOString();
    const common = {
      input: { items: ['a', 'b'] },
      id: result.arn,
      start,
      machine: result.stateMachineArn,
      state: 'P',
    };
    expect(result.output).toEqual([
      { ...common, index: 0, value: 'a' },
      { ...common, index: 1, value: 'b' },
    ]);
  });

  test('$$ alone is the whole context object', async () => {
    const result = await run(one({ Type: 'Pass', Parameters: { 'all.$': '$$' }, End: true }), { q: 1 });
    expect(result.output).toMatchObject({
      all: { Execution: { Input: { q: 1 }, Id: result.arn }, State: { Name: 'A' } },
    });
  });

  test.each([0, '', false, null, { a: 1 }])('a Pass state gives its Result %j', async (value) => {
    expect((await run(one({ Type: 'Pass', Result: value, End: true }), { q: 1 })).output).toEqual(value);
  });

  test('ResultPath "$" replaces the input, null keeps it', async () => {
    const pass = (ResultPath: string | null) => one({ Type: 'Pass', Result: 5, ResultPath, End: true });
    expect((await run(pass('$'), { q: 1 })).output).toBe(5);
    expect((await run(pass(null), { q: 1 })).output).toEqual({ q: 1 });
  });

  test.each([
    [{ Variable: '$.a', IsPresent: false }, {}, 'yes'],
    [{ Variable: '$.a', IsPresent: false }, { a: 1 }, 'no'],
    [{ Variable: '$.a', IsNull: false }, { a: 1 }, 'yes'],
    [{ Variable: '$.a', StringMatches: 'x*?' }, { a: 'x/y?' }, 'yes'],
    [{ Variable: '$.a', StringMatches: 'x*?' }, { a: 'x/yz' }, 'no'],
    [{ Variable: '$.a', StringMatches: 'x*' }, { a: 1 }, 'no'],
    [{ Not: { Or: [{ Variable: '$.a', IsString: false }] } }, { a: 's' }, 'yes'],
    [
      {
        And: [
          { Variable: '$.a', NumericGreaterThan: 1 },
          { Variable: '$.a', NumericLessThan: 3 },
        ],
      },
      { a: 2 },
      'yes',
    ],
    [{ Variable: '$$.Execution.Input.a', NumericEqualsPath: '$.a' }, { a: 2 }, 'yes'],
  ])('choice %j of %j is %s', async (rule, input, expected) => {
    const states = {
      A: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: 'yes', End: true },
      No: { Type: 'Pass', Result: 'no', End: true },
    };
    expect((await run({ StartAt: 'A', States: states }, input)).output).toBe(expected);
  });

  test('a choice may lead back to itself through another state', async () => {
    let polls = 0;
    const states = {
      Poll: task({ Next: 'Done?', End: undefined }),
      'Done?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericEquals: 3, Next: 'End' }],
        Default: 'Poll',
      },
      End: { Type: 'Succeed', OutputPath: '$.n' },
    };
    const result = await run({ StartAt: 'Poll', States: states }, {}, async () => ({ n: ++polls }));
    expect(result.output).toBe(3);
    expect(result.states.map((state) => state.name)).toEqual([
      'Poll',
      'Done?',
      'Poll',
      'Done?',
      'Poll',
      'Done?',
      'End',
    ]);
  });

  test('no choice and no default fails with States.NoChoiceMatched', async () => {
    const states = {
      A: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 3, Next: 'B' }] },
      B: { Type: 'Succeed' },
    };
    const result = await run({ StartAt: 'A', States: states }, { a: 1 });
    expect(result).toMatchObject({ status: 'FAILED', error: { name: 'States.NoChoiceMatched' } });
  });

  test('Map keeps order, bounds concurrency and selects items', async () => {
    let now = 0;
    let most = 0;
    const definition = one({
      Type: 'Map',
      InputPath: '$.in',
      ItemsPath: '$.list',
      MaxConcurrency: 2,
      ItemSelector: { 'v.$': '$$.Map.Item.Value', 'who.$': '$.who' },
      ItemProcessor: { StartAt: 'X', States: { X: task() } },
      ResultPath: '$.out',
      End: true,
    });
    const result = await run(definition, { in: { list: [3, 1, 2], who: 'me' } }, async ({ parameters }) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, (parameters as { v: number }).v * 5));
      now--;
      return parameters;
    });
    expect(most).toBe(2);
    expect(result.output).toMatchObject({ out: [3, 1, 2].map((v) => ({ v, who: 'me' })) });
  });

  test('Parallel gives its branches in order', async () => {
    const branch = (text: string) => ({ StartAt: text, States: { [text]: task({ Parameters: { text } }) } });
    const result = await run(
      one({ Type: 'Parallel', Branches: [branch('a'), branch('b')], End: true }),
      {},
      echo,
    );
    expect(result.output).toEqual([{ text: 'a' }, { text: 'b' }]);
  });

  test('a failing branch stops the others and can be caught', async () => {
    const branch = (text: string) => ({ StartAt: text, States: { [text]: task() } });
    const states = {
      A: {
        Type: 'Parallel',
        Branches: [branch('bad'), branch('slow')],
        Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.why', Next: 'B' }],
        End: true,
      },
      B: { Type: 'Succeed' },
    };
    const result = await run({ StartAt: 'A', States: states }, { q: 1 }, async ({ stateName }) => {
      if (stateName === 'bad') throw taskError('Broken', '{"why":"it"}');
      return new Promise(() => undefined);
    });
    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      output: { q: 1, why: { Error: 'Broken', Cause: '{"why":"it"}' } },
    });
    expect(result.states[0]).toMatchObject({ status: 'CAUGHT', error: { name: 'Broken' } });
  });

  test('Retry counts attempts, then Catch takes the error; an empty Fail has no error', async () => {
    let calls = 0;
    const states = {
      A: task({
        Retry: [{ ErrorEquals: ['Throttle'], IntervalSeconds: 0, MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
      }),
      B: { Type: 'Fail', ErrorPath: '$.Error', CausePath: "States.Format('after {}', $.Cause)" },
    };
    const definition = { StartAt: 'A', States: states };
    const result = await run(definition, {}, async () => {
      throw taskError('Throttle', `call ${++calls}`);
    });
    expect(calls).toBe(3);
    expect(result.error).toEqual({ name: 'Throttle', cause: 'after call 3' });
    const bare = await run({ StartAt: 'F', States: { F: { Type: 'Fail' } } }, {});
    expect(bare.status).toBe('FAILED');
    expect(bare.error).toBeUndefined();
  });

  test('a task that exceeds TimeoutSecondsPath fails with States.Timeout, which TaskFailed does not take', async () => {
    const states = {
      A: task({
        TimeoutSecondsPath: '$.limit',
        Catch: [
          { ErrorEquals: ['States.TaskFailed'], Next: 'Wrong' },
          { ErrorEquals: ['States.Timeout'], Next: 'Right' },
        ],
      }),
      Wrong: { Type: 'Fail' },
      Right: { Type: 'Succeed' },
    };
    const hang = () => new Promise(() => undefined);
    expect((await run({ StartAt: 'A', States: states }, { limit: 1 }, hang)).status).toBe('SUCCEEDED');
  });

  test('an execution ends at its TimeoutSeconds', async () => {
    const definition = { TimeoutSeconds: 1, ...one({ Type: 'Wait', Seconds: 60, End: true }) };
    const result = await run(definition, {});
    expect(result).toMatchObject({ status: 'TIMED_OUT', states: [{ status: 'ABORTED' }] });
  });

  test('a path to nothing is States.Runtime, which States.ALL does not catch', async () => {
    const state = task({
      Parameters: { 'x.$': '$.nothing' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A' }],
    });
    expect((await run(one(state), {})).error?.name).toBe('States.Runtime');
  });

  test('more than 256 KiB between states is States.DataLimitExceeded', async () => {
    const result = await run(one(task()), {}, async () => 'x'.repeat(262_143));
    expect(result.error?.name).toBe('States.DataLimitExceeded');
    expect((await run(one(task()), {}, async () => 'x'.repeat(262_142))).status).toBe('SUCCEEDED');
  });
});

describe('tasks', () => {
  const invoke = taskRunner({
    invoke: async (name, payload) =>
      name.includes('broken')
        ? {
            payload: { errorType: 'NotReadable', errorMessage: 'no' },
            error: { name: 'NotReadable', message: 'no' },
          }
        : { payload: { name, payload } },
    callSdk: async ({ service, action, parameters }) => {
      if (action === 'putItem') throw new AwsError('ConditionalCheckFailedException', 'The condition failed');
      if (action === 'getObject') throw new AwsError('NoSuchKey', 'No such key', 404);
      return { service, action, parameters, at: new Date(0), nothing: undefined };
    },
  });

  test('lambda:invoke gives Payload and StatusCode', async () => {
    const state = task({ Parameters: { FunctionName: 'f', Payload: { a: 1 } } });
    expect((await run(one(state), {}, invoke)).output).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { name: 'f', payload: { a: 1 } },
      StatusCode: 200,
    });
  });

  test('a function as resource gives its result bare', async () => {
    const state = task({ Resource: 'arn:aws:lambda:eu-central-1:123456789012:function:f' });
    expect((await run(one(state), 5, invoke)).output).toMatchObject({ payload: 5 });
  });

  test("a function's error is named by its errorType, its cause is the error document", async () => {
    const state = task({ Parameters: { FunctionName: 'broken' } });
    const result = await run(one(state), {}, invoke);
    expect(result.error?.name).toBe('NotReadable');
    expect(JSON.parse(result.error!.cause)).toEqual({ errorType: 'NotReadable', errorMessage: 'no' });
  });

  test('an option of lambda:invoke that is not done fails instead of being ignored', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'A' }];
    const state = task({ Parameters: { FunctionName: 'f', Qualifier: '3' }, Catch });
    expect((await run(one(state), {}, invoke)).error?.name).toBe('States.Runtime');
  });

  test.each([
    ['dynamodb:putItem', 'DynamoDb.ConditionalCheckFailedException'],
    ['s3:getObject', 'S3.NoSuchKeyException'],
  ])('an error of aws-sdk:%s is %s', async (action, name) => {
    const state = task({ Resource: `arn:aws:states:::aws-sdk:${action}` });
    expect((await run(one(state), {}, invoke)).error?.name).toBe(name);
  });

  test('an answer of a service comes as JSON', async () => {
    const state = task({
      Resource: 'arn:aws:states:::aws-sdk:textract:getDocumentAnalysis',
      Parameters: { JobId: 'j' },
    });
    expect((await run(one(state), {}, invoke)).output).toEqual({
      service: 'textract',
      action: 'getDocumentAnalysis',
      parameters: { JobId: 'j' },
      at: '1970-01-01T00:00:00.000Z',
    });
  });
});
