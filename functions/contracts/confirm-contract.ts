import * as z from 'zod';
import { confirmContract } from '../../shared/contracts/confirm.ts';
import { contractView } from '../../shared/contracts/contract.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams, Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PlanChangesBody } from '../../shared/onboarding/changes-schema.ts';

const count = z.number().int();

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/contracts/{id}/confirm',
  summary: 'Take over what was read: facts, people, entitlements, prices and plan (CON-03)',
  description:
    'Every fact that stands becomes confirmed. What people edited, completed or added in the plan stays as it is.',
  access: { permission: 'contract:write' },
  reach: { contract: 'params.id' },
  params: IdParams,
  body: z.strictObject({ version: Version }),
  timeout: 30,
  responses: {
    200: {
      description: 'The contract, how much was written, and what the plan gained or lost',
      schema: z.object({
        contract: ContractBody,
        counts: z.object({ stakeholders: count, entitlements: count, prices: count, tasks: count }),
        plan_changes: PlanChangesBody,
      }),
    },
    409: { description: '`version_conflict`: the contract or one of its facts was changed in the meantime' },
    422: { description: '`not_ready`: the contract is being processed, or could not be' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  const { contract, counts, changes } = await confirmContract(actor, params.id, body.version);
  return ok({ contract: contractView(contract), counts, plan_changes: changes });
});
