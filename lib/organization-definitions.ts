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
const inPieces = (name: string, functionArn: string, payload: State, next: State): Record<string, State> => ({
  [name]: task(functionArn, payload, 300, {
    ResultSelector: { 'done.$': '$.Payload.done', 'from.$': '$.Payload.from' },
    ResultPath: '$.progress',
    Next: `${name}Done?`,
  }),
  [`${name}Done?`]: {
    Type: 'Choice',
    Choices: [{ Variable: '$.progress.done', BooleanEquals: true, Next: `${name}Done` }],
    Default: name,
  },
  [`${name}Done`]: next,
});

/** Until the last of what was deleted has been told to the audit log. */
const SETTLE_SECONDS = 3600;

/**
 * Waits out the days in which it can be taken back, then deletes. The waiting is the execution's own: nothing has to look
 * for organizations whose day has come.
 */
function deletion(functionArn: string) {
  const payload = { 'tenant_id.$': '$.tenant_id', 'deletion.$': '$.deletion' };
  const settle = { Type: 'Wait', Seconds: SETTLE_SECONDS, Next: 'Log' };
  return {
    Comment: 'Deletes an organization when its days of grace are over',
    StartAt: 'Grace',
    States: {
      Grace: { Type: 'Wait', TimestampPath: '$.due_at', Next: 'Data' },
      ...inPieces('Data', functionArn, { ...payload, part: 'data' }, settle),
      ...inPieces('Log', functionArn, { ...payload, part: 'log' }, { Type: 'Succeed' }),
    },
  };
}

/** Waits until a demonstration is over, then lets its organization go the way of any other. */
const demo = (functionArn: string) => ({
  Comment: 'Ends a demonstration when its hours are over',
  StartAt: 'Hours',
  States: {
    Hours: { Type: 'Wait', TimestampPath: '$.ends_at', Next: 'End' },
    End: task(functionArn, { 'tenant_id.$': '$.tenant_id', 'email.$': '$.email' }, 60, { End: true }),
  },
});

const exporting = (functionArn: string) => ({
  Comment: 'Writes all records of an organization into files of its own',
  StartAt: 'Export',
  TimeoutSeconds: 6 * 3600,
  States: inPieces(
    'Export',
    functionArn,
    {
      'tenant_id.$': '$.tenant_id',
      'export_id.$': '$.export_id',
      'progress.$': '$.progress',
    },
    { Type: 'Succeed' },
  ),
});

/** By machine: its definition, of the one function that does its work. */
export const ORGANIZATION_MACHINES: Readonly<Record<MachineName, (functionArn: string) => object>> = {
  provisioning,
  deletion,
  export: exporting,
  demo,
};
