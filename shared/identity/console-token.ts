/**
 * Tokens of an outside issuer, for `/admin/*` alone (ID-23, ID-24, K11): HS256 with a secret that one organization
 * shares with the issuer. The token names no organization; which one it is for follows from the secret that signed it.
 */
import { jwtVerify } from 'jose';
import * as z from 'zod';
import { environment } from '../kernel/environment.ts';
import { log, traceOf } from '../kernel/log.ts';

export interface ConsoleClaims {
  readonly sub: string;
  readonly email: string;
  readonly role: string;
  readonly tenantId: string;
}

/** RFC 7518, 3.2: a key of the hash's size or larger. A shorter one could be guessed offline from one token. */
const SMALLEST_SECRET_BYTES = 32;

const Issuers = z.object({
  issuers: z.array(
    z.object({
      tenant_id: z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
      secret: z.string().refine((secret) => Buffer.byteLength(secret) >= SMALLEST_SECRET_BYTES, {
        message: `a secret has at least ${SMALLEST_SECRET_BYTES} bytes`,
      }),
      /** Where given, the token's `iss` must be it. */
      issuer: z.string().min(1).optional(),
    }),
  ),
});
type Issuer = z.output<typeof Issuers>['issuers'][number];

const text = (value: unknown) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** @returns undefined for a token that no configured issuer has signed, or that is over */
export async function verifyConsoleToken(token: string): Promise<ConsoleClaims | undefined> {
  for (const issuer of await configured()) {
    const claims = await verified(token, issuer);
    const sub = text(claims?.sub) || text(claims?.user_id);
    if (claims && sub)
      return { sub, email: text(claims.email), role: text(claims.role), tenantId: issuer.tenant_id };
  }
  return undefined;
}

/** @returns the payload, or undefined unless this issuer signed it and it is still good */
async function verified(
  token: string,
  { secret, issuer }: Issuer,
): Promise<Record<string, unknown> | undefined> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      // Pinned: neither "none" nor a public key taken for a secret gets past it.
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      ...(issuer && { issuer }),
    });
    return payload;
  } catch (error) {
    log.info('console token refused', { reason: (error as { code?: string }).code ?? 'unknown' });
    return undefined;
  }
}

/** Secrets are changed without a deployment: they are read again after so long. */
const KEPT_MS = 60_000;
let known: { readonly until: number; readonly issuers: Promise<readonly Issuer[]> } | undefined;

function configured(): Promise<readonly Issuer[]> {
  if (known && known.until > Date.now()) return known.issuers;
  const issuers = read();
  known = { until: Date.now() + KEPT_MS, issuers };
  issuers.catch(() => {
    known = undefined;
  });
  return issuers;
}

async function read(): Promise<readonly Issuer[]> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString = '' } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: environment('CONSOLE_TOKENS_SECRET') }),
  );
  try {
    return Issuers.parse(JSON.parse(SecretString)).issuers;
  } catch (error) {
    // Whoever wrote it must hear of it; the console stays closed meanwhile. The secret itself is in no message.
    log.error('the console’s secret is not readable', {
      failure:
        error instanceof z.ZodError
          ? { name: error.name, at: error.issues.map(({ path }) => path) }
          : traceOf(error),
    });
    return [];
  }
}
