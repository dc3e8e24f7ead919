import { AwsError } from '../../types.ts';
import { revokeToken } from '../api/authentication.ts';
import { attributeClaims } from '../claims.ts';
import type { Client } from '../client.ts';
import type { Pool } from '../pool.ts';
import type { TokenSet } from '../tokens.ts';
import { type HttpResponse, json, matchesSecret, OPEN_TO_ALL_ORIGINS, type Visit } from './http.ts';

function failure(error: string, description?: string): HttpResponse {
  return json(400, { error, ...(description === undefined ? {} : { error_description: description }) });
}

/** The client of a token request: by HTTP Basic or by parameters; its secret is checked where it has one. */
function authenticateClient(visit: Visit): Client | undefined {
  const [, credentials] = /^Basic\s+(.+)$/i.exec(visit.request.headers.authorization ?? '') ?? [];
  const [basicId, ...basicSecret] =
    credentials === undefined ? [] : Buffer.from(credentials, 'base64').toString().split(':').map(decode);
  const posted = visit.form.get('client_id') ?? undefined;
  if (basicId !== undefined && posted !== undefined && basicId !== posted) return undefined;
  const client = visit.parts.registry.findClient(basicId ?? posted);
  if (client?.poolId !== visit.domain.poolId) return undefined;
  if (client.secret === undefined) return client;
  const secret = credentials === undefined ? visit.form.get('client_secret') : basicSecret.join(':');
  return matchesSecret(client.secret, secret) ? client : undefined;
}

/** Basic credentials are form-encoded first (RFC 6749, 2.3.1). */
function decode(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}

function tokenResponse(tokens: TokenSet): HttpResponse {
  return json(200, {
    ...(tokens.idToken === undefined ? {} : { id_token: tokens.idToken }),
    access_token: tokens.accessToken,
    ...(tokens.refreshToken === undefined ? {} : { refresh_token: tokens.refreshToken }),
    expires_in: tokens.expiresIn,
    token_type: 'Bearer',
  });
}

async function exchange(visit: Visit, pool: Pool, client: Client): Promise<HttpResponse> {
  const { form, parts } = visit;
  const grant = form.get('grant_type');
  if (grant === 'authorization_code') {
    const code = form.get('code');
    const redirectUri = form.get('redirect_uri');
    if (code === null || redirectUri === null)
      return failure('invalid_request', 'code and redirect_uri are required');
    const family = parts.grants.redeem(client, {
      code,
      redirectUri,
      verifier: form.get('code_verifier') ?? undefined,
    });
    const how = { source: 'TokenGeneration_HostedAuth', nonce: family.nonce } as const;
    return tokenResponse(await parts.tokens.issue(pool, client, family, how));
  }
  if (grant === 'refresh_token') {
    const token = form.get('refresh_token');
    if (token === null) return failure('invalid_request', 'refresh_token is required');
    return tokenResponse(await parts.tokens.refresh(pool, client, token));
  }
  return failure(grant === null ? 'invalid_request' : 'unsupported_grant_type');
}

/** `POST /oauth2/token` */
export async function token(visit: Visit): Promise<HttpResponse> {
  const client = authenticateClient(visit);
  if (client === undefined) return failure('invalid_client');
  try {
    return await exchange(visit, visit.parts.registry.pool(client.poolId), client);
  } catch (error) {
    if (error instanceof AwsError) return failure('invalid_grant', error.message);
    throw error;
  }
}

/** `POST /oauth2/revoke` */
export function revoke(visit: Visit): HttpResponse {
  const client = authenticateClient(visit);
  if (client === undefined) return failure('invalid_client');
  const given = visit.form.get('token');
  if (given === null || given === '') return failure('invalid_request', 'token is required');
  try {
    revokeToken(visit.parts, client, given);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return failure(
      error.code === 'UnsupportedTokenTypeException' ? 'unsupported_token_type' : 'invalid_request',
      error.message,
    );
  }
  return { status: 200, headers: { ...OPEN_TO_ALL_ORIGINS, 'cache-control': 'no-store' }, body: '' };
}

/** `GET` and `POST /oauth2/userInfo` */
export async function userInfo(visit: Visit): Promise<HttpResponse> {
  const refuse = (error: string, description: string): HttpResponse =>
    json(
      401,
      { error, error_description: description },
      { 'www-authenticate': `error="${error}", error_description="${description}"` },
    );
  const [, bearer] = /^Bearer\s+(\S+)$/i.exec(visit.request.headers.authorization ?? '') ?? [];
  if (bearer === undefined) return refuse('invalid_request', 'An access token is required');
  try {
    const pool = visit.parts.registry.pool(visit.domain.poolId);
    const { user, scopes, claims } = await visit.parts.tokens.inspect(pool, bearer);
    if (!scopes.includes('openid')) return refuse('invalid_token', 'The access token lacks the scope openid');
    const readable = visit.parts.registry.findClient(String(claims.client_id))?.readable;
    const attributes = Object.entries(attributeClaims(user, scopes, readable)).map(([name, value]) => [
      name,
      // Cognito gives booleans as text here, unlike in the id token.
      typeof value === 'boolean' ? String(value) : value,
    ]);
    return json(200, { sub: user.sub, ...Object.fromEntries(attributes), username: user.username });
  } catch (error) {
    if (error instanceof AwsError) return refuse('invalid_token', error.message);
    throw error;
  }
}
