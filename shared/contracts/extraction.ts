/**
 * What is read out of a contract: facts, each with the words it stands on.
 * Rules and model produce the same shape; grounding fills in evidence and confidence.
 */
import type { Box } from './document.ts';

/** Where a value stands in the document. */
export interface Evidence {
  /** 1-based page number. */
  readonly page: number;
  /** The document's own words, verbatim. */
  readonly quote: string;
  readonly box: Box | null;
}

/** rule: read by the deterministic extractor; model: by a language model; computed: derived from other facts; person: entered or corrected by somebody. */
export type Method = 'rule' | 'model' | 'computed' | 'person';

export interface Fact<T> {
  readonly value: T;
  readonly evidence: readonly Evidence[];
  /** 0…1; must rank errors. */
  readonly confidence: number;
  readonly method: Method;
  /** True when a person should look: not found in the document, low confidence, or rules and model disagree. */
  readonly needsReview: boolean;
  /** Why review is asked for, or how the value was computed. One sentence. */
  readonly note?: string;
}

/** Money in integer minor units (cents) of an ISO 4217 currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export interface Party {
  readonly name: string;
  readonly role: 'provider' | 'customer' | 'other';
  /** Defined terms and short names: "Licensor", "Acme". */
  readonly aliases: readonly string[];
}

export const STAKEHOLDER_ROLES = [
  'executive_sponsor',
  'signatory',
  'billing',
  'technical',
  'project',
  'notices',
  'other',
] as const;
export type StakeholderRole = (typeof STAKEHOLDER_ROLES)[number];

export interface Stakeholder {
  readonly name: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly organization: string | null;
  /** All roles, the weightiest first. */
  readonly roles: readonly StakeholderRole[];
}

export interface Entitlement {
  readonly product: string;
  readonly quantity: number | null;
  readonly unit: string | null;
  /** ISO 8601 dates, or null. */
  readonly start: string | null;
  readonly end: string | null;
}

export type PricePeriod = 'month' | 'quarter' | 'year' | 'one_time' | 'other';

export interface PriceLine {
  readonly item: string;
  readonly quantity: number | null;
  readonly unitPrice: Money | null;
  /** Line total as printed; discounts are negative. null when only a unit price is printed. */
  readonly amount: Money | null;
  /** A rate in percent (commission, margin) instead of money. */
  readonly percent: number | null;
  readonly period: PricePeriod | null;
}

export interface Totals {
  /** The recurring sum of a contract year (the first, for a ramp). */
  readonly annual: Money | null;
  /** The sum for the term with one-time items. */
  readonly total: Money | null;
}

export interface ServiceLevel {
  readonly metric: string;
  /** As printed: "99.9%", "4 business hours". */
  readonly target: string;
}

export const REQUIREMENT_CATEGORIES = [
  'security',
  'identity',
  'data',
  'integration',
  'performance',
  'infrastructure',
  'migration',
  'compliance',
  'other',
] as const;
export type RequirementCategory = (typeof REQUIREMENT_CATEGORIES)[number];

export interface TechnicalRequirement {
  /** The sentence as printed. */
  readonly requirement: string;
  readonly category: RequirementCategory;
}

/**
 * Everything read from one contract. null or [] where the document is silent.
 * Dates are ISO 8601, partial where the text is (`2024`, `2024-05`), `perpetual` for an expiration that never comes.
 * Durations are as in "36 months", "60 days". Payment terms are `net N` or `due on receipt`.
 */
export interface Extraction {
  readonly documentName: Fact<string> | null;
  readonly parties: readonly Fact<Party>[];
  readonly agreementDate: Fact<string> | null;
  readonly effectiveDate: Fact<string> | null;
  readonly expirationDate: Fact<string> | null;
  readonly term: Fact<string> | null;
  readonly renewalTerm: Fact<string> | null;
  readonly noticePeriod: Fact<string> | null;
  readonly governingLaw: Fact<string> | null;
  readonly goLiveDate: Fact<string> | null;
  readonly stakeholders: readonly Fact<Stakeholder>[];
  readonly entitlements: readonly Fact<Entitlement>[];
  readonly pricing: readonly Fact<PriceLine>[];
  readonly totals: Fact<Totals> | null;
  readonly paymentTerms: Fact<string> | null;
  readonly serviceLevels: readonly Fact<ServiceLevel>[];
  readonly technicalRequirements: readonly Fact<TechnicalRequirement>[];
}

export const SCALAR_FIELDS = [
  'documentName',
  'agreementDate',
  'effectiveDate',
  'expirationDate',
  'term',
  'renewalTerm',
  'noticePeriod',
  'governingLaw',
  'goLiveDate',
  'totals',
  'paymentTerms',
] as const satisfies readonly (keyof Extraction)[];

export const LIST_FIELDS = [
  'parties',
  'stakeholders',
  'entitlements',
  'pricing',
  'serviceLevels',
  'technicalRequirements',
] as const satisfies readonly (keyof Extraction)[];

/** An extraction that found nothing. */
export const EMPTY_EXTRACTION: Extraction = {
  documentName: null,
  parties: [],
  agreementDate: null,
  effectiveDate: null,
  expirationDate: null,
  term: null,
  renewalTerm: null,
  noticePeriod: null,
  governingLaw: null,
  goLiveDate: null,
  stakeholders: [],
  entitlements: [],
  pricing: [],
  totals: null,
  paymentTerms: null,
  serviceLevels: [],
  technicalRequirements: [],
};
