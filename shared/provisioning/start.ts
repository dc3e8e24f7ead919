/** Starting provisioning. Whatever is asked twice happens once: an attempt has one record and one execution. */
import type { Actor } from '../kernel/actor.ts';
import { executionArn, redriveExecution, startExecution } from '../kernel/executions.ts';
import { log, traceOf } from '../kernel/log.ts';
import { Problem } from '../kernel/problem.ts';
import { failedConditions, type Item, transact } from '../kernel/records.ts';
import { failureOf } from './failure.ts';
import { announced, claimAttempt, executionName, isStuck, latestAttempt, markStep } from './provisioning.ts';

const MACHINE = 'PROVISIONING_MACHINE_ARN';

/** Begins an attempt that has been announced. */
export const begin = (actor: Actor, attempt: number) =>
  startExecution(executionName(actor, attempt), { tenant_id: actor.tenantId, attempt }, MACHINE);

/** The same where something else has succeeded that must not fail for it: asking again begins it. */
export async function beginOrLeave(actor: Actor, attempt: number): Promise<void> {
  try {
    await begin(actor, attempt);
  } catch (error) {
    log.error('provisioning not started', { failure: traceOf(error) });
  }
}

/** @returns the attempt that stands now: one that runs or succeeded as it is, one that failed goes on where it failed */
export async function provision(actor: Actor): Promise<Item> {
  const latest = await latestAttempt(actor);
  if (!latest) return another(actor, 1, 'account');
  const attempt = Number(latest.id);
  if (latest.status === 'succeeded') return latest;
  if (latest.status === 'pending') {
    await begin(actor, attempt);
    return latest;
  }
  if (latest.status === 'running' && !isStuck(latest)) return latest;
  const mine = await claimAttempt(actor, latest);
  if (!mine) return (await latestAttempt(actor)) ?? latest;
  try {
    const redriven = await redriveExecution(executionArn(MACHINE, executionName(actor, attempt)));
    return redriven ? mine.claimed : another(actor, attempt + 1, 'account');
  } catch (error) {
    await markStep(actor, attempt, mine.step, { status: 'failed', failure: failureOf(error) });
    throw error;
  }
}

/**
 * Provisions once more, and takes the blueprint over as it is today.
 * @throws Problem 409 `still_provisioning`
 */
export async function configure(actor: Actor): Promise<Item> {
  const latest = await latestAttempt(actor);
  if (latest && (latest.status === 'running' || latest.status === 'pending') && !isStuck(latest))
    throw new Problem(
      409,
      'still_provisioning',
      'The organization is being set up. Try again when that is done.',
    );
  return another(actor, Number(latest?.id ?? 0) + 1, 'configure');
}

/**
 * After the wizard: provisions for what it said.
 * @param changed false where it was finished before; the attempt of then is told
 */
export async function provisionAgain(actor: Actor, changed: boolean): Promise<Item> {
  const latest = await latestAttempt(actor);
  if (!changed && latest) return provision(actor);
  return another(actor, Number(latest?.id ?? 0) + 1, 'account');
}

/** Announces an attempt and begins it; somebody else's announcement of the same one is as good. */
async function another(actor: Actor, attempt: number, kind: 'account' | 'configure'): Promise<Item> {
  try {
    await transact(actor, [announced(actor, attempt, kind)]);
  } catch (error) {
    if (!failedConditions(error)) throw error;
  }
  await begin(actor, attempt);
  const latest = await latestAttempt(actor);
  if (!latest) throw new Error('An attempt that was announced is not there.');
  return latest;
}
