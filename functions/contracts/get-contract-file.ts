import * as z from 'zod';
import { contractKey, originalKey } from '../../shared/contracts/contract.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { fileLink } from '../../shared/kernel/file-link.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound, Problem } from '../../shared/kernel/problem.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/contracts/{id}/file',
  summary: 'A link to the contract’s file, good for five minutes',
  access: { permission: 'contract:read' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: {
    200: {
      description: 'The link',
      schema: z.object({
        url: z.string(),
        file_name: z.string(),
        content_type: z.string(),
        expires_at: z.string(),
      }),
    },
    422: { description: '`not_uploaded`: the file is not there yet' },
  },
  uses: { tenant: ['read'] },
});

/** RFC 8187: percent-encoded, with the four characters that `encodeURIComponent` leaves and the grammar does not. */
const extended = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export const handler = serve(route, async ({ actor, params }) => {
  const contract = await getItem(actor, contractKey(actor, params.id));
  if (!contract) throw notFound();
  if (!contract.object_version)
    throw new Problem(422, 'not_uploaded', 'The contract’s file has not been uploaded yet.');
  const fileName = String(contract.file_name);
  const link = await fileLink(actor, {
    Key: originalKey(actor, params.id),
    VersionId: String(contract.object_version),
    // Never rendered by a browser under this name as anything but what was inspected.
    ResponseContentDisposition: `attachment; filename*=UTF-8''${extended(fileName)}`,
    ResponseContentType: String(contract.content_type),
  });
  return ok({ ...link, file_name: fileName, content_type: contract.content_type });
});
