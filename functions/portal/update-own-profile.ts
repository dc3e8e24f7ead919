import * as z from 'zod';
import { PersonName } from '../../shared/identity/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { LANGUAGES } from '../../shared/portal/portal-user.ts';
import { OwnProfileBody, ownProfile, updateOwnProfile } from '../../shared/portal/profile.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/customers/me',
  summary: 'Change one’s own name, phone number or language in the customer portal (POR-14)',
  description: 'The address is the organization’s to change: it is what the account is known by.',
  access: 'portal',
  body: z
    .strictObject({
      version: Version,
      name: PersonName.optional(),
      phone: z
        .string()
        .trim()
        .regex(/^[+\d][\d ()./-]{3,39}$/, 'is not a phone number')
        .nullable()
        .optional(),
      language: z.enum(LANGUAGES).optional(),
    })
    .refine((body) => Object.keys(body).length > 1, 'name at least one field to change'),
  responses: {
    200: { description: 'The profile', schema: OwnProfileBody },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) =>
  ok(await ownProfile(actor, await updateOwnProfile(actor, body))),
);
