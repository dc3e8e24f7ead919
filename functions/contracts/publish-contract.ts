import { contractKey, isArchived, runKey } from '../../shared/contracts/contract.ts';
import { asFact, contractCollection, isFact, keyedExtraction } from '../../shared/contracts/fact.ts';
import { isOpen } from '../../shared/contracts/fact-view.ts';
import { publishContract } from '../../shared/contracts/publish.ts';
import { enterStage, RunState, transactForRun, updateRun } from '../../shared/contracts/run.ts';
import type { Stakeholder } from '../../shared/customers/stakeholder-model.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { readJson } from '../../shared/kernel/files.ts';
import { getItem, queryAll } from '../../shared/kernel/records.ts';
import { run } from '../../shared/kernel/step.ts';
import type { PlanDraft } from '../../shared/onboarding/plan-model.ts';
import { reach } from '../../shared/organizations/setup.ts';

export const step = defineStep({
  name: 'publish',
  summary: 'Writes people, entitlements, prices and the plan; the contract is done',
  input: RunState,
  timeout: 120,
  uses: { tenant: ['write'] },
});

export const handler = run(step, async (state, actor) => {
  if (await isPublished(actor, state)) return state;
  const contract = await enterStage(actor, state, 'publish');
  const file = (name: string) => runKey(actor, state.contract_id, state.run, name);
  const [items, stakeholders, plan] = await Promise.all([
    queryAll(actor, contractCollection(actor, state.contract_id), 'write'),
    readJson<Stakeholder[]>(actor, file('stakeholders.json')),
    readJson<PlanDraft>(actor, file('plan.json')),
  ]);
  const facts = items.filter(isFact).map(asFact);
  const { plan_id } = await publishContract(
    actor,
    contract,
    { extraction: keyedExtraction(facts), stakeholders, plan },
    (writes) => transactForRun(actor, state, writes),
  );
  const status = facts.some(isOpen) ? 'review' : 'ready';
  await Promise.all([updateRun(actor, state, { status, plan_id }, 'done'), reach(actor, 'first_contract')]);
  return state;
});

/** The answer to an earlier attempt was lost: its run is done, and people may have gone on from there. */
async function isPublished(actor: Actor, state: RunState): Promise<boolean> {
  const contract = await getItem(actor, contractKey(actor, state.contract_id));
  const stages = contract?.stages as Record<string, string> | undefined;
  return (
    contract !== undefined &&
    !isArchived(contract) &&
    contract.run === state.run &&
    contract.status !== 'processing' &&
    contract.status !== 'failed' &&
    contract.plan_id === state.contract_id &&
    stages?.done !== undefined
  );
}
