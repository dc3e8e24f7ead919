/** What routes take for invitations. */
import * as z from 'zod';
import { Id } from '../kernel/schema.ts';
import { LANGUAGES } from './invitation.ts';

export const RoleKey = z
  .string()
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'is not a role')
  .max(60);

/** As it is compared: without blanks around, in lower case. */
export const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const LanguageInput = z.enum(LANGUAGES).default('en').meta({ description: 'Of the mail' });

export const InvitationInput = z.strictObject({
  email: Email,
  role: RoleKey,
  language: LanguageInput,
  customer_ids: z
    .array(Id)
    .max(100)
    .default([])
    .meta({ description: 'Customers assigned to whoever accepts' }),
});

const Secret = z.string().min(1).max(200);

export const SecretInput = z
  .strictObject({ token: Secret.optional(), code: Secret.optional() })
  .refine(
    ({ token, code }) => (token === undefined) !== (code === undefined),
    'give either a token or a code',
  );
