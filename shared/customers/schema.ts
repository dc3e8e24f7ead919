import * as z from 'zod';
import { MoneyBody } from '../kernel/schema.ts';
import { CUSTOMER_STATUSES } from './customer-statuses.ts';
import { EntitlementBody } from './entitlement-schema.ts';
import { PriceBody } from './price-schema.ts';
import { StakeholderBody } from './stakeholder-schema.ts';

const day = z.string().nullable();

export const CustomerBody = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(CUSTOMER_STATUSES),
  owner_id: z.string().meta({ description: 'The account of the member it is assigned to' }),
  next_follow_up_at: day.meta({ description: 'A day: when somebody wants to get back to them' }),
  custom: z
    .record(z.string(), z.unknown())
    .meta({ description: 'Values of the organization’s own fields, by key; of archived ones, too' }),
  summary: z
    .object({
      contracts: z.number().int(),
      annual: z.array(MoneyBody).meta({ description: 'One sum for each currency, the largest first' }),
      total: z.array(MoneyBody),
      go_live_date: day,
      renewal_date: day.meta({ description: 'When the first of the running terms renews by itself' }),
      end_date: day.meta({ description: 'When the first of the running terms ends for good' }),
      notice_date: day.meta({ description: 'The first last day for notice that is still to come' }),
    })
    .meta({ description: 'What the contracts say together' }),
  version: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullable(),
});

const TermsBody = z.object({
  contract_id: z.string(),
  document_name: z.string().nullable(),
  effective_date: day,
  go_live_date: day,
  term: z.string().nullable(),
  renewal_term: z.string().nullable(),
  notice_period: z.string().nullable(),
  payment_terms: z.string().nullable(),
  perpetual: z.boolean(),
  ends_on: day.meta({ description: 'Of the term that runs today' }),
  renews: z.boolean(),
  notice_by: day,
  annual: MoneyBody.nullable(),
  total: MoneyBody.nullable(),
});

export const CustomerDetailBody = CustomerBody.extend({
  terms: z.array(TermsBody).meta({ description: 'By contract, the newest first' }),
  people: z.array(StakeholderBody).meta({ description: 'Those who are not archived' }),
  entitlements: z.array(EntitlementBody),
  prices: z.array(PriceBody),
});
