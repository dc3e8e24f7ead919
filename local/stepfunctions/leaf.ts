/**
 * One state, evaluated by aws-local-stepfunctions: paths, templates, intrinsic functions, choices, Retry, Catch.
 *
 * The state becomes a machine of its own. Wherever it could go next stands an exit, a Task that reports
 * which exit was taken and with what data; so the transitions are ours, to be persisted, and the library
 * never runs two states in a row.
 */
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { Interrupted, StateError } from './errors.ts';
import type { Json, State } from './types.ts';

/** The Task default is 99999999 s, more than a timer can hold; the engine keeps time itself. */
const LONGEST_TIMER_SECONDS = 2_147_483;
const STATE = 'State';
const EXIT = 'Exit ';
const CAUGHT = 'Caught ';
/** Members that the library must not see because the engine does their work. */
const OWN_MEMBERS = [
  'Branches',
  'ItemProcessor',
  'ItemSelector',
  'ItemsPath',
  'MaxConcurrency',
  'MaxConcurrencyPath',
  'Result',
  'TimeoutSeconds',
  'TimeoutSecondsPath',
  'Seconds',
  'SecondsPath',
  'Timestamp',
  'TimestampPath',
];

/** Where a state went, and with what. `next` is absent at the end of a machine. */
export interface Transition {
  readonly next?: string;
  readonly output: Json;
  /** The error that a `Catch` took. */
  readonly caught?: { readonly name: string; readonly cause: string };
}

/** What a state does between its input and its output processing; called again by each retry. */
export type Action = (input: Json) => Promise<Json>;

interface LeafMachine {
  readonly machine: StateMachine;
  readonly exits: readonly string[];
}

const compiled = new WeakMap<State, LeafMachine>();

/**
 * Runs one state.
 * @param context the context object (`$$`)
 * @param action the work of a Task, Map or Parallel state; without one the state passes its input on
 * @throws StateError what no Retry and no Catch took
 * @throws Interrupted when the signal fires first
 */
export async function runLeaf(
  state: State,
  input: Json,
  context: object,
  signal: AbortSignal,
  action: Action = async (value) => value,
): Promise<Transition> {
  if (signal.aborted) throw new Interrupted();
  const { machine, exits } = compile(state);
  let transition: Transition | undefined;
  let lastError = { name: 'States.Runtime', cause: '' };
  const handlers: Record<string, Action> = {
    [STATE]: async (value) => {
      // A retry that was waiting when the run was stopped comes here at once.
      if (signal.aborted) throw new Interrupted();
      try {
        return await action(value);
      } catch (error) {
        lastError = { name: (error as Error).name, cause: (error as Error).message };
        throw error;
      }
    },
  };
  for (const exit of exits) {
    handlers[exit] = async (output) => {
      if (exit.startsWith(CAUGHT))
        transition = { next: exit.slice(CAUGHT.length), output, caught: lastError };
      else transition = exit === EXIT ? { output } : { next: exit.slice(EXIT.length), output };
      return null;
    };
  }
  const run = machine.run(input as never, {
    context: { Context: context },
    overrides: { taskResourceLocalHandlers: handlers as never },
  });
  signal.addEventListener('abort', run.abort, { once: true });
  try {
    await run.result;
  } catch (error) {
    if (signal.aborted) throw new Interrupted();
    throw stateError(error);
  } finally {
    signal.removeEventListener('abort', run.abort);
  }
  return transition!;
}

/** Evaluates a path or an intrinsic function (normalized) against a state's input after its `InputPath`. */
export async function evaluate(
  expression: string,
  state: State,
  input: Json,
  context: object,
  signal: AbortSignal,
): Promise<Json> {
  return (await evaluateTemplate({ 'value.$': expression }, state, input, context, signal)).value as Json;
}

/** Evaluates a payload template against a state's input after its `InputPath`. */
export async function evaluateTemplate(
  template: object,
  state: State,
  input: Json,
  context: object,
  signal: AbortSignal,
): Promise<Readonly<Record<string, Json>>> {
  const inputPath = 'InputPath' in state ? { InputPath: state.InputPath } : {};
  const pass: State = { Type: 'Pass', ...inputPath, Parameters: template, End: true };
  return (await runLeaf(pass, input, context, signal)).output as Readonly<Record<string, Json>>;
}

let timeoutClass: Promise<new () => Error> | undefined;

/**
 * A new States.Timeout error. It has to be the library's own class, which it does not export: by that class
 * alone it knows that `States.TaskFailed` does not stand for a timeout. One task that times out shows it.
 */
export async function timeoutError(): Promise<Error> {
  timeoutClass ??= new StateMachine(
    {
      StartAt: STATE,
      States: { [STATE]: { Type: 'Task', Resource: STATE, TimeoutSeconds: 0.001, End: true } },
    },
    { validationOptions: { noValidate: true } },
  )
    .run(null, { overrides: { taskResourceLocalHandlers: { [STATE]: () => new Promise(() => undefined) } } })
    .result.then(
      () => Error,
      (error: Error) => (error.cause as Error).constructor as new () => Error,
    );
  return new (await timeoutClass)();
}

function compile(state: State): LeafMachine {
  const known = compiled.get(state);
  if (known !== undefined) return known;
  const exits = new Set<string>();
  const exit = (next: unknown, kind = EXIT) => {
    const name = next === undefined ? kind : kind + String(next);
    exits.add(name);
    return name;
  };
  const { Next, End: _end, Retry, ...rest } = state;
  const members: Record<string, unknown> = { ...rest };
  for (const member of OWN_MEMBERS) delete members[member];
  if (state.Type === 'Map') delete members.Parameters;
  if (state.Type === 'Choice') {
    members.Choices = rules(state.Choices).map((rule) => ({ ...rule, Next: exit(rule.Next) }));
    if (state.Default !== undefined) members.Default = exit(state.Default);
  } else {
    Object.assign(members, { Type: 'Task', Resource: STATE, TimeoutSeconds: LONGEST_TIMER_SECONDS });
    members.Next = exit(Next);
    if (Retry !== undefined) members.Retry = Retry;
    if (state.Catch !== undefined) {
      members.Catch = rules(state.Catch).map((rule) => ({ ...rule, Next: exit(rule.Next, CAUGHT) }));
    }
  }
  const exitState = { Type: 'Task', Resource: EXIT, End: true };
  const definition = {
    StartAt: STATE,
    States: { [STATE]: members, ...Object.fromEntries([...exits].map((name) => [name, exitState])) },
  };
  const machine = new StateMachine(definition as unknown as StateMachineDefinition, {
    validationOptions: { noValidate: true },
  });
  const leaf = { machine, exits: [...exits] };
  compiled.set(state, leaf);
  return leaf;
}

function rules(list: unknown): readonly Record<string, unknown>[] {
  return list as readonly Record<string, unknown>[];
}

/** The library wraps what a state threw; its own run-time errors carry whether they may be caught. */
function stateError(error: unknown): StateError {
  const thrown =
    (error as Error).cause instanceof Error ? ((error as Error).cause as Error) : (error as Error);
  if (thrown instanceof StateError) return thrown;
  const terminal = (thrown as { isCatchable?: boolean }).isCatchable === false;
  return new StateError(thrown.name, thrown.message, terminal);
}
