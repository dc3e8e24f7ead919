import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { saveStep } from '../../shared/organizations/onboarding.ts';
import { OnboardingBody } from '../../shared/organizations/onboarding-schema.ts';
import { StepKey } from '../../shared/organizations/wizard.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/onboarding',
  summary: 'Save a step of the wizard (ORG-07)',
  description: 'Steps may be changed as long as those before them are done.',
  access: { permission: 'organization:manage' },
  body: z.strictObject({
    step: StepKey,
    data: z.record(z.string(), z.unknown()),
    version: z.number().int().nonnegative().meta({ description: 'The version you read; 0 at first' }),
  }),
  responses: {
    200: { description: 'Saved', schema: OnboardingBody },
    409: { description: '`version_conflict`, `step_out_of_order`, or `onboarding_complete`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body: { step, data, version } }) =>
  ok(await saveStep(actor, step, data, version)),
);
