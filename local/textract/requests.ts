import { AwsError } from '../types.ts';

/** A document in S3, as a request names it. */
export interface S3Object {
  readonly bucket: string;
  readonly name: string;
  readonly version?: string;
}

/** Asynchronous operations come in two kinds that do not share job ids. */
export type Kind = 'analysis' | 'text';

export interface StartRequest {
  readonly document: S3Object;
  /** What the caller asked for, sorted; empty for plain text detection. */
  readonly features: readonly string[];
  readonly token: string | null;
}

export interface GetRequest {
  readonly jobId: string;
  readonly maxResults: number;
  readonly nextToken: string | null;
}

type Input = Readonly<Record<string, unknown>>;

const invalid = (message: string) => new AwsError('InvalidParameterException', message);

/** Settings that would change the result and that the local runtime does not have. */
const UNKNOWN = [
  'NotificationChannel',
  'OutputConfig',
  'KMSKeyId',
  'QueriesConfig',
  'AdaptersConfig',
  'HumanLoopConfig',
];
const FEATURES = ['TABLES', 'LAYOUT'];
const ALL_FEATURES = [...FEATURES, 'FORMS', 'QUERIES', 'SIGNATURES'];

function only(input: Input, known: readonly string[]): void {
  for (const name of Object.keys(input)) {
    if (UNKNOWN.includes(name))
      throw new AwsError('NotImplemented', `The local runtime's Textract does not implement ${name}.`, 501);
    if (!known.includes(name)) throw invalid(`Unknown parameter: ${name}`);
  }
}

function text(value: unknown, name: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw invalid(`${name} is missing or malformed.`);
  return value;
}

function record(value: unknown, name: string): Input {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(`${name} is missing.`);
  return value as Input;
}

/** @throws AwsError InvalidParameterException */
export function s3ObjectOf(container: unknown, name: string): S3Object {
  const object = record(record(container, name).S3Object, `${name}.S3Object`);
  only(object, ['Bucket', 'Name', 'Version']);
  return {
    bucket: text(object.Bucket, 'Bucket', /^[0-9A-Za-z._-]{3,255}$/),
    name: text(object.Name, 'Name', /^.{1,1024}$/s),
    ...(object.Version === undefined ? {} : { version: text(object.Version, 'Version', /^.{1,1024}$/) }),
  };
}

/** @throws AwsError InvalidParameterException */
export function featuresOf(input: Input): string[] {
  const { FeatureTypes } = input;
  if (!Array.isArray(FeatureTypes) || FeatureTypes.length === 0) throw invalid('FeatureTypes is missing.');
  for (const feature of FeatureTypes) {
    if (!ALL_FEATURES.includes(feature)) throw invalid(`Unknown feature type: ${feature}`);
    if (!FEATURES.includes(feature))
      throw new AwsError(
        'NotImplemented',
        `The local runtime's Textract does not implement the feature ${feature}.`,
        501,
      );
  }
  return [...new Set<string>(FeatureTypes)].toSorted();
}

/** @throws AwsError InvalidParameterException */
export function startRequest(input: Input, kind: Kind): StartRequest {
  only(input, [
    'DocumentLocation',
    'ClientRequestToken',
    'JobTag',
    ...(kind === 'analysis' ? ['FeatureTypes'] : []),
  ]);
  const token = input.ClientRequestToken;
  return {
    document: s3ObjectOf(input.DocumentLocation, 'DocumentLocation'),
    features: kind === 'analysis' ? featuresOf(input) : [],
    token: token === undefined ? null : text(token, 'ClientRequestToken', /^[a-zA-Z0-9-_]{1,64}$/),
  };
}

/** @throws AwsError InvalidParameterException */
export function getRequest(input: Input): GetRequest {
  only(input, ['JobId', 'MaxResults', 'NextToken']);
  const { MaxResults: max = 1000, NextToken: next } = input;
  if (!Number.isInteger(max) || (max as number) < 1) throw invalid('MaxResults must be a positive integer.');
  return {
    jobId: text(input.JobId, 'JobId', /^[a-zA-Z0-9-_]{1,64}$/),
    maxResults: Math.min(1000, max as number),
    nextToken: next === undefined ? null : text(next, 'NextToken', /\S/),
  };
}

/** The document of a synchronous call: bytes, or an object in S3. */
export function documentOf(input: Input, kind: Kind): S3Object | Buffer {
  only(input, ['Document', ...(kind === 'analysis' ? ['FeatureTypes'] : [])]);
  if (kind === 'analysis') featuresOf(input);
  const document = record(input.Document, 'Document');
  if (typeof document.Bytes === 'string') return Buffer.from(document.Bytes, 'base64');
  return s3ObjectOf(document, 'Document');
}
