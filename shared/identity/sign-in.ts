/**
 * Signing in through the managed login: authorization code with PKCE (RFC 7636), state and nonce (OpenID Connect Core
 * 3.1.2.1), and the session that follows: a rotating refresh token in a cookie that scripts cannot read.
 */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { Busy } from '../kernel/busy.ts';
import { environment } from '../kernel/environment.ts';
import { sessionCookie } from '../kernel/http.ts';
import { DAY_SECONDS } from '../kernel/time.ts';
import { CALLBACK_PATH, SESSION_PATH } from './paths.ts';
import { sameText } from './same-text.ts';

export const SESSION_COOKIE = 'gw_session';
export const ATTEMPT_COOKIE = 'gw_sign_in';

/** Refresh tokens live 30 days (ID-17); so does their cookie. */
const SESSION_SECONDS = 30 * DAY_SECONDS;
const ATTEMPT_SECONDS = 600;
const TIMEOUT_MS = 8_000;

/** A path of this app and nothing else: neither `//host` nor `/\host` leaves it. As a header can carry it. */
export const ReturnTo = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, 'must be a path of this app');

/** What this browser started, kept until it comes back. A cookie is input like any other. */
const Attempt = z.object({
  state: z.string().min(1),
  nonce: z.string().min(1),
  verifier: z.string().min(1),
  returnTo: ReturnTo,
  /** Where the browser was sent straight away. */
  provider: z.enum(['password', 'google', 'microsoft']).optional(),
  /** Sent a second time, because Cognito ended the first one when it joined two accounts. */
  again: z.boolean().optional(),
});
export type Attempt = z.output<typeof Attempt>;

const random = () => randomBytes(32).toString('base64url');

export const newAttempt = (returnTo: string, provider?: Provider): Attempt => ({
  state: random(),
  nonce: random(),
  verifier: random(),
  returnTo,
  ...(provider && { provider }),
});

const secure = () => environment('APP_URL').startsWith('https:');

/** Lax, because the way back is a navigation from the managed login's own site. */
export const attemptCookie = (attempt: Attempt | undefined) =>
  sessionCookie(ATTEMPT_COOKIE, attempt ? Buffer.from(JSON.stringify(attempt)).toString('base64url') : '', {
    path: SESSION_PATH,
    maxAge: attempt ? ATTEMPT_SECONDS : 0,
    secure: secure(),
    sameSite: 'Lax',
  });

export function readAttempt(value: string | undefined): Attempt | undefined {
  if (!value) return undefined;
  try {
    return Attempt.parse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

export const refreshCookie = (token: string | undefined) =>
  sessionCookie(SESSION_COOKIE, token ?? '', {
    path: SESSION_PATH,
    maxAge: token ? SESSION_SECONDS : 0,
    secure: secure(),
  });

const redirectUri = () => `${environment('APP_URL')}${CALLBACK_PATH}`;

export const PROVIDERS = { password: 'COGNITO', google: 'Google', microsoft: 'Microsoft' } as const;
export type Provider = keyof typeof PROVIDERS;

/** Of a path that may name one. */
export const ProviderParams = z.object({
  provider: z.enum(Object.keys(PROVIDERS) as [Provider, ...Provider[]]).optional(),
});

export function authorizeUrl(attempt: Attempt, provider: Provider | undefined): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: environment('CLIENT_ID'),
    redirect_uri: redirectUri(),
    scope: 'openid email profile',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(provider && provider !== 'password' && { identity_provider: PROVIDERS[provider] }),
  });
  return `${endpoint('/oauth2/authorize')}?${query}`;
}

/** Ends the managed login's own session too, then comes home. */
export function signOutUrl(): string {
  const query = new URLSearchParams({
    client_id: environment('CLIENT_ID'),
    logout_uri: `${environment('APP_URL')}/`,
  });
  return `${endpoint('/logout')}?${query}`;
}

const endpoint = (path: string) => `${environment('SIGN_IN_URL')}${path}`;

const Tokens = z.object({
  access_token: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
});
export type Tokens = z.output<typeof Tokens>;

/** @throws Busy when the sign-in domain cannot be reached, or has no time */
async function post(path: string, form: Record<string, string>): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(endpoint(path), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: environment('CLIENT_ID'), ...form }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new Busy('The sign-in domain cannot be reached.', { cause });
  }
  if (response.status === 429 || response.status >= 500)
    throw new Busy(`The sign-in domain answered ${response.status}.`);
  return response;
}

/** A grant that the token endpoint refused: an expired or used code, a revoked or rotated refresh token. */
export class GrantRefused extends Error {
  override readonly name = 'GrantRefused';
}

async function token(grant: Record<string, string>): Promise<Tokens> {
  const response = await post('/oauth2/token', grant);
  if (response.status === 400 || response.status === 401) throw new GrantRefused(await errorCode(response));
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}.`);
  return Tokens.parse(await response.json());
}

const errorCode = async (response: Response) => {
  const body = (await response.json().catch(() => ({}))) as { error?: unknown };
  return typeof body.error === 'string' ? body.error : 'invalid_grant';
};

/** @throws GrantRefused when the code is expired, used, or of another browser, or the nonce is not ours */
export async function exchangeCode(
  code: string,
  attempt: Pick<Attempt, 'verifier' | 'nonce'>,
): Promise<Tokens> {
  const tokens = await token({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri(),
    code_verifier: attempt.verifier,
  });
  if (!sameText(nonceOf(tokens.id_token), attempt.nonce)) throw new GrantRefused('nonce_mismatch');
  return tokens;
}

export const refreshSession = (refreshToken: string): Promise<Tokens> =>
  token({ grant_type: 'refresh_token', refresh_token: refreshToken });

export async function revokeSession(refreshToken: string): Promise<void> {
  await post('/oauth2/revoke', { token: refreshToken });
}

/** The token came straight from the issuer over TLS, which OpenID Connect Core 3.1.3.7 accepts for its signature. */
function nonceOf(idToken: string | undefined): string {
  const { nonce } = claimsOf(idToken);
  return typeof nonce === 'string' ? nonce : '';
}

function claimsOf(token: string | undefined): Readonly<Record<string, unknown>> {
  const payload = token?.split('.')[1];
  return payload ? JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) : {};
}

/** Whether an id token, straight from the issuer, is of somebody who has an identity at the provider. */
export function providerOf(idToken: string | undefined, provider: Provider): boolean {
  const { identities } = claimsOf(idToken);
  return (
    Array.isArray(identities) && identities.some((identity) => identity?.providerName === PROVIDERS[provider])
  );
}
