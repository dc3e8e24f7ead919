/**
 * What IAM must allow for a request, by S3's own tables:
 * docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html and
 * docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html.
 */
import type { ConditionContext, Requirement } from '../types.ts';
import { bucketArn, type Encryption, objectArn, type Place } from './bucket.ts';
import { directive, parseCopySource } from './copy.ts';
import { parseDelete } from './delete.ts';
import { encryptionFor } from './encryption.ts';
import type { Session } from './session.ts';
import type { Store, Version } from './store.ts';
import { parseTagHeader, parseTagXml, type Tag } from './tags.ts';
import type { Uploads } from './uploads.ts';

interface Sources extends Place {
  readonly store: Store;
  readonly uploads: Uploads;
}

/** Request headers that are condition keys of their own. */
const conditionHeaders = [
  'x-amz-acl',
  'x-amz-copy-source',
  'x-amz-metadata-directive',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-storage-class',
];

type MutableContext = Record<string, string | readonly string[]>;

function requestContext({ authentication, headers }: Session, account: string): MutableContext {
  const context: MutableContext = {
    's3:authtype': authentication.type,
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    's3:x-amz-content-sha256': authentication.contentSha256,
    's3:resourceaccount': account,
  };
  if (authentication.type !== 'REST-HEADER') {
    context['s3:signatureage'] = String(Math.max(0, Date.now() - authentication.signedAt.getTime()));
  }
  for (const name of conditionHeaders) {
    const value = headers[name];
    if (value !== undefined) context[`s3:${name}`] = value;
  }
  return context;
}

function tagContext(prefix: 'existingobjecttag' | 'requestobjecttag', tags: readonly Tag[]): MutableContext {
  const context: MutableContext = {};
  for (const { key, value } of tags) context[`s3:${prefix}/${key.toLowerCase()}`] = value;
  if (prefix === 'requestobjecttag' && tags.length > 0) {
    context['s3:requestobjecttagkeys'] = tags.map(({ key }) => key);
  }
  return context;
}

/** The key's permission, as S3 asks KMS for it in the caller's name; none for the AWS managed key. */
function keyRequirement(
  operation: 'GenerateDataKey' | 'Decrypt',
  encryption: Encryption | undefined,
  place: Place & { readonly bucket: string; readonly key: string },
): Requirement[] {
  if (encryption?.algorithm !== 'aws:kms' || encryption.keyArn === undefined || encryption.managed) return [];
  const arn = encryption.bucketKey ? bucketArn(place.bucket) : objectArn(place.bucket, place.key);
  return [
    {
      action: `kms:${operation}`,
      resource: encryption.keyArn,
      context: {
        'kms:viaservice': `s3.${place.region}.amazonaws.com`,
        'kms:calleraccount': place.account,
        'kms:encryptioncontext:aws:s3:arn': arn,
        'kms:encryptioncontextkeys': ['aws:s3:arn'],
      },
    },
  ];
}

const withVersion = (versionId: string | null | undefined): MutableContext =>
  versionId ? { 's3:versionid': versionId } : {};

/** Reading an object: its permission and its key's. */
function readRequirements(
  sources: Sources,
  base: ConditionContext,
  object: { readonly bucket: string; readonly key: string; readonly versionId: string | null | undefined },
  decrypts: boolean,
): { version: Version | undefined; requirements: Requirement[] } {
  const { bucket, key, versionId } = object;
  const version = sources.store.version(bucket, key, versionId ?? undefined);
  const context = {
    ...base,
    ...withVersion(versionId),
    ...tagContext('existingobjecttag', version?.detail.tags ?? []),
  };
  const action = versionId ? 's3:GetObjectVersion' : 's3:GetObject';
  const encryption = decrypts && version?.body !== undefined ? version.detail.encryption : undefined;
  return {
    version,
    requirements: [
      { action, resource: objectArn(bucket, key), context },
      ...keyRequirement('Decrypt', encryption, { ...sources, bucket, key }),
    ],
  };
}

/** Writing an object: its permission, those of tags and ACL when sent, and the key's. */
function writeRequirements(
  sources: Sources,
  session: Session,
  base: ConditionContext,
  tags: readonly Tag[],
): Requirement[] {
  const { bucket, key, headers } = session;
  const resource = objectArn(bucket, key);
  const context = { ...base, ...tagContext('requestobjecttag', tags) };
  const found = sources.store.bucket(bucket);
  const encryption = found && encryptionFor(found, headers, sources);
  return [
    { action: 's3:PutObject', resource, context },
    ...(tags.length > 0 ? [{ action: 's3:PutObjectTagging', resource, context }] : []),
    ...(headers['x-amz-acl'] === undefined ? [] : [{ action: 's3:PutObjectAcl', resource, context }]),
    ...keyRequirement('GenerateDataKey', encryption, { ...sources, bucket, key }),
  ];
}

function copyRequirements(sources: Sources, session: Session, base: ConditionContext): Requirement[] {
  const from = parseCopySource(session.headers['x-amz-copy-source']);
  const source = readRequirements(sources, base, from, true);
  const copiesTags = directive(session.headers, 'x-amz-tagging-directive') === 'COPY';
  const existingTags = source.version?.detail.tags ?? [];
  const tags = copiesTags ? existingTags : parseTagHeader(session.headers['x-amz-tagging']);
  const readsTags: Requirement[] =
    copiesTags && tags.length > 0
      ? [
          {
            action: from.versionId === undefined ? 's3:GetObjectTagging' : 's3:GetObjectVersionTagging',
            resource: objectArn(from.bucket, from.key),
            context: {
              ...base,
              ...withVersion(from.versionId),
              ...tagContext('existingobjecttag', existingTags),
            },
          },
        ]
      : [];
  return [...source.requirements, ...readsTags, ...writeRequirements(sources, session, base, tags)];
}

function listRequirements(session: Session, base: ConditionContext, action: string): Requirement[] {
  const context: MutableContext = { ...base };
  for (const name of ['prefix', 'delimiter', 'max-keys']) {
    const value = session.query.get(name);
    if (value !== null) context[`s3:${name}`] = value;
  }
  return [{ action, resource: bucketArn(session.bucket), context }];
}

/** A part is encrypted, and at the end all are read, with the key chosen at the upload's beginning. */
function partRequirements(sources: Sources, session: Session, base: ConditionContext): Requirement[] {
  const { bucket, key, query } = session;
  const upload = sources.uploads.lookup(bucket, key, query.get('uploadId') ?? '');
  return [
    { action: 's3:PutObject', resource: objectArn(bucket, key), context: base },
    ...keyRequirement('Decrypt', upload?.object.encryption, { ...sources, bucket, key }),
  ];
}

function taggingRequirements(sources: Sources, session: Session, base: ConditionContext): Requirement[] {
  const { bucket, key, query, operation, body } = session;
  const versionId = query.get('versionId');
  const version = sources.store.version(bucket, key, versionId ?? undefined);
  const puts = operation === 'PutObjectTagging';
  return [
    {
      action: `s3:${puts ? 'Put' : 'Get'}Object${versionId ? 'Version' : ''}Tagging`,
      resource: objectArn(bucket, key),
      context: {
        ...base,
        ...withVersion(versionId),
        ...tagContext('existingobjecttag', version?.detail.tags ?? []),
        ...(puts ? tagContext('requestobjecttag', parseTagXml(body.toString('utf8'))) : {}),
      },
    },
  ];
}

const deleteRequirement = (
  base: ConditionContext,
  bucket: string,
  key: string,
  versionId: string | null | undefined,
) => ({
  action: versionId ? 's3:DeleteObjectVersion' : 's3:DeleteObject',
  resource: objectArn(bucket, key),
  context: { ...base, ...withVersion(versionId) },
});

/** All permissions that a request needs. */
export function requirementsOf(sources: Sources, session: Session): readonly Requirement[] {
  const { operation, bucket, key, query, headers } = session;
  const base = requestContext(session, sources.account);
  const object = { bucket, key, versionId: query.get('versionId') };
  switch (operation) {
    case 'GetObject':
      return readRequirements(sources, base, object, true).requirements;
    case 'HeadObject':
      // Only the checksum of an encrypted object needs its key.
      return readRequirements(sources, base, object, headers['x-amz-checksum-mode'] === 'ENABLED')
        .requirements;
    case 'CopyObject':
      return copyRequirements(sources, session, base);
    case 'DeleteObject':
      return [deleteRequirement(base, bucket, key, object.versionId)];
    case 'DeleteObjects':
      return parseDelete(session.body).objects.map((one) =>
        deleteRequirement(base, bucket, one.key, one.versionId),
      );
    case 'HeadBucket':
    case 'ListObjectsV2':
      return listRequirements(session, base, 's3:ListBucket');
    case 'ListObjectVersions':
      return listRequirements(session, base, 's3:ListBucketVersions');
    case 'UploadPart':
    case 'CompleteMultipartUpload':
      return partRequirements(sources, session, base);
    case 'AbortMultipartUpload':
      return [{ action: 's3:AbortMultipartUpload', resource: objectArn(bucket, key), context: base }];
    case 'ListParts':
      return [{ action: 's3:ListMultipartUploadParts', resource: objectArn(bucket, key), context: base }];
    case 'GetObjectTagging':
    case 'PutObjectTagging':
      return taggingRequirements(sources, session, base);
    default:
      return writeRequirements(sources, session, base, parseTagHeader(headers['x-amz-tagging']));
  }
}
