/** Runs a command: its input checked, what was refused answered in the API's error shape. */
import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import type { CommandDefinition } from './define.ts';
import { log, traceOf, withoutData } from './log.ts';
import { fieldErrors, invalid, Problem } from './problem.ts';

/** What whoever ran it is told. */
export type CommandAnswer<T = unknown> =
  | { readonly ok: true; readonly result: T }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly data: unknown };

/** What is no refusal fails the invocation, and is in the log. */
export function command<const C extends CommandDefinition, T>(
  definition: C,
  run: (input: z.output<C['input']>, requestId: string) => Promise<T>,
) {
  return async (event: unknown, context: Context): Promise<CommandAnswer<T>> => {
    log.resetKeys();
    log.appendKeys({ request_id: context.awsRequestId, function: context.functionName });
    try {
      const { success, data, error } = definition.input.safeParse(event);
      if (!success) throw invalid(fieldErrors(error));
      return { ok: true, result: await run(data as z.output<C['input']>, context.awsRequestId) };
    } catch (error) {
      if (!(error instanceof Problem)) {
        log.error('failed', { failure: traceOf(error) });
        throw withoutData(error);
      }
      log.info('refused', { status: error.status, code: error.code });
      return { ok: false, code: error.code, message: error.message, data: error.data };
    }
  };
}
