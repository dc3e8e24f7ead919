/** The one JSON document of `npm run onboard -- FILE --json`: camelCase, dates ISO 8601, amounts in major units. */
import { majorUnits } from '../../shared/contracts/extract/money.ts';
import { type Answers, type MoneyAnswer, type PriceAnswer, valuesOf } from './answers.ts';
import type { Timings } from './timings.ts';

const camelKey = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The API's snake_case keys as camelCase. Keys only: values stay as they are. */
export function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [camelKey(key), camel(entry)]));
}

const decimal = (money: MoneyAnswer | null | undefined): number | null => (money ? majorUnits(money) : null);

/** As `npm run extract` prints it: a rate has its percent as amount and the currency `%`. */
const price = (line: PriceAnswer) => ({
  item: line.item,
  quantity: line.quantity,
  unitPrice: decimal(line.unit_price),
  amount: line.percent ?? decimal(line.amount),
  currency: line.percent === null ? (line.amount?.currency ?? line.unit_price?.currency ?? null) : '%',
  period: line.period,
});

export interface TotalsAnswer {
  readonly annual: MoneyAnswer | null;
  readonly total: MoneyAnswer | null;
}

export function onboardDocument(file: string, answers: Answers, timings: Timings) {
  const { contract, facts, plan } = answers;
  const first = (field: string) => valuesOf(facts, field)[0] ?? null;
  const totals = first('totals') as TotalsAnswer | null;
  return {
    file,
    contract: {
      id: contract.id,
      status: contract.status,
      failure: contract.failure && { code: contract.failure.code, message: contract.failure.message },
      documentName: contract.document_name,
      customerId: contract.customer_id,
      customerName: contract.customer_name,
      pages: contract.pages,
      reader: contract.reader,
      extractor: contract.extractor,
      extractorReason: contract.extractor_reason,
      facts: contract.facts,
      needsReview: contract.needs_review,
    },
    parties: valuesOf(facts, 'parties').map(camel),
    dates: {
      agreementDate: first('agreement_date'),
      effectiveDate: first('effective_date'),
      expirationDate: first('expiration_date'),
      goLiveDate: first('go_live_date'),
    },
    terms: {
      term: first('term'),
      renewalTerm: first('renewal_term'),
      noticePeriod: first('notice_period'),
      governingLaw: first('governing_law'),
      paymentTerms: first('payment_terms'),
    },
    stakeholders: answers.stakeholders.map(
      ({ name, title, email, phone, organization, roles, side, influence }) => ({
        name,
        title,
        email,
        phone,
        organization,
        role: roles[0] ?? 'other',
        roles,
        side,
        influence,
      }),
    ),
    entitlements: answers.entitlements.map(({ product, quantity, unit, start, end }) => ({
      product,
      quantity,
      unit,
      start,
      end,
    })),
    pricing: answers.pricing.map(price),
    totals: {
      annual: decimal(totals?.annual),
      total: decimal(totals?.total),
      currency: totals?.annual?.currency ?? totals?.total?.currency ?? null,
    },
    serviceLevels: valuesOf(facts, 'service_levels').map(camel),
    technicalRequirements: valuesOf(facts, 'technical_requirements').map(camel),
    plan: plan && {
      name: plan.name,
      goLiveDate: plan.go_live_date,
      agreedGoLiveDate: plan.agreed_go_live_date,
      phases: plan.phases.map(({ key, name, start_date, end_date }) => ({
        key,
        name,
        start: start_date,
        end: end_date,
      })),
      tasks: plan.tasks.map((task) => ({
        key: task.key,
        phase: task.phase,
        title: task.title,
        description: task.description,
        startDate: task.start_date,
        dueDate: task.due_date,
        owner: camel(task.owner),
        dependsOn: task.depends_on,
        source: camel(task.source),
      })),
      risks: plan.risks.map(camel),
      successCriteria: plan.success_criteria.map(camel),
    },
    review: facts
      .filter((fact) => fact.needs_review)
      .map(({ key, field, value, confidence, note }) => ({
        key,
        field: camelKey(field),
        value: camel(value),
        confidence,
        note,
      })),
    timings,
  };
}
