import { contractKey, contractView } from '../../shared/contracts/contract.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/contracts/{id}',
  summary: 'One contract, with where its processing stands',
  access: { permission: 'contract:read' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: { 200: { description: 'The contract', schema: ContractBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const contract = await getItem(actor, contractKey(actor, params.id));
  if (!contract) throw notFound();
  return ok(contractView(contract));
});
