import { beforeAll, describe, expect, it } from 'vitest';
import {
  actionsOf,
  type CfnResource,
  loadTemplates,
  ofType,
  type Statement,
  statementsOf,
} from './templates.ts';

let resources: CfnResource[];
beforeAll(async () => {
  resources = await loadTemplates();
});

describe('the table', () => {
  it('is encrypted with our key, protected from deletion, recoverable to the second, and streams both images', () => {
    const [table, ...others] = ofType(resources, 'AWS::DynamoDB::GlobalTable');
    expect(others).toEqual([]);
    expect(table?.DeletionPolicy).toBe('Retain');
    expect(table?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { Enabled: true },
    });
    const replicas = table?.Properties.Replicas as Record<string, unknown>[];
    for (const replica of replicas)
      expect(replica).toMatchObject({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
  });
});

describe('keys', () => {
  const keyOf = (alias: string) => {
    const target = ofType(resources, 'AWS::KMS::Alias').find(
      ({ Properties }) => Properties.AliasName === alias,
    );
    const [id] =
      (target?.Properties.TargetKeyId as { 'Fn::GetAtt': string[] } | undefined)?.['Fn::GetAtt'] ?? [];
    const key = ofType(resources, 'AWS::KMS::Key').find((candidate) => candidate.id === id);
    return (
      (key?.Properties as { KeyPolicy: { Statement: (Statement & { Principal: unknown })[] } } | undefined)
        ?.KeyPolicy.Statement ?? []
    );
  };

  it('let the roles that reach the table use its key, through DynamoDB and in no other way', () => {
    const statement = keyOf('alias/gangway-dev').find(({ Sid }) => Sid === 'ThroughTable');
    expect(statement && actionsOf(statement)).toContain('kms:Decrypt');
    expect(statement).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Condition: {
        StringEquals: {
          'kms:CallerAccount': { Ref: 'AWS::AccountId' },
          'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com',
        },
      },
    });
    const roles = JSON.stringify(statement?.Condition?.ArnLike?.['aws:PrincipalArn']);
    for (const role of ['role/gangway-dev-fn-*', 'role/gangway-dev-tenant-*']) expect(roles).toContain(role);
  });

  it('let alarms through, and so does the topic', () => {
    const alarms = { Service: 'cloudwatch.amazonaws.com' };
    expect(keyOf('alias/gangway-dev-alarms').map(({ Principal }) => Principal)).toContainEqual(alarms);
    const [policy] = ofType(resources, 'AWS::SNS::TopicPolicy');
    expect(
      (policy?.Properties as { PolicyDocument: { Statement: unknown[] } } | undefined)?.PolicyDocument
        .Statement,
    ).toContainEqual(expect.objectContaining({ Effect: 'Allow', Action: 'sns:Publish', Principal: alarms }));
  });
});

describe('buckets', () => {
  it('are closed to the public, encrypted, and refuse plain HTTP', () => {
    const buckets = ofType(resources, 'AWS::S3::Bucket');
    expect(buckets.length).toBeGreaterThanOrEqual(3);
    const policies = ofType(resources, 'AWS::S3::BucketPolicy').map(({ Properties }) =>
      JSON.stringify(Properties),
    );
    for (const { id, Properties } of buckets) {
      expect(Properties.PublicAccessBlockConfiguration, id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.BucketEncryption, id).toBeDefined();
      const policy = policies.find((text) => text.includes(`"${id}"`));
      expect(policy, id).toContain('"aws:SecureTransport":"false"');
    }
  });

  it('for files keeps versions under our key and tells EventBridge', () => {
    const files = ofType(resources, 'AWS::S3::Bucket').find(({ id }) => id.startsWith('Files'));
    expect(files?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
    });
  });
});

const STREAM = new Set(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']);

describe('access to records', () => {
  it('is never a Scan, never a wildcard action, and always held to partition keys by both conditions', () => {
    const statements = statementsOf(resources).filter((statement) =>
      actionsOf(statement).some((action) => action === '*' || action.startsWith('dynamodb:')),
    );
    const [streams, keyed] = [
      statements.filter((statement) => actionsOf(statement).every((action) => STREAM.has(action))),
      statements.filter((statement) => !actionsOf(statement).some((action) => STREAM.has(action))),
    ];
    // Changes are read by the publisher alone, which can do nothing else with the table.
    expect(streams.map(({ at, Sid }) => [at.replace(/Role.*/, ''), Sid])).toEqual([
      ['stream/operationspublishchanges', 'ReadChanges'],
    ]);
    const denied = keyed.filter(({ Effect }) => Effect === 'Deny');
    expect(denied.map(({ Sid }) => Sid)).toEqual(Array(4).fill('KeepAuditLog'));
    const allowed = keyed.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.length).toBeGreaterThan(3);
    for (const statement of allowed) {
      for (const action of actionsOf(statement)) {
        expect(action, statement.at).not.toContain('*');
        expect(action, statement.at).not.toMatch(/Scan|PartiQL|Export/);
      }
      const keys = statement.Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
      expect(keys, `${statement.at} ${statement.Sid}`).toBeDefined();
      expect(statement.Condition?.Null, statement.at).toEqual({ 'dynamodb:LeadingKeys': 'false' });
      for (const key of [keys].flat())
        expect(key).toMatch(
          /^(T#\$\{aws:PrincipalTag\/tenant_id\}#((AUDIT)?\*|APIKEY-USES|CONNECTIONS|SIGN-INS|ORG|SETTINGS)|DIR#(TENANT|FLEET)#\$\{aws:PrincipalTag\/tenant_id\}|DIR#FLEET#COUNTS|DIR#OVERSIGHT#LOG|DIR#[A-Z]+#\*)$/,
        );
    }
  });

  it('no function’s own role reaches a tenant’s records or files', () => {
    const own = statementsOf(resources).filter(
      ({ at }) => !/Tenant|tenant/.test(at) && !at.startsWith('web/'),
    );
    for (const statement of own) {
      expect(JSON.stringify(statement.Condition ?? {}), statement.at).not.toMatch(/"T#/);
      for (const action of actionsOf(statement)) expect(action, statement.at).not.toMatch(/^s3:/);
    }
  });

  it('tenant roles can only be assumed by functions, with exactly the tag tenant_id of a ULID’s length', () => {
    const roles = ofType(resources, 'AWS::IAM::Role').filter(({ id }) => id.startsWith('Tenant'));
    expect(roles).toHaveLength(11);
    for (const { Properties } of roles) {
      const document = Properties.AssumeRolePolicyDocument as { Statement: Record<string, unknown>[] };
      expect(document.Statement).toHaveLength(1);
      const [statement] = document.Statement;
      expect(statement?.Action).toEqual(['sts:AssumeRole', 'sts:TagSession']);
      const condition = statement?.Condition as Record<string, Record<string, unknown>>;
      expect(JSON.stringify(condition.ArnLike)).toContain('role/gangway-dev-fn-*');
      expect(condition.StringLike).toEqual({ 'aws:RequestTag/tenant_id': '?'.repeat(26) });
      expect(condition['ForAllValues:StringEquals']).toEqual({ 'aws:TagKeys': ['tenant_id'] });
    }
  });

  it('no statement anywhere allows every action or a whole service', () => {
    for (const statement of statementsOf(resources).filter(({ at }) => !at.startsWith('web/')))
      for (const action of actionsOf(statement)) expect(action, statement.at).not.toMatch(/\*$/);
  });
});
