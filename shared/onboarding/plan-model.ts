/** An onboarding plan as it is worked out from a contract, before it becomes records. Dates are ISO 8601 days. */
import type { InfluenceLevel, Side } from '../customers/stakeholder-model.ts';

/** Where a part of the plan comes from. */
export interface PlanSource {
  /** The contract's fact; null for what every plan has. */
  readonly fact_key: string | null;
  /** What of the template, or of its rules, made it. */
  readonly template_key: string;
  /** One sentence: why it is in the plan. */
  readonly reason: string;
  readonly page?: number;
  readonly quote?: string;
}

export const OWNER_ROLES = [
  'success_manager',
  'sales',
  'technical',
  'project',
  'billing',
  'trainer',
  'support',
  'executive_sponsor',
] as const;
export type OwnerRole = (typeof OWNER_ROLES)[number];

export interface Owner {
  readonly side: Side;
  readonly role: OwnerRole;
  /** The person of the contract who fits; null while nobody does. */
  readonly stakeholder_id: string | null;
  readonly name: string | null;
}

export interface PlanTask {
  /** Lower-case letters, digits and dashes; stable as long as what it is made from is the same. */
  readonly key: string;
  readonly order: number;
  readonly phase: string;
  readonly title: string;
  readonly description: string;
  readonly owner: Owner;
  /** Working days. */
  readonly duration_days: number;
  readonly start_date: string;
  readonly due_date: string;
  readonly depends_on: readonly string[];
  readonly source: PlanSource;
}

export const TASK_STATUSES = ['todo', 'in_progress', 'blocked', 'done'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What a person may change about a task, beside its status. */
export type EditableTaskField = 'title' | 'due_date' | 'owner' | 'phase' | 'order' | 'depends_on';

/** A task as people work on it. */
export interface WorkTask extends PlanTask {
  readonly status: TaskStatus;
  readonly origin: 'template' | 'person';
  /** When a person last changed each field. */
  readonly edited: Readonly<Partial<Record<EditableTaskField | 'status', string>>>;
  readonly completed_at?: string;
  readonly completed_by?: string;
  /** Taken out of the plan by a person: it stays out, whatever the contract asks for. */
  readonly archived_at?: string;
  readonly archived_by?: string;
}

export interface PlanPhase {
  readonly key: string;
  readonly name: string;
  readonly goal: string;
  readonly start_date: string;
  readonly end_date: string;
}

export const SEVERITIES = ['high', 'medium', 'low'] as const;

export interface PlanRisk {
  readonly key: string;
  readonly severity: (typeof SEVERITIES)[number];
  readonly sentence: string;
  readonly mitigation: string;
  readonly source: PlanSource;
}

export interface SuccessCriterion {
  readonly key: string;
  readonly sentence: string;
  readonly target_date: string;
  readonly source: PlanSource;
}

export interface PlanAnchor {
  readonly date: string;
  readonly basis: 'effective_date' | 'agreement_date' | 'go_live_date' | 'today';
  /** Why this date, in one sentence. */
  readonly note: string;
  readonly source: PlanSource;
}

export interface PlanDraft {
  readonly name: string;
  readonly template: string;
  readonly template_version: number;
  /** The day it was planned on. */
  readonly planned_on: string;
  readonly anchor: PlanAnchor;
  /** When the plan goes live; later than what was agreed where the time does not suffice. */
  readonly go_live_date: string;
  readonly agreed_go_live_date: string | null;
  /** The task that is going live. */
  readonly go_live_task: string;
  readonly phases: readonly PlanPhase[];
  readonly tasks: readonly PlanTask[];
  readonly risks: readonly PlanRisk[];
  readonly success_criteria: readonly SuccessCriterion[];
}

/** As much of a stakeholder as a plan needs. */
export interface PlanPerson {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly roles: readonly string[];
  readonly side: Side | null;
  readonly influence: InfluenceLevel;
}
