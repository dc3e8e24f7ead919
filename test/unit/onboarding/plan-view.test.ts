import { describe, expect, it } from 'vitest';
import type { Item } from '../../../shared/kernel/records.ts';
import { buildPlan } from '../../../shared/onboarding/build-plan.ts';
import { mergePlan } from '../../../shared/onboarding/merge-plan.ts';
import type { StoredTask } from '../../../shared/onboarding/plan-record.ts';
import { PlanBody } from '../../../shared/onboarding/plan-schema.ts';
import { nextStep, planView } from '../../../shared/onboarding/plan-view.ts';
import { plannedOn } from '../../../shared/onboarding/planned-on.ts';
import { tooEarly } from '../../../shared/onboarding/update-task.ts';
import { CUSTOMER_NAME, extraction, PEOPLE } from './fixture.ts';

const draft = buildPlan({
  extraction: extraction(),
  people: PEOPLE,
  customerName: CUSTOMER_NAME,
  today: '2026-11-21',
});
const tasks: readonly StoredTask[] = mergePlan([], draft).tasks.map((task) => ({ ...task, version: 1 }));
const change = (key: string, changes: Partial<StoredTask>, all = tasks) =>
  all.map((task) => (task.key === key ? { ...task, ...changes } : task));
const plan: Item = {
  ...draft,
  id: 'p',
  customer_id: 'c',
  customer_name: CUSTOMER_NAME,
  contract_id: 'p',
  start_date: '2026-12-01',
  tasks_total: tasks.length,
  tasks_done: 1,
  version: 1,
  created_at: '2026-11-21T00:00:00Z',
  updated_at: '2026-11-21T00:00:00Z',
};

describe('a plan’s page', () => {
  const view = planView({ plan, tasks: change('handover', { status: 'done' }) }, plan);

  it('has the shape that the API declares', () => {
    expect(PlanBody.strict().parse(view)).toEqual(view);
  });

  it('shows progress of the whole and of each phase', () => {
    expect(view.progress).toEqual({ total: tasks.length, done: 1, percent: Math.round(100 / tasks.length) });
    expect(view.phases[0]?.progress.done).toBe(1);
    expect(view.phases.reduce((sum, { progress }) => sum + progress.total, 0)).toBe(tasks.length);
  });

  it('names the next step: what can be worked on and is due first', () => {
    expect(view.next_step?.key).toBe('prepare-kickoff');
    expect(nextStep(tasks)?.key).toBe('handover');
    expect(nextStep(change('handover', { status: 'blocked' }))?.key).not.toBe('kickoff-meeting');
    expect(nextStep(tasks.map((task) => ({ ...task, status: 'done' })))).toBeUndefined();
  });

  it('says what each task still waits for', () => {
    const waiting = view.tasks.find(({ key }) => key === 'kickoff-meeting');
    expect(waiting?.waits_for).toEqual(['prepare-kickoff']);
    expect(view.tasks.find(({ key }) => key === 'prepare-kickoff')?.waits_for).toEqual([]);
  });

  it('lets phases follow dates that people moved', () => {
    const moved = planView({ plan, tasks: change('agree-plan', { due_date: '2027-02-01' }) }, plan);
    expect(moved.phases[0]?.end_date).toBe('2027-02-01');
  });
});

describe('a task that is moved', () => {
  const moved = { due_date: '2026-12-31' };

  it('names those that now begin too early, with the first working day on which they could', () => {
    const all = change('kickoff-meeting', moved);
    const late = tooEarly(all.find(({ key }) => key === 'kickoff-meeting') as StoredTask, all);
    expect(late.map(({ key }) => key)).toContain('sso-details-1');
    // The first of January is a holiday, and a Friday.
    for (const { earliest_start } of late) expect(earliest_start).toBe('2027-01-04');
  });

  it('is no trouble to tasks that are done, nor once it is done itself', () => {
    const all = change('agree-plan', { status: 'done' }, change('kickoff-meeting', moved));
    const kickoff = all.find(({ key }) => key === 'kickoff-meeting') as StoredTask;
    expect(tooEarly(kickoff, all).map(({ key }) => key)).not.toContain('agree-plan');
    expect(tooEarly({ ...kickoff, status: 'done' }, all)).toEqual([]);
  });
});

describe('the day from which a plan is laid', () => {
  const stored = { plan: { planned_on: '2026-11-21' } as Item, tasks };

  it('is today for a new plan', () => {
    expect(plannedOn({ plan: undefined, tasks: [] }, '2026-12-24')).toBe('2026-12-24');
  });

  it('stays for two weeks, and for good once somebody has begun', () => {
    expect(plannedOn(stored, '2026-12-05')).toBe('2026-11-21');
    expect(plannedOn(stored, '2026-12-06')).toBe('2026-12-06');
    const begun = { ...stored, tasks: change('handover', { status: 'in_progress' }) };
    expect(plannedOn(begun, '2027-06-01')).toBe('2026-11-21');
  });
});
