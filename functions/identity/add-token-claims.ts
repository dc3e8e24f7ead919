/** Puts organization and role into the tokens. Read from the directory at each issue, so that a refresh picks up changes. */
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { PLATFORM_ROLE } from '../../shared/kernel/actor.ts';
import { defineTrigger } from '../../shared/kernel/define.ts';
import { lookUp } from '../../shared/kernel/directory.ts';
import { guard } from '../../shared/kernel/guard.ts';

export const trigger = defineTrigger({
  trigger: 'pre-token-generation',
  summary: 'Adds organization and role to the tokens',
  // Cognito waits five seconds.
  timeout: 5,
  uses: { directory: ['USER'] },
});

export const handler = guard(async (event: PreTokenGenerationV2TriggerEvent) => {
  const { sub, email = '', name = '' } = event.request.userAttributes;
  if (!sub) throw new Error('The event names no account.');
  const membership = await lookUp('USER', sub);
  const claims = {
    email,
    name,
    ...(membership?.tenant_id !== undefined && {
      tenant_id: String(membership.tenant_id),
      role: String(membership.role),
    }),
    // By itself it opens nothing: the authorizer asks the directory who administers the platform.
    ...(membership?.tenant_id === undefined && membership?.role === PLATFORM_ROLE && { role: PLATFORM_ROLE }),
  };
  event.response = {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: claims },
      idTokenGeneration: { claimsToAddOrOverride: claims },
    },
  };
  return event;
});
