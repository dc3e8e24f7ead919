import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listAnswer, listOf, pageSize } from '../../shared/kernel/list.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { runsOf } from '../../shared/platform/keys.ts';
import { RunBody } from '../../shared/platform/organization-schema.ts';
import { runViews } from '../../shared/platform/organizations.ts';
import { phasedPage } from '../../shared/platform/phased.ts';
import { STEP_STATUSES } from '../../shared/provisioning/provisioning.ts';

/** What needs somebody comes first. */
const ORDER = ['failed', 'running', 'pending', 'succeeded'] as const;

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/platform/provisioning',
  summary: 'The newest attempt at setting up of each organization, failed ones first (ORG-25)',
  access: { permission: 'platform:read' },
  query: ListQuery.extend({ status: z.enum(STEP_STATUSES).optional() }),
  responses: {
    200: { description: 'Within a status, the newest first', schema: listOf(RunBody) },
  },
  uses: { platform: 'read', secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ query }) => {
  const { cursor, ...scope } = query;
  const limit = pageSize(query);
  const phases = (query.status ? [query.status] : ORDER).map((status) => ({
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :pk',
    ExpressionAttributeValues: { ':pk': runsOf(status) },
    ScanIndexForward: false,
  }));
  const { items, next_cursor } = await phasedPage(['provisioning', scope], phases, limit, cursor);
  return ok(listAnswer(await runViews(items), limit, null, next_cursor));
});
