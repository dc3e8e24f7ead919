/** An AWS::Lambda::EventSourceMapping: reads and checks its properties. */
import { createHash } from 'node:crypto';
import { AwsError, type Resource } from '../types.ts';
import { type Filter, parseFilter } from './filter.ts';

export interface Mapping {
  readonly id: string;
  readonly kind: 'sqs' | 'stream';
  readonly sourceArn: string;
  readonly functionName: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly reportsItemFailures: boolean;
  /** SQS: invocations at once. */
  readonly concurrency: number;
  readonly filter?: Filter;
  readonly startAtLatest: boolean;
  readonly bisect: boolean;
  /** Infinity where it retries for ever, as by default. */
  readonly maximumRetries: number;
  readonly maximumAgeMs: number;
  readonly parallelization: number;
  readonly onFailureArn?: string;
}

type Properties = Readonly<Record<string, unknown>>;

const COMMON = [
  'EventSourceArn',
  'FunctionName',
  'Enabled',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'FunctionResponseTypes',
  'FilterCriteria',
  'Tags',
  'KmsKeyArn',
  'MetricsConfig',
];
const SQS_ONLY = ['ScalingConfig'];
const STREAM_ONLY = [
  'StartingPosition',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'ParallelizationFactor',
  'DestinationConfig',
];
/** Lambda starts polling a queue with five concurrent batches. Source: Lambda developer guide, SQS scaling. */
const SQS_CONCURRENCY = 5;

/** @throws AwsError InvalidParameterValueException naming the resource and what is wrong */
export function parseMapping(resource: Resource): Mapping {
  const { properties, stack, logicalId } = resource;
  const invalid = (why: string) => new AwsError('InvalidParameterValueException', `${logicalId}: ${why}.`);
  const sourceArn = String(properties.EventSourceArn ?? '');
  const fifo = sourceArn.endsWith('.fifo');
  const kind = kindOf(sourceArn);
  if (kind === undefined) throw invalid(`'${sourceArn}' is neither a queue nor a table's stream`);
  const known = [...COMMON, ...(kind === 'sqs' ? SQS_ONLY : STREAM_ONLY)];
  const unknown = Object.keys(properties).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw invalid(`${unknown.join(', ')} is not supported for this source`);

  const number = (from: Properties, name: string, least: number, most: number, preset: number) => {
    const value = Number(from[name] ?? preset);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw invalid(`${name} must be an integer from ${least} to ${most}`);
  };
  /** -1 means without limit. */
  const limit = (name: string, most: number) => {
    const value = number(properties, name, -1, most, -1);
    return value === -1 ? Number.POSITIVE_INFINITY : value;
  };

  const mostMessages = fifo ? 10 : 10_000;
  const batchSize = number(properties, 'BatchSize', 1, mostMessages, kind === 'sqs' ? 10 : 100);
  const window = number(properties, 'MaximumBatchingWindowInSeconds', 0, 300, 0);
  if (fifo && window > 0) throw invalid('a FIFO queue has no batching window');
  if (kind === 'sqs' && batchSize > 10 && window === 0) {
    throw invalid('a BatchSize above 10 needs a MaximumBatchingWindowInSeconds of at least 1');
  }
  const position = properties.StartingPosition;
  if (kind === 'stream' && position !== 'TRIM_HORIZON' && position !== 'LATEST') {
    throw invalid('StartingPosition must be TRIM_HORIZON or LATEST');
  }
  const responses = (properties.FunctionResponseTypes ?? []) as readonly string[];
  if (responses.some((type) => type !== 'ReportBatchItemFailures')) {
    throw invalid('FunctionResponseTypes knows ReportBatchItemFailures only');
  }
  const destinations = (properties.DestinationConfig ?? {}) as { OnFailure?: { Destination?: string } };
  const onFailureArn = destinations.OnFailure?.Destination;
  if (onFailureArn !== undefined && kindOf(onFailureArn) !== 'sqs') {
    throw invalid('an OnFailure destination other than a queue is not supported');
  }
  const filter = parseFilter(properties.FilterCriteria, kind);
  return {
    id: mappingId(`${stack}/${logicalId}`),
    kind,
    sourceArn,
    functionName: String(properties.FunctionName),
    enabled: String(properties.Enabled ?? true) === 'true',
    batchSize,
    windowMs: window * 1000,
    reportsItemFailures: responses.length > 0,
    concurrency: number(
      (properties.ScalingConfig ?? {}) as Properties,
      'MaximumConcurrency',
      2,
      1000,
      SQS_CONCURRENCY,
    ),
    ...(filter === undefined ? {} : { filter }),
    startAtLatest: position === 'LATEST',
    bisect: String(properties.BisectBatchOnFunctionError ?? false) === 'true',
    maximumRetries: limit('MaximumRetryAttempts', 10_000),
    maximumAgeMs: limit('MaximumRecordAgeInSeconds', 604_800) * 1000,
    parallelization: number(properties, 'ParallelizationFactor', 1, 10, 1),
    ...(onFailureArn === undefined ? {} : { onFailureArn }),
  };
}

function kindOf(arn: string): Mapping['kind'] | undefined {
  if (/^arn:[^:]+:sqs:/.test(arn)) return 'sqs';
  return /^arn:[^:]+:dynamodb:[^:]+:[^:]*:table\/[^/]+\/stream\//.test(arn) ? 'stream' : undefined;
}

/** A UUID that is the same at every deployment. */
function mappingId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
