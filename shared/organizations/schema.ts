import * as z from 'zod';
import { Name } from '../kernel/schema.ts';
import { isReserved, SLUG_PATTERN } from './slug.ts';

export const OrganizationName = Name.min(2, 'use at least 2 characters').max(
  100,
  'use at most 100 characters',
);

export const Slug = z
  .string()
  .regex(SLUG_PATTERN, 'use 3 to 40 lower-case letters and digits, with single dashes between')
  .refine((slug) => !isReserved(slug), 'this address is reserved, choose another');

export const OrganizationBody = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  blueprint: z.string(),
  ai_enabled: z.boolean(),
  version: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
});
