import * as z from 'zod';
import { contractView } from '../../shared/contracts/contract.ts';
import { correctFacts } from '../../shared/contracts/correct.ts';
import { FactBody, FIELD_NAMES, factView } from '../../shared/contracts/fact-view.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams, Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

const key = z.string().max(100);

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/contracts/{id}/extraction',
  summary: 'Confirm, correct, reject, reset or add facts; a rerun never overwrites them (CON-03)',
  access: { permission: 'contract:write' },
  reach: { contract: 'params.id' },
  params: IdParams,
  body: z.strictObject({
    changes: z
      .array(
        z.discriminatedUnion('action', [
          z.strictObject({ action: z.literal('confirm'), key, version: Version }),
          z.strictObject({ action: z.literal('correct'), key, version: Version, value: z.unknown() }),
          z.strictObject({ action: z.literal('reject'), key, version: Version }),
          z.strictObject({ action: z.literal('reset'), key, version: Version }),
          z.strictObject({ action: z.literal('add'), field: z.enum(FIELD_NAMES), value: z.unknown() }),
        ]),
      )
      .min(1)
      .max(50),
  }),
  responses: {
    200: {
      description: 'The changed facts and the contract',
      schema: z.object({ contract: ContractBody, facts: z.array(FactBody) }),
    },
    409: { description: '`version_conflict`: somebody else changed one of these facts; none was changed' },
    422: { description: 'The contract is being processed, or a single-valued field already has a value' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  const { contract, facts } = await correctFacts(actor, params.id, body.changes);
  return ok({ contract: contractView(contract), facts: facts.map(factView) });
});
