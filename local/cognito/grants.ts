import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import { AwsError } from '../types.ts';
import type { Client } from './client.ts';
import { codeChallenge, digest, randomToken, same } from './crypto.ts';
import { text } from './input.ts';
import type { User } from './users.ts';

/** One sign-in of one user at one client, and every token that comes of it. */
export interface Family {
  /** The `origin_jti` of its tokens. */
  readonly id: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly userKey: string;
  readonly scopes: readonly string[];
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** A family with what its authorization code was asked with. */
export interface Redeemed extends Family {
  readonly nonce: string | undefined;
}

const CODE_LIFETIME = 5 * 60 * 1_000;

function refused(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

function familyOf(row: Record<string, unknown>): Family {
  return {
    id: String(row.id),
    poolId: String(row.pool),
    clientId: String(row.client),
    userKey: String(row.user),
    scopes: JSON.parse(String(row.scopes)) as string[],
    authTime: Number(row.auth_time),
  };
}

/** Authorization codes and refresh tokens, stored as digests. */
export class Grants {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Opens a family; it lives as long as the client's refresh tokens. */
  open(client: Client, user: User, scopes: readonly string[], authTime: number): Family {
    const id = randomUUID();
    this.#database
      .prepare(
        'INSERT INTO grant_family (id, pool, client, user, scopes, auth_time, expires) VALUES (?,?,?,?,?,?,?)',
      )
      .run(
        id,
        client.poolId,
        client.id,
        user.key,
        JSON.stringify(scopes),
        authTime,
        Date.now() + client.refreshSeconds * 1_000,
      );
    return { id, poolId: client.poolId, clientId: client.id, userKey: user.key, scopes, authTime };
  }

  /** A single-use authorization code for the family, valid for five minutes. */
  authorizationCode(
    family: Family,
    request: {
      readonly redirectUri: string;
      readonly challenge?: string | undefined;
      readonly nonce?: string | undefined;
    },
  ): string {
    const code = randomUUID();
    this.#database
      .prepare(
        'INSERT INTO authorization_code (id, family, client, redirect_uri, challenge, nonce, expires) VALUES (?,?,?,?,?,?,?)',
      )
      .run(
        digest(code),
        family.id,
        family.clientId,
        request.redirectUri,
        request.challenge ?? null,
        request.nonce ?? null,
        Date.now() + CODE_LIFETIME,
      );
    return code;
  }

  /**
   * Exchanges an authorization code. A second exchange revokes what the first one gave (RFC 6749, 10.5).
   * A wrong verifier uses the code up: nobody gets to try verifiers.
   * @throws NotAuthorizedException
   */
  redeem(
    client: Client,
    given: { readonly code: string; readonly redirectUri: string; readonly verifier?: string | undefined },
  ): Redeemed {
    const row = this.#database
      .prepare('SELECT * FROM authorization_code WHERE id = ?')
      .get(digest(given.code));
    if (row === undefined || row.client !== client.id) throw refused('Invalid authorization code');
    const { changes } = this.#database
      .prepare('UPDATE authorization_code SET used = 1 WHERE id = ? AND used = 0')
      .run(digest(given.code));
    if (changes === 0) {
      this.revoke(String(row.family));
      throw refused('Authorization code has been used already');
    }
    if (Number(row.expires) <= Date.now()) throw refused('Authorization code has expired');
    if (row.redirect_uri !== given.redirectUri)
      throw refused('redirect_uri does not match the authorization request');
    const challenge = text(row.challenge);
    if ((challenge === undefined) !== (given.verifier === undefined))
      throw refused('code_verifier is missing or unexpected');
    if (challenge !== undefined && !same(challenge, codeChallenge(given.verifier ?? ''))) {
      throw refused('code_verifier does not match the code challenge');
    }
    return { ...this.#alive(String(row.family)), nonce: text(row.nonce) };
  }

  /** The first refresh token of a family. @throws NotAuthorizedException when the family was revoked meanwhile */
  firstRefreshToken(family: Family): string {
    this.#alive(family.id);
    return this.#insert(family.id);
  }

  /**
   * The family of a refresh token.
   * @throws NotAuthorizedException for an unknown, foreign, revoked or expired token
   * @throws RefreshTokenReuseException for a rotated token after the grace period; its family is revoked
   */
  familyOf(client: Client, token: string): Family {
    const row = this.#database
      .prepare('SELECT family, rotated FROM refresh_token WHERE id = ?')
      .get(digest(token));
    if (row === undefined) throw refused('Invalid Refresh Token');
    const family = this.#alive(String(row.family));
    if (family.clientId !== client.id) throw refused('Invalid Refresh Token');
    if (row.rotated !== null && !this.#inGrace(client, Number(row.rotated))) {
      this.revoke(family.id);
      throw new AwsError('RefreshTokenReuseException', 'Refresh token has been invalidated by rotation');
    }
    return family;
  }

  /**
   * The refresh token that follows `token`, where the client rotates; `undefined` elsewhere.
   * @throws RefreshTokenReuseException when another request rotated it meanwhile and no grace is left
   */
  rotate(client: Client, token: string): string | undefined {
    const family = this.familyOf(client, token);
    if (client.rotationGraceSeconds === undefined) return undefined;
    return transaction(this.#database, () => {
      this.#database
        .prepare('UPDATE refresh_token SET rotated = ? WHERE id = ? AND rotated IS NULL')
        .run(Date.now(), digest(token));
      return this.#insert(family.id);
    });
  }

  /** The family of a refresh token at this client, revoked or not; for revocation. */
  findByToken(token: string): Family | undefined {
    const row = this.#database
      .prepare('SELECT f.* FROM refresh_token t JOIN grant_family f ON f.id = t.family WHERE t.id = ?')
      .get(digest(token));
    return row === undefined ? undefined : familyOf(row);
  }

  revoke(familyId: string): void {
    this.#database.prepare('UPDATE grant_family SET revoked = 1 WHERE id = ?').run(familyId);
  }

  revokeAll(user: User): void {
    this.#database
      .prepare('UPDATE grant_family SET revoked = 1 WHERE pool = ? AND user = ?')
      .run(user.poolId, user.key);
  }

  isRevoked(familyId: string): boolean {
    return (
      this.#database.prepare('SELECT revoked FROM grant_family WHERE id = ?').get(familyId)?.revoked !== 0
    );
  }

  #alive(familyId: string): Family {
    const row = this.#database.prepare('SELECT * FROM grant_family WHERE id = ?').get(familyId);
    if (row === undefined || row.revoked !== 0) throw refused('Refresh Token has been revoked');
    if (Number(row.expires) <= Date.now()) throw refused('Refresh Token has expired');
    return familyOf(row);
  }

  #inGrace(client: Client, rotated: number): boolean {
    // A client whose rotation was switched off later has no use for the old mark.
    if (client.rotationGraceSeconds === undefined) return true;
    return Date.now() < rotated + client.rotationGraceSeconds * 1_000;
  }

  #insert(familyId: string): string {
    const token = randomToken();
    this.#database
      .prepare('INSERT INTO refresh_token (id, family) VALUES (?, ?)')
      .run(digest(token), familyId);
    return token;
  }
}
