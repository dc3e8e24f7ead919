/** Runs executions through their top-level states; every step is on disk before the next one begins. */
import { checkDataLimit, Interrupted, StateError } from './errors.ts';
import { type EventDraft, stateEntered, stateExited, Timeline } from './history.ts';
import { type Context, runState } from './run-state.ts';
import { sleepUntil } from './sleep.ts';
import type { ExecutionRow, Store, VisitRow } from './store.ts';
import type { Definition, ExecutionStatus, Json, RunTask, State } from './types.ts';

export interface ExecutorOptions {
  readonly store: Store;
  readonly region: string;
  readonly runTask: RunTask;
  readonly now: () => number;
  /** What the pauses of Wait states are multiplied by. */
  readonly waitScale: number;
  /** The parsed definition of a text; parsed once. */
  readonly definition: (text: string) => Definition;
  /** Told after every change that reached the disk. */
  readonly changed: (executionArn: string) => void;
}

type Ended = Exclude<ExecutionStatus, 'RUNNING'>;

export class Executor {
  readonly #options: ExecutorOptions;
  readonly #running = new Map<string, AbortController>();

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  isRunning(arn: string): boolean {
    return this.#running.has(arn);
  }

  /** Writes the entry of a state; the caller's transaction makes it one with what led there. */
  enter(execution: string, name: string, state: State, input: string): void {
    const { store, now } = this.#options;
    store.enter(execution, name, input, now());
    this.timeline(execution).add(stateEntered(name, state, JSON.parse(input)));
  }

  /** The line of events of an execution, at its end; with a signal it takes nothing after that fired. */
  timeline(execution: string, signal?: AbortSignal): Timeline {
    const { store, now } = this.#options;
    let last = store.lastEventId(execution);
    const append = (event: EventDraft, previous: number) => {
      if (signal?.aborted) throw new Interrupted();
      store.addEvent(execution, ++last, previous, now(), event);
      return last;
    };
    return new Timeline(append, last);
  }

  /** Runs an execution from its last entered state on. Returns at once. */
  launch(arn: string): void {
    const stop = new AbortController();
    this.#running.set(arn, stop);
    const running = this.#run(arn, stop).catch((error: Error) => this.#broken(arn, stop, error));
    void running.finally(() => {
      if (this.#running.get(arn) === stop) this.#running.delete(arn);
      // Ends the watch over TimeoutSeconds.
      stop.abort();
    });
  }

  /** Stops a run where it is and writes how the execution ended. */
  end(arn: string, status: Ended, result: { error?: string; cause?: string }, event: EventDraft): void {
    const { store, now, changed } = this.#options;
    const stop = this.#running.get(arn);
    this.#running.delete(arn);
    stop?.abort();
    store.transaction(() => {
      const visit = store.lastVisit(arn);
      if (visit?.status === 'RUNNING') store.exit(visit.id, 'ABORTED', now(), {});
      this.timeline(arn).add(event);
      store.finish(arn, status, now(), result);
    });
    changed(arn);
  }

  /** Stops every run and leaves it RUNNING on disk, to be resumed. */
  close(): void {
    for (const stop of this.#running.values()) stop.abort();
    this.#running.clear();
  }

  async #run(arn: string, stop: AbortController): Promise<void> {
    const { store, definition: parsed, now } = this.#options;
    const execution = store.execution(arn)!;
    const definition = parsed(execution.definition);
    void this.#watchTimeout(execution, definition, stop.signal);
    const events = this.timeline(arn, stop.signal);
    let visit = store.lastVisit(arn)!;
    let going = true;
    while (going && !stop.signal.aborted) {
      const state = definition.States[visit.name]!;
      const input = JSON.parse(visit.input) as Json;
      const context = contextObject(execution);
      const at = { context, signal: stop.signal, events, enteredAt: visit.entered_at };
      const { region, runTask, waitScale } = this.#options;
      const run = { executionArn: arn, roleArn: execution.role_arn, region, runTask, now, waitScale };
      try {
        const { next, output, caught } = await runState(run, visit.name, state, input, at);
        if (stop.signal.aborted) return;
        const json = JSON.stringify(output);
        checkDataLimit(json, visit.name);
        const moved = this.#move(execution, visit, state, definition, json, next, caught, events);
        if (moved === undefined) going = false;
        else visit = moved;
      } catch (error) {
        if (error instanceof Interrupted || stop.signal.aborted) return;
        this.#fail(execution, visit, error as Error, events);
        going = false;
      }
      this.#options.changed(arn);
    }
  }

  /** Leaves a state and enters the next, or ends the execution, in one transaction. */
  #move(
    execution: ExecutionRow,
    visit: VisitRow,
    state: State,
    definition: Definition,
    output: string,
    next: string | undefined,
    caught: { name: string; cause: string } | undefined,
    events: Timeline,
  ): VisitRow | undefined {
    const { store, now } = this.#options;
    return store.transaction(() => {
      const result = caught === undefined ? { output } : { output, error: caught };
      store.exit(visit.id, caught === undefined ? 'SUCCEEDED' : 'CAUGHT', now(), result);
      const data = JSON.parse(output) as Json;
      events.add(stateExited(visit.name, state, data));
      if (next === undefined) {
        const outputDetails = { truncated: false };
        events.add({
          type: 'ExecutionSucceeded',
          details: { executionSucceededEventDetails: { output, outputDetails } },
        });
        store.finish(execution.arn, 'SUCCEEDED', now(), { output });
        return undefined;
      }
      store.enter(execution.arn, next, output, now());
      events.add(stateEntered(next, definition.States[next]!, data));
      return store.lastVisit(execution.arn)!;
    });
  }

  #fail(execution: ExecutionRow, visit: VisitRow, error: Error, events: Timeline): void {
    const { store, now } = this.#options;
    const details = failure(error);
    store.transaction(() => {
      store.exit(visit.id, 'FAILED', now(), { error: { name: error.name, cause: error.message } });
      events.add({ type: 'ExecutionFailed', details: { executionFailedEventDetails: details } });
      store.finish(execution.arn, 'FAILED', now(), details);
    });
  }

  /** What could not even be run, such as a definition that this version no longer takes, must not stay RUNNING. */
  #broken(arn: string, stop: AbortController, error: Error): void {
    if (stop.signal.aborted) return;
    const details = { error: 'States.Runtime', cause: error.message };
    this.end(arn, 'FAILED', details, {
      type: 'ExecutionFailed',
      details: { executionFailedEventDetails: details },
    });
  }

  /** TimeoutSeconds counts from the start, or from the last redrive. */
  async #watchTimeout(execution: ExecutionRow, definition: Definition, signal: AbortSignal): Promise<void> {
    if (definition.TimeoutSeconds === undefined) return;
    const until = (execution.redriven_at ?? execution.started_at) + definition.TimeoutSeconds * 1000;
    try {
      await sleepUntil(until, this.#options.now, signal);
    } catch {
      return;
    }
    if (!this.isRunning(execution.arn) || signal.aborted) return;
    const details = { error: 'States.Timeout' };
    this.end(execution.arn, 'TIMED_OUT', details, {
      type: 'ExecutionTimedOut',
      details: { executionTimedOutEventDetails: details },
    });
  }
}

/** A Fail state may have neither error nor cause; then the execution has neither. */
function failure(error: Error): { error?: string; cause?: string } {
  const known = error instanceof StateError ? error : new StateError('States.Runtime', error.message);
  return {
    ...(known.name === '' ? {} : { error: known.name }),
    ...(known.message === '' ? {} : { cause: known.message }),
  };
}

function contextObject(execution: ExecutionRow): Context {
  const { arn, name, input, role_arn, machine_arn, started_at, redrive_count, redriven_at } = execution;
  return {
    Execution: {
      Id: arn,
      Name: name,
      Input: JSON.parse(input),
      RoleArn: role_arn,
      StartTime: new Date(started_at).toISOString(),
      RedriveCount: redrive_count,
      ...(redriven_at === null ? {} : { RedriveTime: new Date(redriven_at).toISOString() }),
    },
    StateMachine: { Id: machine_arn, Name: machine_arn.split(':').at(-1) },
  };
}
