import * as z from 'zod';
import { CUSTOMER_STATUSES } from '../../shared/customers/customer-statuses.ts';
import { customerView } from '../../shared/customers/customer-view.ts';
import { CustomerBody } from '../../shared/customers/schema.ts';
import { updateCustomer } from '../../shared/customers/update-customer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Day, IdParams, Name, Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { currentDay } from '../../shared/onboarding/planned-on.ts';
import { CustomValues } from '../../shared/workspace/custom-fields.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/customers/{id}',
  summary: 'Change a customer’s name, status, next follow-up or own fields (CUS-04, WS-04)',
  description: 'A new name is carried to the customer’s contracts and plans.',
  access: { permission: 'customer:write' },
  reach: { customer: 'params.id' },
  params: IdParams,
  body: z
    .strictObject({
      version: Version,
      name: Name.max(200).optional(),
      status: z.enum(CUSTOMER_STATUSES).optional(),
      next_follow_up_at: Day.nullable().optional(),
      custom: CustomValues.optional(),
    })
    .refine((body) => Object.keys(body).length > 1, 'name at least one field to change'),
  responses: {
    200: { description: 'The customer', schema: CustomerBody },
    409: { description: '`version_conflict`, or `customer_exists` for a name that another customer has' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) =>
  ok(customerView(await updateCustomer(actor, params.id, body), currentDay())),
);
