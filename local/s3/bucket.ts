/** `AWS::S3::Bucket` as it is deployed: what its properties mean here. */
import { createHash } from 'node:crypto';
import { AwsError, type Resource } from '../types.ts';

export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number | string;
}

export interface Encryption {
  readonly algorithm: 'AES256' | 'aws:kms';
  /** ARN of the key for `aws:kms`. */
  readonly keyArn?: string;
  /** True for the AWS managed key `aws/s3`, whose key policy serves everyone in the account. */
  readonly managed?: boolean;
  readonly bucketKey?: boolean;
}

export interface Bucket {
  readonly name: string;
  readonly versioning: 'Off' | 'Enabled' | 'Suspended';
  readonly encryption: Encryption;
  readonly cors: readonly CorsRule[];
  /** Whether object events are sent to EventBridge. */
  readonly events: boolean;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

export const bucketArn = (bucket: string) => `arn:aws:s3:::${bucket}`;
export const objectArn = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`;

/** The properties that change nothing a client of one local process can see. Lifecycle rules act over days and are not run. */
const withoutEffect = new Set([
  'AnalyticsConfigurations',
  'BucketName',
  'IntelligentTieringConfigurations',
  'InventoryConfigurations',
  'LifecycleConfiguration',
  'LoggingConfiguration',
  'MetricsConfigurations',
  'PublicAccessBlockConfiguration',
  'Tags',
]);

const unsupported = (what: string) =>
  new AwsError('NotImplemented', `The local runtime does not implement AWS::S3::Bucket ${what}.`, 501);

type Properties = Readonly<Record<string, unknown>>;
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Properties)[name] : undefined;

/** Resolves a key id or ARN; without one it is the AWS managed key. */
export function kmsEncryption(
  keyId: string | undefined,
  bucketKey: boolean,
  { account, region }: Place,
): Encryption {
  const prefix = `arn:aws:kms:${region}:${account}:key/`;
  if (keyId === undefined) {
    const hex = createHash('sha256').update(`aws/s3 ${account} ${region}`).digest('hex');
    const id = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20, 32),
    ].join('-');
    return { algorithm: 'aws:kms', keyArn: prefix + id, managed: true, bucketKey };
  }
  if (/^(?:arn:[^:]*:kms:[^:]*:[^:]*:)?alias\//.test(keyId))
    throw unsupported(`encryption by key alias ${keyId}`);
  return { algorithm: 'aws:kms', keyArn: keyId.startsWith('arn:') ? keyId : prefix + keyId, bucketKey };
}

function encryptionOf(value: unknown, place: Place): Encryption {
  const rules = member(value, 'ServerSideEncryptionConfiguration');
  const rule: unknown = Array.isArray(rules) ? rules[0] : undefined;
  const byDefault = member(rule, 'ServerSideEncryptionByDefault');
  const algorithm = member(byDefault, 'SSEAlgorithm');
  if (algorithm === 'AES256' || algorithm === undefined) return { algorithm: 'AES256' };
  if (algorithm !== 'aws:kms') throw unsupported(`encryption ${String(algorithm)}`);
  const keyId = member(byDefault, 'KMSMasterKeyID');
  const bucketKey = String(member(rule, 'BucketKeyEnabled') ?? false) === 'true';
  return kmsEncryption(typeof keyId === 'string' ? keyId : undefined, bucketKey, place);
}

function eventsOf(value: unknown): boolean {
  for (const name of ['LambdaConfigurations', 'QueueConfigurations', 'TopicConfigurations']) {
    const list = member(value, name);
    if (Array.isArray(list) && list.length > 0) throw unsupported(`NotificationConfiguration.${name}`);
  }
  const eventBridge = member(value, 'EventBridgeConfiguration');
  return eventBridge !== undefined && String(member(eventBridge, 'EventBridgeEnabled') ?? true) === 'true';
}

/** Everybody here is of one account, so all kinds of ownership are one; requests that send other ACLs are refused. */
const ownerships = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'];

function ownershipCheck(value: unknown): void {
  const rules = member(value, 'Rules');
  const rule: unknown = Array.isArray(rules) ? rules[0] : undefined;
  const ownership = String(member(rule, 'ObjectOwnership') ?? 'BucketOwnerEnforced');
  if (!ownerships.includes(ownership)) throw unsupported(`object ownership ${ownership}`);
}

/** The given name, or one like CloudFormation's that is the same at every deployment. */
function nameOf({ stack, logicalId, properties }: Resource, { account, region }: Place): string {
  const given = properties.BucketName;
  if (typeof given === 'string') {
    if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(given) && !given.includes('..')) return given;
    throw new AwsError('InvalidBucketName', `The specified bucket is not valid: ${given}`, 400);
  }
  const clean = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const hash = createHash('sha256')
    .update([account, region, stack, logicalId].join(' '))
    .digest('hex')
    .slice(0, 12);
  return `${clean(stack).slice(0, 24)}-${clean(logicalId).slice(0, 24)}-${hash}`;
}

/** @throws AwsError NotImplemented for a property that would change what clients see */
export function parseBucket(resource: Resource, place: Place): Bucket {
  let versioning: Bucket['versioning'] = 'Off';
  let encryption: Encryption = { algorithm: 'AES256' };
  let cors: readonly CorsRule[] = [];
  let events = false;
  for (const [name, value] of Object.entries(resource.properties)) {
    if (value === undefined || withoutEffect.has(name)) continue;
    if (name === 'VersioningConfiguration') {
      const status = member(value, 'Status');
      versioning = status === 'Enabled' || status === 'Suspended' ? status : 'Off';
    } else if (name === 'BucketEncryption') encryption = encryptionOf(value, place);
    else if (name === 'CorsConfiguration') cors = (member(value, 'CorsRules') ?? []) as readonly CorsRule[];
    else if (name === 'NotificationConfiguration') events = eventsOf(value);
    else if (name === 'OwnershipControls') ownershipCheck(value);
    else if (name === 'AccessControl') {
      if (value !== 'Private' && value !== 'LogDeliveryWrite')
        throw unsupported(`access control ${String(value)}`);
    } else throw unsupported(`property ${name}`);
  }
  return { name: nameOf(resource, place), versioning, encryption, cors, events };
}
