/** The labels of filled contracts: one flat line for each. */
import * as z from 'zod';

const text = z.string().nullish();
const number = z.number().nullish();
const list = <S extends z.ZodRawShape>(shape: S) => z.array(z.object(shape)).default([]);

export const FilledLabels = z.object({
  id: z.string().min(1),
  file: z.string().min(1),
  split: z.string().min(1).default('dev'),
  format: z.enum(['pdf', 'docx', 'scan', 'text']).optional(),
  documentName: text,
  parties: list({ name: z.string(), role: text }),
  agreementDate: text,
  effectiveDate: text,
  expirationDate: text,
  term: text,
  renewalTerm: text,
  noticePeriod: text,
  governingLaw: text,
  stakeholders: list({
    name: z.string(),
    title: text,
    email: text,
    phone: text,
    organization: text,
    role: text,
    roles: z.array(z.string()).optional(),
  }),
  entitlements: list({ product: z.string(), quantity: number, unit: text, start: text, end: text }),
  pricing: list({
    item: z.string(),
    quantity: number,
    unitPrice: number,
    amount: number,
    currency: text,
    period: text,
  }),
  totals: z.object({ annual: number, total: number, currency: text }).nullish(),
  paymentTerms: z.union([z.string(), z.number()]).nullish(),
  serviceLevels: list({ metric: z.string(), target: z.string(), class: z.string().optional() }),
  technicalRequirements: list({ requirement: z.string(), category: text }),
});
export type FilledLabels = z.output<typeof FilledLabels>;

/** The fields whose mean is the macro F1. */
export const FILLED_MACRO: readonly string[] = [
  'parties',
  'stakeholders',
  'stakeholderAttributes',
  'entitlements',
  'pricing',
  'totals',
  'paymentTerms',
  'serviceLevels',
  'technicalRequirements',
];

/** All that is scored: the fields above, then those of one value, then what is known of entries that were found. */
export const FILLED_FIELDS: readonly string[] = [
  ...FILLED_MACRO,
  'documentName',
  'agreementDate',
  'effectiveDate',
  'expirationDate',
  'term',
  'renewalTerm',
  'noticePeriod',
  'governingLaw',
  'party.role',
  'person.title',
  'person.email',
  'person.phone',
  'person.organization',
  'person.role',
  'entitlement.unit',
  'entitlement.start',
  'entitlement.end',
  'pricing.period',
  'requirement.category',
];
