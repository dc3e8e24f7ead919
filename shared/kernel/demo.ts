/**
 * The bounds of a demonstration (ID-06): an organization that anybody may open, so what reaches outside of it or costs
 * somebody else something is closed in it, or limited. What a route is to a demonstration stands in its declaration.
 */
import type { Actor } from './actor.ts';
import type { RouteDefinition } from './define.ts';
import { changeEntry, Refused } from './ledger.ts';
import { Problem } from './problem.ts';
import { DAY_SECONDS, epochSeconds } from './time.ts';

/** Longer than any demonstration. */
const KEPT_SECONDS = 4 * DAY_SECONDS;

/** Whatever sends mail would let anybody send it in our name. */
export const closedToDemos = ({ demo, uses }: RouteDefinition) => demo === 'refused' || uses.mail === true;

export const notInDemo = () =>
  new Problem(
    403,
    'not_in_demo',
    'This is a demonstration: nothing in it sends mail, reaches others or outlives it. Sign up to do this.',
  );

/** @throws Problem 403 `not_in_demo`, 429 `demo_used_up` */
export async function permitDemo(actor: Actor, route: RouteDefinition): Promise<void> {
  if (closedToDemos(route)) throw notInDemo();
  const { demoTimes } = route.uses;
  if (demoTimes === undefined) return;
  try {
    await changeEntry('LIMIT', `demo#${actor.tenantId}#${route.method} ${route.path}`, {
      update: 'SET #expires = :expires ADD #used :one',
      condition: 'attribute_not_exists(#used) OR #used < :limit',
      names: { '#used': 'used', '#expires': 'expires_at' },
      values: {
        ':one': 1,
        ':limit': demoTimes,
        ':expires': epochSeconds() + KEPT_SECONDS,
      },
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Problem(
      429,
      'demo_used_up',
      `A demonstration may do this ${demoTimes} times. Sign up to go on with your own contracts.`,
    );
  }
}
