import * as z from 'zod';

/** Of a document of settings, as it was read. */
export const DocumentVersion = z
  .number()
  .int()
  .min(0)
  .meta({ description: 'The version you read, 0 before the first change; 409 when it is stale' });

/** What every document of settings says beside its values. */
export const documentFields = {
  version: z.number().int(),
  updated_at: z.string().nullable(),
};
