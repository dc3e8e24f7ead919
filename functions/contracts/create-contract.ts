import * as z from 'zod';
import { contractView } from '../../shared/contracts/contract.ts';
import { createContract } from '../../shared/contracts/create.ts';
import { MAXIMUM_BYTES, MEDIA_TYPES, type MediaType } from '../../shared/contracts/media-types.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { presignUpload } from '../../shared/contracts/upload.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { Id, Name } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { UploadForm } from '../../shared/kernel/upload-form.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/contracts',
  aliases: ['/api/contracts', '/api/contracts/upload'],
  summary: 'Announce a contract; upload its file with the form in the answer (CON-01)',
  access: { permission: 'contract:write' },
  reach: { customer: 'body.customer.id' },
  body: z.strictObject({
    customer: z
      .union([
        z.strictObject({ id: Id }),
        z.strictObject({ name: Name.max(200), allow_duplicate: z.boolean().optional() }),
      ])
      .meta({ description: 'An existing customer by id, or the name of a new one' }),
    file_name: z
      .string()
      .trim()
      .min(1)
      .max(255)
      // Neither a path, nor written from right to left to hide how it ends.
      .refine((name) => !/[\p{Cc}/\\\u202a-\u202e\u2066-\u2069]/u.test(name), 'must be a plain file name'),
    content_type: z.enum(Object.keys(MEDIA_TYPES) as [MediaType, ...MediaType[]], {
      error: `must be one of: ${Object.values(MEDIA_TYPES).join(', ')}`,
    }),
    size: z
      .number()
      .int()
      .min(1, 'the file is empty')
      .max(MAXIMUM_BYTES, 'a file may have at most 50 MB')
      .meta({ description: 'Bytes' }),
  }),
  responses: {
    201: {
      description:
        'The contract, and the form to upload its file with: POST all `fields`, then `file`, to `url`',
      schema: z.object({ contract: ContractBody, upload: UploadForm }),
    },
    409: {
      description:
        '`customer_exists`: a customer of this name is there; use its id, or set `allow_duplicate`',
    },
  },
  uses: { tenant: ['write'], demoTimes: 10 },
});

export const handler = serve(route, async ({ actor, body }) => {
  const record = await createContract(actor, body);
  const contract = contractView(record);
  const upload = await presignUpload(actor, contract.id, contract.content_type);
  return created({ contract, upload }, `/api/v1/contracts/${contract.id}`);
});
