import * as z from 'zod';
import { requireDeveloper } from '../../shared/identity/dev-secret.ts';
import { countAttempt } from '../../shared/identity/limits.ts';
import { madeUpEmail, openMadeUp } from '../../shared/identity/made-up.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { addMembers } from '../../shared/organizations/demo/members.ts';
import { foundSeeded } from '../../shared/organizations/demo/seed.ts';
import { BLUEPRINTS, founderRole, presetsOf } from '../../shared/team/presets.ts';

export const route = defineRoute({
  only: 'development',
  method: 'POST',
  path: '/api/v1/dev/seed',
  summary: 'Make up an organization with contracts and a member of each role (ID-33)',
  description: 'In stages for development alone, with the header `X-Dev-Secret`.',
  access: 'public',
  body: z
    .strictObject({ name: z.string().trim().min(1).max(100), blueprint: z.enum(BLUEPRINTS) })
    .partial()
    .optional(),
  bodyOptional: true,
  responses: {
    201: {
      description: 'The organization, and its members: sign in as one with `POST /api/v1/dev/login-as`',
      schema: z.object({
        id: z.string(),
        slug: z.string(),
        members: z.array(z.object({ email: z.string(), role: z.string() })),
      }),
    },
    401: { description: '`wrong_dev_secret`' },
  },
  timeout: 29,
  uses: {
    tenant: ['found', 'govern'],
    directory: ['SLUG'],
    machines: ['provisioning'],
    accounts: ['AdminCreateUser'],
    limits: true,
    secrets: ['dev-secret'],
  },
});

export const handler = serve(route, async (request) => {
  await countAttempt({ route: 'dev', address: await viewerAddress(request) });
  await requireDeveloper(request);
  const { name = 'Harborlight Software', blueprint = 'customer-success' } = request.body ?? {};
  const first = founderRole(blueprint);
  const roles = [...new Set([first, ...presetsOf(blueprint).map(({ key }) => key)])];
  const accounts = await Promise.all(
    roles.map(async (role) => {
      const what = role.replaceAll('_', '-');
      return { role, ...(await openMadeUp(madeUpEmail(what, 'dev'), `Dev ${what}`)) };
    }),
  );
  const [founder, ...others] = accounts;
  if (!founder) throw new Error('The blueprint has no roles.');
  const slug = `dev-${newId().toLowerCase()}`;
  const { actor } = await foundSeeded(founder.identity, request, { name, slug, blueprint });
  if (others.length > 0) await addMembers(actor, others);
  const members = accounts.map(({ role, identity: { email } }) => ({ email, role }));
  return created({ id: actor.tenantId, slug, members }, '/api/v1/organizations/current');
});
