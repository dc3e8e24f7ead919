import * as z from 'zod';
import { contractKey, runKey } from '../../shared/contracts/contract.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { fileLink } from '../../shared/kernel/file-link.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound, Problem } from '../../shared/kernel/problem.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/contracts/{id}/document',
  summary: 'A link to the contract as it was read, page by page, good for five minutes',
  access: { permission: 'contract:read' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: {
    200: {
      description:
        'The link. It leads to JSON: `pages`, each with its `lines` (`text`, `box` as fractions of the page or null, `role`, `struck`) and `tables`.',
      schema: z.object({ url: z.string(), run: z.int(), expires_at: z.string() }),
    },
    422: { description: '`not_read`: the contract has not been read yet' },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const contract = await getItem(actor, contractKey(actor, params.id));
  if (!contract) throw notFound();
  const run = Number(contract.run ?? 0);
  if (run === 0 || typeof contract.pages !== 'number')
    throw new Problem(422, 'not_read', 'The contract has not been read yet. Its pages follow when it has.');
  const link = await fileLink(actor, { Key: runKey(actor, params.id, run, 'document.json') });
  return ok({ ...link, run });
});
