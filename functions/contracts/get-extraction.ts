import * as z from 'zod';
import { contractView } from '../../shared/contracts/contract.ts';
import { asFact, byKey, contractCollection, isFact } from '../../shared/contracts/fact.ts';
import { FactBody, factView } from '../../shared/contracts/fact-view.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { queryAll } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/contracts/{id}/extraction',
  summary: 'What was read: each fact with page, quote, box, confidence and method (CON-02)',
  access: { permission: 'contract:read' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: {
    200: {
      description: 'The contract and its facts',
      schema: z.object({ contract: ContractBody, facts: z.array(FactBody) }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const items = await queryAll(actor, contractCollection(actor, params.id));
  const contract = items.find((item) => item.sk === 'CONTRACT');
  if (!contract) throw notFound();
  const facts = items.filter(isFact).map(asFact).sort(byKey);
  return ok({ contract: contractView(contract), facts: facts.map(factView) });
});
