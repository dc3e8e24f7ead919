/** Who may read the metrics: whoever has the one token of the stage. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { environment } from '../kernel/environment.ts';

let known: { readonly until: number; readonly digest: Promise<Buffer> } | undefined;
/** A changed token is good after so long. */
const KEPT_MS = 60_000;

/** Compares digests, which have one length: neither the time nor the length of a guess tells anything. */
export async function isMetricsToken(token: string): Promise<boolean> {
  if (!known || known.until < Date.now()) known = { until: Date.now() + KEPT_MS, digest: read() };
  known.digest.catch(() => {
    known = undefined;
  });
  return timingSafeEqual(digestOf(token), await known.digest);
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();

async function read(): Promise<Buffer> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: environment('METRICS_TOKEN_SECRET') }),
  );
  if (!SecretString) throw new Error('The metrics token has no value.');
  return digestOf(SecretString);
}
