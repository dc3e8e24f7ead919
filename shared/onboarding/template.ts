/** Plan templates: what a blueprint's onboarding consists of. Data; `plan-tasks.ts` says what the conditions mean. */
import type { Side } from '../customers/stakeholder-model.ts';
import type { OwnerRole } from './plan-model.ts';
import type { RequirementKind } from './requirement-kinds.ts';

export interface PhaseTemplate {
  readonly key: string;
  readonly name: string;
  readonly goal: string;
}

/** What a contract or its people may lack or bring. */
export type Situation =
  | 'no_executive_sponsor'
  | 'no_project_lead'
  | 'no_technical_contact'
  | 'no_billing_contact'
  | 'amendment'
  | 'facts_to_review'
  | 'no_go_live_date';

/** Dates of the contract's term, worked out in `term-dates.ts`. */
export type TermDate = 'renewal_review' | 'last_notice_day' | 'follow_on' | 'term_end';

/** When a task is part of the plan, and which fact it is then made from. Without one: always. */
export type Condition =
  /** One task for each requirement of these kinds. */
  | { readonly requirements: readonly RequirementKind[] }
  /** One task for each fact of the list. */
  | { readonly each: 'entitlements' | 'serviceLevels' }
  /** One task, from the first of these that the contract has. */
  | { readonly any: readonly ('entitlements' | 'serviceLevels' | 'pricing' | 'paymentTerms' | 'totals')[] }
  | { readonly situation: Situation }
  /** One task, due on this date. */
  | { readonly on: TermDate };

export interface TaskTemplate {
  /** Lower-case letters and dashes. */
  readonly key: string;
  readonly phase: string;
  /** May name `{customer}`, `{subject}` (the fact it is made from), and what `Blanks` has. */
  readonly title: string;
  readonly description: string;
  readonly side: Side;
  readonly role: OwnerRole;
  /** Working days; `training`: as many as the number of users asks for. */
  readonly days: number | 'training';
  /** Keys of tasks, or `phase:<key>` for every task of a phase. What is absent is replaced by what it would follow. */
  readonly after: readonly string[];
  readonly early?: true;
  /** Calendar days to let pass; `payment_terms`: the contract's. */
  readonly lagDays?: number | 'payment_terms';
  readonly when?: Condition;
  readonly reason: string;
}

export interface PlanTemplate {
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly phases: readonly PhaseTemplate[];
  readonly tasks: readonly TaskTemplate[];
  /** The task that is going live. */
  readonly goLive: string;
  /** The task at which success is measured. */
  readonly measured: string;
  /** Share of the units bought that should be in use by then, in percent. */
  readonly adoptionPercent: number;
  /** Days on which nobody works: `12-25` in every year, `2026-12-24` in one. */
  readonly holidays: readonly string[];
  readonly training: {
    readonly usersPerSession: number;
    readonly sessionsPerDay: number;
    readonly maximumDays: number;
  };
}
