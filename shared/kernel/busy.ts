/** Errors that say nothing about the request: something it needs is busy or slow, and trying again will help. */

/** A service outside AWS that is busy or unreachable. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

const NAMES =
  /^Busy$|Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TooManyRequests|SlowDown|TransactionConflict|TransactionInProgress|ServiceUnavailable|^TimeoutError$/;

/** Why a transaction's item was cancelled, where it was not the item's own condition. */
const REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** True for an error that went away by itself. Nothing was written by what threw it. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && (NAMES.test(error.name) || isBusyTransaction(error));

/** A transaction that lost to another one, or was throttled; not one whose own conditions failed. */
export function isBusyTransaction(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return false;
  const { CancellationReasons = [] } = error as { CancellationReasons?: readonly { Code?: string }[] };
  const codes = CancellationReasons.map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  return codes.length > 0 && codes.every((code) => REASONS.has(code));
}
