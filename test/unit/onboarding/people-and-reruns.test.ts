/** What people did to a plan, and a rerun of its contract. */
import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../shared/onboarding/build-plan.ts';
import { leadsTo, mergePlan } from '../../../shared/onboarding/merge-plan.ts';
import type { WorkTask } from '../../../shared/onboarding/plan-model.ts';
import { CUSTOMER_NAME, extraction, PEOPLE } from './fixture.ts';

const AT = '2026-12-01T08:00:00Z';
const draft = (changes: Parameters<typeof extraction>[0] = {}) =>
  buildPlan({
    extraction: extraction(changes),
    people: PEOPLE,
    customerName: CUSTOMER_NAME,
    today: '2026-11-21',
  });
const begun = () => mergePlan([], draft()).tasks;
const change = (key: string, changes: Partial<WorkTask>) =>
  begun().map((task) => (task.key === key ? { ...task, ...changes } : task));
const find = (tasks: readonly WorkTask[], key: string) => tasks.find((task) => task.key === key);
const LATER = { effectiveDate: '2027-01-04' } as const;

describe('a rerun', () => {
  it('does not bring back what a person took out', () => {
    const { tasks, changes } = mergePlan(
      change('handover', { archived_at: AT, archived_by: 'x' }),
      draft(LATER),
    );
    expect(find(tasks, 'handover')?.archived_at).toBe(AT);
    expect(changes.added).toEqual([]);
  });

  it('leaves a task where a person put it, in its phase and behind its neighbour', () => {
    const [first, second] = begun().filter(({ phase }) => phase === begun()[0]?.phase);
    const mover = begun().at(-1);
    if (!first || !second || !mover) throw new Error('the plan is too short');
    const moved = change(mover.key, {
      phase: first.phase,
      order: (first.order + second.order) / 2,
      edited: { phase: AT, order: AT },
    });
    const { tasks } = mergePlan(moved, draft(LATER));
    const keys = tasks.filter(({ phase }) => phase === first.phase).map(({ key }) => key);
    expect(keys.slice(0, 3)).toEqual([first.key, mover.key, second.key]);
    expect(mergePlan(tasks, draft(LATER)).tasks).toEqual(tasks);
  });

  it('keeps dependencies that a person chose, and makes no circle of them', () => {
    const waiting = begun().find(({ depends_on }) => depends_on.length > 0);
    const [on] = waiting?.depends_on ?? [];
    if (!waiting || !on) throw new Error('nothing waits');
    // The person turns the order round; the contract's own order would now be a circle.
    const turned = begun().map((task) =>
      task.key === on
        ? { ...task, depends_on: [waiting.key], edited: { depends_on: AT } }
        : task.key === waiting.key
          ? { ...task, depends_on: [], edited: { title: AT } }
          : task,
    );
    const { tasks } = mergePlan(turned, draft());
    expect(find(tasks, on)?.depends_on).toEqual([waiting.key]);
    expect(find(tasks, waiting.key)?.depends_on).not.toContain(on);
    for (const { key, depends_on } of tasks)
      for (const other of depends_on) expect(leadsTo(other, key, tasks)).toBe(false);
  });
});
