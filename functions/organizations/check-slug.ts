import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { lookUp } from '../../shared/kernel/directory.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { firstFree } from '../../shared/organizations/create.ts';
import { OrganizationName } from '../../shared/organizations/schema.ts';
import { alternatives, isReserved, SLUG_PATTERN, slugify } from '../../shared/organizations/slug.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/organizations/slug-available',
  summary: 'A slug for a name, or whether a slug is free (ORG-02)',
  access: 'signed-in',
  query: z
    .strictObject({ name: OrganizationName.optional(), slug: z.string().max(100).optional() })
    .refine(
      ({ name, slug }) => (name === undefined) !== (slug === undefined),
      'give either a name or a slug',
    ),
  responses: {
    200: {
      description: 'The slug; when it is not available, one that is',
      schema: z.object({
        slug: z.string(),
        valid: z.boolean(),
        available: z.boolean(),
        suggestion: z.string().nullable(),
      }),
    },
  },
  uses: { directory: ['SLUG'] },
});

export const handler = serve(route, async ({ query }) => {
  const slug = query.slug ?? slugify(query.name ?? '');
  const valid = SLUG_PATTERN.test(slug) && !isReserved(slug);
  const available = valid && !(await lookUp('SLUG', slug));
  const proper = slugify(slug);
  // What was meant by a slug that is none may be free itself.
  const candidates = [...(proper === slug ? [] : [proper]), ...alternatives(proper)];
  const suggestion = available ? null : ((await firstFree(candidates)) ?? null);
  return ok({ slug, valid, available, suggestion });
});
