import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { issueTicket, TICKET_SECONDS } from '../../shared/live/ticket.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/ws/ticket',
  summary: 'A ticket for the socket of live updates (NOT-08, K24)',
  description: `Good once, for ${TICKET_SECONDS} seconds: open \`wss://<this host>/ws/notifications?ticket=<ticket>\`. Frames say which records changed, by their ids; docs/live-updates.md.`,
  access: { permission: 'organization:read' },
  people: true,
  responses: {
    201: {
      description: 'The ticket',
      schema: z.object({ ticket: z.string(), expires_at: z.string() }),
    },
  },
  uses: { ledger: ['SOCKET'] },
});

export const handler = serve(route, async ({ actor, identity }) => {
  const { ticket, expiresAt } = await issueTicket(actor, identity.session ?? '');
  return { status: 201, body: { ticket, expires_at: expiresAt.toISOString() } };
});
