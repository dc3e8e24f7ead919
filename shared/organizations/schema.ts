import * as z from 'zod';
import { Id, Name } from '../kernel/schema.ts';
import { isReserved, SLUG_PATTERN } from './slug.ts';

export const OrganizationName = Name.min(2, 'use at least 2 characters').max(
  100,
  'use at most 100 characters',
);

export const Slug = z
  .string()
  .regex(SLUG_PATTERN, 'use 3 to 40 lower-case letters and digits, with single dashes between')
  .refine((slug) => !isReserved(slug), 'this address is reserved, choose another');

const text = z.string().nullable();

export const OrganizationBody = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  blueprint: z.string(),
  ai_enabled: z.boolean(),
  size: text,
  location: z.object({ country: z.string(), city: z.string().optional() }).nullable(),
  industry_lines: z.array(z.string()),
  markets: z.object({ regions: z.array(z.string()), countries: z.array(z.string()) }).nullable(),
  lead_sources: z.array(z.string()),
  integrations: z.object({ api: z.boolean(), webhooks: z.boolean(), crm: z.string() }).nullable(),
  subscription: z.object({ plan: z.string(), billing_email: text }),
  deletion: z
    .object({ requested_at: z.string(), due_at: z.string() })
    .nullable()
    .meta({ description: 'While it waits for its deletion; it can be taken back until `due_at`' }),
  version: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** The path's id says nothing: the tenant is the credential's. Another id answers as a missing one. */
export const OrganizationParams = z.object({ id: z.union([Id, z.literal('current')]) });
