import type * as z from 'zod';
import { Contract, contractView } from '../../shared/contracts/contract.ts';
import { ContractsQuery } from '../../shared/contracts/list-query.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import type { ContractStatus } from '../../shared/contracts/statuses.ts';
import { type Actor, scopeOf } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { listOf, listPage } from '../../shared/kernel/list.ts';
import { ownerToList, ownOnly } from '../../shared/kernel/reach.ts';
import { table } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/contracts',
  aliases: ['/api/contracts'],
  summary: 'Contracts, newest first (CON-06)',
  access: { permission: 'contract:read' },
  reach: { list: true, customer: 'query.customer_id' },
  query: ContractsQuery,
  responses: { 200: { description: 'A page of contracts', schema: listOf(ContractBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const tenant_id = actor.tenantId;
  const shelf = query.archived ? 'archived' : 'active';
  const { status, customer_id } = query;
  const owner_id = ownerToList(actor, 'contract:read', query.owner_id);
  const chosen = customer_id
    ? Contract.query.byCustomer({ tenant_id, shelf, customer_id })
    : owner_id
      ? ofOwner({ tenant_id, shelf, owner_id }, status)
      : status
        ? Contract.query.byStatus({ tenant_id, shelf, status })
        : Contract.query.all({ tenant_id, shelf });
  const params = ownOnly(actor, 'contract:read', chosen.params({ ...table(), order: 'desc' }));
  return ok(await listPage(actor, query, params, contractView, counterOf(actor, query, shelf, owner_id)));
});

function counterOf(
  actor: Actor,
  { status, customer_id }: z.output<typeof route.query>,
  shelf: string,
  owner: string | undefined,
): string | undefined {
  if (scopeOf(actor, 'contract:read') === 'own') return undefined;
  if (customer_id) return `contracts#${shelf}#customer#${customer_id}`;
  if (owner) return status ? undefined : `contracts#${shelf}#owner#${owner}`;
  return status ? `contracts#${shelf}#${status}` : `contracts#${shelf}`;
}

/** A member's contracts are few: their status is looked at after they are read. */
function ofOwner(
  owner: { tenant_id: string; shelf: 'active' | 'archived'; owner_id: string },
  status: ContractStatus | undefined,
) {
  const chosen = Contract.query.byOwner(owner);
  return status ? chosen.where((contract, { eq }) => eq(contract.status, status)) : chosen;
}
