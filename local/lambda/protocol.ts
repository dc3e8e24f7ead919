/** What the host and a function's worker thread tell each other. */

/** Given to a worker when it starts. */
export interface WorkerSettings {
  /** Folder of the function's code, `LAMBDA_TASK_ROOT`. */
  readonly directory: string;
  /** `<path>.<export>`, as in the template. */
  readonly handler: string;
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly memorySize: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** One event for the handler. */
export interface Invocation {
  readonly requestId: string;
  /** JSON. */
  readonly event: string;
  /** When the function's timeout strikes, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly invokedFunctionArn: string;
}

/** Lambda's own shape of a function error. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly requestId: string; readonly payload: string }
  | { readonly type: 'error'; readonly requestId: string; readonly error: FunctionError };
