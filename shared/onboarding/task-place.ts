/** Where a task stands among the others of its phase, and what it waits for. */
import { invalid } from '../kernel/problem.ts';
import type { Item } from '../kernel/records.ts';
import { leadsTo } from './merge-plan.ts';
import type { PlanPhase } from './plan-model.ts';
import type { StoredTask } from './plan-record.ts';

/** @throws Problem 400 for a phase that the plan does not have */
export function knownPhase(plan: Item, phase: string): string {
  if (!(plan.phases as readonly PlanPhase[]).some(({ key }) => key === phase))
    throw invalid([{ field: 'phase', code: 'unknown', message: 'is not a phase of this plan' }]);
  return phase;
}

/**
 * An order between two neighbours, so that one move is one write.
 * @param after the task that it stands behind; null for the first of the phase, undefined for the last
 * @throws Problem 400
 */
export function orderBehind(
  after: string | null | undefined,
  phase: string,
  key: string | undefined,
  tasks: readonly StoredTask[],
): number {
  const peers = tasks.filter((task) => task.phase === phase && task.key !== key);
  const index =
    after === undefined
      ? peers.length - 1
      : after === null
        ? -1
        : peers.findIndex((peer) => peer.key === after);
  if (index === -1 && after)
    throw invalid([{ field: 'after', code: 'unknown', message: 'is not a task of this phase' }]);
  const ahead = peers[index]?.order;
  const behind = peers[index + 1]?.order;
  if (ahead === undefined) return behind === undefined ? 1 : behind - 1;
  return behind === undefined ? ahead + 1 : (ahead + behind) / 2;
}

/** @throws Problem 400 for tasks that are not there, and for a circle */
export function knownDependencies(
  wanted: readonly string[],
  key: string,
  tasks: readonly StoredTask[],
): readonly string[] {
  const refuse = (code: string, message: string) => invalid([{ field: 'depends_on', code, message }]);
  for (const other of wanted) {
    const task = tasks.find((candidate) => candidate.key === other);
    if (!task) throw refuse('unknown', `"${other}" is not a task of this plan`);
    if (leadsTo(other, key, tasks))
      throw refuse('circle', `"${task.title}" itself waits for this task: they would wait for each other`);
  }
  return [...new Set(wanted)];
}
