/** What each type of state does. Nested machines (branches, iterations) run here as well. */
import { checkDataLimit, Interrupted, StateError } from './errors.ts';
import { stateEntered, stateExited, type Timeline, taskEvents } from './history.ts';
import { evaluate, evaluateTemplate, runLeaf, type Transition, timeoutError } from './leaf.ts';
import { sleepUntil } from './sleep.ts';
import type { Json, RunTask, State, States } from './types.ts';

/** The context object (`$$`) of a state. */
export type Context = Readonly<Record<string, unknown>>;

/** What all states of one execution share. */
export interface Run {
  readonly executionArn: string;
  readonly roleArn: string;
  readonly region: string;
  readonly runTask: RunTask;
  readonly now: () => number;
  /** What the pauses of Wait states are multiplied by. */
  readonly waitScale: number;
}

/** Where a state runs: in which context, until which signal, writing to which line of events. */
export interface Surroundings {
  readonly context: Context;
  readonly signal: AbortSignal;
  readonly events: Timeline;
  /** When the state was entered, ms since the epoch: a Wait that is resumed counts from there. */
  readonly enteredAt: number;
}

/** AWS's default for MaxConcurrency 0 is "as many as possible"; 40 is what it does inline. */
const INLINE_CONCURRENCY = 40;

/** Runs one state to its transition; errors that nothing catches are thrown as StateError. */
export async function runState(
  run: Run,
  name: string,
  state: State,
  input: Json,
  at: Surroundings,
): Promise<Transition> {
  const context = withState(at.context, name, at.enteredAt);
  const inside = { ...at, context };
  const leaf = (action?: (value: Json) => Promise<Json>) => runLeaf(state, input, context, at.signal, action);
  switch (state.Type) {
    case 'Task':
      return leaf(await task(run, name, state, input, inside));
    case 'Pass':
      // A copy: what a later state does with its data must not reach the definition.
      return 'Result' in state ? leaf(async () => structuredClone(state.Result) as Json) : leaf();
    case 'Choice':
    case 'Succeed':
      return leaf();
    case 'Fail':
      return fail(state, input, inside);
    case 'Wait':
      await sleepUntil(await wakeTime(run, state, input, inside), run.now, at.signal);
      return leaf();
    case 'Parallel':
      return leaf((value) => parallel(run, state, value, inside));
    case 'Map':
      return leaf((value) => map(run, name, state, value, inside));
  }
}

/** Runs a branch or an iteration from its start to its end and gives its output. */
async function runStates(
  run: Run,
  machine: States,
  input: Json,
  at: Omit<Surroundings, 'enteredAt'>,
): Promise<Json> {
  let name: string | undefined = machine.StartAt;
  let data = input;
  while (name !== undefined) {
    const state: State = machine.States[name]!;
    at.events.add(stateEntered(name, state, data));
    const transition: Transition = await runState(run, name, state, data, { ...at, enteredAt: run.now() });
    checkDataLimit(JSON.stringify(transition.output), name);
    at.events.add(stateExited(name, state, transition.output));
    data = transition.output;
    name = transition.next;
  }
  return data;
}

function withState(context: Context, name: string, enteredAt: number): Context {
  const State = { Name: name, EnteredTime: new Date(enteredAt).toISOString(), RetryCount: 0 };
  return { ...context, State };
}

async function task(run: Run, name: string, state: State, input: Json, at: Surroundings) {
  const resource = String(state.Resource);
  const events = taskEvents(resource, run.region);
  const timeout = await taskTimeout(state, input, at);
  let attempt = 0;
  return async (parameters: Json): Promise<Json> => {
    (at.context.State as { RetryCount: number }).RetryCount = attempt++;
    at.events.add(events.scheduled(parameters, timeout));
    at.events.add(events.started());
    const { roleArn, executionArn } = run;
    try {
      const work = run.runTask({ resource, parameters, roleArn, executionArn, stateName: name });
      const output = plainJson(
        await (timeout === undefined ? work : inTime(work, timeout, run.now, at.signal)),
      );
      checkDataLimit(JSON.stringify(output), name);
      if (!at.signal.aborted) at.events.add(events.succeeded(output));
      return output;
    } catch (error) {
      if (!at.signal.aborted) at.events.add(events.failed(error as Error));
      throw error;
    }
  };
}

async function taskTimeout(state: State, input: Json, at: Surroundings): Promise<number | undefined> {
  const path = state.TimeoutSecondsPath;
  if (typeof path !== 'string') return state.TimeoutSeconds as number | undefined;
  const seconds = await evaluate(path, state, input, at.context, at.signal);
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new StateError('States.Runtime', `TimeoutSecondsPath '${path}' gives no positive integer.`, true);
}

async function inTime<T>(
  work: Promise<T>,
  seconds: number,
  now: () => number,
  signal: AbortSignal,
): Promise<T> {
  const over = new AbortController();
  const waiting = sleepUntil(now() + seconds * 1000, now, AbortSignal.any([signal, over.signal]));
  const timeout = waiting.then(async (): Promise<never> => {
    throw await timeoutError();
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    over.abort();
    timeout.catch(() => undefined);
  }
}

/** What a task returned, as it would come through JSON: dates as text, no undefined. */
function plainJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}

async function fail(state: State, input: Json, at: Surroundings): Promise<never> {
  const text = async (member: 'Error' | 'Cause') => {
    const path = state[`${member}Path`];
    if (typeof path !== 'string') return String(state[member] ?? '');
    return String(await evaluate(path, state, input, at.context, at.signal));
  };
  throw new StateError(await text('Error'), await text('Cause'));
}

async function wakeTime(run: Run, state: State, input: Json, at: Surroundings): Promise<number> {
  const read = (path: unknown) => evaluate(String(path), state, input, at.context, at.signal);
  if ('Timestamp' in state || 'TimestampPath' in state) {
    const timestamp = 'Timestamp' in state ? state.Timestamp : await read(state.TimestampPath);
    const time = Date.parse(String(timestamp));
    if (!Number.isNaN(time)) return time;
    throw new StateError('States.Runtime', `A Wait state needs a timestamp, not '${timestamp}'.`, true);
  }
  const seconds = 'SecondsPath' in state ? await read(state.SecondsPath) : state.Seconds;
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0)
    return at.enteredAt + seconds * 1000 * run.waitScale;
  throw new StateError(
    'States.Runtime',
    `A Wait state needs seconds, not '${JSON.stringify(seconds)}'.`,
    true,
  );
}

async function parallel(run: Run, state: State, input: Json, at: Surroundings): Promise<Json> {
  const branches = state.Branches as readonly States[];
  at.events.add({ type: 'ParallelStateStarted' });
  return nested('ParallelState', branches.length, branches.length, at, (index, signal) =>
    runStates(run, branches[index]!, input, { context: at.context, signal, events: at.events.fork() }),
  );
}

async function map(run: Run, name: string, state: State, input: Json, at: Surroundings): Promise<Json> {
  // `input` is what InputPath left, so the paths below must not apply it again.
  const bare: State = { Type: 'Map' };
  const read = (path: string) => evaluate(path, bare, input, at.context, at.signal);
  const path = state.ItemsPath;
  const items = typeof path === 'string' ? await read(path) : input;
  if (!Array.isArray(items)) {
    throw new StateError('States.Runtime', `The items of the Map state '${name}' are no array.`, true);
  }
  const limit = state.MaxConcurrencyPath;
  const concurrency = typeof limit === 'string' ? await read(limit) : (state.MaxConcurrency ?? 0);
  const template = (state.ItemSelector ?? state.Parameters) as object | undefined;
  at.events.add({
    type: 'MapStateStarted',
    details: { mapStateStartedEventDetails: { length: items.length } },
  });
  return nested(
    'MapState',
    items.length,
    Number(concurrency) || INLINE_CONCURRENCY,
    at,
    async (index, signal) => {
      const context = { ...at.context, Map: { Item: { Index: index, Value: items[index] } } };
      const events = at.events.fork();
      const details = { name, index };
      events.add({ type: 'MapIterationStarted', details: { mapIterationStartedEventDetails: details } });
      try {
        const item = template ? await evaluateTemplate(template, bare, input, context, signal) : items[index];
        const output = await runStates(run, state.ItemProcessor as States, item, {
          context,
          signal,
          events,
        });
        events.add({
          type: 'MapIterationSucceeded',
          details: { mapIterationSucceededEventDetails: details },
        });
        return output;
      } catch (error) {
        const type = signal.aborted ? 'MapIterationAborted' : 'MapIterationFailed';
        const member = signal.aborted ? 'mapIterationAbortedEventDetails' : 'mapIterationFailedEventDetails';
        if (!at.signal.aborted) events.add({ type, details: { [member]: details } });
        throw error;
      }
    },
  );
}

/** Runs nested machines, at most `concurrency` at once; the first failure stops the others and is thrown. */
async function nested(
  kind: 'MapState' | 'ParallelState',
  count: number,
  concurrency: number,
  at: Surroundings,
  start: (index: number, signal: AbortSignal) => Promise<Json>,
): Promise<Json> {
  const stop = new AbortController();
  const signal = AbortSignal.any([at.signal, stop.signal]);
  const outputs: Json[] = new Array(count).fill(null);
  let next = 0;
  const lane = async () => {
    while (next < count && !signal.aborted) {
      const index = next++;
      outputs[index] = await start(index, signal);
    }
  };
  const lanes = Array.from({ length: Math.min(concurrency, count) }, lane);
  try {
    await Promise.all(lanes);
  } catch (error) {
    stop.abort();
    await Promise.allSettled(lanes);
    if (at.signal.aborted) throw new Interrupted();
    at.events.add({ type: `${kind}Failed` });
    throw error;
  }
  if (at.signal.aborted) throw new Interrupted();
  at.events.add({ type: `${kind}Succeeded` });
  return outputs;
}
