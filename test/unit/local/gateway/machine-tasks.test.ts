import { expect, test } from 'vitest';
import { createCallLog } from '../../../../local/gateway/call-log.ts';
import { createCallers } from '../../../../local/gateway/callers.ts';
import { createGateway } from '../../../../local/gateway/gateway.ts';
import { createRunTask } from '../../../../local/gateway/machine-tasks.ts';
import { Principals } from '../../../../local/iam/principals.ts';
import type { Task } from '../../../../local/stepfunctions/index.ts';

const prefix = 'arn:aws:lambda:eu-west-1:000000000000:function:';
const principals = new Principals({ account: '000000000000', region: 'eu-west-1' });
const { attributes } = principals.deploy({
  stack: 'S',
  logicalId: 'Role',
  type: 'AWS::IAM::Role',
  properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'states.amazonaws.com' } },
      ],
    },
    Policies: [
      {
        PolicyName: 'p',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `${prefix}granted` },
            {
              Effect: 'Allow',
              Action: 'dynamodb:GetItem',
              Resource: 'arn:aws:dynamodb:eu-west-1:000000000000:table/granted',
            },
          ],
        },
      },
    ],
  },
});
const calls = createCallLog();
const gateway = createGateway({
  region: 'eu-west-1',
  principals,
  callers: createCallers(() => undefined),
  calls,
});
gateway.registerService({
  name: 'dynamodb',
  requirements: ({ input }) => [
    {
      action: 'dynamodb:GetItem',
      resource: `arn:aws:dynamodb:eu-west-1:000000000000:table/${String(input.TableName)}`,
      context: {},
    },
  ],
  handle: async ({ input }) => ({ status: 200, body: JSON.stringify({ from: input.TableName }) }),
});
const run = createRunTask({
  gateway,
  principals,
  calls,
  invoke: async (_, payload) => ({ payload }),
  functionArn: (name) => prefix + name,
});
const task = (resource: string, parameters: Task['parameters']): Task => ({
  resource,
  parameters,
  roleArn: String(attributes.Arn),
  executionArn: 'arn:execution',
  stateName: 'State',
});

test('a machine invokes what its role names, by name or by ARN, and nothing else', async () => {
  const invoke = 'arn:aws:states:::lambda:invoke';
  expect(await run(task(invoke, { FunctionName: 'granted', Payload: { a: 1 } }))).toMatchObject({
    Payload: { a: 1 },
  });
  expect(await run(task(`${prefix}granted`, { b: 2 }))).toEqual({ b: 2 });
  for (const denied of [
    task(invoke, { FunctionName: `${prefix}other`, Payload: {} }),
    task(`${prefix}other`, {}),
  ]) {
    await expect(run(denied)).rejects.toMatchObject({
      name: 'Lambda.AWSLambdaException',
      message: expect.stringContaining(`lambda:InvokeFunction on resource: ${prefix}other`),
    });
  }
  expect(calls.denied().map(({ operation }) => operation)).toEqual(['Invoke', 'Invoke']);
});

test('an SDK integration is a call in the name of the role', async () => {
  const get = (TableName: string) => run(task('arn:aws:states:::aws-sdk:dynamodb:getItem', { TableName }));
  expect(await get('granted')).toEqual({ from: 'granted' });
  await expect(get('other')).rejects.toMatchObject({ name: 'DynamoDb.AccessDeniedException' });
  expect(calls.list().at(-1)).toMatchObject({ service: 'dynamodb', operation: 'GetItem', allowed: false });
});

test('a service that is not called by JSON is refused by name', async () => {
  await expect(run(task('arn:aws:states:::aws-sdk:ses:sendEmail', {}))).rejects.toThrow(
    'aws-sdk:ses:sendEmail',
  );
});
