/** A person takes over what was read: facts, people, entitlements, prices and plan. */
import { customerRows } from '../customers/customer-rows.ts';
import { joinStakeholders } from '../customers/join-stakeholders.ts';
import { asStakeholder } from '../customers/stakeholder.ts';
import type { Actor } from '../kernel/actor.ts';
import { notFound, Problem, versionConflict } from '../kernel/problem.ts';
import {
  failedConditions,
  getItem,
  type Item,
  queryAll,
  type RecordAccess,
  type TransactItem,
  table,
  transactInChunks,
  updated,
} from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { buildPlan } from '../onboarding/build-plan.ts';
import { type PlanPreview, planPreview } from '../onboarding/plan-preview.ts';
import { planCollection, storedPlan } from '../onboarding/plan-record.ts';
import { currentDay, plannedOn } from '../onboarding/planned-on.ts';
import { planTemplate } from '../onboarding/templates/index.ts';
import { organizationKey } from '../organizations/organization.ts';
import { contractPatch, isArchived } from './contract.ts';
import {
  asFact,
  contractCollection,
  FactRecord,
  isFact,
  keyedExtraction,
  type StoredFact,
  stands,
} from './fact.ts';
import { isOpen } from './fact-view.ts';
import { type Published, publishContract } from './publish.ts';

const READY: readonly unknown[] = ['review', 'ready', 'confirmed'];

/**
 * Everything that stands becomes confirmed. What was not found in the document stays out, until somebody adds it.
 * Records first, the contract last: a request that is interrupted is sent again.
 * @throws Problem 404, 409 `version_conflict`, 422 `not_ready`
 */
export async function confirmContract(
  actor: Actor,
  id: string,
  version: number,
): Promise<Published & { contract: Item }> {
  const { contract, facts } = await readyContract(actor, id, 'write');
  if (contract.version !== version) throw versionConflict('contract', Number(contract.version));
  const { confirming, settled, decision } = settle(actor, facts);
  const published = await publishContract(
    actor,
    contract,
    (await derive(actor, contract, settled, 'write')).derived,
  );
  const attributes = {
    status: 'confirmed',
    plan_id: published.plan_id,
    needs_review: settled.filter(isOpen).length,
    confirmed_at: decision.decided_at,
    confirmed_by: actor.id,
  };
  const contractUpdate = contractPatch(actor, id, attributes)
    .where(
      (contractNow, { eq }) =>
        `${eq(contractNow.version, version)} AND ${eq(contractNow.run, Number(contract.run))}`,
    )
    .params(table());
  try {
    await transactInChunks(actor, [
      ...confirming.map((fact) => confirmation(actor, id, fact, decision)),
      { Update: contractUpdate } as TransactItem,
    ]);
  } catch (error) {
    if (failedConditions(error)) throw versionConflict('contract', version);
    throw error;
  }
  return { ...published, contract: { ...contract, ...attributes, version: version + 1, ...updated(actor) } };
}

/**
 * What confirming would do to the plan now, from the facts as people have decided them so far. Nothing is written.
 * @throws Problem 404, 422 `not_ready`
 */
export async function previewPlanChanges(actor: Actor, id: string): Promise<PlanPreview> {
  const { contract, facts } = await readyContract(actor, id, 'read');
  const { derived, planned } = await derive(actor, contract, settle(actor, facts).settled, 'read');
  return planPreview(planned.tasks, derived.plan);
}

/** The facts as they are when everything that stands is confirmed. */
function settle(actor: Actor, facts: readonly StoredFact[]) {
  const confirming = facts.filter((fact) => fact.decision === 'none' && stands(fact));
  const decision = { decision: 'confirmed' as const, decided_by: actor.id, decided_at: now() };
  const settled = facts.map((fact) => (confirming.includes(fact) ? { ...fact, ...decision } : fact));
  return { confirming, settled, decision };
}

async function readyContract(
  actor: Actor,
  id: string,
  access: RecordAccess,
): Promise<{ contract: Item; facts: StoredFact[] }> {
  const items = await queryAll(actor, contractCollection(actor, id), access);
  const contract = items.find(({ sk }) => sk === 'CONTRACT');
  if (!contract || isArchived(contract)) throw notFound();
  if (!READY.includes(contract.status))
    throw new Problem(
      422,
      'not_ready',
      contract.status === 'failed'
        ? 'This contract could not be processed. Process it again, or upload another file.'
        : 'This contract is still being processed. Confirm it when it is done.',
      { status: contract.status },
    );
  return { contract, facts: items.filter(isFact).map(asFact) };
}

async function derive(actor: Actor, contract: Item, facts: readonly StoredFact[], access: RecordAccess) {
  const customerId = String(contract.customer_id);
  const [people, planned, organization] = await Promise.all([
    queryAll(actor, { ...customerRows(actor, customerId, 'STAKEHOLDER'), ConsistentRead: true }, access),
    queryAll(actor, planCollection(actor, String(contract.id)), access).then(storedPlan),
    getItem(actor, organizationKey(actor)),
  ]);
  const extraction = keyedExtraction(facts);
  const stakeholders = joinStakeholders(extraction, people.map(asStakeholder), {
    customerId,
    contractId: String(contract.id),
  });
  const plan = buildPlan({
    extraction,
    people: stakeholders,
    customerName: String(contract.customer_name),
    today: plannedOn(planned, currentDay()),
    template: planTemplate(planned.plan?.template, organization?.blueprint),
  });
  return { derived: { extraction, stakeholders, plan }, planned };
}

const confirmation = (
  actor: Actor,
  contract_id: string,
  { key, version }: StoredFact,
  decision: { decision: 'confirmed'; decided_by: string; decided_at: string },
) =>
  ({
    Update: FactRecord.patch({ tenant_id: actor.tenantId, contract_id, key })
      .set({ ...decision, ...updated(actor) } as never)
      .add({ version: 1 })
      .where((fact, { eq }) => eq(fact.version, version))
      .params(table()),
  }) as TransactItem;
