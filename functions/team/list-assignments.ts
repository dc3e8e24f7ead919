import * as z from 'zod';
import { nameKey } from '../../shared/customers/customer.ts';
import { CUSTOMER_STATUSES } from '../../shared/customers/customer-statuses.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf, listPage } from '../../shared/kernel/list.ts';
import { OwnerFilter, ownerToList } from '../../shared/kernel/reach.ts';
import { table } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/teams/assignments',
  summary: 'Which customer is assigned to whom, by the customer’s name (TEAM-07)',
  access: { permission: 'customer:assign' },
  reach: { list: true },
  query: ListQuery.extend({
    member_id: OwnerFilter,
    q: z.string().trim().min(1).max(200).optional().meta({ description: 'The beginning of the name' }),
  }),
  responses: {
    200: {
      description: 'A page of assignments',
      schema: listOf(
        z.object({
          customer_id: z.string(),
          customer_name: z.string(),
          status: z.enum(CUSTOMER_STATUSES),
          member_id: z.string(),
        }),
      ),
    },
  },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const tenant_id = actor.tenantId;
  const owner_id = ownerToList(actor, 'customer:assign', query.member_id);
  const index = owner_id === undefined ? 'gsi1' : 'gsi4';
  const name = query.q && nameKey(query.q);
  const params = {
    TableName: table().table,
    IndexName: index,
    KeyConditionExpression: `${index}pk = :pk${name ? ` AND begins_with(${index}sk, :name)` : ''}`,
    ExpressionAttributeValues: {
      ':pk':
        owner_id === undefined ? `T#${tenant_id}#CUSTOMERS` : `T#${tenant_id}#OWNER#${owner_id}#CUSTOMERS`,
      ...(name && { ':name': name }),
    },
  };
  return ok(
    await listPage(actor, query, params, (record) => ({
      customer_id: String(record.id),
      customer_name: String(record.name),
      status: record.status,
      member_id: String(record.owner_id),
    })),
  );
});
