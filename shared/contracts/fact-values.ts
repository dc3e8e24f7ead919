/** What a person may enter for each field; the same shapes that extraction produces, in the API's spelling. */
import * as z from 'zod';
import { REQUIREMENT_CATEGORIES, STAKEHOLDER_ROLES } from './extraction.ts';
import type { Field } from './fact.ts';

const text = z.string().trim().min(1).max(2000);
const short = z.string().trim().min(1).max(300);
/** ISO 8601, whole or partial. */
const date = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'use YYYY-MM-DD, YYYY-MM or YYYY')
  .refine((value) => value.length < 10 || isDay(value), 'there is no such day');
const isDay = (value: string) => new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);

const money = z.strictObject({
  minor: z.number().int(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'use an ISO 4217 code'),
});
const duration = z
  .string()
  .regex(
    /^([1-9]\d{0,3}) (day|week|month|quarter|year)s?$|^perpetual$/,
    'use a number and a unit, as in "36 months"',
  );

const party = z.strictObject({
  name: short,
  role: z.enum(['provider', 'customer', 'other']),
  aliases: z.array(short).max(20).default([]),
});
const stakeholder = z.strictObject({
  name: short,
  title: short.nullable().default(null),
  email: z.email().nullable().default(null),
  phone: short.nullable().default(null),
  organization: short.nullable().default(null),
  roles: z.array(z.enum(STAKEHOLDER_ROLES)).min(1).default(['other']),
});
const entitlement = z.strictObject({
  product: short,
  quantity: z.number().nonnegative().nullable().default(null),
  unit: short.nullable().default(null),
  start: date.nullable().default(null),
  end: date.nullable().default(null),
});
const price = z
  .strictObject({
    item: short,
    quantity: z.number().nonnegative().nullable().default(null),
    unit_price: money.nullable().default(null),
    amount: money.nullable().default(null),
    percent: z.number().nullable().default(null),
    period: z.enum(['month', 'quarter', 'year', 'one_time', 'other']).nullable().default(null),
  })
  .transform(({ unit_price, ...rest }) => ({ ...rest, unitPrice: unit_price }));

const VALUES: Readonly<Record<Field, z.ZodType>> = {
  documentName: short,
  agreementDate: date,
  effectiveDate: date,
  expirationDate: z.union([date, z.literal('perpetual')]),
  goLiveDate: date,
  term: duration,
  renewalTerm: duration,
  noticePeriod: duration,
  governingLaw: short,
  paymentTerms: z.string().regex(/^net \d{1,3}$|^due on receipt$/, 'use "net 30" or "due on receipt"'),
  totals: z.strictObject({ annual: money.nullable().default(null), total: money.nullable().default(null) }),
  parties: party,
  stakeholders: stakeholder,
  entitlements: entitlement,
  pricing: price,
  serviceLevels: z.strictObject({ metric: short, target: short }),
  technicalRequirements: z.strictObject({ requirement: text, category: z.enum(REQUIREMENT_CATEGORIES) }),
};

export const valueSchema = (field: Field): z.ZodType => VALUES[field];
