/** The runs of a contract, as the local pages and Step Functions' API have them. */
import { SFNClient } from '@aws-sdk/client-sfn';
import type { BreakpointInput, Held } from '../../local/breakpoints/index.ts';
import type { System } from './runtime.ts';

export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly redriveCount: number;
  readonly states: readonly { readonly name: string; readonly status: string }[];
}

/** A contract's executions, the first first. */
export function executionsOf({ stepFunctions }: System, contractId: string): readonly Execution[] {
  return stepFunctions
    .list(1000)
    .filter(({ name }) => name.startsWith(contractId))
    .map(({ arn }) => stepFunctions.describe(arn)!)
    .reverse();
}

/** A client with the permissions of a function's role. */
export function stepFunctionsAs(system: System, roleName: string): SFNClient {
  const roleArn = system.principals.roleArns().find((arn) => arn.endsWith(`/${roleName}`));
  if (roleArn === undefined) throw new Error(`There is no role ${roleName}.`);
  return new SFNClient({
    endpoint: system.awsUrl,
    region: 'us-east-1',
    credentials: system.principals.sessionFor(roleArn, 'test'),
  });
}

/** Shorter than a test's own, which would not say what was waited for. */
const HELD_TIMEOUT_MS = 45_000;

/** Sets one breakpoint, does something, and waits until the breakpoint holds what that led to. */
export async function heldAt(
  { breakpoints }: System,
  breakpoint: BreakpointInput,
  action: () => Promise<unknown>,
): Promise<Held> {
  breakpoints.set([breakpoint]);
  await action();
  const deadline = Date.now() + HELD_TIMEOUT_MS;
  for (;;) {
    const [held] = breakpoints.held();
    if (held) return held;
    if (Date.now() > deadline) throw new Error(`Never reached: ${JSON.stringify(breakpoint)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
