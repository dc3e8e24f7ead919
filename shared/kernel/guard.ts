/** Around every handler but routes', whose errors `serve` answers: what breaks is logged as all else is (OPS-10). */
import type { Context } from 'aws-lambda';
import { log, traceOf, withoutData } from './log.ts';

/** @throws what was thrown, by its name, without what it held of people: services log it, and keep it with executions */
export function guard<E, R>(handle: (event: E, context: Context) => Promise<R>) {
  return async (event: E, context: Context): Promise<R> => {
    log.resetKeys();
    log.appendKeys({ request_id: context.awsRequestId, function: context.functionName });
    try {
      return await handle(event, context);
    } catch (error) {
      log.error('failed', { failure: traceOf(error) });
      throw withoutData(error);
    }
  };
}
