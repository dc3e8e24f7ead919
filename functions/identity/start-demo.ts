import * as z from 'zod';
import { demoMode } from '../../shared/identity/demo-mode.ts';
import { countDemo } from '../../shared/identity/limits.ts';
import { enterFirst, madeUpEmail, openMadeUp } from '../../shared/identity/made-up.ts';
import { openSession } from '../../shared/identity/open-session.ts';
import { Delivery, TokenBody } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { startExecution } from '../../shared/kernel/executions.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { foundSeeded } from '../../shared/organizations/demo/seed.ts';

export const route = defineRoute({
  only: 'demo',
  method: 'POST',
  path: '/api/v1/auth/demo',
  summary: 'Look around in an organization of one’s own, which is deleted after some hours (ID-06)',
  description:
    'Only where `GET /api/v1/auth/config` says `demo`. The organization has invented customers and contracts, and is apart from all others like any other one; it can send no mail, invite nobody, use no language model and take ten contracts.',
  access: 'public',
  csrf: true,
  body: z.strictObject({ deliver: Delivery }).optional(),
  bodyOptional: true,
  responses: {
    200: { description: 'Signed in', schema: TokenBody },
    429: { description: 'Enough demonstrations for now; `Retry-After` says when to try again' },
  },
  timeout: 29,
  uses: {
    tenant: ['found', 'write'],
    directory: ['SLUG'],
    machines: ['demo', 'provisioning'],
    accounts: ['AdminCreateUser', 'AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
    signIn: true,
    limits: true,
    demo: true,
    ledger: ['SESSION'],
  },
});

const HOUR_MS = 3_600_000;

export const handler = serve(route, async (request) => {
  const mode = demoMode();
  if (!mode) throw notFound();
  const address = await viewerAddress(request);
  await countDemo(address, mode);
  const tenantId = newId();
  const email = madeUpEmail('visitor', 'demo');
  const endsAt = new Date(Date.now() + mode.hours * HOUR_MS).toISOString();
  // The end first: whatever fails from here on is cleared away by it.
  await startExecution(tenantId, { tenant_id: tenantId, email, ends_at: endsAt }, 'DEMO_MACHINE_ARN');
  const account = await openMadeUp(email, 'Demo visitor');
  await foundSeeded(account.identity, request, {
    name: 'Harborlight Software (demo)',
    slug: `demo-${tenantId.toLowerCase()}`,
    demo: { tenantId, endsAt },
  });
  return openSession(await enterFirst(account), request, address, request.body?.deliver ?? 'cookie');
});
