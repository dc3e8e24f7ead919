import { runKey } from '../../shared/contracts/contract.ts';
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import { readFacts } from '../../shared/contracts/extract/read-facts.ts';
import { questionsWithin } from '../../shared/contracts/model/budget.ts';
import { modelPrices } from '../../shared/contracts/model/cost.ts';
import { enterStage, RunState } from '../../shared/contracts/run.ts';
import { storeFacts } from '../../shared/contracts/store-facts.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { readJson, writeJson } from '../../shared/kernel/files.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { run } from '../../shared/kernel/step.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';

export const step = defineStep({
  name: 'parse',
  summary: 'Extracts facts by rules, and says what the model is to be asked where the organization allows it',
  input: RunState,
  memory: 3008,
  timeout: 300,
  uses: { tenant: ['write'], modelPrices: true },
});

export const handler = run(step, async (state, actor) => {
  await enterStage(actor, state, 'parse');
  const [document, organization] = await Promise.all([
    readJson<NormalizedDocument>(actor, runKey(actor, state.contract_id, state.run, 'document.json')),
    getItem(actor, organizationKey(actor)),
  ]);
  const rules = readFacts(document);
  await writeJson(actor, runKey(actor, state.contract_id, state.run, 'rules.json'), rules);
  if (organization?.ai_enabled !== true) return { ...state, model: false, sections: [], spared: [] };
  const { asked, spared } = await questionsWithin(document, rules, modelPrices());
  // The model takes its time: what the rules have found is shown by then.
  if (asked.length > 0) await storeFacts(actor, state, rules, new Map());
  return { ...state, model: true, sections: asked.map(({ section }) => section), spared };
});
