/** Values of Secrets Manager: read when first needed, then kept with the function's process. */
import { type EnvironmentName, environment } from './environment.ts';

const values = new Map<EnvironmentName, Promise<string>>();

/**
 * @param name the variable that says which secret
 * @param options.anew read it again: it may have been changed
 * @throws when the secret has no value
 */
export function secretValue(name: EnvironmentName, { anew = false } = {}): Promise<string> {
  const known = anew ? undefined : values.get(name);
  if (known) return known;
  const value = read(name);
  values.set(name, value);
  value.catch(() => values.delete(name));
  return value;
}

/** The client is loaded by whom a secret is needed: most requests of most functions need none. */
async function read(name: EnvironmentName): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: environment(name) }),
  );
  if (!SecretString) throw new Error(`The secret of ${name} has no value.`);
  return SecretString;
}
