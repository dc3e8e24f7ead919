/** A realistic contract as facts: a subscription with identity, integration and migration requirements. */
import type {
  Entitlement,
  Party,
  PriceLine,
  ServiceLevel,
  Stakeholder,
  TechnicalRequirement,
} from '../../../shared/contracts/extraction.ts';
import {
  type Field,
  type KeyedExtraction,
  keyedExtraction,
  type StoredFact,
} from '../../../shared/contracts/fact.ts';
import type { PlanPerson } from '../../../shared/onboarding/plan-model.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });

const PROVIDER = 'Quillwork Analytics, Inc.';
const CUSTOMER = 'Harbor & Pine Clinics, LLC';

interface Content {
  readonly documentName: string;
  readonly agreementDate: string | null;
  readonly effectiveDate: string | null;
  readonly expirationDate: string | null;
  readonly term: string | null;
  readonly renewalTerm: string | null;
  readonly noticePeriod: string | null;
  readonly goLiveDate: string | null;
  readonly paymentTerms: string | null;
  readonly parties: readonly Party[];
  readonly stakeholders: readonly Stakeholder[];
  readonly entitlements: readonly Entitlement[];
  readonly pricing: readonly PriceLine[];
  readonly serviceLevels: readonly ServiceLevel[];
  readonly technicalRequirements: readonly TechnicalRequirement[];
}

const CONTENT: Content = {
  documentName: 'Master Subscription Agreement',
  agreementDate: '2026-11-02',
  effectiveDate: '2026-12-01',
  expirationDate: '2029-11-30',
  term: '36 months',
  renewalTerm: '12 months',
  noticePeriod: '90 days',
  goLiveDate: null,
  paymentTerms: 'net 30',
  parties: [
    { name: PROVIDER, role: 'provider', aliases: ['Quillwork'] },
    { name: CUSTOMER, role: 'customer', aliases: ['Customer'] },
  ],
  stakeholders: [
    person('Odile Fairweather', 'Chief Operating Officer', 'o.fairweather@harborpine.example', [
      'executive_sponsor',
    ]),
    person('Marek Dvořák', 'Director of IT', 'm.dvorak@harborpine.example', ['technical']),
    person('Bea Lindqvist', 'Program Manager', 'b.lindqvist@harborpine.example', ['project']),
    person('Sam Tolland', 'Accounts Payable', 'ap@harborpine.example', ['billing']),
    {
      ...person('Ines Calder', 'Success Lead', 'ines@quillwork.example', ['project']),
      organization: PROVIDER,
    },
  ],
  entitlements: [
    {
      product: 'Quillwork Insight',
      quantity: 180,
      unit: 'named users',
      start: '2026-12-01',
      end: '2029-11-30',
    },
    { product: 'Report Archive', quantity: 2, unit: 'terabytes', start: null, end: null },
  ],
  pricing: [
    {
      item: 'Quillwork Insight',
      quantity: 180,
      unitPrice: usd(24_000),
      amount: usd(4_320_000),
      percent: null,
      period: 'year',
    },
  ],
  serviceLevels: [
    { metric: 'Monthly availability', target: '99.9%' },
    { metric: 'Severity 1 response', target: '30 minutes' },
  ],
  technicalRequirements: [
    { requirement: 'Single sign-on through SAML 2.0 with Okta', category: 'identity' },
    { requirement: 'User provisioning through SCIM 2.0', category: 'identity' },
    { requirement: 'Customer data stays in data centers in the United States', category: 'data' },
    { requirement: 'Nightly feed of visits from Epic over HL7', category: 'integration' },
    { requirement: 'Five years of reports are migrated from the old archive', category: 'migration' },
  ],
};

function person(name: string, title: string, email: string, roles: Stakeholder['roles']): Stakeholder {
  return { name, title, email, phone: null, organization: CUSTOMER, roles };
}

/** The contract's facts as they are stored, with what a test wants otherwise. */
export function storedFacts(changes: Partial<Content> = {}): StoredFact[] {
  const content: Content = { ...CONTENT, ...changes };
  return Object.entries(content).flatMap(([field, value]) =>
    [value]
      .flat()
      .filter((entry) => entry !== null)
      .map((entry, ordinal) => ({
        key: `${field}/${ordinal}`,
        field: field as Field,
        value: entry,
        evidence: [{ page: ordinal + 1, quote: `${field}: ${JSON.stringify(entry)}`, box: null }],
        confidence: 0.9,
        method: 'rule' as const,
        needs_review: false,
        decision: 'none' as const,
        version: 1,
      })),
  );
}

export const extraction = (changes: Partial<Content> = {}): KeyedExtraction =>
  keyedExtraction(storedFacts(changes));

export const CUSTOMER_NAME = 'Harbor & Pine Clinics';

export const PEOPLE: readonly PlanPerson[] = [
  planPerson('sponsor', 'Odile Fairweather', ['executive_sponsor'], 'customer'),
  planPerson('technical', 'Marek Dvořák', ['technical'], 'customer'),
  planPerson('project', 'Bea Lindqvist', ['project'], 'customer'),
  planPerson('billing', 'Sam Tolland', ['billing'], 'customer'),
  planPerson('lead', 'Ines Calder', ['project'], 'provider'),
];

function planPerson(id: string, name: string, roles: string[], side: 'provider' | 'customer'): PlanPerson {
  return { id, name, title: null, roles, side, influence: 'influencer' };
}
