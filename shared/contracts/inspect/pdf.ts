import { runApart } from '../reading/apart.ts';
import { UnreadableError } from '../reading/unreadable.ts';
import { DAMAGED, type Inspection, LIMITS, TOO_COMPLEX } from './verdict.ts';

/** Time for ending by itself, in milliseconds, before the inspection is ended from outside. */
const GRACE = 15_000;

/** Inspects a PDF page by page, within a time limit. */
export async function inspectPdf(bytes: Uint8Array): Promise<Inspection> {
  try {
    return await runApart('inspect-pdf', bytes, { milliseconds: LIMITS.milliseconds + GRACE });
  } catch (error) {
    return error instanceof UnreadableError ? TOO_COMPLEX : DAMAGED;
  }
}
