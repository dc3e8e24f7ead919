/** "Step Functions Execution Status Change" on the default bus, as EventBridge documents it. */
import type { EventBridge } from '../eventbridge/index.ts';
import type { StepFunctions } from '../stepfunctions/index.ts';

/** Statuses already told, bounded: an execution changes its status a few times and is then heard of no more. */
const REMEMBERED = 1000;

/** @returns the way to stop telling */
export function announceExecutions(
  stepFunctions: Pick<StepFunctions, 'describe' | 'onChange'>,
  eventBridge: Pick<EventBridge, 'put'>,
): () => void {
  const told = new Map<string, string>();
  return stepFunctions.onChange((executionArn) => {
    const execution = stepFunctions.describe(executionArn);
    if (execution === undefined) return;
    const state = `${execution.status} ${execution.redriveCount}`;
    if (told.get(executionArn) === state) return;
    told.set(executionArn, state);
    const oldest = told.keys().next();
    if (told.size > REMEMBERED && !oldest.done) told.delete(oldest.value);
    eventBridge.put({
      source: 'aws.states',
      detailType: 'Step Functions Execution Status Change',
      resources: [executionArn],
      time: execution.stoppedAt ?? execution.startedAt,
      detail: {
        executionArn,
        stateMachineArn: execution.stateMachineArn,
        name: execution.name,
        status: execution.status,
        startDate: execution.startedAt,
        stopDate: execution.stoppedAt ?? null,
        input: JSON.stringify(execution.input),
        inputDetails: { included: true },
        output: execution.output === undefined ? null : JSON.stringify(execution.output),
        outputDetails: execution.output === undefined ? null : { included: true },
        error: execution.error?.name ?? null,
        cause: execution.error?.cause ?? null,
        redriveCount: execution.redriveCount,
      },
    });
  });
}
