import { archiveContract } from '../../shared/contracts/archive.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { stopExecution } from '../../shared/kernel/executions.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/contracts/{id}',
  summary:
    'Archive a contract with its plan, entitlements and prices; one that is being processed is stopped (CON-06)',
  access: { permission: 'contract:delete' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: { 204: { description: 'Archived' } },
  uses: { tenant: ['write'], pipeline: true },
});

export const handler = serve(route, async ({ actor, params }) => {
  const contract = await archiveContract(actor, params.id);
  if (contract.status === 'processing' && contract.execution_arn)
    await stopExecution(String(contract.execution_arn));
  return noContent();
});
