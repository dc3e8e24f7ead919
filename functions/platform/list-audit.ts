import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listAnswer, listOf, pageSize } from '../../shared/kernel/list.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { OversightBody, oversightQuery, oversightView } from '../../shared/platform/oversight.ts';
import { phasedPage } from '../../shared/platform/phased.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/platform/audit',
  summary: 'What platform administrators did, the newest first (AUD-02)',
  access: { permission: 'platform:read' },
  query: ListQuery,
  responses: { 200: { description: 'A page', schema: listOf(OversightBody) } },
  uses: { platform: 'read', secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ query }) => {
  const limit = pageSize(query);
  const { items, next_cursor } = await phasedPage(['audit', limit], [oversightQuery], limit, query.cursor);
  return ok(listAnswer(items.map(oversightView), limit, null, next_cursor));
});
