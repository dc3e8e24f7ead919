/** Secrets Manager: secrets of the assembly, and of the environment that the runtime is given. */
import { createHash, randomUUID } from 'node:crypto';
import { physicalName } from '../assembly/physical-id.ts';
import {
  AwsError,
  type AwsService,
  type Call,
  type Deployed,
  notImplemented,
  type Reply,
  type Resource,
  type ResourceProvider,
} from '../types.ts';
import { generateSecret } from './generate.ts';
import { openSecretStore, type StoredSecret } from './store.ts';

export interface Secrets {
  readonly service: AwsService;
  readonly provider: ResourceProvider;
  /** The current value, by name or ARN. */
  readonly value: (id: string) => string | undefined;
  readonly close: () => void;
}

export interface SecretsOptions {
  readonly dir: string;
  readonly account: string;
  readonly region: string;
  /** Values by name; they go before those of the template and stand for secrets that no template declares. */
  readonly values?: Readonly<Record<string, string>>;
}

const KNOWN = ['Description', 'GenerateSecretString', 'KmsKeyId', 'Name', 'SecretString', 'Tags'];

/** Opens the secrets whose values are in `dir`. A generated value is generated once. */
export function openSecrets(options: SecretsOptions): Secrets {
  const store = openSecretStore(options.dir);
  const given = options.values ?? {};

  const put = (name: string, value: string, now = Date.now()): StoredSecret => {
    const known = store.find(name);
    if (known?.value === value) return known;
    const ending = createHash('sha256').update(name).digest('base64url').replace(/[-_]/g, 'x').slice(0, 6);
    const secret: StoredSecret = {
      name,
      arn: `arn:aws:secretsmanager:${options.region}:${options.account}:secret:${name}-${ending}`,
      value,
      versionId: randomUUID(),
      createdAt: known?.createdAt ?? now,
      changedAt: now,
    };
    store.put(secret);
    return secret;
  };
  for (const [name, value] of Object.entries(given)) put(name, value);

  const deploy = (resource: Resource): Deployed => {
    const { properties } = resource;
    const unknown = Object.keys(properties).find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) throw new Error(`the local runtime does not know the property ${unknown}.`);
    const name = String(properties.Name ?? physicalName(resource));
    const fixed = given[name] ?? properties.SecretString;
    const generate = properties.GenerateSecretString as Readonly<Record<string, unknown>> | undefined;
    const known = store.find(name);
    // What PutSecretValue wrote, or what was generated, outlives a new start.
    const secret =
      fixed !== undefined && (known === undefined || given[name] !== undefined)
        ? put(name, String(fixed))
        : (known ?? put(name, generateSecret(generate ?? {})));
    return { ref: secret.arn, attributes: { Id: secret.arn } };
  };

  const find = (call: Call): StoredSecret => {
    const secret = store.find(String(call.input.SecretId));
    if (secret === undefined) {
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    }
    return secret;
  };

  const getSecretValue = (call: Call): object => {
    const { arn, name, value, versionId, changedAt } = find(call);
    const { VersionId, VersionStage = 'AWSCURRENT' } = call.input;
    if (VersionStage !== 'AWSCURRENT' || (VersionId !== undefined && VersionId !== versionId)) {
      const message = `Secrets Manager can't find the specified secret value for staging label: ${String(VersionStage)}`;
      throw new AwsError('ResourceNotFoundException', message);
    }
    return {
      ARN: arn,
      Name: name,
      SecretString: value,
      VersionId: versionId,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: changedAt / 1000,
    };
  };
  const describeSecret = (call: Call): object => {
    const { arn, name, versionId, createdAt, changedAt } = find(call);
    return {
      ARN: arn,
      Name: name,
      CreatedDate: createdAt / 1000,
      LastChangedDate: changedAt / 1000,
      VersionIdsToStages: { [versionId]: ['AWSCURRENT'] },
    };
  };
  const putSecretValue = (call: Call): object => {
    const { SecretString, SecretBinary, VersionStages } = call.input;
    if (SecretBinary !== undefined)
      throw notImplemented('secretsmanager', 'PutSecretValue with SecretBinary');
    if (VersionStages !== undefined)
      throw notImplemented('secretsmanager', 'PutSecretValue with VersionStages');
    if (typeof SecretString !== 'string') {
      throw new AwsError(
        'InvalidParameterException',
        'You must provide either SecretString or SecretBinary.',
      );
    }
    const { arn, name, versionId } = put(find(call).name, SecretString);
    return { ARN: arn, Name: name, VersionId: versionId, VersionStages: ['AWSCURRENT'] };
  };
  const operations: Readonly<Record<string, (call: Call) => object>> = {
    GetSecretValue: getSecretValue,
    DescribeSecret: describeSecret,
    PutSecretValue: putSecretValue,
  };

  return {
    service: {
      name: 'secretsmanager',
      requirements: (call) => {
        if (!Object.hasOwn(operations, call.operation))
          throw notImplemented('secretsmanager', call.operation);
        const id = String(call.input.SecretId);
        const prefix = `arn:aws:secretsmanager:${options.region}:${options.account}:secret:`;
        const resource = store.find(id)?.arn ?? (id.startsWith('arn:') ? id : `${prefix}${id}`);
        const stage = String(call.input.VersionStage ?? 'AWSCURRENT');
        const context = { 'secretsmanager:secretid': id, 'secretsmanager:versionstage': stage };
        return [{ action: `secretsmanager:${call.operation}`, resource, context }];
      },
      handle: async (call): Promise<Reply> => ({
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(operations[call.operation]!(call)),
      }),
    },
    provider: { types: ['AWS::SecretsManager::Secret'], deploy },
    value: (id) => store.find(id)?.value,
    close: () => store.close(),
  };
}
