import * as z from 'zod';
import { assignCustomers } from '../../shared/customers/assign.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Id } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { MemberId } from '../../shared/team/members.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/teams/assignments',
  summary: 'Assign customers to a member, with their contracts and plans (TEAM-07)',
  description: 'Sending it again changes nothing more.',
  access: { permission: 'customer:assign' },
  reach: { customer: 'body.customer_ids.*' },
  body: z.strictObject({ member_id: MemberId, customer_ids: z.array(Id).min(1).max(100) }),
  responses: {
    200: {
      description: 'Assigned',
      schema: z.object({
        member_id: z.string(),
        customer_ids: z.array(z.string()),
        moved: z.number().int().meta({ description: 'How many were somebody else’s before' }),
      }),
    },
    404: { description: 'One of the customers is not here; then nothing is changed' },
    422: { description: '`unknown_member`' },
  },
  uses: { tenant: ['write'] },
  timeout: 29,
});

export const handler = serve(route, async ({ actor, body }) => {
  const moved = await assignCustomers(actor, body.customer_ids, body.member_id);
  return ok({ ...body, moved });
});
