/** Archiving a contract takes what only it said out of sight: entitlements, prices and the plan. People stay. */
import { termsRemoval } from '../customers/contract-terms.ts';
import { readRows } from '../customers/publish-rows.ts';
import type { Actor } from '../kernel/actor.ts';
import { Busy } from '../kernel/busy.ts';
import { notFound } from '../kernel/problem.ts';
import {
  getItem,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transactInChunks,
  updated,
  wasCancelled,
} from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { PlanRecord, planCollection, storedPlan } from '../onboarding/plan-record.ts';
import { unlisted } from '../onboarding/work-plan.ts';
import { contractKey, contractPatch, isArchived } from './contract.ts';
import type { ContractStatus } from './statuses.ts';

/** A state of the pipeline may change the contract between reading and writing it. */
const ATTEMPTS = 5;

/** @returns the contract as it was before. @throws Problem 404 */
export async function archiveContract(actor: Actor, id: string): Promise<Item> {
  for (let attempt = 1; ; attempt++) {
    const contract = await getItem(actor, contractKey(actor, id));
    if (!contract || isArchived(contract)) throw notFound();
    try {
      // The contract comes last: what is left half done by a crash is done by archiving again.
      await transactInChunks(actor, [...(await consequences(actor, contract)), archived(actor, contract)]);
      return contract;
    } catch (error) {
      if (!wasCancelled(error)) throw error;
      if (attempt === ATTEMPTS) throw new Busy('The contract changed each time it was read.');
    }
  }
}

const stamp = (actor: Actor) => ({ shelf: 'archived' as const, archived_at: now(), archived_by: actor.id });

function archived(actor: Actor, contract: Item): TransactItem {
  const update = contractPatch(actor, String(contract.id), stamp(actor))
    // The lists' keys are made of these too: the write holds only while they are what was read.
    .composite({
      status: contract.status as ContractStatus,
      customer_id: String(contract.customer_id),
      owner_id: String(contract.owner_id),
    })
    .params(table());
  return { Update: update } as TransactItem;
}

/** Nothing, for a contract that was never published. */
async function consequences(actor: Actor, contract: Item): Promise<TransactItem[]> {
  if (typeof contract.plan_id !== 'string') return [];
  const [{ entitlements, prices }, { tasks }] = await Promise.all([
    readRows(actor, String(contract.customer_id), String(contract.id)),
    queryAll(actor, planCollection(actor, contract.plan_id), 'write').then(storedPlan),
  ]);
  const { table: TableName } = table();
  const plan = PlanRecord.patch({ tenant_id: actor.tenantId, id: contract.plan_id })
    .set({ ...stamp(actor), ...updated(actor) })
    .add({ version: 1 })
    .composite({ customer_id: String(contract.customer_id), owner_id: String(contract.owner_id) })
    .params(table());
  return [
    ...[...entitlements, ...prices].map(({ pk, sk }) => ({ Delete: { TableName, Key: { pk, sk } } })),
    ...tasks.map(unlisted),
    termsRemoval(actor, contract),
    { Update: plan } as TransactItem,
  ];
}
