/** What the API says about a contract: as much of its answers as the report shows. */

import type { PlanDraft } from '../../shared/onboarding/plan-model.ts';
import type { Session, StageProgress } from '../client/session.ts';

/** `GET /contracts/{id}` */
export interface ContractAnswer {
  readonly id: string;
  readonly customer_id: string;
  readonly customer_name: string;
  readonly file_name: string;
  readonly status: string;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly reader: string | null;
  readonly pages: number | null;
  readonly document_name: string | null;
  readonly extractor: string | null;
  readonly extractor_reason: string | null;
  readonly facts: number | null;
  readonly needs_review: number | null;
  readonly plan_id: string | null;
  readonly progress: { readonly stages: readonly StageProgress[] };
}

/** Of `GET /contracts/{id}/extraction`. */
export interface FactAnswer {
  readonly key: string;
  readonly field: string;
  readonly value: unknown;
  readonly evidence: readonly { readonly page: number; readonly quote: string }[];
  readonly confidence: number;
  readonly needs_review: boolean;
  readonly note: string | null;
  readonly decision: string;
}

export interface MoneyAnswer {
  /** Smallest unit of the currency. */
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}

interface Line {
  readonly contract_id: string;
}

export interface StakeholderAnswer {
  readonly mentions: readonly Line[];
  readonly name: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly organization: string | null;
  readonly roles: readonly string[];
  readonly side: string | null;
  readonly influence: string;
  readonly needs_review: boolean;
}

export interface EntitlementAnswer extends Line {
  readonly product: string;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly start: string | null;
  readonly end: string | null;
}

export interface PriceAnswer extends Line {
  readonly item: string;
  readonly quantity: number | null;
  readonly unit_price: MoneyAnswer | null;
  readonly amount: MoneyAnswer | null;
  readonly percent: number | null;
  readonly period: string | null;
}

export type PlanAnswer = Pick<
  PlanDraft,
  | 'name'
  | 'go_live_date'
  | 'agreed_go_live_date'
  | 'anchor'
  | 'phases'
  | 'tasks'
  | 'risks'
  | 'success_criteria'
>;

/** A contract that has settled, and all that came of it. */
export interface Answers {
  readonly contract: ContractAnswer;
  readonly facts: readonly FactAnswer[];
  readonly stakeholders: readonly StakeholderAnswer[];
  readonly entitlements: readonly EntitlementAnswer[];
  readonly pricing: readonly PriceAnswer[];
  readonly plan: PlanAnswer | null;
}

export async function answersFor(session: Session, contract: ContractAnswer): Promise<Answers> {
  // A contract that failed has no customer's records of its own.
  if (contract.status === 'failed')
    return { contract, facts: [], stakeholders: [], entitlements: [], pricing: [], plan: null };
  const customer = `/api/v1/customers/${contract.customer_id}`;
  const [extraction, stakeholders, entitlements, pricing, plan] = await Promise.all([
    session.expect('GET', `/api/v1/contracts/${contract.id}/extraction`),
    session.list(`/api/v1/stakeholders?customer_id=${contract.customer_id}`),
    session.list(`${customer}/entitlements`),
    session.list(`${customer}/pricing`),
    contract.plan_id ? session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`) : null,
  ]);
  // The customer may have more contracts: what is shown is this one's.
  const own = (line: Line) => line.contract_id === contract.id;
  return {
    contract,
    facts: extraction.facts,
    stakeholders: stakeholders.filter(({ mentions }: StakeholderAnswer) => mentions.some(own)),
    entitlements: entitlements.filter(own),
    pricing: pricing.filter(own),
    plan,
  };
}

/** What may be taken for true: found in the document, and not rejected by anybody. */
export const stands = (fact: FactAnswer): boolean =>
  fact.decision !== 'rejected' && (fact.decision !== 'none' || fact.evidence.length > 0);

/** The values of a field that stand, in their order. */
export const valuesOf = (facts: readonly FactAnswer[], field: string): readonly unknown[] =>
  facts.filter((fact) => fact.field === field && stands(fact)).map(({ value }) => value);
