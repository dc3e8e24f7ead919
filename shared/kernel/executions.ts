/** Executions of state machines. Step Functions' client is loaded with the first call: most routes that may stop one do not. */
import type { SFNClient } from '@aws-sdk/client-sfn';
import { type EnvironmentName, environment } from './environment.ts';
import { sharedRequestHandler } from './sockets.ts';

let client: SFNClient | undefined;

async function stepFunctions() {
  const sdk = await import('@aws-sdk/client-sfn');
  client ??= new sdk.SFNClient({ requestHandler: sharedRequestHandler() });
  return { sdk, client };
}

/** The variable that holds a machine's ARN; without one the contract pipeline's. */
type MachineVariable = Extract<EnvironmentName, 'STATE_MACHINE_ARN' | `${string}_MACHINE_ARN`>;

/** The ARN of an execution by its name. */
export const executionArn = (machine: MachineVariable, name: string) =>
  `${environment(machine).replace(':stateMachine:', ':execution:')}:${name}`;

const named = (error: unknown, names: RegExp) => error instanceof Error && names.test(error.name);

/** @returns false when the execution of this name has ended, or has another input */
export async function startExecution(
  name: string,
  input: Readonly<Record<string, unknown>>,
  machine: MachineVariable = 'STATE_MACHINE_ARN',
): Promise<boolean> {
  const { sdk, client } = await stepFunctions();
  try {
    const stateMachineArn = environment(machine);
    await client.send(new sdk.StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    return true;
  } catch (error) {
    if (named(error, /^ExecutionAlreadyExists$/)) return false;
    throw error;
  }
}

/** @returns false when the execution is too old or otherwise cannot go on */
export async function redriveExecution(executionArn: string): Promise<boolean> {
  const { sdk, client } = await stepFunctions();
  try {
    await client.send(new sdk.RedriveExecutionCommand({ executionArn }));
    return true;
  } catch (error) {
    if (named(error, /^(ExecutionNotRedrivable|ExecutionDoesNotExist)$/)) return false;
    throw error;
  }
}

/** Stops a run whose contract was archived. One that has ended meanwhile is no matter. */
export async function stopExecution(executionArn: string): Promise<void> {
  const { sdk, client } = await stepFunctions();
  try {
    await client.send(new sdk.StopExecutionCommand({ executionArn, cause: 'The contract was archived.' }));
  } catch (error) {
    if (!named(error, /^ExecutionDoesNotExist$/)) throw error;
  }
}
