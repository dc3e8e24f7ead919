/** Access tokens of the user pool: RS256, this pool, this client, `token_use` access, not expired. */
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { JwtBaseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { environment } from '../kernel/environment.ts';
import { log } from '../kernel/log.ts';

export interface AccessClaims {
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  readonly tenantId: string;
  readonly role: string;
  /** When its account signed in, in seconds: what its session is known by. */
  readonly authTime: number;
}

const KEYS_TIMEOUT_MS = 3_000;

const newVerifier = () =>
  CognitoJwtVerifier.create(
    { userPoolId: environment('USER_POOL_ID'), clientId: environment('CLIENT_ID'), tokenUse: 'access' },
    {
      jwksCache: new SimpleJwksCache({
        fetcher: {
          fetch: async () => {
            const response = await fetch(environment('JWKS_URL'), {
              signal: AbortSignal.timeout(KEYS_TIMEOUT_MS),
            });
            if (!response.ok) throw new Error(`The key set answered ${response.status}.`);
            return response.arrayBuffer();
          },
        },
      }),
    },
  );

let verifier: ReturnType<typeof newVerifier> | undefined;

/** @returns undefined for a token that is not valid; throws when the key set cannot be had */
export async function verifyAccessToken(token: string): Promise<AccessClaims | undefined> {
  verifier ??= newVerifier();
  try {
    const claims: Record<string, unknown> = await verifier.verify(token);
    const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
    return {
      sub: text('sub'),
      email: text('email'),
      name: text('name'),
      tenantId: text('tenant_id'),
      role: text('role'),
      authTime: Number(claims.auth_time),
    };
  } catch (error) {
    if (!(error instanceof JwtBaseError)) throw error;
    log.info('token refused', { reason: error.name });
    return undefined;
  }
}
