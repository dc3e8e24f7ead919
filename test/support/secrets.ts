/** Values of the stage's secrets, as the function that uses one reads it. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { System } from './runtime.ts';

/** @param functionId of a function that may read it */
export async function secretOf(system: System, name: string, functionId: string): Promise<string> {
  const credentials = system.principals.sessionFor(
    `arn:aws:iam::000000000000:role/gangway-dev-fn-${functionId}`,
    'test',
  );
  const client = new SecretsManagerClient({ endpoint: system.awsUrl, region: 'eu-west-1', credentials });
  const { SecretString = '' } = await client.send(
    new GetSecretValueCommand({ SecretId: `gangway/dev/${name}` }),
  );
  return SecretString;
}
