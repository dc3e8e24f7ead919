/** Why a run failed, in words for the person who uploaded the contract. */
import type { Actor } from '../kernel/actor.ts';
import { conditionFailed, table, updateItem } from '../kernel/records.ts';
import { contractPatch } from './contract.ts';

export interface RunEnd {
  readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** What a contract says that was archived while it was processed, and brought back. */
export const STOPPED_BY_ARCHIVING = {
  code: 'stopped_by_archiving',
  message: 'Processing was stopped when the contract was archived. Start it again when you want to.',
  redrivable: true,
} as const;

/** @returns the reason as the contract keeps it; `redrivable` when going on from the failed state may help */
export function failureOf(end: RunEnd): { code: string; message: string; redrivable: boolean } {
  if (end.status === 'TIMED_OUT' || end.error === 'States.Timeout')
    return {
      code: 'took_too_long',
      message:
        'Processing took longer than it may. Try again; if it happens twice, split the document into smaller files.',
      redrivable: end.status === 'FAILED',
    };
  if (end.status === 'ABORTED')
    return {
      code: 'stopped',
      message: 'Processing was stopped. Start it again when you want to.',
      redrivable: true,
    };
  if (end.error === 'PermanentError')
    return {
      code: 'not_processable',
      message: `${sentence(end.cause) ?? 'This document could not be processed.'} Upload another version of it.`,
      redrivable: false,
    };
  return {
    code: 'processing_failed',
    message:
      'Something went wrong on our side while this contract was processed. Your file is safe: try again.',
    redrivable: true,
  };
}

/** Lambda's cause is JSON with the error's own message. */
function sentence(cause: string | undefined): string | undefined {
  try {
    const { errorMessage } = JSON.parse(cause ?? '') as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : undefined;
  } catch {
    return undefined;
  }
}

/** Only for the run that is the contract's current one, and only while nothing else has ended it. */
export async function recordFailure(
  actor: Actor,
  input: { readonly contract_id: string; readonly run: number },
  end: RunEnd,
): Promise<void> {
  try {
    await updateItem(
      actor,
      contractPatch(actor, input.contract_id, { status: 'failed', failure: failureOf(end) })
        .where(({ run, status }, { eq }) => `${eq(run, input.run)} AND ${eq(status, 'processing')}`)
        .params(table()),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
