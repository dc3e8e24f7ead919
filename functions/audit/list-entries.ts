import * as z from 'zod';
import { readHead } from '../../shared/audit/append.ts';
import { type Position, readEntries } from '../../shared/audit/read.ts';
import {
  AuditEntryBody,
  AuditFilterQuery,
  isOrdered,
  momentsOf,
  NOT_ORDERED,
} from '../../shared/audit/schema.ts';
import { retentionDays } from '../../shared/audit/verify.ts';
import { openCursor, sealCursor } from '../../shared/kernel/cursor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listAnswer, listOf, pageSize } from '../../shared/kernel/list.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'The audit log, newest first: who changed what, when and from where (AUD-01, AUD-02)',
  description:
    'Filters add up. A page can be short, even empty, and still have a `next_cursor`: there is more only when that is null no longer.',
  access: { permission: 'audit:read' },
  query: ListQuery.extend(AuditFilterQuery.shape)
    .extend({ sort: z.enum(['recorded_at', '-recorded_at']).optional() })
    .refine(
      ({ resource_id, resource_type }) => !resource_id || resource_type,
      'a resource_id needs its resource_type',
    )
    .refine(isOrdered, NOT_ORDERED),
  responses: { 200: { description: 'A page of entries', schema: listOf(AuditEntryBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'], auditRetention: true },
});

export const handler = serve(route, async ({ actor, query }) => {
  const { cursor, ...asked } = query;
  const limit = pageSize(query);
  const start = (await openCursor(actor, asked, cursor)) as Position | undefined;
  const head = await readHead(actor);
  const { event, actor: who, resource_type, resource_id, sort } = asked;
  const span = momentsOf(asked);
  const { entries, next } = head
    ? await readEntries(actor, head.began, {
        event,
        actor: who,
        resource_type,
        resource_id,
        ...span,
        descending: sort !== 'recorded_at',
        limit,
        start,
      })
    : { entries: [], next: undefined };
  const isWhole = !event && !who && !resource_type && !span.from && !span.to && retentionDays() === 0;
  const total = isWhole ? (head?.sequence ?? 0) : null;
  return ok(listAnswer(entries, limit, total, await sealCursor(actor, asked, next)));
});
