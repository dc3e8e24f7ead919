import * as z from 'zod';
import { runKey } from '../../shared/contracts/contract.ts';
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import type { Extraction } from '../../shared/contracts/extraction.ts';
import { costAt, modelPrices } from '../../shared/contracts/model/cost.ts';
import { mergeAnswers } from '../../shared/contracts/model/merge.ts';
import { SECTION_NAMES } from '../../shared/contracts/model/names.ts';
import type { SectionAnswer } from '../../shared/contracts/model/section.ts';
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
    /** What the budget did not allow to be asked. */
    spared: z.array(z.enum(SECTION_NAMES)),
    /** One for each section that the model was asked about; not answered when the machine gave up on it. */
    answers: z
      .array(
        z.object({ section: z.enum(SECTION_NAMES), answered: z.boolean(), error: z.string().optional() }),
      )
      .optional(),
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
  const asked = state.answers ?? [];
  const answers = await Promise.all(
    asked
      .filter(({ answered }) => answered)
      .map(({ section }) => readJson<SectionAnswer>(actor, file(`model-${section}.json`))),
  );
  const { extraction, alternatives, extractor, reason } = mergeAnswers(document, rules, answers, {
    asked: state.model,
    sections: state.sections.length,
    spared: state.spared,
    error: asked.find(({ answered }) => !answered)?.error,
  });
  const { facts, open } = await storeFacts(actor, state, extraction, alternatives);
  await updateRun(actor, state, {
    extractor,
    extractor_reason: reason,
    facts,
    needs_review: open,
    ...(extraction.documentName && { document_name: extraction.documentName.value }),
    ...(state.model && {
      usage: costAt(
        modelPrices(),
        answers.map(({ usage }) => usage),
      ),
    }),
  });
  const { model: _model, sections: _sections, spared: _spared, answers: _answers, ...rest } = state;
  return rest;
});
