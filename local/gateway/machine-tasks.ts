/** Tasks of state machines, each allowed by the role of its machine. */
import type { Breakpoints } from '../breakpoints/index.ts';
import type { Principals } from '../iam/principals.ts';
import { functionName } from '../lambda/lambda-function.ts';
import { type RunTask, type Task, taskError, taskRunner } from '../stepfunctions/index.ts';
import type { Invoke } from '../types.ts';
import type { CallLog } from './call-log.ts';
import type { Gateway } from './gateway.ts';
import { createSdkCall } from './sdk-task.ts';

export interface MachineTaskOptions {
  readonly gateway: Gateway;
  readonly principals: Pick<Principals, 'sessionFor' | 'authorize'>;
  readonly invoke: Invoke;
  readonly calls: CallLog;
  readonly breakpoints?: Pick<Breakpoints, 'around'>;
  /** The ARN of a function, by name. */
  readonly functionArn: (name: string) => string;
}

/** Runs tasks: SDK integrations through the gateway, functions after the same question to IAM. */
export function createRunTask(options: MachineTaskOptions): RunTask {
  const { gateway, principals, invoke, calls, breakpoints } = options;
  const work = taskRunner({
    invoke,
    callSdk: createSdkCall(gateway, principals.sessionFor.bind(principals)),
  });
  const run: RunTask = (task) => {
    const place = { state: task.stateName, text: () => JSON.stringify(task.parameters) };
    return breakpoints?.around(place, () => work(task)) ?? work(task);
  };
  return async (task) => {
    const name = invokedFunction(task);
    if (name === undefined) return run(task);
    const resource = options.functionArn(functionName(name));
    const session = principals.sessionFor(task.roleArn, 'states-lambda');
    const verdict = principals.authorize(session, [
      { action: 'lambda:InvokeFunction', resource, context: {} },
    ]);
    if (verdict.allowed) return run(task);
    const { reason } = verdict.decision;
    calls.add({
      time: new Date().toISOString(),
      requestId: task.executionArn,
      principal: session.arn,
      service: 'lambda',
      operation: 'Invoke',
      allowed: false,
      reason,
      status: 403,
      error: 'AccessDeniedException',
      ms: 0,
    });
    throw taskError(
      'Lambda.AWSLambdaException',
      `User: ${session.arn} is not authorized to perform: lambda:InvokeFunction on resource: ${resource}`,
    );
  };
}

/** The function that a task invokes, by its resource or by the parameter of `lambda:invoke`. */
function invokedFunction({ resource, parameters }: Task): string | undefined {
  if (/^arn:[^:]+:lambda:/.test(resource)) return resource;
  if (!/:states:::lambda:invoke$/.test(resource)) return undefined;
  const { FunctionName } = (parameters ?? {}) as { readonly FunctionName?: unknown };
  return typeof FunctionName === 'string' ? FunctionName : undefined;
}
