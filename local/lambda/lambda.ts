/** Lambda: functions of the assembly in worker threads, and the API that invokes them. */
import type { Asset } from '../assembly/read-assembly.ts';
import type { NamedPolicy } from '../iam/policy.ts';
import {
  AwsError,
  type AwsService,
  type Call,
  type Invoke,
  notImplemented,
  type ResourceProvider,
} from '../types.ts';
import { openAsyncInvocations } from './async-invocations.ts';
import { type LogLine, openFunctionLogs } from './function-log.ts';
import { createFunctionProvider } from './function-provider.ts';
import { functionName, type LambdaFunction } from './lambda-function.ts';
import { createPermissions } from './permissions.ts';
import { type Caller, createPool, type PoolOptions } from './pool.ts';

export interface LambdaOptions
  extends Pick<PoolOptions, 'sessionFor' | 'endpoints' | 'maxPerFunction' | 'maxWorkers' | 'idleMs'> {
  /** Folder for code that the assembly does not hold as a folder. */
  readonly dir: string;
  /** Folder of the log files. */
  readonly logs: string;
  readonly account: string;
  readonly region: string;
  readonly asset: (objectKey: string) => Asset | undefined;
}

export interface Lambda {
  readonly service: AwsService;
  readonly providers: readonly ResourceProvider[];
  /** The resource policies of a function, by ARN. */
  readonly permissions: (functionArn: string) => readonly NamedPolicy[];
  readonly invoke: Invoke;
  /** The ARN of a function, by name or by an ARN with a qualifier. */
  readonly arnOf: (nameOrArn: string) => string;
  readonly functions: () => readonly LambdaFunction[];
  /** The last lines that a function printed, oldest first. */
  readonly logs: (name: string) => readonly LogLine[];
  /** Adds a line to the log of something that runs beside the functions. */
  readonly print: (name: string, line: string) => void;
  /** Which function, and which request of it, uses an access key. */
  readonly caller: (accessKeyId: string) => Caller | undefined;
  /** Begins asynchronous invocations, those left from before included. Call once, after deployment. */
  readonly start: () => void;
  readonly close: () => Promise<void>;
}

/** Lambda's limits for the payload of an event, in bytes: synchronous and asynchronous. */
const MAX_SYNC_BYTES = 6_291_456;
const MAX_ASYNC_BYTES = 1_048_576;

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Opens Lambda. Bundles stay where the assembly holds them. */
export function openLambda(options: LambdaOptions): Lambda {
  const functions = new Map<string, LambdaFunction>();
  const logs = openFunctionLogs(options.logs);
  const pool = createPool({ ...options, logs });

  const arnOf = (nameOrArn: string): string =>
    `arn:aws:lambda:${options.region}:${options.account}:function:${functionName(nameOrArn)}`;
  const permissions = createPermissions(arnOf);

  const find = (nameOrArn: string): LambdaFunction => {
    const name = functionName(nameOrArn);
    const fn = functions.get(name);
    if (fn === undefined) {
      throw new AwsError('ResourceNotFoundException', `Function not found: ${arnOf(name)}`, 404);
    }
    if (!fn.runtime.startsWith('nodejs'))
      throw notImplemented('lambda', `Invoke of a ${fn.runtime} function`);
    if (fn.reservedConcurrency === 0) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    return fn;
  };
  const run = (nameOrArn: string, event: string, requestId?: string) => {
    const fn = find(nameOrArn);
    return pool.run(fn, event, nameOrArn.startsWith('arn:') ? nameOrArn : fn.arn, requestId);
  };

  const asynchronous = openAsyncInvocations(
    options.dir,
    async (name, event, requestId) => (await run(name, event, requestId)).error === undefined,
    (name, requestId) =>
      logs.append(functionName(name), 'The event is given up after its last retry.', requestId),
  );

  const invoke: Invoke = async (nameOrArn, payload) => {
    const { payload: answer, error } = await run(nameOrArn, JSON.stringify(payload ?? null));
    if (error === undefined) return { payload: JSON.parse(answer) as unknown };
    return { payload: error, error: { name: error.errorType, message: error.errorMessage } };
  };

  const service: AwsService = {
    name: 'lambda',
    requirements: (call) => [
      { action: 'lambda:InvokeFunction', resource: functionArn(call, options), context: {} },
    ],
    handle: async (call) => {
      const type = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
      const event = call.body.length === 0 ? '{}' : call.body.toString('utf8');
      checkEvent(event, type === 'Event' ? MAX_ASYNC_BYTES : MAX_SYNC_BYTES);
      const name = invokedFunction(call);
      if (type === 'DryRun') return { status: find(name) && 204 };
      if (type === 'Event') {
        find(name);
        asynchronous.accept(name, event);
        return { status: 202 };
      }
      if (type !== 'RequestResponse') throw notImplemented('lambda', `Invoke with InvocationType ${type}`);
      const { payload, error } = await run(name, event, call.requestId);
      return {
        status: 200,
        headers: {
          'content-type': 'application/json',
          'x-amz-executed-version': '$LATEST',
          ...(error === undefined ? {} : { 'x-amz-function-error': 'Unhandled' }),
        },
        body: payload ?? JSON.stringify(error),
      };
    },
  };

  return {
    service,
    providers: [
      createFunctionProvider({ ...options, directory: options.dir, functions }),
      permissions.provider,
    ],
    permissions: permissions.of,
    invoke,
    arnOf,
    functions: () => [...functions.values()],
    logs: logs.lines,
    print: (name, line) => logs.append(name, line, undefined),
    caller: pool.caller,
    start: asynchronous.start,
    close: async () => {
      asynchronous.close();
      await pool.close();
      await logs.close();
    },
  };
}

function invokedFunction(call: Call): string {
  const name = INVOCATIONS.exec(call.path)?.[1];
  if (name === undefined || call.method !== 'POST')
    throw notImplemented('lambda', `${call.method} ${call.path}`);
  const qualifier = call.query.get('Qualifier');
  return qualifier === null ? decodeURIComponent(name) : `${decodeURIComponent(name)}:${qualifier}`;
}

function functionArn(call: Call, { account, region }: LambdaOptions): string {
  const name = invokedFunction(call);
  return name.startsWith('arn:')
    ? name
    : `arn:aws:lambda:${region}:${account}:function:${functionName(name)}`;
}

function checkEvent(event: string, limit: number): void {
  if (Buffer.byteLength(event) > limit) {
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
      413,
    );
  }
  try {
    JSON.parse(event);
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json', 400);
  }
}
