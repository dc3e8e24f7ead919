import * as z from 'zod';
import { runKey } from '../../shared/contracts/contract.ts';
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import { converse } from '../../shared/contracts/model/converse.ts';
import { SECTION_NAMES } from '../../shared/contracts/model/names.ts';
import { askSection } from '../../shared/contracts/model/section.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { readJson, writeJson } from '../../shared/kernel/files.ts';
import { run } from '../../shared/kernel/step.ts';

export const step = defineStep({
  name: 'parse-section',
  summary: 'Asks the model for the facts of one section',
  input: z.object({
    tenant_id: z.string(),
    contract_id: z.string(),
    run: z.number().int(),
    section: z.enum(SECTION_NAMES),
  }),
  timeout: 170,
  uses: { tenant: ['write'], model: true },
});

/** The answer is kept in the run's files; what a section could not give is kept with its reason. */
export const handler = run(step, async ({ contract_id, run: number, section }, actor) => {
  const document = await readJson<NormalizedDocument>(
    actor,
    runKey(actor, contract_id, number, 'document.json'),
  );
  const answer = await askSection(document, section, converse);
  await writeJson(actor, runKey(actor, contract_id, number, `model-${section}.json`), answer);
  return { section, answered: true };
});
