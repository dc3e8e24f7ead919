import * as z from 'zod';

export const CustomerBody = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  version: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullable(),
});
