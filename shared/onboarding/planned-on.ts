/** The day from which a plan is laid. */
import { isTouched } from './merge-plan.ts';
import type { StoredPlan } from './plan-record.ts';
import { addDays } from './working-days.ts';

/** A plan that nobody has begun is laid anew from today when it is older than this. */
const FRESH_DAYS = 14;

/**
 * The day the plan was first made on, so that a correction or a confirmation moves no date by itself; today for a new
 * plan, and for an old one that nobody has begun.
 */
export function plannedOn({ plan, tasks }: StoredPlan, today: string): string {
  const before = plan?.planned_on;
  if (typeof before !== 'string') return today;
  return tasks.some(isTouched) || addDays(before, FRESH_DAYS) >= today ? before : today;
}

/** Today's date in UTC. */
export const currentDay = () => new Date().toISOString().slice(0, 10);
