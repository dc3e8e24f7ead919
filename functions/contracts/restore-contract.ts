import { contractView } from '../../shared/contracts/contract.ts';
import { restoreContract } from '../../shared/contracts/restore.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/contracts/{id}/restore',
  summary: 'Take a contract out of the archive, with its plan, entitlements and prices',
  description:
    'A run that archiving stopped is not begun again: the contract says `stopped`, and `parse` goes on with it.',
  access: { permission: 'contract:restore' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: {
    200: { description: 'The contract; as it stands where it was not archived', schema: ContractBody },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params }) =>
  ok(contractView(await restoreContract(actor, params.id))),
);
