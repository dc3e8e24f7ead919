import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { UploadForm } from '../../shared/kernel/upload-form.ts';
import { LOGO_TYPES } from '../../shared/workspace/image-check.ts';
import { MAXIMUM_LOGO_BYTES, presignLogo } from '../../shared/workspace/logo-upload.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/workspace/branding/logo',
  summary: 'A form to upload a logo with; name its id in the branding afterwards (WS-02)',
  access: { permission: 'settings:manage' },
  body: z.strictObject({
    content_type: z.enum(LOGO_TYPES, { error: 'must be PNG, JPEG or WebP' }),
    size: z.number().int().min(1).max(MAXIMUM_LOGO_BYTES, 'a logo may have at most 1 MB'),
  }),
  responses: {
    201: {
      description: 'POST all `fields`, then `file`, to `url`',
      schema: UploadForm.extend({ id: z.string() }),
    },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) =>
  created(await presignLogo(actor, body.content_type), '/api/v1/workspace/branding'),
);
