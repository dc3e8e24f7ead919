import * as z from 'zod';
import { tellOf } from '../../shared/identity/access-events.ts';
import { endSession, SessionId } from '../../shared/identity/sessions.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/auth/sessions/{id}',
  summary: 'End one of one’s own sessions (ID-17)',
  description: 'Its access token is refused within a minute, its refresh token gives no more.',
  access: 'signed-in',
  params: z.object({ id: SessionId }),
  responses: { 204: { description: 'Ended' } },
  uses: { limits: true, ledger: ['SESSION'], tenant: ['note'] },
});

export const handler = serve(route, async (request) => {
  const { identity, params } = request;
  await endSession({ account: identity.sub, id: params.id });
  await tellOf(identity, request, 'session_ended', params.id);
  return noContent();
});
