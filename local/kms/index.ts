/** KMS: symmetric keys, with encryption context and key policies. */
import { randomBytes } from 'node:crypto';
import { physicalUuid } from '../assembly/physical-id.ts';
import type { GatewayService } from '../gateway/gateway-service.ts';
import type { NamedPolicy, PolicyDocument } from '../iam/policy.ts';
import {
  AwsError,
  type Call,
  type ConditionContext,
  type Deployed,
  notImplemented,
  type Resource,
  type ResourceProvider,
} from '../types.ts';
import { type EncryptionContext, openKeyStore } from './keys.ts';

export interface Kms {
  readonly service: GatewayService;
  readonly provider: ResourceProvider;
  /** The policy of a key, by key ARN. */
  readonly keyPolicies: (keyArn: string) => readonly NamedPolicy[] | undefined;
  readonly close: () => void;
}

export interface KmsOptions {
  readonly dir: string;
  readonly account: string;
  readonly region: string;
}

const KNOWN = [
  'BypassPolicyLockoutSafetyCheck',
  'Description',
  'Enabled',
  'EnableKeyRotation',
  'KeyPolicy',
  'KeySpec',
  'KeyUsage',
  'MultiRegion',
  'Origin',
  'PendingWindowInDays',
  'RotationPeriodInDays',
  'Tags',
];

/** The most that Encrypt takes, in bytes. */
const MAX_PLAINTEXT = 4096;

const SPECS: Readonly<Record<string, number>> = { AES_128: 16, AES_256: 32 };

/** Opens the keys in `dir`; material and ids stay from start to start. */
export function openKms(options: KmsOptions): Kms {
  const { account, region } = options;
  const store = openKeyStore(options.dir);
  const policies = new Map<string, readonly NamedPolicy[]>();
  const aliases = new Map<string, string>();
  const arnOf = (keyId: string): string => `arn:aws:kms:${region}:${account}:key/${keyId}`;

  const deployKey = (resource: Resource): Deployed => {
    const { properties } = resource;
    const unknown = Object.keys(properties).find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) throw new Error(`the local runtime does not know the property ${unknown}.`);
    if ((properties.KeySpec ?? 'SYMMETRIC_DEFAULT') !== 'SYMMETRIC_DEFAULT')
      throw new Error('only symmetric keys run locally.');
    if (String(properties.Enabled ?? true) !== 'true') throw new Error('disabled keys do not run locally.');
    const keyId = physicalUuid(resource);
    store.ensure(keyId);
    const document = properties.KeyPolicy as PolicyDocument | undefined;
    policies.set(arnOf(keyId), [
      { name: `key policy of ${resource.logicalId}`, document: document ?? defaultPolicy(account) },
    ]);
    return { ref: keyId, attributes: { Arn: arnOf(keyId), KeyId: keyId } };
  };
  const deployAlias = ({ properties }: Resource): Deployed => {
    const name = String(properties.AliasName);
    aliases.set(name, idOf(String(properties.TargetKeyId)));
    return { ref: name, attributes: {} };
  };

  const idOf = (reference: string): string => {
    const name = reference.replace(/^arn:[^:]+:kms:[^:]*:[^:]*:/, '').replace(/^key\//, '');
    return aliases.get(name) ?? name;
  };
  const keyOf = (reference: unknown): string => {
    const keyId = idOf(String(reference));
    if (!store.has(keyId))
      throw new AwsError('NotFoundException', `Key '${String(reference)}' does not exist`);
    return keyId;
  };
  const contextOf = (call: Call): EncryptionContext =>
    (call.input.EncryptionContext ?? {}) as EncryptionContext;
  const bytes = (value: unknown, name: string): Buffer => {
    if (typeof value !== 'string') throw new AwsError('ValidationException', `${name} is missing.`);
    return Buffer.from(value, 'base64');
  };
  const open = (call: Call): { readonly keyId: string; readonly plaintext: Buffer } => {
    const opened = store.decrypt(bytes(call.input.CiphertextBlob, 'CiphertextBlob'), contextOf(call));
    if (opened === undefined) throw new AwsError('InvalidCiphertextException', 'The ciphertext is invalid.');
    if (call.input.KeyId !== undefined && keyOf(call.input.KeyId) !== opened.keyId) {
      throw new AwsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      );
    }
    return opened;
  };
  const dataKey = (
    call: Call,
  ): { readonly KeyId: string; readonly CiphertextBlob: string; readonly Plaintext: string } => {
    const keyId = keyOf(call.input.KeyId);
    const size = Number(call.input.NumberOfBytes ?? SPECS[String(call.input.KeySpec)]);
    if (!Number.isInteger(size) || size < 1 || size > 1024)
      throw new AwsError('ValidationException', 'KeySpec or NumberOfBytes is missing.');
    const plaintext = randomBytes(size);
    const blob = store.encrypt(keyId, plaintext, contextOf(call));
    return {
      KeyId: arnOf(keyId),
      CiphertextBlob: blob.toString('base64'),
      Plaintext: plaintext.toString('base64'),
    };
  };

  const encrypt = (call: Call): object => {
    const keyId = keyOf(call.input.KeyId);
    const plaintext = bytes(call.input.Plaintext, 'Plaintext');
    if (plaintext.length > MAX_PLAINTEXT)
      throw new AwsError('ValidationException', `Plaintext is longer than ${MAX_PLAINTEXT} bytes.`);
    const blob = store.encrypt(keyId, plaintext, contextOf(call));
    return {
      KeyId: arnOf(keyId),
      CiphertextBlob: blob.toString('base64'),
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    };
  };
  const decrypt = (call: Call): object => {
    const { keyId, plaintext } = open(call);
    return {
      KeyId: arnOf(keyId),
      Plaintext: plaintext.toString('base64'),
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    };
  };
  const generateDataKeyWithoutPlaintext = (call: Call): object => {
    const { KeyId, CiphertextBlob } = dataKey(call);
    return { KeyId, CiphertextBlob };
  };
  const describeKey = (call: Call): object => {
    const keyId = keyOf(call.input.KeyId);
    return {
      KeyMetadata: {
        AWSAccountId: account,
        Arn: arnOf(keyId),
        CreationDate: store.createdAt(keyId) / 1000,
        CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
        Enabled: true,
        EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
        KeyId: keyId,
        KeyManager: 'CUSTOMER',
        KeySpec: 'SYMMETRIC_DEFAULT',
        KeyState: 'Enabled',
        KeyUsage: 'ENCRYPT_DECRYPT',
        MultiRegion: false,
        Origin: 'AWS_KMS',
      },
    };
  };
  const operations: Readonly<Record<string, (call: Call) => object>> = {
    Encrypt: encrypt,
    Decrypt: decrypt,
    GenerateDataKey: dataKey,
    GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext,
    DescribeKey: describeKey,
  };

  const service: GatewayService = {
    name: 'kms',
    requirements: (call) => {
      if (!Object.hasOwn(operations, call.operation)) throw notImplemented('kms', call.operation);
      if (call.input.GrantTokens !== undefined)
        throw notImplemented('kms', `${call.operation} with GrantTokens`);
      if (call.input.DryRun !== undefined) throw notImplemented('kms', `${call.operation} with DryRun`);
      const keyId = call.operation === 'Decrypt' ? sealedWith(call) : keyOf(call.input.KeyId);
      return [
        {
          action: `kms:${call.operation}`,
          resource: arnOf(keyId),
          context: conditionContext(contextOf(call)),
        },
      ];
    },
    resourcePolicies: ({ resource }) => policies.get(resource),
    handle: async (call) => ({
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(operations[call.operation]!(call)),
    }),
  };

  /** The key that a blob names. Whether the blob is genuine shows when it is opened, after the permission. */
  function sealedWith(call: Call): string {
    const keyId = bytes(call.input.CiphertextBlob, 'CiphertextBlob').subarray(0, 36).toString('latin1');
    if (!store.has(keyId)) throw new AwsError('InvalidCiphertextException', 'The ciphertext is invalid.');
    return keyId;
  }

  return {
    service,
    provider: {
      types: ['AWS::KMS::Key', 'AWS::KMS::Alias'],
      deploy: (resource) => (resource.type === 'AWS::KMS::Key' ? deployKey(resource) : deployAlias(resource)),
    },
    keyPolicies: (keyArn) => policies.get(keyArn),
    close: () => store.close(),
  };
}

/** `kms:EncryptionContext:<key>` and `kms:EncryptionContextKeys`. */
function conditionContext(context: EncryptionContext): ConditionContext {
  const entries = Object.entries(context);
  if (entries.length === 0) return {};
  return {
    ...Object.fromEntries(
      entries.map(([key, value]) => [`kms:encryptioncontext:${key.toLowerCase()}`, value]),
    ),
    'kms:encryptioncontextkeys': entries.map(([key]) => key),
  };
}

/** The policy that KMS gives a key which is created without one: the account's IAM decides. */
function defaultPolicy(account: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
    ],
  };
}
