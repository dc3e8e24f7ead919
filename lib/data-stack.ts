/** The table, the files, the key, and the roles by which one tenant's data is reached. */
import {
  Aws,
  Duration,
  aws_dynamodb as dynamodb,
  aws_iam as iam,
  aws_kms as kms,
  RemovalPolicy,
  Stack,
  type StackProps,
  aws_s3 as s3,
  aws_secretsmanager as secretsmanager,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { TenantAccess } from '../shared/kernel/define.ts';
import { INDEXES } from '../shared/kernel/entity.ts';
import { OLD_VERSION_DAYS, RECOVERY_DAYS } from '../shared/provisioning/backup.ts';
import { acknowledge, acknowledgeWildcards } from './acknowledge.ts';
import {
  filesBucketName,
  functionRoleArns,
  sealingKeyAlias,
  secretName,
  tableName,
  tenantRoleArns,
  tenantRoleName,
} from './names.ts';
import type { Stage } from './stage.ts';
import { tenantStatements } from './tenant-policies.ts';

const ACCESSES: readonly TenantAccess[] = [
  'read',
  'write',
  'found',
  'govern',
  'erase',
  'recognize',
  'audit',
  'note',
  'connect',
  'summarize',
  'oversee',
];

/** Superseded versions of files leave after this long. */
const OLD_VERSIONS = Duration.days(OLD_VERSION_DAYS);

/**
 * Whoever asks a table that has a customer's own key must be allowed to use that key: DynamoDB asks KMS in the caller's
 * name. Said once, at the key, of the roles that reach the table at all; what they may do there is their own policies'.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html (authorizing use of the key)
 */
const throughTable = (stage: Stage) =>
  new iam.PolicyStatement({
    sid: 'ThroughTable',
    principals: [new iam.AnyPrincipal()],
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: {
      StringEquals: {
        'kms:CallerAccount': Aws.ACCOUNT_ID,
        'kms:ViaService': `dynamodb.${stage.region}.amazonaws.com`,
      },
      ArnLike: { 'aws:PrincipalArn': [functionRoleArns(stage), tenantRoleArns(stage)] },
    },
  });

export class DataStack extends Stack {
  /** ARN of the table's stream. */
  readonly changes: string;
  readonly keyArn: string;
  readonly accessLogs: s3.Bucket;

  constructor(scope: Construct, id: string, stage: Stage, props: StackProps) {
    super(scope, id, props);
    const key = new kms.Key(this, 'Key', {
      alias: `alias/${stage.prefix}`,
      description: `Gangway ${stage.name}: records, files and queues`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.keyArn = key.keyArn;
    key.addToResourcePolicy(throughTable(stage));
    this.changes = this.#table(stage, key);
    this.accessLogs = this.#accessLogs();
    this.#files(stage, key);
    this.#cursorKey(stage);
    this.#originKey(stage);
    this.#auditKey(stage);
    this.#consoleTokens(stage);
    this.#metricsToken(stage);
    if (stage.development) this.#devSecret(stage);
    const sealingKey = this.#sealingKey(stage);
    for (const access of ACCESSES) this.#tenantRole(stage, access, key, sealingKey);
  }

  /** Apart from the key of table and files: whoever may read those has not thereby this. */
  #sealingKey(stage: Stage) {
    return new kms.Key(this, 'SealingKey', {
      alias: sealingKeyAlias(stage),
      description: `Gangway ${stage.name}: single fields of records, by tenant`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #table(stage: Stage, key: kms.Key): string {
    const string = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
    const table = new dynamodb.TableV2(this, 'Table', {
      tableName: tableName(stage),
      partitionKey: string('pk'),
      sortKey: string('sk'),
      globalSecondaryIndexes: INDEXES.map((indexName) => ({
        indexName,
        partitionKey: string(`${indexName}pk`),
        sortKey: string(`${indexName}sk`),
      })),
      billing: dynamodb.Billing.onDemand(),
      encryption: dynamodb.TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: 'expires_at',
      dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    });
    if (!table.tableStreamArn) throw new Error('The table has no stream.');
    return table.tableStreamArn;
  }

  #accessLogs() {
    const bucket = new s3.Bucket(this, 'AccessLogs', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(365) }],
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(bucket, { 'AwsSolutions-S1': 'This bucket receives the access logs of the others.' });
    return bucket;
  }

  #files(stage: Stage, key: kms.Key) {
    const bucket = new s3.Bucket(this, 'Files', {
      bucketName: filesBucketName(stage),
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      bucketKeyEnabled: true,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: key,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs as s3.IBucket,
      serverAccessLogsPrefix: 'files/',
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), noncurrentVersionExpiration: OLD_VERSIONS },
      ],
      cors: [
        {
          allowedOrigins: [stage.appUrl],
          allowedMethods: [s3.HttpMethods.GET, s3.HttpMethods.POST],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
          maxAge: 3600,
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // The construct's own switch would add a custom resource; the property is enough.
    (bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }

  #cursorKey(stage: Stage) {
    const secret = new secretsmanager.Secret(this, 'CursorKey', {
      secretName: secretName(stage, 'cursor-key'),
      description: 'Signs list cursors',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4': 'Rotating the key would only end open lists; cursors grant nothing by themselves.',
    });
  }

  /** What the distribution proves itself with: only then is the viewer's address taken from it. */
  #originKey(stage: Stage) {
    const secret = new secretsmanager.Secret(this, 'OriginKey', {
      secretName: secretName(stage, 'origin-key'),
      description: 'The distribution’s proof towards the API',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'The distribution holds the value of its last deployment; a new one comes with a deployment. It opens nothing.',
    });
  }

  #auditKey(stage: Stage) {
    const secret = new secretsmanager.Secret(this, 'AuditKey', {
      secretName: secretName(stage, 'audit-key'),
      description: 'What the key that signs exports of the audit log is made from',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4': 'Exports that were signed before could not be checked any more.',
    });
  }

  /** Empty until an organization has a console of its own: its secrets are put there by hand (docs/security.md). */
  #consoleTokens(stage: Stage) {
    const secret = new secretsmanager.CfnSecret(this, 'ConsoleTokens', {
      name: secretName(stage, 'console-tokens'),
      description: 'Secrets of the issuers of console tokens, by organization',
      secretString: JSON.stringify({ issuers: [] }),
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledge(secret, {
      'AwsSolutions-SMG4': 'Shared with issuers outside: both sides change it together.',
    });
  }

  #metricsToken(stage: Stage) {
    const secret = new secretsmanager.Secret(this, 'MetricsToken', {
      secretName: secretName(stage, 'metrics-token'),
      description: 'Reads /metrics',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4': 'Shared with a scraper outside: both sides change it together.',
    });
  }

  #devSecret(stage: Stage) {
    const secret = new secretsmanager.Secret(this, 'DevSecret', {
      secretName: secretName(stage, 'dev-secret'),
      description: 'Opens the routes for developers',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4': 'Of a stage without real people; changed by deleting and deploying it.',
    });
  }

  #tenantRole(stage: Stage, access: TenantAccess, key: kms.Key, sealingKey: kms.Key) {
    const statements = tenantStatements(stage, access, key.keyArn, sealingKey.keyArn);
    const role = new iam.Role(this, `Tenant-${access}`, {
      roleName: tenantRoleName(stage, access),
      description: `One tenant's data, ${access}: the session tag tenant_id says which`,
      maxSessionDuration: Duration.hours(1),
      assumedBy: new iam.SessionTagsPrincipal(
        new iam.AccountRootPrincipal().withConditions({
          ArnLike: { 'aws:PrincipalArn': functionRoleArns(stage) },
          // Exactly one tag, and its value has the length of a ULID.
          StringLike: { 'aws:RequestTag/tenant_id': '?'.repeat(26) },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenant_id'] },
        }),
      ),
      inlinePolicies: { tenant: new iam.PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(
      role,
      statements,
      'Ends below the prefix of one tenant, which the session tag and the conditions hold; Textract has no resources.',
    );
  }
}
