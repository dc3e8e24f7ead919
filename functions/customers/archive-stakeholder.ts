import { StakeholderParams, stakeholderPatch } from '../../shared/customers/stakeholder.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { conditionFailed, table, updateItem } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/stakeholders/{id}',
  summary: 'Archive a person; a contract that is read again does not bring them back (CON-07)',
  access: { permission: 'stakeholder:write' },
  reach: { customer: 'params.id' },
  params: StakeholderParams,
  responses: { 204: { description: 'Archived' } },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const archive = { archived_at: now(), archived_by: actor.id };
  try {
    await updateItem(
      actor,
      stakeholderPatch(actor, params.id, archive)
        .where(({ archived_at }, { notExists }) => notExists(archived_at))
        .params(table()),
    );
  } catch (error) {
    if (conditionFailed(error)) throw notFound();
    throw error;
  }
  return noContent();
});
