/** From a contract's facts and people to an onboarding plan. Pure: the same input gives the same plan. */
import type { KeyedExtraction } from '../contracts/fact.ts';
import { agreedGoLive, contractAnchor, todayAnchor } from './anchor.ts';
import { planContext } from './plan-context.ts';
import type { PlanDraft, PlanPerson, PlanTask } from './plan-model.ts';
import { planRisks } from './plan-risks.ts';
import { planTasks } from './plan-tasks.ts';
import { inOrder, schedule } from './schedule.ts';
import { successCriteria } from './success-criteria.ts';
import type { PlanTemplate } from './template.ts';
import { CUSTOMER_SUCCESS } from './templates/customer-success.ts';
import { earlier, later, workingCalendar } from './working-days.ts';

export interface PlanInput {
  /** Facts that stand, each with its key. */
  readonly extraction: KeyedExtraction;
  readonly people: readonly PlanPerson[];
  /** The name under which the organization knows the customer. */
  readonly customerName: string;
  /** ISO 8601 day on which the plan is made. */
  readonly today: string;
  readonly template?: PlanTemplate;
  /** Beside the template's own: `2026-12-24` in one year, `12-26` in every year. */
  readonly holidays?: readonly string[];
}

/** @throws DependencyError for a template whose tasks wait for each other */
export function buildPlan(input: PlanInput): PlanDraft {
  const { template = CUSTOMER_SUCCESS, holidays = [], extraction, today } = input;
  const calendar = workingCalendar([...template.holidays, ...holidays]);
  const context = planContext({ ...input, template, calendar });
  const unscheduled = planTasks(context);
  const activities = unscheduled.map(({ activity }) => activity);
  const agreed = agreedGoLive(extraction);
  let anchor = contractAnchor(context);
  const lay = () =>
    schedule(activities, {
      calendar,
      from: anchor.date,
      goLive: { key: template.goLive, date: anchor.basis === 'go_live_date' ? (agreed ?? null) : null },
    });
  let laid = lay();
  const dueOf = (key: string) => laid.slots.get(key)?.due ?? anchor.date;
  if (dueOf(template.goLive) < today) {
    anchor = todayAnchor(
      today,
      `The contract began on ${anchor.date}, and its onboarding would be over: the plan begins today, ${today}.`,
    );
    laid = lay();
  }
  const phaseOrder = new Map(template.phases.map(({ key }, index) => [key, index]));
  const tasks: PlanTask[] = inOrder(activities)
    .map(({ key }, rank) => {
      const { activity: _activity, ...task } = unscheduled.find(
        (entry) => entry.key === key,
      ) as (typeof unscheduled)[number];
      const { start, due } = laid.slots.get(key) as { start: string; due: string };
      return { rank, task: { ...task, start_date: start, due_date: due } };
    })
    .sort(
      (a, b) =>
        (phaseOrder.get(a.task.phase) ?? 0) - (phaseOrder.get(b.task.phase) ?? 0) ||
        compare(a.task.start_date, b.task.start_date) ||
        compare(a.task.due_date, b.task.due_date) ||
        a.rank - b.rank,
    )
    .map(({ task }, index) => ({ ...task, order: index + 1 }));
  const goLive = dueOf(template.goLive);
  return {
    name: template.name.replace('{customer}', context.customerName),
    template: template.key,
    template_version: template.version,
    planned_on: today,
    anchor,
    go_live_date: goLive,
    agreed_go_live_date: agreed ?? null,
    go_live_task: template.goLive,
    phases: template.phases.flatMap((phase) => {
      const own = tasks.filter((task) => task.phase === phase.key);
      const [first] = own;
      if (!first) return [];
      return {
        ...phase,
        start_date: own.map(({ start_date }) => start_date).reduce(earlier, first.start_date),
        end_date: own.map(({ due_date }) => due_date).reduce(later, first.due_date),
      };
    }),
    tasks,
    risks: planRisks(context, { anchor, goLive, tight: laid.tight }),
    success_criteria: successCriteria(context, { goLive, measuredOn: dueOf(template.measured) }),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
