import { originalKey } from '../../shared/contracts/contract.ts';
import { startRecognition } from '../../shared/contracts/recognition.ts';
import { enterStage, RunState } from '../../shared/contracts/run.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { sha256 } from '../../shared/kernel/hash.ts';
import { run } from '../../shared/kernel/step.ts';

export const step = defineStep({
  name: 'start-recognition',
  summary: 'Starts text recognition of a scan',
  input: RunState,
  timeout: 60,
  uses: { tenant: ['write', 'recognize'] },
});

/** Textract needs at least this long for anything. */
const FIRST_WAIT_SECONDS = 1;

export const handler = run(step, async (state, actor) => {
  await enterStage(actor, state, 'read');
  const token = sha256(`${state.contract_id} ${state.object_version} ${state.run}`);
  const job_id = await startRecognition(
    actor,
    originalKey(actor, state.contract_id),
    state.object_version,
    token.slice(0, 64),
  );
  return { ...state, job_id, wait_seconds: FIRST_WAIT_SECONDS };
});
