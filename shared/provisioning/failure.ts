/** Why a step of setting up failed, as the status says it: a code, and a sentence without a word of the error. */
import { isBusy } from '../kernel/busy.ts';
import { PermanentError } from '../kernel/step.ts';

export interface StepFailure {
  /** One of the codes in docs/errors.md, "Why setting up failed". */
  readonly code: string;
  readonly message: string;
}

export function failureOf(error: unknown): StepFailure {
  if (error instanceof PermanentError) return { code: error.code, message: error.message };
  if (isBusy(error))
    return { code: 'busy', message: 'Something this step needs was busy. It can be tried again.' };
  if (error instanceof Error && /^AccessDenied/.test(error.name))
    return {
      code: 'not_permitted',
      message: 'A permission that this step needs is missing. Tell support; then it can be tried again.',
    };
  return { code: 'step_failed', message: 'This step failed. It can be tried again.' };
}

/** Of a step whose function ended before it could say why. */
export const STALLED: StepFailure = {
  code: 'stalled',
  message: 'This step began and never ended. It can be tried again.',
};
