import * as z from 'zod';
import { recognitionStatus } from '../../shared/contracts/recognition.ts';
import { RunState, reject } from '../../shared/contracts/run.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { log } from '../../shared/kernel/log.ts';
import { run } from '../../shared/kernel/step.ts';

export const step = defineStep({
  name: 'poll-recognition',
  summary: 'Asks whether text recognition is done',
  input: RunState.extend({
    job_id: z.string(),
    wait_seconds: z.number(),
    waited_seconds: z.number().default(0),
  }),
  timeout: 60,
  uses: { tenant: ['write', 'recognize'] },
});

/** A tenth of what was waited already, so that nobody waits a tenth longer than they must. */
const LONGEST_WAIT_SECONDS = 20;

export const handler = run(step, async (state, actor) => {
  const recognition = await recognitionStatus(actor, state.job_id);
  if (recognition.status === 'failed') {
    log.warn('recognition failed', { reason: recognition.reason });
    return {
      ...(await reject(actor, state, {
        code: 'not_recognized',
        message:
          'The text of this scan could not be recognized. Scan it again at 300 dpi, straight and in black on white.',
      })),
      recognition: 'failed',
    };
  }
  const waited = state.waited_seconds + state.wait_seconds;
  return {
    ...state,
    recognition: recognition.status,
    waited_seconds: waited,
    wait_seconds: Math.min(LONGEST_WAIT_SECONDS, Math.max(1, Math.floor(waited / 10))),
  };
});
