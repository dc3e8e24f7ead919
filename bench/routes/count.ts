/** What one call of a route costs: DynamoDB's round trips and capacity units, and whatever else it asks of AWS. */
import type { CallRecord } from '../../local/gateway/call-log.ts';
import { sleep } from '../../shared/kernel/time.ts';
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

interface Measured {
  readonly system: System;
  /** The function's. */
  readonly name: string;
  readonly scenario: Scenario;
  readonly world: World;
  readonly progress: (line: string) => void;
}

/** The change stream is at work on what was filled in: what takes its time meanwhile may be over its limit. */
const ATTEMPTS = 3;
const PAUSE_MS = 5_000;

/** @throws what the route answered, where it was not busy or the last attempt found it busy still */
export async function warmCost(measured: Measured): Promise<Cost> {
  for (let attempt = 1; ; attempt++)
    try {
      return await costOnce(measured);
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Unexpected) || error.status < 500) throw error;
      measured.progress(`Once more: ${error.message}`);
      await sleep(PAUSE_MS);
    }
}

/** Calls the route twice, counts the second time: containers and credentials are warm then. */
async function costOnce({ system, name, scenario, world }: Measured): Promise<Cost> {
  await perform(await scenario(world), world);
  const call = await scenario(world);
  const before = new Set(callsOf(system, name).map(({ requestId }) => requestId));
  await perform(call, world);
  return costOf(callsOf(system, name).filter(({ requestId }) => !before.has(requestId)));
}

class Unexpected extends Error {
  readonly status: number;

  constructor(call: string, status: number, text: string) {
    super(`${call} answered ${status}, which its scenario does not expect: ${text}`);
    this.status = status;
  }
}

const callsOf = (system: System, functionName: string) => system.calls.list({ function: functionName });

async function perform(call: PreparedCall, world: World): Promise<void> {
  const { method, path, body, headers = {}, cookies, session = world.session, refusal, after } = call;
  const url = new URL(path, session.appUrl);
  const response = cookies
    ? await session.browser.request(url, { method, headers })
    : await fetch(url, {
        method,
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${session.accessToken}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
  const { status } = response;
  const text = await response.text();
  if (refusal === undefined ? status >= 400 : status !== refusal)
    throw new Unexpected(`${method} ${path}`, status, text);
  await after?.();
}
