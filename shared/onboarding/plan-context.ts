/** What tasks, risks and criteria of one plan are made from. */
import type { KeyedExtraction, KeyedFact } from '../contracts/fact.ts';
import { hasRole } from './owners.ts';
import type { PlanPerson } from './plan-model.ts';
import { mostUsers } from './subjects.ts';
import type { PlanTemplate, Situation } from './template.ts';
import { type TermDates, termDates } from './term-dates.ts';
import type { WorkingCalendar } from './working-days.ts';

export interface PlanContext {
  readonly extraction: KeyedExtraction;
  readonly people: readonly PlanPerson[];
  readonly template: PlanTemplate;
  readonly today: string;
  readonly calendar: WorkingCalendar;
  readonly term: TermDates | undefined;
  /** Each situation that holds, with the fact that shows it. */
  readonly situations: ReadonlyMap<Situation, KeyedFact<unknown> | null>;
  readonly customerName: string;
  /** Facts that stand and that a person should look at. */
  readonly doubtful: readonly KeyedFact<unknown>[];
}

const AMENDMENT = /\b(?:amendment|addendum|change order|renewal order)\b/i;

export function planContext(
  input: Pick<PlanContext, 'extraction' | 'people' | 'template' | 'today' | 'calendar' | 'customerName'>,
): PlanContext {
  const { extraction, people, today } = input;
  const facts: readonly (KeyedFact<unknown> | null)[] = Object.values(extraction).flat();
  const doubtful = facts
    .filter((fact) => fact !== null && fact !== undefined)
    .filter(({ needsReview }) => needsReview);
  const situations = new Map<Situation, KeyedFact<unknown> | null>();
  if (!hasRole(people, 'customer', 'executive_sponsor')) situations.set('no_executive_sponsor', null);
  if (!hasRole(people, 'customer', 'project')) situations.set('no_project_lead', null);
  const [requirement] = extraction.technicalRequirements;
  if (requirement && !hasRole(people, 'customer', 'technical'))
    situations.set('no_technical_contact', requirement);
  const [price = extraction.totals] = extraction.pricing;
  if (price && !hasRole(people, 'customer', 'billing')) situations.set('no_billing_contact', price);
  if (extraction.documentName && AMENDMENT.test(extraction.documentName.value))
    situations.set('amendment', extraction.documentName);
  const [doubt] = doubtful;
  if (doubt) situations.set('facts_to_review', doubt);
  if (!extraction.goLiveDate) situations.set('no_go_live_date', null);
  return { ...input, term: termDates(extraction, today), situations, doubtful };
}

/** How the number of users sizes the training. */
export function training({ extraction, template }: Pick<PlanContext, 'extraction' | 'template'>) {
  const { usersPerSession, sessionsPerDay, maximumDays } = template.training;
  const fact = mostUsers(extraction);
  const sessions = Math.max(1, Math.ceil((fact?.value.quantity ?? 0) / usersPerSession));
  return { fact, sessions, days: Math.min(maximumDays, Math.ceil(sessions / sessionsPerDay)) };
}
