/** The vocabulary of the Step Functions service: definitions, tasks, executions. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A state as the Amazon States Language writes it; its members depend on `Type`. */
export interface State {
  readonly Type: 'Task' | 'Pass' | 'Wait' | 'Choice' | 'Parallel' | 'Map' | 'Succeed' | 'Fail';
  readonly [member: string]: unknown;
}

/** A state machine, a branch of a Parallel state or the item processor of a Map state. */
export interface States {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A whole definition, validated and normalized. */
export interface Definition extends States {
  /** Limit of a whole execution. */
  readonly TimeoutSeconds?: number;
}

/** What a Task state asks for. */
export interface Task {
  /** `arn:aws:states:::lambda:invoke`, `arn:aws:states:::aws-sdk:<service>:<action>` or a function's ARN. */
  readonly resource: string;
  /** The evaluated `Parameters` (or the state's input where there are none). */
  readonly parameters: Json;
  /** The role of the state machine, in whose name the call is made. */
  readonly roleArn: string;
  readonly executionArn: string;
  readonly stateName: string;
}

/**
 * Does the work of a Task state. An error that is thrown becomes the state's error: its `name` is what
 * `Retry` and `Catch` compare, its `message` the `Cause`. {@link taskError} and `taskRunner` give AWS's names.
 */
export type RunTask = (task: Task) => Promise<unknown>;

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One visit of a top-level state. Times in ms since the epoch. */
export interface StateVisit {
  readonly name: string;
  readonly enteredAt: number;
  readonly exitedAt?: number;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'CAUGHT' | 'FAILED' | 'ABORTED';
  readonly error?: { readonly name: string; readonly cause: string };
}

/** An execution as a page shows it. Times in ms since the epoch. */
export interface ExecutionSummary {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
  readonly stoppedAt?: number;
  readonly redriveCount: number;
}

export interface ExecutionDetail extends ExecutionSummary {
  readonly input: Json;
  readonly output?: Json;
  readonly error?: { readonly name: string; readonly cause: string };
  readonly states: readonly StateVisit[];
}
