import { runKey } from '../../shared/contracts/contract.ts';
import { asFact, contractCollection, isFact, keyedExtraction } from '../../shared/contracts/fact.ts';
import { enterStage, RunState } from '../../shared/contracts/run.ts';
import type { Stakeholder } from '../../shared/customers/stakeholder-model.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { readJson, writeJson } from '../../shared/kernel/files.ts';
import { getItem, queryAll } from '../../shared/kernel/records.ts';
import { run } from '../../shared/kernel/step.ts';
import { buildPlan } from '../../shared/onboarding/build-plan.ts';
import { planCollection, storedPlan } from '../../shared/onboarding/plan-record.ts';
import { currentDay, plannedOn } from '../../shared/onboarding/planned-on.ts';
import { planTemplate } from '../../shared/onboarding/templates/index.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';

export const step = defineStep({
  name: 'plan',
  summary: 'Phases, tasks, owners and dates from the plan template and the contract’s facts',
  input: RunState,
  timeout: 60,
  uses: { tenant: ['write'] },
});

export const handler = run(step, async (state, actor) => {
  const contract = await enterStage(actor, state, 'plan');
  const file = (name: string) => runKey(actor, state.contract_id, state.run, name);
  const [items, planned, people, organization] = await Promise.all([
    queryAll(actor, { ...contractCollection(actor, state.contract_id), ConsistentRead: true }, 'write'),
    queryAll(actor, planCollection(actor, state.contract_id), 'write').then(storedPlan),
    readJson<Stakeholder[]>(actor, file('stakeholders.json')),
    getItem(actor, organizationKey(actor)),
  ]);
  const plan = buildPlan({
    extraction: keyedExtraction(items.filter(isFact).map(asFact)),
    people,
    customerName: String(contract.customer_name),
    today: plannedOn(planned, currentDay()),
    template: planTemplate(planned.plan?.template, organization?.blueprint),
  });
  await writeJson(actor, file('plan.json'), plan);
  return state;
});
