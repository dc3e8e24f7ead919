/** Runs a state: parsed input, the tenant's actor, log keys. Errors keep their names: the machine retries by them. */
import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { type Actor, systemActor } from './actor.ts';
import type { StepDefinition } from './define.ts';
import { guard } from './guard.ts';
import { log } from './log.ts';

/** An error the pipeline must not retry: the document or the record is at fault, not the moment. */
export class PermanentError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'PermanentError';
    this.code = code;
  }
}

type InputOf<S extends StepDefinition> = z.output<S['input']> & { readonly tenant_id: string };

export function run<const S extends StepDefinition, O>(
  step: S,
  handle: (input: InputOf<S>, actor: Actor, context: Context) => Promise<O>,
) {
  return guard(async (event: unknown, context: Context): Promise<O> => {
    const input = step.input.parse(event) as InputOf<S>;
    const actor = systemActor(
      input.tenant_id,
      `${step.machine ?? 'pipeline'}:${step.name}`,
      context.awsRequestId,
    );
    log.appendKeys({ step: step.name, tenant_id: actor.tenantId });
    return handle(input, actor, context);
  });
}
