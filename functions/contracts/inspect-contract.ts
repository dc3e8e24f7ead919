import { originalKey } from '../../shared/contracts/contract.ts';
import { inspect } from '../../shared/contracts/inspect/index.ts';
import { enterStage, RunState, reject, updateRun } from '../../shared/contracts/run.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { readFile } from '../../shared/kernel/files.ts';
import { run } from '../../shared/kernel/step.ts';

export const step = defineStep({
  name: 'inspect',
  summary: 'What the file really is, and whether it can be read',
  input: RunState,
  memory: 1769,
  timeout: 120,
  uses: { tenant: ['write'] },
});

export const handler = run(step, async (state, actor) => {
  const contract = await enterStage(actor, state, 'inspect');
  const bytes = await readFile(actor, originalKey(actor, state.contract_id), state.object_version);
  const inspection = await inspect(bytes, {
    fileName: String(contract.file_name),
    contentType: String(contract.content_type),
  });
  if (!inspection.ok) return reject(actor, state, { code: inspection.code, message: inspection.message });
  const reader = readerOf(inspection);
  await updateRun(actor, state, {
    reader,
    content_type: inspection.mediaType,
    ...(inspection.pages && { pages: inspection.pages }),
  });
  return { ...state, outcome: 'accepted', reader, inspection };
});

/** Textract only where there is no text to read: a PDF's own text layer costs nothing and has the exact places. */
function readerOf(inspection: Extract<Awaited<ReturnType<typeof inspect>>, { ok: true }>) {
  if (inspection.format === 'docx') return 'mammoth';
  if (inspection.format === 'text') return 'plain';
  return inspection.format === 'pdf' && inspection.textLayer === 'full' ? 'text-layer' : 'textract';
}
