import * as z from 'zod';
import { SCOPES } from '../kernel/permissions.ts';
import { Name } from '../kernel/schema.ts';
import { KEY_PERMISSIONS } from './key-grants.ts';

const KeyScope = z.enum(SCOPES).exclude(['platform']);

const End = z.iso
  .datetime({ offset: true })
  .refine((at) => Date.parse(at) > Date.now(), 'must be in the future')
  .transform((at) => new Date(at).toISOString())
  .nullable()
  .meta({ description: 'When the key ends; null: when it is revoked' });

export const NewApiKeyBody = z.strictObject({
  name: Name.max(100, 'use at most 100 characters'),
  permissions: z
    .partialRecord(z.enum(KEY_PERMISSIONS), KeyScope)
    .refine((given) => Object.keys(given).length > 0, 'choose at least one permission')
    .meta({ description: 'Scope by permission; none may exceed your own' }),
  expires_at: End.optional(),
});

/** The longest that two secrets of one key are good. */
const MOST_OVERLAP_HOURS = 168;

export const RotationBody = z.strictObject({
  overlap_hours: z
    .number()
    .int()
    .min(0)
    .max(MOST_OVERLAP_HOURS, 'an overlap lasts at most a week')
    .default(0)
    .meta({ description: 'How long the former secret stays good' }),
  expires_at: End.optional().meta({ description: 'Left out: as before' }),
});

export const ApiKeyBody = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().meta({ description: 'How the key begins and ends' }),
  permissions: z.record(z.string(), z.enum(SCOPES)),
  status: z.enum(['active', 'expired']),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable().meta({ description: 'To the minute' }),
  previous: z
    .object({ hint: z.string(), expires_at: z.string() })
    .nullable()
    .meta({ description: 'The former secret, while it is still good' }),
  created_at: z.string(),
  created_by: z.object({ id: z.string(), name: z.string().nullable() }),
  version: z.number().int(),
});

export const IssuedKeyBody = ApiKeyBody.extend({
  secret: z.string().meta({ description: 'The whole key, this once' }),
});
