import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { openKms } from '../../../../local/kms/index.ts';
import { generateSecret } from '../../../../local/secrets/generate.ts';
import { openSecrets } from '../../../../local/secrets/index.ts';
import type { AwsService, Call } from '../../../../local/types.ts';

const directory = mkdtempSync(join(tmpdir(), 'gangway-secrets-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const place = { account: '000000000000', region: 'eu-west-1' };

const callOf = (service: string, operation: string, input: object): Call => ({
  service,
  operation,
  input: input as Call['input'],
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.alloc(0),
  requestId: 'r',
  principal: { roleArn: '', roleName: '', arn: '', account: '', tags: {} },
});
const asker = (service: AwsService) => async (operation: string, input: object) =>
  JSON.parse(String((await service.handle(callOf(service.name, operation, input))).body)) as Record<
    string,
    unknown
  >;

describe('secrets', () => {
  const dir = join(directory, 'secrets');
  const resource = (properties: Record<string, unknown>) => ({
    stack: 'S',
    logicalId: 'L',
    type: 'AWS::SecretsManager::Secret',
    properties,
  });

  test('a generated value is generated once, whatever starts in between', async () => {
    const properties = {
      Name: 'generated',
      GenerateSecretString: { GenerateStringKey: 'p', SecretStringTemplate: '{"u":"x"}' },
    };
    const first = openSecrets({ dir, ...place });
    const { ref } = await first.provider.deploy(resource(properties));
    const value = first.value(ref)!;
    expect(JSON.parse(value)).toEqual({ u: 'x', p: expect.stringMatching(/^.{32}$/) });
    first.close();
    const second = openSecrets({ dir, ...place });
    expect(await second.provider.deploy(resource(properties))).toEqual({ ref, attributes: { Id: ref } });
    expect(second.value('generated')).toBe(value);
    second.close();
  });

  test('Get, Describe and Put by name, ARN and partial ARN; what was put outlives a deployment', async () => {
    const secrets = openSecrets({ dir, ...place });
    const ask = asker(secrets.service);
    const { ref: arn } = await secrets.provider.deploy(resource({ Name: 'app/key', SecretString: 'first' }));
    expect(await ask('GetSecretValue', { SecretId: 'app/key' })).toMatchObject({
      ARN: arn,
      SecretString: 'first',
      VersionStages: ['AWSCURRENT'],
    });
    await ask('PutSecretValue', { SecretId: arn, SecretString: 'second' });
    await secrets.provider.deploy(resource({ Name: 'app/key', SecretString: 'first' }));
    expect((await ask('GetSecretValue', { SecretId: arn.slice(0, -7) })).SecretString).toBe('second');
    expect(await ask('DescribeSecret', { SecretId: 'app/key' })).toMatchObject({ Name: 'app/key', ARN: arn });
    expect(
      secrets.service.requirements(callOf('secretsmanager', 'GetSecretValue', { SecretId: 'app/key' })),
    ).toEqual([
      {
        action: 'secretsmanager:GetSecretValue',
        resource: arn,
        context: { 'secretsmanager:secretid': 'app/key', 'secretsmanager:versionstage': 'AWSCURRENT' },
      },
    ]);
    await expect(ask('GetSecretValue', { SecretId: 'none' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    expect(() => secrets.service.requirements(callOf('secretsmanager', 'RotateSecret', {}))).toThrow(
      'secretsmanager:RotateSecret',
    );
    secrets.close();
  });

  test('a given value goes before the template and needs none', async () => {
    const secrets = openSecrets({ dir, ...place, values: { 'app/given': 'mine', alone: 'too' } });
    await secrets.provider.deploy(resource({ Name: 'app/given', SecretString: 'of the template' }));
    expect([secrets.value('app/given'), secrets.value('alone'), secrets.value('neither')]).toEqual([
      'mine',
      'too',
      undefined,
    ]);
    secrets.close();
  });

  test('a generated password has the length and the kinds that were asked for', () => {
    const kinds = {
      ExcludeLowercase: /[a-z]/,
      ExcludeUppercase: /[A-Z]/,
      ExcludeNumbers: /[0-9]/,
      ExcludePunctuation: /[^a-zA-Z0-9]/,
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 100 }),
        fc.subarray(Object.keys(kinds), { maxLength: 3 }),
        (PasswordLength, excluded) => {
          const settings = { PasswordLength, ...Object.fromEntries(excluded.map((name) => [name, true])) };
          const password = generateSecret(settings);
          expect(password).toHaveLength(PasswordLength);
          for (const [name, kind] of Object.entries(kinds))
            expect(kind.test(password)).toBe(!excluded.includes(name));
        },
      ),
    );
    expect(generateSecret({ ExcludeCharacters: 'abc', PasswordLength: 500 })).not.toMatch(/[abc]/);
  });
});

describe('KMS', () => {
  const dir = join(directory, 'kms');
  const key = {
    stack: 'S',
    logicalId: 'Key',
    type: 'AWS::KMS::Key',
    properties: { EnableKeyRotation: true },
  };

  test('what was encrypted is decrypted after a restart, with the same context only', async () => {
    const first = openKms({ dir, ...place });
    const { ref: KeyId } = await first.provider.deploy(key);
    const EncryptionContext = { tenant: 't1', purpose: 'p' };
    const { CiphertextBlob } = await asker(first.service)('Encrypt', {
      KeyId,
      Plaintext: Buffer.from('x').toString('base64'),
      EncryptionContext,
    });
    first.close();
    const second = openKms({ dir, ...place });
    expect((await second.provider.deploy(key)).ref).toBe(KeyId);
    const ask = asker(second.service);
    const reordered = { purpose: 'p', tenant: 't1' };
    expect((await ask('Decrypt', { CiphertextBlob, EncryptionContext: reordered })).Plaintext).toBe(
      Buffer.from('x').toString('base64'),
    );
    for (const wrong of [{}, { tenant: 't2', purpose: 'p' }]) {
      await expect(ask('Decrypt', { CiphertextBlob, EncryptionContext: wrong })).rejects.toMatchObject({
        code: 'InvalidCiphertextException',
      });
    }
    const tampered = Buffer.from(String(CiphertextBlob), 'base64');
    tampered[tampered.length - 1]! ^= 1;
    await expect(
      ask('Decrypt', { CiphertextBlob: tampered.toString('base64'), EncryptionContext }),
    ).rejects.toMatchObject({ code: 'InvalidCiphertextException' });
    second.close();
  });

  test('data keys, aliases and key policies', async () => {
    const kms = openKms({ dir, ...place });
    const { ref: KeyId, attributes } = await kms.provider.deploy(key);
    await kms.provider.deploy({
      stack: 'S',
      logicalId: 'A',
      type: 'AWS::KMS::Alias',
      properties: { AliasName: 'alias/app', TargetKeyId: attributes.Arn },
    });
    const ask = asker(kms.service);
    const generated = await ask('GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256' });
    expect(Buffer.from(String(generated.Plaintext), 'base64')).toHaveLength(32);
    expect((await ask('Decrypt', { CiphertextBlob: generated.CiphertextBlob })).Plaintext).toBe(
      generated.Plaintext,
    );
    expect(await ask('GenerateDataKeyWithoutPlaintext', { KeyId, NumberOfBytes: 16 })).not.toHaveProperty(
      'Plaintext',
    );
    const [requirement] = kms.service.requirements(
      callOf('kms', 'Encrypt', { KeyId, EncryptionContext: { Tenant: 't' } }),
    );
    expect(requirement).toEqual({
      action: 'kms:Encrypt',
      resource: attributes.Arn,
      context: { 'kms:encryptioncontext:tenant': 't', 'kms:encryptioncontextkeys': ['Tenant'] },
    });
    expect(kms.service.resourcePolicies!(requirement!)).toHaveLength(1);
    await expect(async () => ask('Encrypt', { KeyId: 'none', Plaintext: 'eA==' })).rejects.toMatchObject({
      code: 'NotFoundException',
    });
    expect(() => kms.service.requirements(callOf('kms', 'Sign', { KeyId }))).toThrow('kms:Sign');
    kms.close();
  });
});
