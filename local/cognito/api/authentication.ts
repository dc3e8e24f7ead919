import { createHmac } from 'node:crypto';
import { AwsError, notImplemented } from '../../types.ts';
import { writeAttributes } from '../attributes.ts';
import type { Client } from '../client.ts';
import { same } from '../crypto.ts';
import { invalid, type Json, record, required, stringMap, text } from '../input.ts';
import type { Parts } from '../parts.ts';
import type { Pool } from '../pool.ts';
import { API_SCOPE, type TokenSet, type TokenSource } from '../tokens.ts';
import { attributesOf, type User } from '../users.ts';
import type { Operation } from './operation.ts';

/** Whether people call, or a server that IAM allows to: the flow for passwords has a name of its own for each. */
type PasswordFlow = 'USER_PASSWORD_AUTH' | 'ADMIN_USER_PASSWORD_AUTH';

/** The client of a request and its pool. @throws ResourceNotFoundException */
export function clientOf(input: Json, { registry }: Parts): { readonly client: Client; readonly pool: Pool } {
  const client = registry.client(required(input, 'ClientId'));
  if (input.UserPoolId !== undefined && input.UserPoolId !== client.poolId) {
    throw new AwsError('ResourceNotFoundException', `User pool client ${client.id} does not exist.`);
  }
  return { client, pool: registry.pool(client.poolId) };
}

/** Checks SECRET_HASH, which clients with a secret must send. @throws NotAuthorizedException */
export function assertSecretHash(client: Client, username: string, given: unknown): void {
  if (client.secret === undefined) return;
  const expected = createHmac('sha256', client.secret)
    .update(username + client.id)
    .digest('base64');
  if (typeof given === 'string' && same(expected, given)) return;
  const message =
    given === undefined
      ? `Client ${client.id} is configured with secret but SECRET_HASH was not received`
      : `SecretHash does not match for the client: ${client.id}`;
  throw new AwsError('NotAuthorizedException', message);
}

export function metadataOf(input: Json): Readonly<Record<string, string>> | undefined {
  return input.ClientMetadata === undefined ? undefined : stringMap(input.ClientMetadata);
}

function result(tokens: TokenSet): Json {
  return {
    ChallengeParameters: {},
    AuthenticationResult: {
      AccessToken: tokens.accessToken,
      ExpiresIn: tokens.expiresIn,
      TokenType: 'Bearer',
      ...(tokens.idToken === undefined ? {} : { IdToken: tokens.idToken }),
      ...(tokens.refreshToken === undefined ? {} : { RefreshToken: tokens.refreshToken }),
    },
  };
}

async function signedIn(
  parts: Parts,
  pool: Pool,
  client: Client,
  user: User,
  source: TokenSource,
  input: Json,
): Promise<Json> {
  const family = parts.grants.open(client, user, [API_SCOPE], Math.floor(Date.now() / 1_000));
  return result(
    await parts.tokens.issue(pool, client, family, { source, clientMetadata: metadataOf(input) }),
  );
}

function assertFlow(client: Client, flow: string): void {
  if (!client.authFlows.includes(`ALLOW_${flow}`) && !client.authFlows.includes(flow)) {
    throw invalid(`${flow} flow not enabled for this client`);
  }
}

async function initiateAuth(input: Json, parts: Parts, passwordFlow: PasswordFlow): Promise<Json> {
  const { client, pool } = clientOf(input, parts);
  const flow = required(input, 'AuthFlow');
  const parameters = record(input.AuthParameters);
  if (flow === 'REFRESH_TOKEN_AUTH' || flow === 'REFRESH_TOKEN') {
    assertFlow(client, 'REFRESH_TOKEN_AUTH');
    const token = required(parameters, 'REFRESH_TOKEN');
    const family = parts.grants.familyOf(client, token);
    const username = parts.users.find(pool, family.userKey)?.username ?? '';
    assertSecretHash(client, username, parameters.SECRET_HASH);
    return result(await parts.tokens.refresh(pool, client, token, metadataOf(input)));
  }
  // SRP needs a verifier from which a password can be guessed far faster than from the scrypt hash kept here.
  if (flow !== passwordFlow) throw notImplemented('cognito-idp', `InitiateAuth with ${flow}`);
  assertFlow(client, flow);
  const name = required(parameters, 'USERNAME');
  assertSecretHash(client, name, parameters.SECRET_HASH);
  const user = await parts.signIn.byPassword(
    pool,
    client,
    name,
    required(parameters, 'PASSWORD'),
    metadataOf(input),
  );
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    return signedIn(parts, pool, client, user, 'TokenGeneration_Authentication', input);
  }
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: parts.signIn.challenge(client, user),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(user.attributes),
    },
  };
}

async function respondToAuthChallenge(input: Json, parts: Parts): Promise<Json> {
  const { client, pool } = clientOf(input, parts);
  const name = required(input, 'ChallengeName');
  if (name !== 'NEW_PASSWORD_REQUIRED')
    throw notImplemented('cognito-idp', `RespondToAuthChallenge with ${name}`);
  const responses = record(input.ChallengeResponses);
  const username = required(responses, 'USERNAME');
  assertSecretHash(client, username, responses.SECRET_HASH);
  const further = Object.keys(responses).find((key) => key.startsWith('userAttributes.'));
  if (further !== undefined) throw notImplemented('cognito-idp', `RespondToAuthChallenge with ${further}`);
  const password = required(responses, 'NEW_PASSWORD');
  const user = await parts.signIn.newPassword(
    pool,
    client,
    required(input, 'Session'),
    password,
    metadataOf(input),
  );
  return signedIn(parts, pool, client, user, 'TokenGeneration_NewPasswordChallenge', input);
}

async function getTokensFromRefreshToken(input: Json, parts: Parts): Promise<Json> {
  const { client, pool } = clientOf(input, parts);
  if (client.secret !== undefined && !same(client.secret, text(input.ClientSecret) ?? '')) {
    throw new AwsError('NotAuthorizedException', 'Invalid client secret');
  }
  const tokens = await parts.tokens.refresh(pool, client, required(input, 'RefreshToken'), metadataOf(input));
  const { AuthenticationResult } = result(tokens);
  return { AuthenticationResult };
}

/** Revokes a refresh token with all that came of the same sign-in; a token that is unknown is no error (RFC 7009). */
export function revokeToken(parts: Parts, client: Client, token: string): void {
  if (!client.revocable)
    throw new AwsError('UnsupportedOperationException', 'Revocation is not enabled for this client.');
  if (token.split('.').length === 3)
    throw new AwsError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
  const family = parts.grants.findByToken(token);
  if (family === undefined) return;
  if (family.clientId !== client.id)
    throw new AwsError('UnauthorizedException', 'The token is of another client.');
  parts.grants.revoke(family.id);
}

/** The user of a request's access token, which must carry the scope of the API. @throws NotAuthorizedException */
async function self(input: Json, parts: Parts): Promise<{ readonly pool: Pool; readonly user: User }> {
  const token = required(input, 'AccessToken');
  const pool = parts.registry.findPool(poolIdOf(token));
  if (pool === undefined) throw new AwsError('NotAuthorizedException', 'Invalid Access Token');
  const { user, scopes } = await parts.tokens.inspect(pool, token);
  if (!scopes.includes(API_SCOPE)) {
    throw new AwsError('NotAuthorizedException', 'Access Token does not have required scopes');
  }
  return { pool, user };
}

/** The pool that a token claims to be of; only its signature, checked next, makes that true. */
function poolIdOf(token: string): string {
  try {
    const claims = record(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
    return (text(claims.iss) ?? '').split('/').at(-1) ?? '';
  } catch {
    return '';
  }
}

async function changePassword(input: Json, parts: Parts): Promise<Json> {
  const { pool, user } = await self(input, parts);
  await parts.passwords.check(user, required(input, 'PreviousPassword'));
  const hash = await parts.passwords.admit(pool, required(input, 'ProposedPassword'), user);
  parts.passwords.set(pool, user, hash, 'CONFIRMED');
  return {};
}

/** Operations that sign people in and act on what they hold. */
export const AUTHENTICATION: Readonly<Record<string, Operation>> = {
  InitiateAuth: {
    authorized: false,
    accepts: [
      'ClientId',
      'AuthFlow',
      'AuthParameters',
      'ClientMetadata',
      'AnalyticsMetadata',
      'UserContextData',
    ],
    run: (input, parts) => initiateAuth(input, parts, 'USER_PASSWORD_AUTH'),
  },
  AdminInitiateAuth: {
    authorized: true,
    accepts: ['UserPoolId', 'ClientId', 'AuthFlow', 'AuthParameters', 'ClientMetadata'],
    run: (input, parts) => initiateAuth(input, parts, 'ADMIN_USER_PASSWORD_AUTH'),
  },
  AdminRespondToAuthChallenge: {
    authorized: true,
    accepts: ['UserPoolId', 'ClientId', 'ChallengeName', 'Session', 'ChallengeResponses', 'ClientMetadata'],
    run: respondToAuthChallenge,
  },
  RespondToAuthChallenge: {
    authorized: false,
    accepts: [
      'ClientId',
      'ChallengeName',
      'Session',
      'ChallengeResponses',
      'ClientMetadata',
      'AnalyticsMetadata',
      'UserContextData',
    ],
    run: respondToAuthChallenge,
  },
  GetTokensFromRefreshToken: {
    authorized: false,
    accepts: ['RefreshToken', 'ClientId', 'ClientSecret', 'ClientMetadata'],
    run: getTokensFromRefreshToken,
  },
  RevokeToken: {
    authorized: false,
    accepts: ['Token', 'ClientId', 'ClientSecret'],
    run: (input, parts) => {
      const { client } = clientOf(input, parts);
      if (client.secret !== undefined && !same(client.secret, text(input.ClientSecret) ?? '')) {
        throw new AwsError('UnauthorizedException', 'Invalid client secret');
      }
      revokeToken(parts, client, required(input, 'Token'));
      return {};
    },
  },
  GetUser: {
    authorized: false,
    accepts: ['AccessToken'],
    run: async (input, parts) => {
      const { user } = await self(input, parts);
      return { Username: user.username, UserAttributes: writeAttributes(attributesOf(user)) };
    },
  },
  ChangePassword: {
    authorized: false,
    accepts: ['AccessToken', 'PreviousPassword', 'ProposedPassword'],
    run: changePassword,
  },
  GlobalSignOut: {
    authorized: false,
    accepts: ['AccessToken'],
    run: async (input, parts) => {
      parts.grants.revokeAll((await self(input, parts)).user);
      return {};
    },
  },
};
