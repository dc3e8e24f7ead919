/** Reads, checks and normalizes the definition of a state machine. */
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { AwsError } from '../types.ts';
import { normalizeState } from './normalize.ts';
import type { Definition, State, States } from './types.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Members that no JSONPath state machine of this engine can have, with the reason. */
const REFUSED_STATE_MEMBERS: Readonly<Record<string, string>> = {
  Arguments: 'JSONata is not supported',
  Output: 'JSONata is not supported',
  Assign: 'variables are not supported',
  HeartbeatSeconds: 'heartbeats are not supported',
  HeartbeatSecondsPath: 'heartbeats are not supported',
  Credentials: 'a task runs with the role of its state machine only',
  ItemReader: 'distributed maps are not supported',
  ItemBatcher: 'distributed maps are not supported',
  ResultWriter: 'distributed maps are not supported',
  ToleratedFailurePercentage: 'distributed maps are not supported',
  ToleratedFailureCount: 'distributed maps are not supported',
  ToleratedFailurePercentagePath: 'distributed maps are not supported',
  ToleratedFailureCountPath: 'distributed maps are not supported',
};

/**
 * The definition text of an AWS::StepFunctions::StateMachine.
 * @throws AwsError `InvalidDefinition` where it has none, or one in S3
 */
export function definitionText(properties: Properties): string {
  if (typeof properties.DefinitionString === 'string') {
    return substitute(properties.DefinitionString, properties.DefinitionSubstitutions);
  }
  if (properties.Definition !== undefined) {
    return substitute(JSON.stringify(properties.Definition), properties.DefinitionSubstitutions);
  }
  throw invalid('give it as DefinitionString or Definition; a definition in S3 is not read');
}

/**
 * Parses and checks a definition, and removes what the library would evaluate otherwise than AWS.
 * @throws AwsError `InvalidDefinition` naming the state and what is wrong
 */
export function parseDefinition(text: string): Definition {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw invalid(`it is no JSON (${(error as Error).message})`);
  }
  if (typeof raw !== 'object' || raw === null || !('States' in raw)) throw invalid('it has no States');
  const definition = raw as Definition;
  refuse(definition, 'the state machine');
  validate(definition);
  return normalizeMachine(definition) as Definition;
}

function validate(definition: Definition): void {
  try {
    new StateMachine(definition as unknown as StateMachineDefinition, {
      validationOptions: { checkArn: false, checkPaths: true },
    });
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

function refuse(machine: States, where: string): void {
  const language = (machine as { QueryLanguage?: unknown }).QueryLanguage;
  if (language !== undefined && language !== 'JSONPath')
    throw invalid(`${where} uses ${language}: ${JSONPATH}`);
  for (const [name, state] of Object.entries(machine.States ?? {})) refuseState(name, state);
}

const JSONPATH = 'only the query language JSONPath is supported';

function refuseState(name: string, state: State): void {
  const at = `state '${name}'`;
  if (state.QueryLanguage !== undefined && state.QueryLanguage !== 'JSONPath') {
    throw invalid(`${at} uses ${state.QueryLanguage}: ${JSONPATH}`);
  }
  for (const [member, reason] of Object.entries(REFUSED_STATE_MEMBERS)) {
    if (member in state) throw invalid(`${at} has ${member}: ${reason}`);
  }
  if (state.Type === 'Task') refuseResource(at, String(state.Resource));
  if (state.Type === 'Map') {
    const processor = itemProcessor(state);
    if (processor === undefined) throw invalid(`${at} has no ItemProcessor`);
    const mode = (processor as { ProcessorConfig?: { Mode?: string } }).ProcessorConfig?.Mode ?? 'INLINE';
    if (mode !== 'INLINE') throw invalid(`${at} has the mode ${mode}: distributed maps are not supported`);
    refuse(processor, at);
  }
  if (state.Type === 'Parallel') for (const branch of branches(state)) refuse(branch, at);
}

function refuseResource(at: string, resource: string): void {
  if (resource.endsWith('.waitForTaskToken'))
    throw invalid(`${at} waits for a task token, which is not supported`);
  if (/:activity:/.test(resource)) throw invalid(`${at} uses an activity, which is not supported`);
}

function normalizeMachine(machine: States): States {
  const states = Object.entries(machine.States).map(([name, state]): [string, State] => [
    name,
    normalizeState(withNested(state)),
  ]);
  return { ...machine, States: Object.fromEntries(states) };
}

function withNested(state: State): State {
  if (state.Type === 'Parallel') return { ...state, Branches: branches(state).map(normalizeMachine) };
  if (state.Type !== 'Map') return state;
  const { Iterator: _old, ...rest } = state;
  return { ...rest, Type: 'Map', ItemProcessor: normalizeMachine(itemProcessor(state)!) };
}

function itemProcessor(state: State): States | undefined {
  return (state.ItemProcessor ?? state.Iterator) as States | undefined;
}

function branches(state: State): readonly States[] {
  return (state.Branches ?? []) as readonly States[];
}

/** `${name}` in a definition stands for a substitution; a name without one stays as it is. */
function substitute(text: string, substitutions: unknown): string {
  if (typeof substitutions !== 'object' || substitutions === null) return text;
  const values = substitutions as Readonly<Record<string, unknown>>;
  return text.replace(/\$\{([^}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? JSON.stringify(String(values[name])).slice(1, -1) : whole,
  );
}

function invalid(why: string): AwsError {
  return new AwsError('InvalidDefinition', `Invalid State Machine Definition: ${why}.`);
}
