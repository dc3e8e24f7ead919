/** Event source mappings: what they read in the name of the function's role, and whether that may. */
import type { DynamoDb } from '../dynamodb/index.ts';
import type { Principals } from '../iam/principals.ts';
import type { LambdaSources, StreamSource } from '../lambda-sources/index.ts';
import type { Requirement, ResourceProvider } from '../types.ts';
import { functionName, type LambdaFunction } from './lambda-function.ts';

/** The change streams of DynamoDB, as mappings read them. */
export function tableStreams(
  dynamodb: Pick<DynamoDb, 'readStream' | 'latestSequence' | 'onStreamRecords'>,
): StreamSource {
  const tableOf = (streamArn: string): string => {
    const name = /:table\/([^/]+)\/stream\//.exec(streamArn)?.[1];
    if (name === undefined) throw new Error(`${streamArn} is not the stream of a table.`);
    return name;
  };
  return {
    read: (streamArn, after, limit) =>
      dynamodb
        .readStream(tableOf(streamArn), after, limit)
        .map((record) => ({ sequence: record.dynamodb.SequenceNumber, record: { ...record } })),
    latest: (streamArn) => dynamodb.latestSequence(tableOf(streamArn)),
    onRecords: (streamArn, listener) => dynamodb.onStreamRecords(tableOf(streamArn), listener),
  };
}

const ACTIONS = {
  sqs: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  dynamodb: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
} as const;

export interface CheckedSources {
  readonly provider: ResourceProvider;
  /** Throws when a function's role may not read what is mapped to it, as the creation of the mapping does on AWS. */
  readonly verify: () => void;
}

/** Mappings with the check of the function's role, which waits until all policies are deployed. */
export function checkedSources(
  sources: LambdaSources,
  principals: Pick<Principals, 'sessionFor' | 'authorize'>,
  functions: () => readonly LambdaFunction[],
): CheckedSources {
  const mapped: { readonly logicalId: string; readonly name: string; readonly sourceArn: string }[] = [];
  return {
    provider: {
      types: sources.types,
      deploy: (resource) => {
        const { EventSourceArn, FunctionName } = resource.properties;
        mapped.push({
          logicalId: resource.logicalId,
          name: functionName(String(FunctionName)),
          sourceArn: String(EventSourceArn),
        });
        return sources.deploy(resource);
      },
    },
    verify: () => {
      for (const { logicalId, name, sourceArn } of mapped) {
        const fn = functions().find((candidate) => candidate.name === name);
        if (fn === undefined) throw new Error(`${logicalId}: there is no function ${name}.`);
        const kind = sourceArn.split(':')[2] === 'sqs' ? 'sqs' : 'dynamodb';
        const requirements = ACTIONS[kind].map(
          (action): Requirement => ({ action, resource: sourceArn, context: {} }),
        );
        const verdict = principals.authorize(principals.sessionFor(fn.roleArn, 'event-source'), requirements);
        if (!verdict.allowed)
          throw new Error(`${logicalId}: the role of ${name} cannot read: ${verdict.decision.reason}`);
      }
    },
  };
}
