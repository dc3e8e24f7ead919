import type { DatabaseSync } from 'node:sqlite';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { AwsError } from '../types.ts';
import type { Pool } from './pool.ts';

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** The signing keys of the pools: one RSA key a pool, made on first use and kept. */
export class Keys {
  readonly #database: DatabaseSync;
  readonly #keys = new Map<string, Promise<SigningKey>>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The pool's key set, as `/.well-known/jwks.json` publishes it. */
  async jwks(poolId: string): Promise<{ readonly keys: readonly JWK[] }> {
    return { keys: [(await this.#key(poolId)).publicJwk] };
  }

  /** A JWT of these claims, signed RS256 by the pool. */
  async sign(pool: Pool, claims: JWTPayload): Promise<string> {
    const { kid, privateKey } = await this.#key(pool.id);
    return new SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256' }).sign(privateKey);
  }

  /**
   * The claims of an access token of this pool.
   * @throws NotAuthorizedException
   */
  async verifyAccess(pool: Pool, token: string): Promise<JWTPayload> {
    const { publicKey } = await this.#key(pool.id);
    try {
      const { payload } = await jwtVerify(token, publicKey, { issuer: pool.issuer, algorithms: ['RS256'] });
      if (payload.token_use !== 'access') throw new Error('not an access token');
      return payload;
    } catch (error) {
      const expired = error instanceof Error && error.name === 'JWTExpired';
      throw new AwsError(
        'NotAuthorizedException',
        expired ? 'Access Token has expired' : 'Invalid Access Token',
      );
    }
  }

  #key(poolId: string): Promise<SigningKey> {
    let key = this.#keys.get(poolId);
    if (key === undefined) {
      key = this.#read(poolId);
      this.#keys.set(poolId, key);
    }
    return key;
  }

  async #read(poolId: string): Promise<SigningKey> {
    const select = this.#database.prepare('SELECT kid, private_jwk FROM pool_key WHERE pool = ?');
    let row = select.get(poolId);
    if (row === undefined) {
      const { privateKey } = await generateKeyPair('RS256', { extractable: true });
      const jwk = await exportJWK(privateKey);
      const kid = await calculateJwkThumbprint(jwk);
      this.#database
        .prepare('INSERT INTO pool_key (pool, kid, private_jwk) VALUES (?, ?, ?)')
        .run(poolId, kid, JSON.stringify(jwk));
      row = { kid, private_jwk: JSON.stringify(jwk) };
    }
    const kid = String(row.kid);
    const jwk = JSON.parse(String(row.private_jwk)) as JWK;
    const publicJwk: JWK = { alg: 'RS256', e: jwk.e ?? '', kid, kty: 'RSA', n: jwk.n ?? '', use: 'sig' };
    return {
      kid,
      privateKey: (await importJWK(jwk, 'RS256')) as CryptoKey,
      publicKey: (await importJWK(publicJwk, 'RS256')) as CryptoKey,
      publicJwk,
    };
  }
}
