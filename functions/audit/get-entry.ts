import * as z from 'zod';
import { findEntry } from '../../shared/audit/find.ts';
import { AuditEntryBody } from '../../shared/audit/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/audit/{id}',
  summary: 'An entry of the audit log, with what changed (AUD-01)',
  access: { permission: 'audit:read' },
  params: IdParams,
  responses: { 200: { description: 'The entry', schema: z.object(AuditEntryBody.shape) } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const entry = await findEntry(actor, params.id);
  if (!entry) throw notFound();
  return ok(entry);
});
