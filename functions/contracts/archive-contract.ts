import { contractKey, contractPatch, isArchived } from '../../shared/contracts/contract.ts';
import { stop } from '../../shared/contracts/start.ts';
import type { ContractStatus } from '../../shared/contracts/statuses.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { now } from '../../shared/kernel/ids.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { conditionFailed, getItem, table, updateItem } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/contracts/{id}',
  summary: 'Archive a contract; one that is being processed is stopped (CON-06)',
  access: { permission: 'contract:delete' },
  params: IdParams,
  responses: { 204: { description: 'Archived' } },
  uses: { tenant: ['write'], pipeline: true },
});

/** A state of the pipeline may change the contract between reading and writing it. */
const ATTEMPTS = 5;

export const handler = serve(route, async ({ actor, params }) => {
  for (let attempt = 1; ; attempt++) {
    const contract = await getItem(actor, contractKey(actor, params.id));
    if (!contract || isArchived(contract)) throw notFound();
    try {
      await updateItem(
        actor,
        contractPatch(actor, params.id, { shelf: 'archived', archived_at: now(), archived_by: actor.id })
          // The lists' keys are made of these too: the write holds only while they are what was read.
          .composite({ status: contract.status as ContractStatus, customer_id: String(contract.customer_id) })
          .params(table()),
      );
    } catch (error) {
      if (conditionFailed(error) && attempt < ATTEMPTS) continue;
      throw error;
    }
    if (contract.status === 'processing' && contract.execution_arn)
      await stop(String(contract.execution_arn));
    return noContent();
  }
});
