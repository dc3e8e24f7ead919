import { runKey } from '../../shared/contracts/contract.ts';
import { asFact, contractCollection, isFact, keyedExtraction } from '../../shared/contracts/fact.ts';
import { enterStage, RunState } from '../../shared/contracts/run.ts';
import { customerRows } from '../../shared/customers/customer-rows.ts';
import { joinStakeholders } from '../../shared/customers/join-stakeholders.ts';
import { asStakeholder } from '../../shared/customers/stakeholder.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { writeJson } from '../../shared/kernel/files.ts';
import { queryAll } from '../../shared/kernel/records.ts';
import { run } from '../../shared/kernel/step.ts';

export const step = defineStep({
  name: 'stakeholders',
  summary: 'The contract’s people, each once, joined with those the customer has',
  input: RunState,
  timeout: 60,
  uses: { tenant: ['write'] },
});

export const handler = run(step, async (state, actor) => {
  const contract = await enterStage(actor, state, 'stakeholders');
  const customerId = String(contract.customer_id);
  const read = (params: object) => queryAll(actor, { ...params, ConsistentRead: true }, 'write');
  const [items, existing] = await Promise.all([
    read(contractCollection(actor, state.contract_id)),
    read(customerRows(actor, customerId, 'STAKEHOLDER')),
  ]);
  const people = joinStakeholders(
    keyedExtraction(items.filter(isFact).map(asFact)),
    existing.map(asStakeholder),
    { customerId, contractId: state.contract_id },
  );
  await writeJson(actor, runKey(actor, state.contract_id, state.run, 'stakeholders.json'), people);
  return state;
});
