/** The operations of the Step Functions API over the store and the executor. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../types.ts';
import type { Executor } from './executor.ts';
import { optionalFlag, optionalText, page, requiredText } from './parameters.ts';
import type { ExecutionRow, MachineRow, Store } from './store.ts';
import type { Definition, ExecutionStatus } from './types.ts';

type Input = Readonly<Record<string, unknown>>;
type Answer = Record<string, unknown>;

/** A failed execution can be redriven for 14 days. Source: RedriveExecution's API page. */
const REDRIVE_PERIOD_MS = 14 * 86_400_000;
/** Source: Step Functions quotas, 256 KiB. */
const INPUT_LIMIT_BYTES = 262_144;
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;
const STATUSES: readonly string[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

export interface OperationsContext {
  readonly store: Store;
  readonly executor: Executor;
  readonly definition: (text: string) => Definition;
  readonly now: () => number;
  readonly changed: (executionArn: string) => void;
}

/** Each operation takes its input and gives its answer; errors are AwsErrors. */
export function operations(context: OperationsContext): Readonly<Record<string, (input: Input) => Answer>> {
  const { store, executor, now, changed } = context;

  function execution(input: Input): ExecutionRow {
    const arn = requiredText(input, 'executionArn');
    const found = store.execution(arn);
    if (found === undefined)
      throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return found;
  }

  function machine(input: Input): MachineRow {
    const arn = requiredText(input, 'stateMachineArn');
    const found = store.machine(arn);
    if (found === undefined)
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return found;
  }

  function launch(row: ExecutionRow): void {
    changed(row.arn);
    executor.launch(row.arn);
  }

  return {
    StartExecution(request) {
      const target = machine(request);
      const name = optionalText(request, 'name') ?? randomUUID();
      if (!NAME.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
      const input = optionalText(request, 'input') ?? '{}';
      checkInput(input);
      const arn = `${target.arn.replace(':stateMachine:', ':execution:')}:${name}`;
      const known = store.execution(arn);
      if (known !== undefined) {
        // Idempotent only while it runs, and only for the same input.
        if (known.status === 'RUNNING' && known.input === input) {
          return { executionArn: arn, startDate: known.started_at / 1000 };
        }
        throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      const at = now();
      const { StartAt, States } = context.definition(target.definition);
      store.transaction(() => {
        store.addExecution(arn, target, name, input, at);
        const details = { input, inputDetails: { truncated: false }, roleArn: target.role_arn };
        executor
          .timeline(arn)
          .add({ type: 'ExecutionStarted', details: { executionStartedEventDetails: details } });
        executor.enter(arn, StartAt, States[StartAt]!, input);
      });
      launch(store.execution(arn)!);
      return { executionArn: arn, startDate: at / 1000 };
    },

    DescribeExecution(request) {
      const row = execution(request);
      return describeExecution(row, now(), optionalText(request, 'includedData') !== 'METADATA_ONLY');
    },

    StopExecution(request) {
      const row = execution(request);
      if (row.status !== 'RUNNING') return { stopDate: row.stopped_at! / 1000 };
      const error = optionalText(request, 'error');
      const cause = optionalText(request, 'cause');
      const details = {
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      };
      const event = { type: 'ExecutionAborted', details: { executionAbortedEventDetails: details } };
      executor.end(row.arn, 'ABORTED', details, event);
      return { stopDate: store.execution(row.arn)!.stopped_at! / 1000 };
    },

    ListExecutions(request) {
      const machineArn = machine(request).arn;
      const status = optionalText(request, 'statusFilter');
      if (status !== undefined && !STATUSES.includes(status)) {
        throw new AwsError('ValidationException', `Unknown statusFilter '${status}'`);
      }
      const redriven = optionalText(request, 'redriveFilter');
      const filter = {
        machineArn,
        ...(status === undefined ? {} : { status: status as ExecutionStatus }),
        ...(redriven === undefined ? {} : { redriven: redriven === 'REDRIVEN' }),
      };
      const rows = page(request, (limit, offset) => store.executions(filter, limit, offset));
      return { executions: rows.items.map(listed), ...rows.next };
    },

    GetExecutionHistory(request) {
      const { arn } = execution(request);
      const reverse = optionalFlag(request, 'reverseOrder') ?? false;
      const withData = optionalFlag(request, 'includeExecutionData') ?? true;
      const rows = page(request, (limit, offset) => store.events(arn, reverse, limit, offset));
      return { events: rows.items.map((row) => historyEvent(row.event, withData)), ...rows.next };
    },

    RedriveExecution(request) {
      const row = execution(request);
      const reason = notRedrivable(row, now());
      if (reason !== undefined) throw new AwsError('ExecutionNotRedrivable', reason);
      const at = now();
      const { States } = context.definition(row.definition);
      const failed = store.lastVisit(row.arn)!;
      store.transaction(() => {
        store.redrive(row.arn, at);
        const details = { redriveCount: row.redrive_count + 1 };
        executor
          .timeline(row.arn)
          .add({ type: 'ExecutionRedriven', details: { executionRedrivenEventDetails: details } });
        executor.enter(row.arn, failed.name, States[failed.name]!, failed.input);
      });
      launch(store.execution(row.arn)!);
      return { redriveDate: at / 1000 };
    },

    DescribeStateMachine(request) {
      return describeMachine(machine(request));
    },

    DescribeStateMachineForExecution(request) {
      const row = execution(request);
      const {
        creationDate: _created,
        status: _status,
        type: _type,
        ...known
      } = describeMachine({
        ...(store.machine(row.machine_arn) as MachineRow),
        definition: row.definition,
        role_arn: row.role_arn,
      });
      return { ...known, updateDate: row.started_at / 1000 };
    },

    ListStateMachines(request) {
      const all = store.machines();
      const rows = page(request, (limit, offset) => all.slice(offset, offset + limit));
      const stateMachines = rows.items.map(({ arn, name, created_at }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: created_at / 1000,
      }));
      return { stateMachines, ...rows.next };
    },
  };

  function checkInput(input: string): void {
    if (Buffer.byteLength(input) > INPUT_LIMIT_BYTES) {
      throw new AwsError(
        'InvalidExecutionInput',
        'Invalid State Machine Execution Input: larger than 256 KiB',
      );
    }
    try {
      JSON.parse(input);
    } catch (error) {
      const why = (error as Error).message;
      throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
    }
  }
}

function listed(row: ExecutionRow): Answer {
  return {
    executionArn: row.arn,
    stateMachineArn: row.machine_arn,
    name: row.name,
    status: row.status,
    startDate: row.started_at / 1000,
    ...(row.stopped_at === null ? {} : { stopDate: row.stopped_at / 1000 }),
    redriveCount: row.redrive_count,
    ...(row.redriven_at === null ? {} : { redriveDate: row.redriven_at / 1000 }),
  };
}

function describeExecution(row: ExecutionRow, now: number, withData: boolean): Answer {
  const reason = notRedrivable(row, now);
  const details = { included: true };
  return {
    ...listed(row),
    ...(withData ? { input: row.input, inputDetails: details } : {}),
    ...(withData && row.output !== null ? { output: row.output, outputDetails: details } : {}),
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.cause === null ? {} : { cause: row.cause }),
    redriveStatus: reason === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(reason === undefined ? {} : { redriveStatusReason: reason }),
  };
}

/** Why an execution cannot be redriven; undefined where it can. */
function notRedrivable(row: ExecutionRow, now: number): string | undefined {
  if (row.status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven';
  if (row.status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
  if (now - row.stopped_at! > REDRIVE_PERIOD_MS) return 'Execution ended more than 14 days ago';
  return undefined;
}

function describeMachine(row: MachineRow): Answer {
  return {
    stateMachineArn: row.arn,
    name: row.name,
    status: 'ACTIVE',
    definition: row.definition,
    roleArn: row.role_arn,
    type: 'STANDARD',
    creationDate: row.created_at / 1000,
  };
}

function historyEvent(json: string, withData: boolean): unknown {
  if (withData) return JSON.parse(json);
  const data = ['input', 'output', 'parameters'];
  return JSON.parse(json, (key, value) =>
    data.includes(key) && typeof value === 'string' ? undefined : value,
  );
}
