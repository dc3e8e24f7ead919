import { contractView } from '../../shared/contracts/contract.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { restart } from '../../shared/contracts/start.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/contracts/{id}/parse',
  summary: 'Process a contract again; a failed run goes on where it failed (CON-02)',
  description: 'Facts that people confirmed, corrected, rejected or added stay as they are.',
  access: { permission: 'contract:write' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: {
    202: { description: 'Processing', schema: ContractBody },
    409: { description: '`still_processing`' },
    422: { description: '`not_uploaded`: the file is not there yet' },
  },
  uses: { tenant: ['write'], pipeline: true },
});

export const handler = serve(route, async ({ actor, params }) =>
  accepted(contractView(await restart(actor, params.id))),
);
