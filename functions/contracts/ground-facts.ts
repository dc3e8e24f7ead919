import * as z from 'zod';
import { runKey } from '../../shared/contracts/contract.ts';
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import type { Extraction } from '../../shared/contracts/extraction.ts';
import { costOf } from '../../shared/contracts/model/cost.ts';
import { mergeAnswers } from '../../shared/contracts/model/merge.ts';
import type { SectionAnswer } from '../../shared/contracts/model/section.ts';
import { SECTION_NAMES } from '../../shared/contracts/model/sections.ts';
import { enterStage, RunState, updateRun } from '../../shared/contracts/run.ts';
import { storeFacts } from '../../shared/contracts/store-facts.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { readJson } from '../../shared/kernel/files.ts';
import { run } from '../../shared/kernel/step.ts';

export const step = defineStep({
  name: 'ground',
  summary: 'Matches each fact back to the document; what is not there is marked, never taken for a fact',
  input: RunState.extend({
    model: z.boolean(),
    sections: z.array(z.enum(SECTION_NAMES)),
    model_error: z.object({ Error: z.string() }).loose().optional(),
  }),
  memory: 3008,
  timeout: 300,
  uses: { tenant: ['write'], modelPrices: true },
});

export const handler = run(step, async (state, actor) => {
  await enterStage(actor, state, 'ground');
  const file = (name: string) => runKey(actor, state.contract_id, state.run, name);
  const [document, rules] = await Promise.all([
    readJson<NormalizedDocument>(actor, file('document.json')),
    readJson<Extraction>(actor, file('rules.json')),
  ]);
  const answers = state.model ? await Promise.all(state.sections.map((name) => sectionAnswer(file(`model-${name}.json`)))) : [];
  const { extraction, alternatives, extractor, reason } = mergeAnswers(
    document,
    rules,
    answers.filter((answer) => answer !== undefined),
    { asked: state.model, sections: state.sections.length, error: state.model_error?.Error },
  );
  const { facts, open } = await storeFacts(actor, state.contract_id, extraction, alternatives);
  await updateRun(actor, state, {
    extractor,
    extractor_reason: reason,
    facts,
    needs_review: open,
    ...(extraction.documentName && { document_name: extraction.documentName.value }),
    ...(state.model && { usage: costOf(answers.flatMap((answer) => (answer ? [answer.usage] : []))) }),
  });
  const { model: _model, sections: _sections, model_error: _error, ...rest } = state;
  return rest;

  /** A section whose file is missing was given up by the machine after its retries. */
  async function sectionAnswer(key: string): Promise<SectionAnswer | undefined> {
    try {
      return await readJson<SectionAnswer>(actor, key);
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  }
});
