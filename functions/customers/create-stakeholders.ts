import * as z from 'zod';
import { createStakeholders } from '../../shared/customers/create-stakeholders.ts';
import { NewStakeholder } from '../../shared/customers/stakeholder-input.ts';
import { StakeholderBody } from '../../shared/customers/stakeholder-schema.ts';
import { stakeholderView } from '../../shared/customers/stakeholder-view.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/stakeholders',
  aliases: ['/api/stakeholders', '/api/stakeholders/bulk'],
  summary: 'Enter one person or up to 50, all or none (CON-07)',
  access: { permission: 'stakeholder:write' },
  reach: { customer: ['body.customer_id', 'body.stakeholders.*.customer_id'] },
  body: z.union([NewStakeholder, z.strictObject({ stakeholders: z.array(NewStakeholder).min(1).max(50) })]),
  responses: {
    201: {
      description: 'The people, in the order given',
      schema: z.object({ data: z.array(StakeholderBody) }),
    },
    404: { description: 'One of the customers is not there' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) => {
  const people = await createStakeholders(actor, 'stakeholders' in body ? body.stakeholders : [body]);
  const data = people.map(stakeholderView);
  return created({ data }, `/api/v1/stakeholders?customer_id=${data[0]?.customer_id}`);
});
