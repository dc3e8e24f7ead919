import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { onboardingView, readOnboarding } from '../../shared/organizations/onboarding.ts';
import { OnboardingBody } from '../../shared/organizations/onboarding-schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/onboarding',
  summary: 'The six-step wizard: what is answered, and what comes next (ORG-07, ORG-14)',
  access: { permission: 'organization:manage' },
  responses: { 200: { description: 'The wizard', schema: OnboardingBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => ok(onboardingView(await readOnboarding(actor))));
