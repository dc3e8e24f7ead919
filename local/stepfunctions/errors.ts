/** The error of a state, as `Retry` and `Catch` see it. */
export class StateError extends Error {
  /** A terminal error (`States.Runtime`, `States.DataLimitExceeded`) is neither retried nor caught. */
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;

  constructor(name: string, cause: string, terminal = false) {
    super(cause);
    this.name = name;
    this.isRetryable = !terminal;
    this.isCatchable = !terminal;
  }
}

/**
 * An error that `Retry` and `Catch` know as `name`; `cause` is text, by custom a JSON document.
 * `States.Runtime` is terminal, so that a missing feature is never taken for a failure the machine handles.
 */
export function taskError(name: string, cause: string): Error {
  return new StateError(name, cause, name === 'States.Runtime');
}

/** Thrown inside a run that was stopped from outside; never shown to a definition. */
export class Interrupted extends Error {
  readonly isRetryable = false;
  readonly isCatchable = false;
}

/** Limit of a state's input and output. Source: Step Functions quotas, 256 KiB as UTF-8. */
const DATA_LIMIT_BYTES = 262_144;

/** Fails as AWS does when data between states is too large. */
export function checkDataLimit(json: string, stateName: string): void {
  // A UTF-16 unit is at most three bytes of UTF-8: counting bytes is needed only above a third of the limit.
  if (json.length * 3 <= DATA_LIMIT_BYTES || Buffer.byteLength(json) <= DATA_LIMIT_BYTES) return;
  throw new StateError(
    'States.DataLimitExceeded',
    `The state/task '${stateName}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    true,
  );
}
