/** Out of the archive again: the contract, its plan, and the entitlements and prices that its facts say. */
import { customerRows } from '../customers/customer-rows.ts';
import { joinStakeholders } from '../customers/join-stakeholders.ts';
import { readRows, rowWrites } from '../customers/publish-rows.ts';
import { asStakeholder } from '../customers/stakeholder.ts';
import type { Actor } from '../kernel/actor.ts';
import { Busy } from '../kernel/busy.ts';
import { notFound } from '../kernel/problem.ts';
import {
  type Item,
  queryAll,
  type TransactItem,
  table,
  transactInChunks,
  updated,
  wasCancelled,
} from '../kernel/records.ts';
import { PlanRecord, planCollection, storedPlan } from '../onboarding/plan-record.ts';
import { relisted } from '../onboarding/work-plan.ts';
import { Contract, isArchived } from './contract.ts';
import { asFact, contractCollection, isFact, keyedExtraction, type StoredFact } from './fact.ts';
import { STOPPED_BY_ARCHIVING } from './failure.ts';
import type { ContractStatus } from './statuses.ts';

/** Somebody may restore, or correct, the same contract between reading and writing it. */
const ATTEMPTS = 5;

/** @returns the contract as it is now; unchanged where it was not archived. @throws Problem 404 */
export async function restoreContract(actor: Actor, id: string): Promise<Item> {
  for (let attempt = 1; ; attempt++) {
    const items = await queryAll(actor, contractCollection(actor, id), 'write');
    const contract = items.find(({ sk }) => sk === 'CONTRACT');
    if (!contract) throw notFound();
    if (!isArchived(contract)) return contract;
    const facts = items.filter(isFact).map(asFact);
    const changes = { ...restoration(contract), ...updated(actor) };
    try {
      // The contract comes last: what is left half done by a crash is done by restoring again.
      await transactInChunks(actor, [
        ...(await consequences(actor, contract, facts)),
        restored(actor, contract, changes),
      ]);
      const { archived_at: _at, archived_by: _by, ...rest } = contract;
      return { ...rest, ...changes, version: Number(contract.version) + 1 };
    } catch (error) {
      if (!wasCancelled(error)) throw error;
      if (attempt === ATTEMPTS) throw new Busy('The contract changed each time it was read.');
    }
  }
}

/** Archiving stopped the run of a contract that was being processed. */
const restoration = (contract: Item) =>
  contract.status === 'processing'
    ? {
        shelf: 'active' as const,
        status: 'failed' as const,
        failure: STOPPED_BY_ARCHIVING,
      }
    : { shelf: 'active' as const, status: contract.status as ContractStatus };

function restored(actor: Actor, contract: Item, changes: object): TransactItem {
  const update = Contract.patch({ tenant_id: actor.tenantId, id: String(contract.id) })
    .set(changes as never)
    .remove(['archived_at', 'archived_by'])
    .add({ version: 1 })
    .composite({ customer_id: String(contract.customer_id), owner_id: String(contract.owner_id) })
    .where(({ version }, { eq }) => eq(version, Number(contract.version)))
    .params(table());
  return { Update: update } as TransactItem;
}

/** Nothing, for a contract that was never published. */
async function consequences(
  actor: Actor,
  contract: Item,
  facts: readonly StoredFact[],
): Promise<TransactItem[]> {
  if (typeof contract.plan_id !== 'string') return [];
  const customerId = String(contract.customer_id);
  const contractId = String(contract.id);
  const [stored, rows, people] = await Promise.all([
    queryAll(actor, planCollection(actor, contract.plan_id), 'write').then(storedPlan),
    readRows(actor, customerId, contractId),
    queryAll(actor, { ...customerRows(actor, customerId, 'STAKEHOLDER'), ConsistentRead: true }, 'write'),
  ]);
  const extraction = keyedExtraction(facts);
  const stakeholders = joinStakeholders(extraction, people.map(asStakeholder), { customerId, contractId });
  const plan = PlanRecord.patch({ tenant_id: actor.tenantId, id: contract.plan_id })
    .set({ shelf: 'active', ...updated(actor) })
    .remove(['archived_at', 'archived_by'])
    .add({ version: 1 })
    .composite({ customer_id: customerId, owner_id: String(contract.owner_id) })
    .params(table());
  return [
    ...rowWrites(actor, contract, rows, { extraction, stakeholders }),
    { Update: plan } as TransactItem,
    ...(stored.plan ? stored.tasks.map((task) => relisted(actor, stored.plan as Item, task)) : []),
  ];
}
