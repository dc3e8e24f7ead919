import * as z from 'zod';
import { contractKey, contractView, isArchived } from '../../shared/contracts/contract.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { presignUpload } from '../../shared/contracts/upload.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound, Problem } from '../../shared/kernel/problem.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { UploadForm } from '../../shared/kernel/upload-form.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/contracts/{id}/upload',
  summary: 'A new form to upload the file of an announced contract, where the first one ran out',
  access: { permission: 'contract:write' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: {
    200: {
      description: 'The contract, and the form: POST all `fields`, then `file`, to `url`',
      schema: z.object({ contract: ContractBody, upload: UploadForm }),
    },
    409: { description: '`already_uploaded`: the file is there; another one is another contract' },
  },
  uses: { tenant: ['write'], demoTimes: 10 },
});

export const handler = serve(route, async ({ actor, params }) => {
  const record = await getItem(actor, contractKey(actor, params.id));
  if (!record || isArchived(record)) throw notFound();
  if (record.status !== 'awaiting_upload')
    throw new Problem(409, 'already_uploaded', 'The file of this contract has been uploaded already.');
  const contract = contractView(record);
  return ok({ contract, upload: await presignUpload(actor, contract.id, contract.content_type) });
});
