import * as z from 'zod';
import { originalKey, runKey } from '../../shared/contracts/contract.ts';
import type { Inspection } from '../../shared/contracts/inspect/index.ts';
import { readDocument, UnreadableError } from '../../shared/contracts/reading/index.ts';
import { recognizedBlocks } from '../../shared/contracts/recognition.ts';
import { enterStage, RunState, reject, updateRun } from '../../shared/contracts/run.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { readFile, writeJson } from '../../shared/kernel/files.ts';
import { run } from '../../shared/kernel/step.ts';

export const step = defineStep({
  name: 'read',
  summary: 'Reads the document: lines with places, tables, reading order',
  input: RunState.extend({ inspection: z.unknown(), job_id: z.string().optional() }),
  memory: 3008,
  timeout: 300,
  uses: { tenant: ['write', 'recognize'] },
});

/** Time left for writing the result and saying why reading stopped. */
const MARGIN_MS = 20_000;

export const handler = run(step, async (state, actor, context) => {
  // A scan entered this stage when its recognition started.
  if (!state.job_id) await enterStage(actor, state, 'read');
  const { inspection, job_id, ...rest } = state;
  const bytes = await readFile(actor, originalKey(actor, state.contract_id), state.object_version);
  try {
    const document = await readDocument(bytes, inspection as Inspection, {
      signal: AbortSignal.timeout(Math.max(1_000, context.getRemainingTimeInMillis() - MARGIN_MS)),
      ...(job_id && { ocr: () => recognizedBlocks(actor, job_id) }),
    });
    if (!document.pages.some(({ lines }) => lines.some(({ text }) => /\p{L}/u.test(text))))
      throw new UnreadableError(
        'no_text',
        'No text was found in this document. Upload a copy that shows the contract’s words.',
      );
    await writeJson(actor, runKey(actor, state.contract_id, state.run, 'document.json'), document);
    await updateRun(actor, state, { pages: document.pages.length });
    return { ...rest, outcome: 'read' };
  } catch (error) {
    if (error instanceof UnreadableError)
      return reject(actor, state, { code: error.code, message: error.message });
    throw error;
  }
});
