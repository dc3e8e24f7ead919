import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from '../types.ts';
import { applyChanges, attributeClaims, readOverrides } from './claims.ts';
import type { Client } from './client.ts';
import type { Family, Grants } from './grants.ts';
import { type Json, text } from './input.ts';
import type { Keys } from './keys.ts';
import type { Pool } from './pool.ts';
import { eventAttributes, type Triggers } from './triggers.ts';
import type { User, Users } from './users.ts';

export type TokenSource =
  | 'TokenGeneration_HostedAuth'
  | 'TokenGeneration_Authentication'
  | 'TokenGeneration_NewPasswordChallenge'
  | 'TokenGeneration_RefreshTokens';

export interface TokenSet {
  readonly accessToken: string;
  /** Missing when the scopes lack `openid`. */
  readonly idToken: string | undefined;
  /** Missing when a refresh did not rotate. */
  readonly refreshToken: string | undefined;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
}

/** The scope of tokens that come from the API; it lets them call GetUser and its like. */
export const API_SCOPE = 'aws.cognito.signin.user.admin';

function groupsOf(pool: Pool, user: User): readonly string[] {
  // Cognito puts federated users into a group per provider.
  const [identity] = user.status === 'EXTERNAL_PROVIDER' ? user.identities : [];
  return identity === undefined ? [] : [`${pool.id}_${identity.providerName}`];
}

/** Makes and checks a pool's tokens. */
export class Tokens {
  readonly #keys: Keys;
  readonly #grants: Grants;
  readonly #triggers: Triggers;
  readonly #users: Users;

  constructor(parts: {
    readonly keys: Keys;
    readonly grants: Grants;
    readonly triggers: Triggers;
    readonly users: Users;
  }) {
    this.#keys = parts.keys;
    this.#grants = parts.grants;
    this.#triggers = parts.triggers;
    this.#users = parts.users;
  }

  /** The tokens of a new sign-in. */
  async issue(
    pool: Pool,
    client: Client,
    family: Family,
    how: {
      readonly source: TokenSource;
      readonly nonce?: string | undefined;
      readonly clientMetadata?: Json | undefined;
    },
  ): Promise<TokenSet> {
    const user = this.#active(pool, family);
    const signed = await this.#sign(pool, client, user, family, how);
    // A code that was replayed while the trigger ran has revoked its family by now.
    return { ...signed, refreshToken: this.#grants.firstRefreshToken(family) };
  }

  /**
   * New tokens for a refresh token, rotated where the client says so.
   * @throws NotAuthorizedException
   * @throws RefreshTokenReuseException
   */
  async refresh(pool: Pool, client: Client, token: string, clientMetadata?: Json): Promise<TokenSet> {
    const family = this.#grants.familyOf(client, token);
    const user = this.#active(pool, family);
    const signed = await this.#sign(pool, client, user, family, {
      source: 'TokenGeneration_RefreshTokens',
      clientMetadata,
    });
    return { ...signed, refreshToken: this.#grants.rotate(client, token) };
  }

  /**
   * The user and the claims of an access token that is neither expired nor revoked.
   * @throws NotAuthorizedException
   */
  async inspect(
    pool: Pool,
    accessToken: string,
  ): Promise<{ readonly user: User; readonly claims: Json; readonly scopes: readonly string[] }> {
    const claims = await this.#keys.verifyAccess(pool, accessToken);
    if (this.#grants.isRevoked(text(claims.origin_jti) ?? '')) {
      throw new AwsError('NotAuthorizedException', 'Access Token has been revoked');
    }
    const user = this.#users.get(pool, text(claims.sub) ?? '');
    if (!user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
    return { user, claims, scopes: (text(claims.scope) ?? '').split(' ') };
  }

  #active(pool: Pool, family: Family): User {
    const user = this.#users.find(pool, family.userKey);
    if (user === undefined) throw new AwsError('NotAuthorizedException', 'Refresh Token has been revoked');
    if (!user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
    return user;
  }

  async #sign(
    pool: Pool,
    client: Client,
    user: User,
    family: Family,
    how: {
      readonly source: TokenSource;
      readonly nonce?: string | undefined;
      readonly clientMetadata?: Json | undefined;
    },
  ): Promise<Omit<TokenSet, 'refreshToken'>> {
    const own = groupsOf(pool, user);
    const response = await this.#triggers.run(pool, 'PreTokenGeneration', {
      version: pool.tokenEvent,
      source: how.source,
      userName: user.username,
      clientId: client.id,
      request: {
        userAttributes: eventAttributes(user),
        groupConfiguration: { groupsToOverride: own, iamRolesToOverride: [], preferredRole: null },
        ...(pool.tokenEvent === '1' ? {} : { scopes: family.scopes }),
        ...(how.clientMetadata === undefined ? {} : { clientMetadata: how.clientMetadata }),
      },
      response:
        pool.tokenEvent === '1' ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
    });
    const overrides = readOverrides(response, pool.tokenEvent);
    const groups = overrides.groups ?? own;
    const issuedAt = Math.floor(Date.now() / 1_000);
    const scopes = [...new Set([...family.scopes, ...overrides.access.addScopes])].filter(
      (scope) => !overrides.access.dropScopes.includes(scope),
    );
    const common = {
      sub: user.sub,
      ...(groups.length > 0 ? { 'cognito:groups': groups } : {}),
      iss: pool.issuer,
      origin_jti: family.id,
      event_id: randomUUID(),
      auth_time: family.authTime,
      iat: issuedAt,
    };
    const access = {
      ...common,
      version: 2,
      client_id: client.id,
      token_use: 'access',
      scope: scopes.join(' '),
      exp: issuedAt + client.accessSeconds,
      jti: randomUUID(),
      username: user.username,
    };
    const accessToken = await this.#keys.sign(pool, applyChanges(access, overrides.access));
    const wantsId = family.scopes.includes('openid') || family.scopes.includes(API_SCOPE);
    if (!wantsId) return { accessToken, idToken: undefined, expiresIn: client.accessSeconds };
    const id = {
      at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
      ...common,
      ...attributeClaims(user, family.scopes, client.readable),
      'cognito:username': user.username,
      ...(how.nonce === undefined ? {} : { nonce: how.nonce }),
      aud: client.id,
      token_use: 'id',
      exp: issuedAt + client.idSeconds,
      jti: randomUUID(),
    };
    const idToken = await this.#keys.sign(pool, applyChanges(id, overrides.id));
    return { accessToken, idToken, expiresIn: client.accessSeconds };
  }
}
