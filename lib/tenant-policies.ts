/**
 * What one tenant's session may touch (ARCHITECTURE.md, Isolation, third wall). Every statement on records pairs
 * `ForAllValues:StringLike dynamodb:LeadingKeys` with `Null … false`: alone, the first would let a request pass that
 * carries no key at all, such as a Scan.
 */
import { aws_iam as iam } from 'aws-cdk-lib';
import type { TenantAccess } from '../shared/kernel/define.ts';
import { filesBucketArn, tableArn } from './names.ts';
import type { Stage } from './stage.ts';

/** Set by the function that assumes the role; IAM puts the session's value in its place. */
const TENANT = `\${aws:PrincipalTag/tenant_id}`;
export const TENANT_KEYS = `T#${TENANT}#*`;
/** The directory's entry of this very organization. */
const OWN_ENTRY = `DIR#TENANT#${TENANT}`;
/** Names that are found before the organization is known: they cannot begin with it. Writes name it in a condition. */
const ACCOUNTS = 'DIR#USER#*';
const GOVERNED_ENTRIES = [ACCOUNTS, 'DIR#INVITE#*', 'DIR#INVITED#*', 'DIR#KEY#*', 'DIR#PORTAL#*'];
const SLUGS = 'DIR#SLUG#*';
/** What the platform knows of this very organization, and the sums over all of them. */
const SUMMARY = `DIR#FLEET#${TENANT}`;
const FLEET_COUNTS = 'DIR#FLEET#COUNTS';
/** What platform administrators did. */
const OVERSIGHT = 'DIR#OVERSIGHT#LOG';
/** Where the organization's own head lies, and earlier versions of its settings. */
const HEAD = `T#${TENANT}#ORG`;
const SETTINGS = `T#${TENANT}#SETTINGS`;
/** When each API key was last used, and who signed in: all that checking credentials may write. */
const KEY_USES = `T#${TENANT}#APIKEY-USES`;
const SIGN_INS = `T#${TENANT}#SIGN-INS`;

/** The open sockets of the organization's people, and whose they are. */
const CONNECTIONS = `T#${TENANT}#CONNECTIONS`;

const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITE = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
];

/** The audit log: written by its own role alone, and by that one never changed (AUD-01). */
const AUDIT_KEYS = `T#${TENANT}#AUDIT*`;

/** Conditions that hold a request to partition keys like these. */
export const onKeys = (...keys: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...keys] },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

export function tenantStatements(
  stage: Stage,
  access: TenantAccess,
  fileKeyArn: string,
  sealingKeyArn: string,
): iam.PolicyStatement[] {
  const files = [`${filesBucketArn(stage)}/T/${TENANT}/*`];
  const records = [tableArn(stage), `${tableArn(stage)}/index/*`];
  const throughS3 = { StringEquals: { 'kms:ViaService': `s3.${stage.region}.amazonaws.com` } };
  const readFiles = [
    new iam.PolicyStatement({
      sid: 'ReadFiles',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: files,
    }),
    new iam.PolicyStatement({
      sid: 'DecryptFiles',
      actions: ['kms:Decrypt'],
      resources: [fileKeyArn],
      conditions: throughS3,
    }),
  ];
  /** Only what was sealed for this very tenant: the context is part of what KMS decrypts by. */
  const fields = (sid: string, action: string) =>
    new iam.PolicyStatement({
      sid,
      actions: [action],
      resources: [sealingKeyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:tenant_id': TENANT } },
    });
  const openFields = fields('OpenFields', 'kms:Decrypt');
  const sealFields = fields('SealFields', 'kms:GenerateDataKey');
  const readRecords = new iam.PolicyStatement({
    sid: 'ReadRecords',
    actions: READ,
    resources: records,
    conditions: onKeys(TENANT_KEYS),
  });
  const keepAuditFrom = (actions: string[]) =>
    new iam.PolicyStatement({
      sid: 'KeepAuditLog',
      effect: iam.Effect.DENY,
      actions,
      resources: [tableArn(stage)],
      conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': [AUDIT_KEYS] } },
    });
  const keepAudit = keepAuditFrom(WRITE);
  const write = [
    keepAudit,
    new iam.PolicyStatement({
      sid: 'WriteRecords',
      actions: WRITE,
      resources: [tableArn(stage)],
      conditions: onKeys(TENANT_KEYS),
    }),
    new iam.PolicyStatement({
      sid: 'WriteFiles',
      actions: ['s3:PutObject', 's3:DeleteObject'],
      resources: files,
    }),
    new iam.PolicyStatement({
      sid: 'EncryptFiles',
      actions: ['kms:GenerateDataKey'],
      resources: [fileKeyArn],
      conditions: throughS3,
    }),
  ];
  switch (access) {
    case 'read':
      return [readRecords, ...readFiles, openFields];
    case 'write':
      return [readRecords, ...readFiles, ...write, openFields, sealFields];
    case 'govern':
      return [
        readRecords,
        ...readFiles,
        ...write,
        openFields,
        sealFields,
        new iam.PolicyStatement({
          sid: 'GovernDirectory',
          actions: WRITE,
          resources: [tableArn(stage)],
          conditions: onKeys(TENANT_KEYS, OWN_ENTRY, SLUGS, ...GOVERNED_ENTRIES),
        }),
      ];
    case 'erase':
      return [
        readRecords,
        // Erased it may be, with all of an organization; written anew it may not.
        keepAuditFrom(['dynamodb:UpdateItem']),
        new iam.PolicyStatement({
          sid: 'EraseRecords',
          actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
          resources: [tableArn(stage)],
          conditions: onKeys(TENANT_KEYS, OWN_ENTRY, SLUGS, ...GOVERNED_ENTRIES),
        }),
        new iam.PolicyStatement({
          sid: 'ListFileVersions',
          actions: ['s3:ListBucketVersions'],
          resources: [filesBucketArn(stage)],
          conditions: { StringLike: { 's3:prefix': `T/${TENANT}/*` }, Null: { 's3:prefix': 'false' } },
        }),
        new iam.PolicyStatement({
          sid: 'EraseFileVersions',
          actions: ['s3:DeleteObjectVersion'],
          resources: files,
        }),
      ];
    case 'found':
      return [
        keepAudit,
        new iam.PolicyStatement({
          sid: 'FoundOrganization',
          actions: ['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'],
          resources: [tableArn(stage)],
          conditions: onKeys(TENANT_KEYS, OWN_ENTRY, SLUGS, ACCOUNTS),
        }),
      ];
    case 'audit':
      return [
        new iam.PolicyStatement({
          sid: 'AppendToAuditLog',
          actions: ['dynamodb:PutItem'],
          resources: [tableArn(stage)],
          conditions: onKeys(AUDIT_KEYS),
        }),
      ];
    case 'note':
      return [
        new iam.PolicyStatement({
          sid: 'NoteUse',
          actions: ['dynamodb:PutItem'],
          resources: [tableArn(stage)],
          conditions: onKeys(KEY_USES, SIGN_INS),
        }),
      ];
    case 'connect':
      return [
        new iam.PolicyStatement({
          sid: 'KeepConnections',
          actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
          resources: [tableArn(stage)],
          conditions: onKeys(CONNECTIONS),
        }),
      ];
    case 'summarize':
      return [
        new iam.PolicyStatement({
          sid: 'Summarize',
          actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
          resources: [tableArn(stage)],
          conditions: onKeys(SUMMARY, FLEET_COUNTS),
        }),
      ];
    case 'oversee':
      return [
        new iam.PolicyStatement({
          // One record by its whole key: no list of the organization's, so no member and no invitation that is not known.
          sid: 'ReadHead',
          actions: ['dynamodb:GetItem'],
          resources: [tableArn(stage)],
          conditions: onKeys(HEAD),
        }),
        new iam.PolicyStatement({
          sid: 'ChangeStatus',
          actions: ['dynamodb:UpdateItem'],
          resources: [tableArn(stage)],
          conditions: onKeys(HEAD, OWN_ENTRY),
        }),
        new iam.PolicyStatement({
          sid: 'KeepWhatWas',
          actions: ['dynamodb:PutItem'],
          resources: [tableArn(stage)],
          conditions: onKeys(SETTINGS, OVERSIGHT),
        }),
      ];
    case 'recognize':
      return [
        new iam.PolicyStatement({
          sid: 'RecognizeText',
          // Textract has no resources of its own; what it may read is held by the statements on files.
          actions: ['textract:StartDocumentAnalysis', 'textract:GetDocumentAnalysis'],
          resources: ['*'],
        }),
        ...readFiles,
      ];
  }
}
