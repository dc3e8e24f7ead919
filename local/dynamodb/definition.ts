import { AwsError, type Resource } from '../types.ts';
import { validate } from './dynalite.ts';
import { validationError } from './errors.ts';
import type { SecondaryIndex, StreamViewType, TableDefinition } from './model.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Table settings without an effect here: backups, encryption, tags, prices, replication and capacity limits. */
const WITHOUT_EFFECT = [
  'SSESpecification',
  'PointInTimeRecoverySpecification',
  'Tags',
  'TableClass',
  'ContributorInsightsSpecification',
  'OnDemandThroughput',
  'WarmThroughput',
  'WriteProvisionedThroughputSettings',
  'WriteOnDemandThroughputSettings',
  'ReadProvisionedThroughputSettings',
  'ReadOnDemandThroughputSettings',
  'GlobalTableWitnesses',
  'MultiRegionConsistency',
  'GlobalTableSettingsReplicationMode',
];

const CREATE_TABLE = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'BillingMode',
  'ProvisionedThroughput',
];

const VIEW_TYPES: readonly unknown[] = ['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY'];

/**
 * The table that CreateTable asks for.
 * @throws ValidationException; NotImplemented for a setting that would change what callers see
 */
export function fromCreateTable(input: Properties): TableDefinition {
  const own = ['StreamSpecification', 'DeletionProtectionEnabled', ...WITHOUT_EFFECT];
  const data = validate('createTable', input, own);
  const stream = input.StreamSpecification as Properties | undefined;
  if (stream !== undefined && stream.StreamEnabled !== true && stream.StreamViewType !== undefined) {
    throw validationError('StreamViewType is only allowed when StreamEnabled is true');
  }
  return definition(data, {
    streamViewType: stream?.StreamEnabled === true ? stream.StreamViewType : undefined,
    deletionProtection: input.DeletionProtectionEnabled,
  });
}

/**
 * The table that a template describes, as `AWS::DynamoDB::Table` or as `AWS::DynamoDB::GlobalTable` (whose replica
 * in the runtime's region is the table). A table without a name is called after its stack and logical id.
 * @throws ValidationException; NotImplemented for a property that would change what callers see
 */
export function fromTemplate(
  { type, properties, stack, logicalId }: Resource,
  region: string,
): TableDefinition {
  const settings = type === 'AWS::DynamoDB::GlobalTable' ? replicaSettings(properties, region) : properties;
  refuseUnknown(type, properties, [
    ...CREATE_TABLE,
    ...WITHOUT_EFFECT,
    'StreamSpecification',
    'TimeToLiveSpecification',
    ...(type === 'AWS::DynamoDB::GlobalTable' ? ['Replicas'] : ['DeletionProtectionEnabled']),
  ]);
  const stream = properties.StreamSpecification as Properties | undefined;
  if (stream !== undefined) refuseUnknown(`${type} StreamSpecification`, stream, ['StreamViewType']);
  const ttl = properties.TimeToLiveSpecification as Properties | undefined;

  // Capacity is not limited here, so the table is checked as one on demand and its throughput left out.
  const data = validate('createTable', {
    TableName: properties.TableName ?? `${stack}-${logicalId}`.slice(0, 255),
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...indexList(properties, 'GlobalSecondaryIndexes'),
    ...indexList(properties, 'LocalSecondaryIndexes'),
  });
  return definition(
    { ...data, BillingMode: properties.BillingMode ?? 'PROVISIONED' },
    {
      streamViewType: stream?.StreamViewType,
      deletionProtection: settings.DeletionProtectionEnabled,
      ...(ttl?.Enabled === true ? { ttlAttribute: ttl.AttributeName } : {}),
    },
  );
}

function definition(
  data: Properties,
  extra: {
    readonly streamViewType: unknown;
    readonly deletionProtection: unknown;
    readonly ttlAttribute?: unknown;
  },
): TableDefinition {
  const { streamViewType, deletionProtection, ttlAttribute } = extra;
  if (streamViewType !== undefined && !VIEW_TYPES.includes(streamViewType)) {
    throw validationError(`StreamViewType must be one of ${VIEW_TYPES.join(', ')}`);
  }
  const { TableName, KeySchema, AttributeDefinitions, BillingMode, ProvisionedThroughput } =
    data as unknown as TableDefinition;
  return {
    TableName,
    KeySchema,
    AttributeDefinitions,
    ...(indexList(data, 'GlobalSecondaryIndexes') as Pick<TableDefinition, 'GlobalSecondaryIndexes'>),
    ...(indexList(data, 'LocalSecondaryIndexes') as Pick<TableDefinition, 'LocalSecondaryIndexes'>),
    BillingMode: BillingMode ?? 'PROVISIONED',
    ...(ProvisionedThroughput === undefined ? {} : { ProvisionedThroughput }),
    DeletionProtectionEnabled: deletionProtection === true,
    ...(streamViewType === undefined ? {} : { streamViewType: streamViewType as StreamViewType }),
    ...(ttlAttribute === undefined ? {} : { ttlAttribute: ttlAttribute as string }),
  };
}

/** A list of indexes under its name, capacity settings left out; nothing when there are none. */
function indexList(
  properties: Properties,
  name: 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes',
): Properties {
  const indexes = (properties[name] ?? []) as readonly SecondaryIndex[];
  if (indexes.length === 0) return {};
  return {
    [name]: indexes.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection })),
  };
}

function replicaSettings(properties: Properties, region: string): Properties {
  const replicas = (properties.Replicas ?? []) as readonly Properties[];
  const replica = replicas.find(({ Region }) => Region === region);
  if (replica === undefined) throw validationError(`The global table has no replica in ${region}`);
  refuseUnknown('AWS::DynamoDB::GlobalTable replica', replica, [
    ...WITHOUT_EFFECT,
    'Region',
    'DeletionProtectionEnabled',
    'GlobalSecondaryIndexes',
  ]);
  return replica;
}

function refuseUnknown(what: string, properties: Properties, known: readonly string[]): void {
  const unknown = Object.keys(properties).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new AwsError('NotImplemented', `The local runtime does not know ${what} ${unknown}.`, 501);
  }
}
