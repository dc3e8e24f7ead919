/** State machines of organizations in the Amazon States Language (JSONPath): setting up, deleting, exporting. */
import type { MachineName } from '../shared/kernel/define.ts';
import { PROVISIONING_STEPS } from '../shared/provisioning/provisioning.ts';

type State = Readonly<Record<string, unknown>>;

/** As the contract pipeline's: a `PermanentError` is final, everything else may be the moment's. */
const RETRY = [
  { ErrorEquals: ['PermanentError'], MaxAttempts: 0 },
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxDelaySeconds: 20,
    MaxAttempts: 4,
    JitterStrategy: 'FULL',
  },
];

const task = (functionArn: string, payload: State, seconds: number, more: State): State => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: functionArn, Payload: payload },
  TimeoutSeconds: seconds,
  Retry: RETRY,
  ...more,
});

/** `isolation` → `Isolation` */
const stateName = (step: string) => `${step.charAt(0).toUpperCase()}${step.slice(1)}`;

/** One state for each step; no catch-all, so that a failed execution is redriven at the step that failed. */
function provisioning(functionArn: string) {
  const states = PROVISIONING_STEPS.map((step, index) => {
    const next = PROVISIONING_STEPS[index + 1];
    const payload = { 'tenant_id.$': '$.tenant_id', 'attempt.$': '$.attempt', step };
    const then = next ? { Next: stateName(next) } : { End: true };
    return [stateName(step), task(functionArn, payload, 60, { ResultPath: null, ...then })] as const;
  });
  return {
    Comment: 'Sets an organization up',
    StartAt: stateName(PROVISIONING_STEPS[0]),
    TimeoutSeconds: 900,
    States: Object.fromEntries(states),
  };
}

/** Works in pieces, each as long as one invocation, until it says that it is done. */
const inPieces = (functionArn: string, payload: State): Readonly<Record<string, State>> => ({
  Work: task(functionArn, payload, 300, {
    ResultSelector: { 'done.$': '$.Payload.done', 'from.$': '$.Payload.from' },
    ResultPath: '$.progress',
    Next: 'Done?',
  }),
  'Done?': {
    Type: 'Choice',
    Choices: [{ Variable: '$.progress.done', BooleanEquals: true, Next: 'Done' }],
    Default: 'Work',
  },
  Done: { Type: 'Succeed' },
});

/**
 * Waits out the days in which it can be taken back, then deletes. The waiting is the execution's own: nothing has to look
 * for organizations whose day has come.
 */
const deletion = (functionArn: string) => ({
  Comment: 'Deletes an organization when its days of grace are over',
  StartAt: 'Grace',
  States: {
    Grace: { Type: 'Wait', TimestampPath: '$.due_at', Next: 'Work' },
    ...inPieces(functionArn, { 'tenant_id.$': '$.tenant_id', 'deletion.$': '$.deletion' }),
  },
});

const exporting = (functionArn: string) => ({
  Comment: 'Writes all records of an organization into files of its own',
  StartAt: 'Work',
  TimeoutSeconds: 6 * 3600,
  States: inPieces(functionArn, {
    'tenant_id.$': '$.tenant_id',
    'export_id.$': '$.export_id',
    'progress.$': '$.progress',
  }),
});

/** By machine: its definition, of the one function that does its work. */
export const ORGANIZATION_MACHINES: Readonly<Record<MachineName, (functionArn: string) => object>> = {
  provisioning,
  deletion,
  export: exporting,
};
