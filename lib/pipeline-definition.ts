/**
 * The contract pipeline in the Amazon States Language (JSONPath), as a plain document: seven stages from an uploaded
 * file to a plan. Each state carries ids and small facts only; documents and extractions lie in the tenant's files.
 */

type State = Readonly<Record<string, unknown>>;

/** Invokes the function of a step; its answer is the next state's input. */
export type StepArn = (step: string) => string;

/** Faults of the moment: retried inside the state's time budget. A `PermanentError` is never retried. */
const RETRY = [
  {
    ErrorEquals: ['PermanentError'],
    MaxAttempts: 0,
  },
  {
    ErrorEquals: ['States.Timeout', 'Sandbox.Timedout'],
    IntervalSeconds: 1,
    MaxAttempts: 1,
  },
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxDelaySeconds: 20,
    MaxAttempts: 4,
    JitterStrategy: 'FULL',
  },
];

/** A model call that was throttled or timed out is worth waiting for: about two minutes in all. */
const MODEL_RETRY = [
  {
    ErrorEquals: ['ModelBusyError'],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxDelaySeconds: 30,
    MaxAttempts: 6,
    JitterStrategy: 'FULL',
  },
];

/** Sections that a contract may send to the model at once. */
const MODEL_CONCURRENCY = 4;

/** Longest run: 500 scanned pages at Textract, or a model under heavy throttling. */
const RUN_SECONDS = 3600;

export function pipelineDefinition(arn: StepArn) {
  const task = (step: string, seconds: number, next: string | null, more: State = {}): State => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: arn(step), 'Payload.$': '$' },
    OutputPath: '$.Payload',
    TimeoutSeconds: seconds,
    Retry: RETRY,
    ...(next ? { Next: next } : { End: true }),
    ...more,
  });
  return {
    Comment: 'From an uploaded contract to an onboarding plan',
    StartAt: 'Inspect',
    TimeoutSeconds: RUN_SECONDS,
    States: {
      Inspect: task('inspect', 120, 'Readable?'),
      'Readable?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.outcome', StringEquals: 'rejected', Next: 'Rejected' },
          { Variable: '$.reader', StringEquals: 'textract', Next: 'StartRecognition' },
        ],
        Default: 'Read',
      },
      StartRecognition: task('start-recognition', 60, 'WaitForRecognition'),
      WaitForRecognition: { Type: 'Wait', SecondsPath: '$.wait_seconds', Next: 'PollRecognition' },
      PollRecognition: task('poll-recognition', 60, 'Recognized?'),
      'Recognized?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.recognition', StringEquals: 'pending', Next: 'WaitForRecognition' },
          { Variable: '$.recognition', StringEquals: 'failed', Next: 'Rejected' },
        ],
        Default: 'Read',
      },
      Read: task('read', 300, 'Legible?'),
      'Legible?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.outcome', StringEquals: 'rejected', Next: 'Rejected' }],
        Default: 'Parse',
      },
      Parse: task('parse', 300, 'Model?'),
      'Model?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.model', BooleanEquals: true, Next: 'ParseSections' }],
        Default: 'Ground',
      },
      ParseSections: {
        Type: 'Map',
        ItemsPath: '$.sections',
        MaxConcurrency: MODEL_CONCURRENCY,
        ItemSelector: {
          'tenant_id.$': '$.tenant_id',
          'contract_id.$': '$.contract_id',
          'run.$': '$.run',
          'section.$': '$$.Map.Item.Value',
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'ParseSection',
          States: {
            ParseSection: task('parse-section', 180, null, {
              Retry: [...MODEL_RETRY, ...RETRY],
              Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.given_up', Next: 'GiveUpSection' }],
            }),
            // One section that the model would not answer leaves the others their answers.
            GiveUpSection: {
              Type: 'Pass',
              Parameters: { 'section.$': '$.section', answered: false, 'error.$': '$.given_up.Error' },
              End: true,
            },
          },
        },
        ResultPath: '$.answers',
        Next: 'Ground',
      },
      Ground: task('ground', 300, 'Stakeholders'),
      Stakeholders: task('stakeholders', 60, 'Plan'),
      Plan: task('plan', 60, 'Publish'),
      Publish: task('publish', 120, null),
      Rejected: { Type: 'Succeed' },
    },
  };
}
