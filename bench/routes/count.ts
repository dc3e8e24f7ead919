/** What one call of a route costs: DynamoDB's round trips and capacity units, and whatever else it asks of AWS. */
import type { CallRecord } from '../../local/gateway/call-log.ts';
import type { System } from '../system.ts';
import type { PreparedCall, Scenario, World } from './scenarios.ts';

export interface Cost {
  readonly roundTrips: number;
  readonly units: number;
  /** Calls of other services: `sts:AssumeRole`. */
  readonly others: readonly string[];
}

/** Added up over the calls that one function made. */
export function costOf(calls: readonly CallRecord[]): Cost {
  const dynamodb = calls.filter(({ service }) => service === 'dynamodb');
  return {
    roundTrips: dynamodb.length,
    units: dynamodb.reduce((sum, { consumedCapacity = 0 }) => sum + consumedCapacity, 0),
    others: calls
      .filter(({ service }) => service !== 'dynamodb')
      .map(({ service, operation }) => `${service}:${operation}`),
  };
}

/** Calls the route twice, counts the second time: containers and credentials are warm then. */
export async function warmCost(
  system: System,
  functionName: string,
  scenario: Scenario,
  world: World,
): Promise<Cost> {
  await perform(await scenario(world), world);
  const call = await scenario(world);
  const before = new Set(callsOf(system, functionName).map(({ requestId }) => requestId));
  await perform(call, world);
  return costOf(callsOf(system, functionName).filter(({ requestId }) => !before.has(requestId)));
}

const callsOf = (system: System, functionName: string) => system.calls.list({ function: functionName });

async function perform(call: PreparedCall, world: World): Promise<void> {
  const { method, path, body, headers = {}, cookies, session = world.session, refusal, after } = call;
  const url = new URL(path, session.appUrl);
  const status = cookies
    ? (await session.browser.request(url, { method, headers })).status
    : (
        await fetch(url, {
          method,
          redirect: 'manual',
          headers: {
            authorization: `Bearer ${session.accessToken}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
      ).status;
  if (refusal === undefined ? status >= 400 : status !== refusal)
    throw new Error(`${method} ${path} answered ${status}: its scenario is out of date.`);
  await after?.();
}
