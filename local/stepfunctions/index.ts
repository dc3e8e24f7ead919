/** Step Functions, standard workflows in JSONPath: durable executions over aws-local-stepfunctions. */
import { createHash } from 'node:crypto';
import {
  AwsError,
  type AwsService,
  type Call,
  type Deployed,
  notImplemented,
  type Reply,
  type Requirement,
  type Resource,
  type ResourceProvider,
} from '../types.ts';
import { definitionText, parseDefinition } from './definition.ts';
import { Executor } from './executor.ts';
import { operations } from './operations.ts';
import { type ExecutionRow, Store } from './store.ts';
import type { Definition, ExecutionDetail, ExecutionSummary, Json, RunTask } from './types.ts';
import { scaleRetries } from './wait-scale.ts';

export { taskError } from './errors.ts';
export { type SdkTask, type TaskRunnerOptions, taskRunner } from './tasks.ts';
export type * from './types.ts';

export interface StepFunctionsOptions {
  /** Folder of the state; created where missing. */
  readonly dir: string;
  readonly account: string;
  readonly region: string;
  readonly runTask: RunTask;
  /** The clock, ms since the epoch. */
  readonly now?: () => number;
  /** What the pauses of Wait states and before retries are multiplied by; 1 where it is left out. */
  readonly waitScale?: number;
}

/** The service, its resources, and what the local pages read. */
export interface StepFunctions extends AwsService, ResourceProvider {
  /** Continues every execution that was running when the process ended. Call once, after deployment. */
  resume(): void;
  /** Starts an execution in-process, by the rules of StartExecution. */
  start(stateMachineArn: string, options?: { readonly name?: string; readonly input?: string }): string;
  /** The latest executions, latest first. */
  list(limit: number): readonly ExecutionSummary[];
  describe(executionArn: string): ExecutionDetail | undefined;
  /** Calls the listener after each persisted change of an execution; gives the way to stop that. */
  onChange(listener: (executionArn: string) => void): () => void;
  /** Stops all work. Running executions stay RUNNING and continue with the next `resume`. */
  close(): void;
}

/** Members of the template resource that change nothing here, besides those that are read. */
const WITHOUT_EFFECT = ['LoggingConfiguration', 'TracingConfiguration', 'Tags', 'EncryptionConfiguration'];
const READ = [
  'StateMachineName',
  'StateMachineType',
  'RoleArn',
  'DefinitionString',
  'Definition',
  'DefinitionSubstitutions',
];

const EXECUTION_OPERATIONS = [
  'DescribeExecution',
  'StopExecution',
  'GetExecutionHistory',
  'RedriveExecution',
  'DescribeStateMachineForExecution',
];
const MACHINE_OPERATIONS = ['StartExecution', 'ListExecutions', 'DescribeStateMachine'];

/** Opens the service. Nothing runs before {@link StepFunctions.resume} or a start. */
export function openStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { account, region, runTask, now = Date.now, waitScale = 1 } = options;
  const store = new Store(options.dir);
  const listeners = new Set<(executionArn: string) => void>();
  const changed = (executionArn: string) => {
    for (const listener of listeners) listener(executionArn);
  };
  const parsed = new Map<string, Definition>();
  const definition = (text: string): Definition => {
    const known = parsed.get(text) ?? scaleRetries(parseDefinition(text), waitScale);
    parsed.set(text, known);
    return known;
  };
  const executor = new Executor({ store, region, runTask, now, waitScale, definition, changed });
  const api = operations({ store, executor, definition, now, changed });

  function deploy(resource: Resource): Deployed {
    const { properties } = resource;
    for (const member of Object.keys(properties)) {
      if (!READ.includes(member) && !WITHOUT_EFFECT.includes(member)) {
        throw new AwsError('ValidationException', `${resource.logicalId}: ${member} is not supported.`);
      }
    }
    const type = properties.StateMachineType ?? 'STANDARD';
    if (type !== 'STANDARD') {
      throw new AwsError(
        'ValidationException',
        `${resource.logicalId}: only STANDARD state machines are supported.`,
      );
    }
    const text = definitionText(properties);
    try {
      definition(text);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new AwsError(error.code, `${resource.logicalId}: ${error.message}`);
    }
    const name = String(properties.StateMachineName ?? generatedName(resource));
    const arn = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
    const role_arn = String(properties.RoleArn ?? '');
    store.transaction(() => store.putMachine({ arn, name, definition: text, role_arn, created_at: now() }));
    return { ref: arn, attributes: { Arn: arn, Name: name } };
  }

  function operation(call: Call) {
    const found = Object.hasOwn(api, call.operation) ? api[call.operation] : undefined;
    if (found === undefined) throw notImplemented('states', call.operation);
    return found;
  }

  return {
    name: 'states',
    types: ['AWS::StepFunctions::StateMachine'],
    deploy,

    requirements(call: Call): readonly Requirement[] {
      operation(call);
      return [{ action: `states:${call.operation}`, resource: resourceOf(call), context: {} }];
    },

    async handle(call: Call): Promise<Reply> {
      const answer = operation(call)(call.input);
      const headers = { 'content-type': 'application/x-amz-json-1.0' };
      return { status: 200, headers, body: JSON.stringify(answer) };
    },

    resume() {
      for (const { arn } of store.executions({ status: 'RUNNING' }, -1)) {
        if (!executor.isRunning(arn)) executor.launch(arn);
      }
    },

    start(stateMachineArn, { name, input } = {}) {
      const request = {
        stateMachineArn,
        ...(name === undefined ? {} : { name }),
        ...(input === undefined ? {} : { input }),
      };
      return String(api.StartExecution!(request).executionArn);
    },

    list: (limit) => store.executions({}, limit).map(summary),

    describe(executionArn) {
      const row = store.execution(executionArn);
      if (row === undefined) return undefined;
      const states = store
        .visits(executionArn)
        .map(({ name, entered_at, exited_at, status, error, cause }) => ({
          name,
          enteredAt: entered_at,
          ...(exited_at === null ? {} : { exitedAt: exited_at }),
          status,
          ...(error === null ? {} : { error: { name: error, cause: cause ?? '' } }),
        }));
      return {
        ...summary(row),
        input: JSON.parse(row.input) as Json,
        ...(row.output === null ? {} : { output: JSON.parse(row.output) as Json }),
        ...(row.error === null && row.cause === null
          ? {}
          : { error: { name: row.error ?? '', cause: row.cause ?? '' } }),
        states,
      };
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    close() {
      executor.close();
      store.close();
    },
  };
}

/** Stable, and no longer than the 80 characters AWS allows. */
function generatedName({ stack, logicalId }: Resource): string {
  const hash = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 12);
  return `${logicalId.slice(0, 60)}-${hash}`;
}

function resourceOf(call: Call): string {
  if (EXECUTION_OPERATIONS.includes(call.operation)) return String(call.input.executionArn ?? '*');
  if (MACHINE_OPERATIONS.includes(call.operation)) return String(call.input.stateMachineArn ?? '*');
  return '*';
}

function summary(row: ExecutionRow): ExecutionSummary {
  return {
    arn: row.arn,
    name: row.name,
    stateMachineArn: row.machine_arn,
    status: row.status,
    startedAt: row.started_at,
    ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
    redriveCount: row.redrive_count,
  };
}
