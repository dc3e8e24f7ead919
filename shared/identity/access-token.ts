/**
 * Access tokens of the user pools, the staff's and the customers': RS256, this pool, this client, `token_use` access, not
 * expired. Which pool a token claims to be of chooses the keys that it must then be signed with.
 */
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { JwtBaseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { type EnvironmentName, environment } from '../kernel/environment.ts';
import { log } from '../kernel/log.ts';

export interface AccessClaims {
  /** Whose account it is: a member's, or somebody's at a customer. */
  readonly pool: Pool;
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  readonly tenantId: string;
  readonly role: string;
  /** Of somebody at a customer. */
  readonly customerId: string;
  /** When its account signed in, in seconds: what its session is known by. */
  readonly authTime: number;
}

const KEYS_TIMEOUT_MS = 3_000;

type Pool = 'staff' | 'portal';

const SETTINGS = {
  staff: { pool: 'USER_POOL_ID', client: 'CLIENT_ID', keys: 'JWKS_URL' },
  portal: { pool: 'PORTAL_POOL_ID', client: 'PORTAL_CLIENT_ID', keys: 'PORTAL_JWKS_URL' },
} as const satisfies Record<Pool, Record<string, EnvironmentName>>;

const newVerifier = (pool: Pool) =>
  CognitoJwtVerifier.create(
    {
      userPoolId: environment(SETTINGS[pool].pool),
      clientId: environment(SETTINGS[pool].client),
      tokenUse: 'access',
    },
    {
      jwksCache: new SimpleJwksCache({
        fetcher: {
          fetch: async () => {
            const response = await fetch(environment(SETTINGS[pool].keys), {
              signal: AbortSignal.timeout(KEYS_TIMEOUT_MS),
            });
            if (!response.ok) throw new Error(`The key set answered ${response.status}.`);
            return response.arrayBuffer();
          },
        },
      }),
    },
  );

const verifiers: Partial<Record<Pool, ReturnType<typeof newVerifier>>> = {};

/** The pool whose keys are to be asked: a claim, until the signature bears it out. */
function claimedPool(token: string): Pool {
  const portal = `/${environment('PORTAL_POOL_ID')}`;
  try {
    const { iss } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof iss === 'string' && iss.endsWith(portal) ? 'portal' : 'staff';
  } catch {
    return 'staff';
  }
}

/** @returns undefined for a token that is not valid; throws when the key set cannot be had */
export async function verifyAccessToken(token: string): Promise<AccessClaims | undefined> {
  const pool = claimedPool(token);
  verifiers[pool] ??= newVerifier(pool);
  try {
    const claims: Record<string, unknown> = await verifiers[pool].verify(token);
    const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
    return {
      pool,
      sub: text('sub'),
      email: text('email'),
      name: text('name'),
      tenantId: text('tenant_id'),
      role: text('role'),
      customerId: text('customer_id'),
      authTime: Number(claims.auth_time),
    };
  } catch (error) {
    if (!(error instanceof JwtBaseError)) throw error;
    log.info('token refused', { reason: error.name });
    return undefined;
  }
}
