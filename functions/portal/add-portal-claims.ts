/** Puts organization and customer into the tokens of somebody at a customer (ID-35), read anew at each issue. */
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { defineTrigger } from '../../shared/kernel/define.ts';
import { lookUp } from '../../shared/kernel/directory.ts';
import { guard } from '../../shared/kernel/guard.ts';

export const trigger = defineTrigger({
  trigger: 'pre-token-generation',
  pool: 'portal',
  summary: 'Adds organization and customer to the tokens of portal users',
  // Cognito waits five seconds.
  timeout: 5,
  uses: { directory: ['PORTAL'] },
});

export const handler = guard(async (event: PreTokenGenerationV2TriggerEvent) => {
  const { sub, email = '', name = '' } = event.request.userAttributes;
  if (!sub) throw new Error('The event names no account.');
  const user = await lookUp('PORTAL', sub);
  const claims = {
    email,
    name,
    ...(user && {
      tenant_id: String(user.tenant_id),
      customer_id: String(user.customer_id),
      role: 'customer',
    }),
  };
  event.response = {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: claims },
      idTokenGeneration: { claimsToAddOrOverride: claims },
    },
  };
  return event;
});
