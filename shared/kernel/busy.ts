/** Errors that say nothing about the request: something it needs is busy or slow, and trying again will help. */
import { sleep } from './time.ts';

/** A service outside AWS that is busy or unreachable. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

const NAMES =
  /^Busy$|Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TooManyRequests|SlowDown|TransactionConflict|TransactionInProgress|ServiceUnavailable|^TimeoutError$/;

/** Why a transaction's item was cancelled, where it was not the item's own condition. */
const REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** True for an error that goes away by itself. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && (NAMES.test(error.name) || isBusyTransaction(error));

/** A transaction that lost to another one, or was throttled; not one whose own conditions failed. */
export function isBusyTransaction(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return false;
  const { CancellationReasons = [] } = error as { CancellationReasons?: readonly { Code?: string }[] };
  const codes = CancellationReasons.map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  return codes.length > 0 && codes.every((code) => REASONS.has(code));
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 25;

/** Sends a write again that lost to another one at the same moment: DynamoDB then wrote nothing of it. */
export async function retryConflicts<T>(send: () => Promise<T>, pause = sleep): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await send();
    } catch (error) {
      if (attempt === ATTEMPTS || !lostToAnother(error)) throw error;
      await pause(Math.random() * FIRST_PAUSE_MS * 4 ** attempt);
    }
}

const lostToAnother = (error: unknown) =>
  isBusyTransaction(error) || (error instanceof Error && error.name === 'TransactionConflictException');
