/** What may go wrong, as far as the contract shows it; each risk with what to do about it. */
import { hasRole } from './owners.ts';
import type { PlanContext } from './plan-context.ts';
import type { PlanAnchor, PlanRisk } from './plan-model.ts';
import { sourceOf } from './subjects.ts';
import { daysBetween } from './working-days.ts';

/** Less than this between go-live and the last day for notice leaves little to show. */
const SHORT_NOTICE_DAYS = 90;
/** A term that ends sooner than this after go-live is renewed on the strength of the onboarding. */
const EARLY_RENEWAL_DAYS = 180;
const MANY_INTEGRATIONS = 3;

interface Dates {
  readonly anchor: PlanAnchor;
  readonly goLive: string;
  readonly tight: { readonly needed: number; readonly available: number } | null;
}

/** Worst first; otherwise in the order in which they matter along the way. */
export function planRisks(context: PlanContext, dates: Dates): PlanRisk[] {
  const rank = { high: 0, medium: 1, low: 2 };
  return [
    ...peopleRisks(context),
    ...dateRisks(context, dates),
    ...termRisks(context, dates),
    ...contentRisks(context),
  ].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

const risk = (
  key: string,
  severity: PlanRisk['severity'],
  sentence: string,
  mitigation: string,
  reason: string,
  fact: Parameters<typeof sourceOf>[2] = null,
): PlanRisk => ({ key, severity, sentence, mitigation, source: sourceOf(key, reason, fact) });

function* peopleRisks({ people, extraction, situations }: PlanContext): Generator<PlanRisk> {
  if (situations.has('no_executive_sponsor'))
    yield risk(
      'no-executive-sponsor',
      'medium',
      'Nobody at the customer is named as executive sponsor: decisions may wait.',
      'Ask for a sponsor at the kickoff, and name one before the plan is agreed.',
      'The contract names no executive sponsor of the customer.',
    );
  const requirement = situations.get('no_technical_contact');
  if (requirement)
    yield risk(
      'no-technical-contact',
      'high',
      'The contract has technical requirements, but names nobody at the customer who could meet them.',
      'Have a technical contact named at the kickoff; until then the technical tasks have no owner.',
      'The contract has technical requirements and no technical contact of the customer.',
      requirement,
    );
  const price = situations.get('no_billing_contact');
  if (price)
    yield risk(
      'no-billing-contact',
      'low',
      'The contract has prices, but names nobody at the customer who receives invoices.',
      'Ask for name, address and purchase order before the first invoice.',
      'The contract has prices and no billing contact of the customer.',
      price,
    );
  if (people.length > 0 && !hasRole(people, 'provider', 'project') && extraction.stakeholders.length > 0)
    yield risk(
      'no-provider-lead',
      'low',
      'The contract names nobody on the provider’s side who leads the work.',
      'Assign the provider’s tasks of this plan to somebody before the kickoff.',
      'The contract names no project contact of the provider.',
    );
}

function* dateRisks(
  { extraction, today, situations, calendar }: PlanContext,
  { anchor, goLive, tight }: Dates,
): Generator<PlanRisk> {
  if (tight)
    yield risk(
      'tight-go-live',
      'high',
      `The work takes ${tight.needed} working days, but only ${tight.available} are left until the go-live date of the contract; this plan ends on ${goLive}.`,
      'Agree on a smaller first scope or a later date, or start tasks side by side with more people.',
      'The contract’s go-live date leaves less time than the tasks take.',
      extraction.goLiveDate,
    );
  if (situations.has('no_go_live_date'))
    yield risk(
      'no-go-live-date',
      'medium',
      `The contract names no go-live date; ${goLive} is what the tasks add up to.`,
      'Agree on a date at the kickoff.',
      'The contract names no go-live date.',
    );
  if (!extraction.effectiveDate)
    yield risk(
      'no-effective-date',
      'low',
      'The contract names no effective date, so that the start of this plan is an assumption.',
      'Confirm when the contract takes effect.',
      'The contract names no effective date.',
    );
  if (anchor.basis === 'today' && extraction.effectiveDate)
    yield risk(
      'late-start',
      'medium',
      `${anchor.note} What was done already is not known here.`,
      'Mark what is done as done, and tell the customer the new dates.',
      'The contract’s own dates lie in the past.',
      extraction.effectiveDate,
    );
  else if (calendar.count(anchor.date, today) > 5)
    yield risk(
      'late-start',
      'medium',
      `The plan begins on ${anchor.date}, before it was made: its first tasks are late already.`,
      'Mark what is done as done, and move the rest at the kickoff.',
      'The contract took effect before it was uploaded.',
      extraction.effectiveDate ?? extraction.agreementDate,
    );
}

function* termRisks({ term, today, extraction }: PlanContext, { goLive }: Dates): Generator<PlanRisk> {
  if (!term) return;
  if (term.end < today) {
    yield risk(
      'term-over',
      'high',
      `The contract’s term ended on ${term.end}.`,
      'Find out whether a renewal or a newer contract is in force before work begins.',
      'The contract’s end lies in the past.',
      term.fact,
    );
    return;
  }
  if (term.noticeBy && term.noticeBy < today)
    yield risk(
      'notice-passed',
      'medium',
      `The last day to give notice, ${term.noticeBy}, has passed; the term ends on ${term.end}.`,
      'Check whether notice was given, and say to the customer what that means.',
      'The contract’s end less its notice period lies in the past.',
      extraction.noticePeriod,
    );
  else if (term.noticeBy && daysBetween(goLive, term.noticeBy) < SHORT_NOTICE_DAYS)
    yield risk(
      'short-notice',
      'high',
      `The last day to give notice is ${term.noticeBy}, ${daysAfter(goLive, term.noticeBy)}.`,
      'Show first results before that day, and start the renewal talk early.',
      'The contract’s end less its notice period comes soon after go-live.',
      extraction.noticePeriod,
    );
  if (daysBetween(goLive, term.end) < EARLY_RENEWAL_DAYS)
    yield risk(
      'early-renewal',
      'medium',
      `The term ends on ${term.end}, ${daysAfter(goLive, term.end)}.`,
      'Measure value from the first month, and plan the renewal together with the onboarding.',
      'The contract’s term ends soon after go-live.',
      term.fact,
    );
}

function daysAfter(goLive: string, date: string): string {
  const days = daysBetween(goLive, date);
  return days < 0 ? `${-days} days before go-live` : `only ${days} days after go-live`;
}

function* contentRisks({ extraction, doubtful }: PlanContext): Generator<PlanRisk> {
  const [doubt] = doubtful;
  if (doubt)
    yield risk(
      'facts-need-review',
      doubtful.length > 5 ? 'high' : 'medium',
      `${doubtful.length === 1 ? 'One fact' : `${doubtful.length} facts`} behind this plan should be checked by a person.`,
      'Review the contract’s facts; the plan follows what you decide.',
      'Parts of the contract were not read with certainty.',
      doubt,
    );
  if (extraction.serviceLevels.length === 0)
    yield risk(
      'no-service-levels',
      'low',
      'The contract promises no service levels: expectations are unspoken.',
      'Say at the kickoff what support the customer can expect, and when.',
      'No service level was found in the contract.',
    );
  const integrations = extraction.technicalRequirements.filter(
    ({ value }) => value.category === 'integration',
  );
  const [first] = integrations;
  if (first && integrations.length >= MANY_INTEGRATIONS)
    yield risk(
      'many-integrations',
      'medium',
      `${integrations.length} integrations are to be built; each depends on systems of the customer.`,
      'Order them by value, and go live without the last ones if need be.',
      'The contract asks for several integrations.',
      first,
    );
  const migration = extraction.technicalRequirements.find(({ value }) => value.category === 'migration');
  if (migration)
    yield risk(
      'data-migration',
      'medium',
      'Data is to be migrated: its quality is known only after the first trial.',
      'Ask for a sample before the kickoff, and keep room for a second trial.',
      'The contract asks for data to be migrated.',
      migration,
    );
}
