/** The events of GetExecutionHistory, in AWS's shape. */
import type { Json, State } from './types.ts';

/** An event before it has its number: the type and its details. */
export interface EventDraft {
  readonly type: string;
  /** `stateEnteredEventDetails`, … with its members. */
  readonly details?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Appends an event to an execution's history and returns its id. */
export type AppendEvent = (event: EventDraft, previousEventId: number) => number;

/** One line of events; branches and iterations fork it, as `previousEventId` shows. */
export class Timeline {
  readonly #append: AppendEvent;
  #last: number;

  constructor(append: AppendEvent, last: number) {
    this.#append = append;
    this.#last = last;
  }

  add(event: EventDraft): void {
    this.#last = this.#append(event, this.#last);
  }

  fork(): Timeline {
    return new Timeline(this.#append, this.#last);
  }
}

export function stateEntered(name: string, state: State, input: Json): EventDraft {
  return {
    type: `${state.Type}StateEntered`,
    details: {
      stateEnteredEventDetails: { name, input: JSON.stringify(input), inputDetails: { truncated: false } },
    },
  };
}

export function stateExited(name: string, state: State, output: Json): EventDraft {
  return {
    type: `${state.Type}StateExited`,
    details: {
      stateExitedEventDetails: { name, output: JSON.stringify(output), outputDetails: { truncated: false } },
    },
  };
}

/** Events of one attempt of a task. A function's ARN as resource has event types of its own. */
export function taskEvents(resource: string, region: string) {
  if (/^arn:[^:]+:lambda:/.test(resource)) return functionEvents(resource);
  const [service = '', ...action] =
    resource
      .split(':::')[1]
      ?.replace(/^aws-sdk:/, '')
      .split(':') ?? [];
  const names = {
    resourceType: resource.includes(':::aws-sdk:') ? `aws-sdk:${service}` : service,
    resource: action.join(':'),
  };
  return {
    scheduled: (parameters: Json, timeoutInSeconds?: number): EventDraft => ({
      type: 'TaskScheduled',
      details: {
        taskScheduledEventDetails: {
          ...names,
          region,
          parameters: JSON.stringify(parameters),
          ...(timeoutInSeconds === undefined ? {} : { timeoutInSeconds }),
        },
      },
    }),
    started: (): EventDraft => ({ type: 'TaskStarted', details: { taskStartedEventDetails: names } }),
    succeeded: (output: Json): EventDraft => ({
      type: 'TaskSucceeded',
      details: {
        taskSucceededEventDetails: {
          ...names,
          output: JSON.stringify(output),
          outputDetails: { truncated: false },
        },
      },
    }),
    failed: (error: Error): EventDraft => {
      const details = { ...names, error: error.name, cause: error.message };
      return error.name === 'States.Timeout'
        ? { type: 'TaskTimedOut', details: { taskTimedOutEventDetails: details } }
        : { type: 'TaskFailed', details: { taskFailedEventDetails: details } };
    },
  };
}

function functionEvents(resource: string) {
  return {
    scheduled: (input: Json, timeoutInSeconds?: number): EventDraft => ({
      type: 'LambdaFunctionScheduled',
      details: {
        lambdaFunctionScheduledEventDetails: {
          resource,
          input: JSON.stringify(input),
          inputDetails: { truncated: false },
          ...(timeoutInSeconds === undefined ? {} : { timeoutInSeconds }),
        },
      },
    }),
    started: (): EventDraft => ({ type: 'LambdaFunctionStarted' }),
    succeeded: (output: Json): EventDraft => ({
      type: 'LambdaFunctionSucceeded',
      details: {
        lambdaFunctionSucceededEventDetails: {
          output: JSON.stringify(output),
          outputDetails: { truncated: false },
        },
      },
    }),
    failed: (error: Error): EventDraft => {
      const details = { error: error.name, cause: error.message };
      return error.name === 'States.Timeout'
        ? { type: 'LambdaFunctionTimedOut', details: { lambdaFunctionTimedOutEventDetails: details } }
        : { type: 'LambdaFunctionFailed', details: { lambdaFunctionFailedEventDetails: details } };
    },
  };
}
