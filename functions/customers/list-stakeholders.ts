import { customerPage, customerRows } from '../../shared/customers/customer-rows.ts';
import { StakeholderBody } from '../../shared/customers/stakeholder-schema.ts';
import { stakeholderView } from '../../shared/customers/stakeholder-view.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf } from '../../shared/kernel/list.ts';
import { Id } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/stakeholders',
  aliases: ['/api/stakeholders'],
  summary: 'A customer’s people, on both sides (CON-07)',
  access: { permission: 'stakeholder:read' },
  reach: { customer: 'query.customer_id' },
  query: ListQuery.extend({ customer_id: Id }),
  responses: {
    200: { description: 'A page of people who are not archived', schema: listOf(StakeholderBody) },
  },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const params = {
    ...customerRows(actor, query.customer_id, 'STAKEHOLDER'),
    FilterExpression: 'attribute_not_exists(archived_at)',
  };
  return ok(await customerPage(actor, query.customer_id, query, params, stakeholderView));
});
