/** What a person may enter for each field; the same shapes that extraction produces, in the API's spelling. */
import * as z from 'zod';
import { REQUIREMENT_CATEGORIES, STAKEHOLDER_ROLES } from './extraction.ts';
import type { Field } from './fact.ts';

const text = z.string().trim().min(1).max(2000);
const short = z.string().trim().min(1).max(300);
/** ISO 8601, whole or partial. Of years in which contracts are made: a plan must be able to reckon with them. */
const date = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'use YYYY-MM-DD, YYYY-MM or YYYY')
  .refine((value) => value >= '1900' && value < '2200', 'use a year from 1900 to 2199')
  .refine((value) => value.length < 10 || isDay(value), 'there is no such day');
/** Checks run on what an earlier one refused, too: this one must bear any text. */
function isDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** DynamoDB keeps 38 digits between 1e-130 and 1e126; nobody counts in such numbers. */
const quantity = z
  .number()
  .max(1e12, 'use a smaller number')
  .refine((value) => value === 0 || value >= 1e-6, 'use 0 or a larger number');
const percent = z
  .number()
  .min(-1e6)
  .max(1e6)
  .refine((value) => value === 0 || Math.abs(value) >= 1e-6, 'use 0 or a larger number');

const money = z.strictObject({
  minor: z.number().int(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'use an ISO 4217 code'),
});
const duration = z
  .string()
  .regex(
    /^([1-9]\d{0,3}) (day|week|month|quarter|year)s?$|^perpetual$/,
    'use a number and a unit, as in "36 months"',
  )
  .refine((value) => !/^\d{3,} years?$/.test(value), 'use at most 99 years');

const party = z.strictObject({
  name: short,
  role: z.enum(['provider', 'customer', 'other']),
  aliases: z.array(short).max(20).default([]),
});
const stakeholder = z.strictObject({
  name: short,
  title: short.nullable().default(null),
  email: z.email().max(320).nullable().default(null),
  phone: short.nullable().default(null),
  organization: short.nullable().default(null),
  roles: z.array(z.enum(STAKEHOLDER_ROLES)).min(1).max(STAKEHOLDER_ROLES.length).default(['other']),
});
const entitlement = z.strictObject({
  product: short,
  quantity: quantity.nullable().default(null),
  unit: short.nullable().default(null),
  start: date.nullable().default(null),
  end: date.nullable().default(null),
});
const price = z
  .strictObject({
    item: short,
    quantity: quantity.nullable().default(null),
    unit_price: money.nullable().default(null),
    amount: money.nullable().default(null),
    percent: percent.nullable().default(null),
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
