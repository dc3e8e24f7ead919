import { AwsError, notImplemented } from '../types.ts';
import { validationError } from './errors.ts';
import type { StreamRecord, Table } from './model.ts';
import { type ChangeLog, isSequenceNumber, precedingSequence, streamArn } from './streams.ts';
import type { Tables } from './tables.ts';

type Input = Readonly<Record<string, unknown>>;

/** The operations of DynamoDB Streams. */
export const STREAM_OPERATIONS: readonly string[] = [
  'DescribeStream',
  'GetShardIterator',
  'GetRecords',
  'ListStreams',
];

/** Every stream has one shard. */
const SHARD = 'shardId-00000000000000000001-00000001';
const ITERATOR_MS = 15 * 60 * 1000;

interface Position {
  readonly arn: string;
  readonly after: string | null;
  /** When the iterator was given, in milliseconds. */
  readonly issued: number;
}

/** The stream that a request is about; undefined for ListStreams. */
export function requestedStream(operation: string, input: Input): string | undefined {
  if (operation === 'ListStreams') return undefined;
  if (operation === 'GetRecords') return positionOf(input.ShardIterator).arn;
  if (typeof input.StreamArn !== 'string') throw validationError('StreamArn must be a text');
  return input.StreamArn;
}

/** Serves an operation of DynamoDB Streams. */
export function serveStreams(operation: string, input: Input, tables: Tables, log: ChangeLog): object {
  switch (operation) {
    case 'ListStreams':
      return listStreams(input, tables);
    case 'DescribeStream':
      return { StreamDescription: describeStream(tableOf(requestedStream(operation, input)!, tables)) };
    case 'GetShardIterator':
      return getShardIterator(input, tables, log);
    case 'GetRecords':
      return getRecords(input, tables, log);
    default:
      throw notImplemented('dynamodbstreams', operation);
  }
}

function tableOf(arn: string, tables: Tables): Table {
  const table = tables.all().find((candidate) => streamArn(candidate) === arn);
  if (table === undefined) {
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
  }
  return table;
}

function describeStream(table: Table): object {
  return {
    StreamArn: streamArn(table),
    StreamLabel: table.streamLabel,
    StreamStatus: 'ENABLED',
    StreamViewType: table.streamViewType,
    CreationRequestDateTime: Date.parse(`${table.streamLabel}Z`) / 1000,
    TableName: table.TableName,
    KeySchema: table.KeySchema,
    Shards: [{ ShardId: SHARD, SequenceNumberRange: { StartingSequenceNumber: `1${'0'.repeat(20)}` } }],
  };
}

function listStreams(input: Input, tables: Tables): object {
  const {
    TableName,
    ExclusiveStartStreamArn: start,
    Limit = 100,
  } = input as {
    TableName?: string;
    ExclusiveStartStreamArn?: string;
    Limit?: number;
  };
  const streams = tables
    .all()
    .filter(
      (table) =>
        table.streamLabel !== undefined && (TableName === undefined || table.TableName === TableName),
    );
  const first = start === undefined ? 0 : streams.findIndex((table) => streamArn(table) === start) + 1;
  const page = streams.slice(first, first + Limit);
  return {
    Streams: page.map((table) => ({
      StreamArn: streamArn(table),
      StreamLabel: table.streamLabel,
      TableName: table.TableName,
    })),
    ...(streams.length > first + Limit ? { LastEvaluatedStreamArn: streamArn(page.at(-1)!) } : {}),
  };
}

function getShardIterator(input: Input, tables: Tables, log: ChangeLog): object {
  const table = tableOf(requestedStream('GetShardIterator', input)!, tables);
  const { ShardId, ShardIteratorType: type, SequenceNumber } = input;
  if (ShardId !== SHARD) {
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Shard does not exist`);
  }
  return { ShardIterator: iterator(table, startOf(type, SequenceNumber, table, log)) };
}

/** The sequence number to read after. */
function startOf(type: unknown, sequence: unknown, table: Table, log: ChangeLog): string | null {
  if (type === 'TRIM_HORIZON') return null;
  if (type === 'LATEST') return log.latest(table);
  if (type !== 'AT_SEQUENCE_NUMBER' && type !== 'AFTER_SEQUENCE_NUMBER') {
    throw validationError(`Unknown ShardIteratorType ${String(type)}`);
  }
  if (!isSequenceNumber(sequence)) throw validationError('Invalid SequenceNumber');
  if (type === 'AFTER_SEQUENCE_NUMBER') return sequence;
  const before = precedingSequence(sequence);
  return isSequenceNumber(before) ? before : null;
}

function getRecords(input: Input, tables: Tables, log: ChangeLog): object {
  const { arn, after, issued } = positionOf(input.ShardIterator);
  const { Limit = 1000 } = input as { Limit?: number };
  if (!Number.isInteger(Limit) || Limit < 1 || Limit > 1000) throw validationError('Limit must be 1 to 1000');
  if (Date.now() - issued > ITERATOR_MS) throw new AwsError('ExpiredIteratorException', 'Iterator expired');
  const table = tableOf(arn, tables);
  const records = log.read(table, after, Limit);
  const last = records.at(-1)?.dynamodb.SequenceNumber ?? after;
  return { Records: records.map(wireRecord), NextShardIterator: iterator(table, last) };
}

/** A record as the Streams API gives it, which differs a little from what Lambda receives. */
function wireRecord({ eventSourceARN: _, userIdentity, ...record }: StreamRecord): object {
  if (userIdentity === undefined) return record;
  return { ...record, userIdentity: { Type: userIdentity.type, PrincipalId: userIdentity.principalId } };
}

function iterator(table: Table, after: string | null): string {
  const position: Position = { arn: streamArn(table)!, after, issued: Date.now() };
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function positionOf(shardIterator: unknown): Position {
  try {
    const position = JSON.parse(
      Buffer.from(shardIterator as string, 'base64url').toString(),
    ) as Partial<Position>;
    const { arn, after, issued } = position;
    if (
      typeof arn === 'string' &&
      typeof issued === 'number' &&
      (after === null || isSequenceNumber(after))
    ) {
      return { arn, after, issued };
    }
  } catch {
    // Not one of ours: refused below.
  }
  throw validationError('Invalid ShardIterator');
}
