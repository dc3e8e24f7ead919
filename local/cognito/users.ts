import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import { AwsError } from '../types.ts';
import { isConflict } from './database.ts';
import type { Pool } from './pool.ts';

export type UserStatus =
  | 'UNCONFIRMED'
  | 'CONFIRMED'
  | 'FORCE_CHANGE_PASSWORD'
  | 'RESET_REQUIRED'
  | 'EXTERNAL_PROVIDER';

/** An account at an outside provider, in the shape of Cognito's `identities` claim. */
export interface Identity {
  readonly userId: string;
  readonly providerName: string;
  readonly providerType: string;
  readonly issuer: string | null;
  readonly primary: boolean;
  /** Milliseconds since 1970. */
  readonly dateCreated: number;
}

export interface User {
  readonly poolId: string;
  /** Under what the user is stored: the user name, folded where the pool ignores case. */
  readonly key: string;
  readonly username: string;
  readonly sub: string;
  /** Without `sub` and `identities`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly identities: readonly Identity[];
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly password: string | undefined;
  readonly history: readonly string[];
  /** When the password was set, in milliseconds. */
  readonly passwordSet: number | undefined;
  readonly created: number;
  readonly modified: number;
}

type Row = Record<string, unknown>;

function fromRow(row: Row): User {
  return {
    poolId: String(row.pool),
    key: String(row.key),
    username: String(row.username),
    sub: String(row.sub),
    attributes: JSON.parse(String(row.attributes)) as Record<string, string>,
    identities: JSON.parse(String(row.identities)) as Identity[],
    status: row.status as UserStatus,
    enabled: row.enabled === 1,
    password: row.password === null ? undefined : String(row.password),
    history: JSON.parse(String(row.history)) as string[],
    passwordSet: row.password_set === null ? undefined : Number(row.password_set),
    created: Number(row.created),
    modified: Number(row.modified),
  };
}

/** What a user's attributes are to others: `sub` and `identities` among them. */
export function attributesOf(user: User): Readonly<Record<string, string>> {
  return {
    sub: user.sub,
    ...(user.identities.length > 0 ? { identities: JSON.stringify(user.identities) } : {}),
    ...user.attributes,
  };
}

/** The folded form under which names and addresses of this pool are compared. */
export function fold(pool: Pool, value: string): string {
  return pool.caseSensitive ? value : value.toLowerCase();
}

/** The users of all pools. */
export class Users {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The user of this user name, `sub` or sign-in address. */
  find(pool: Pool, name: string): User | undefined {
    const key = fold(pool, name);
    const row =
      this.#one('key = ?', pool, key) ??
      this.#one('alias = ?', pool, key) ??
      this.#one('sub = ?', pool, name);
    return row === undefined ? undefined : fromRow(row);
  }

  /** @throws UserNotFoundException */
  get(pool: Pool, name: string): User {
    const user = this.find(pool, name);
    if (user === undefined) throw new AwsError('UserNotFoundException', 'User does not exist.');
    return user;
  }

  /** All users whose attribute is this e-mail address, federated ones included. */
  byEmail(pool: Pool, email: string): readonly User[] {
    const rows = this.#database.prepare(
      'SELECT * FROM user WHERE pool = ? AND email = ? ORDER BY created, key',
    );
    return rows.all(pool.id, fold(pool, email)).map(fromRow);
  }

  /** A page of users in the order of their keys, after the key `after`. */
  page(pool: Pool, limit: number, after: string): readonly User[] {
    const rows = this.#database.prepare('SELECT * FROM user WHERE pool = ? AND key > ? ORDER BY key LIMIT ?');
    return rows.all(pool.id, after, limit).map(fromRow);
  }

  count(pool: Pool): number {
    return Number(this.#database.prepare('SELECT count(*) AS n FROM user WHERE pool = ?').get(pool.id)?.n);
  }

  /** @throws UsernameExistsException when the user name or the sign-in address is taken */
  create(
    pool: Pool,
    given: Pick<User, 'username' | 'attributes' | 'status'> &
      Partial<Pick<User, 'identities' | 'password' | 'sub'>>,
  ): User {
    const now = Date.now();
    const user: User = {
      poolId: pool.id,
      key: fold(pool, given.username),
      username: given.username,
      sub: given.sub ?? randomUUID(),
      attributes: given.attributes,
      identities: given.identities ?? [],
      status: given.status,
      enabled: true,
      password: given.password,
      history: [],
      passwordSet: given.password === undefined ? undefined : now,
      created: now,
      modified: now,
    };
    try {
      this.#database
        .prepare(
          `INSERT INTO user (pool, key, username, sub, alias, email, attributes, identities, status, enabled, password,
           history, password_set, created, modified) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
        )
        .run(pool.id, user.key, user.username, user.sub, ...this.#stored(pool, user), now, now);
    } catch (error) {
      if (isConflict(error)) throw usernameExists(pool);
      throw error;
    }
    return user;
  }

  /**
   * Changes a user and gives the new state. Taken when called: what others changed meanwhile stays.
   * @throws AliasExistsException when another user signs in with this address
   * @throws UserNotFoundException when the user is gone
   */
  update(pool: Pool, key: string, change: (user: User) => Partial<User>): User {
    const before = this.get(pool, key);
    const user: User = { ...before, ...change(before), modified: Date.now() };
    try {
      this.#database
        .prepare(
          `UPDATE user SET alias = ?, email = ?, attributes = ?, identities = ?, status = ?, enabled = ?, password = ?,
           history = ?, password_set = ?, modified = ? WHERE pool = ? AND key = ?`,
        )
        .run(...this.#stored(pool, user), user.modified, pool.id, user.key);
    } catch (error) {
      if (isConflict(error)) {
        throw new AwsError('AliasExistsException', 'An account with the email already exists.');
      }
      throw error;
    }
    return user;
  }

  /** Deletes a user. Grants stay as revoked ones: an access token that is still out must not come back to life. */
  delete(pool: Pool, user: User): void {
    transaction(this.#database, () => {
      this.#database
        .prepare('UPDATE grant_family SET revoked = 1 WHERE pool = ? AND user = ?')
        .run(pool.id, user.key);
      for (const table of ['code', 'challenge', 'browser_session', 'link']) {
        this.#database.prepare(`DELETE FROM ${table} WHERE pool = ? AND user = ?`).run(pool.id, user.key);
      }
      this.#database.prepare('DELETE FROM user WHERE pool = ? AND key = ?').run(pool.id, user.key);
    });
  }

  /** The user to whom an account at a provider is linked. */
  linked(pool: Pool, provider: string, subject: string): User | undefined {
    const row = this.#database
      .prepare('SELECT user FROM link WHERE pool = ? AND provider = ? AND subject = ?')
      .get(pool.id, provider, subject);
    return row === undefined ? undefined : this.find(pool, String(row.user));
  }

  /** Links an account at a provider to a user. */
  link(
    pool: Pool,
    user: User,
    provider: { readonly name: string; readonly type: string },
    subject: string,
  ): void {
    transaction(this.#database, () => {
      this.#database
        .prepare('INSERT INTO link (pool, provider, subject, user) VALUES (?, ?, ?, ?)')
        .run(pool.id, provider.name, subject, user.key);
      const identity: Identity = {
        userId: subject,
        providerName: provider.name,
        providerType: provider.type,
        issuer: null,
        primary: false,
        dateCreated: Date.now(),
      };
      this.update(pool, user.key, ({ identities }) => ({ identities: [...identities, identity] }));
    });
  }

  #one(condition: string, pool: Pool, value: string): Row | undefined {
    return this.#database.prepare(`SELECT * FROM user WHERE pool = ? AND ${condition}`).get(pool.id, value);
  }

  #stored(
    pool: Pool,
    user: User,
  ): [string | null, string | null, string, string, string, number, string | null, string, number | null] {
    const email = user.attributes.email === undefined ? null : fold(pool, user.attributes.email);
    // A federated profile never owns a sign-in address: it signs in at its provider.
    const owns =
      user.status !== 'EXTERNAL_PROVIDER' &&
      (pool.emailIsUsername || (pool.emailIsAlias && user.attributes.email_verified === 'true'));
    return [
      owns ? email : null,
      email,
      JSON.stringify(user.attributes),
      JSON.stringify(user.identities),
      user.status,
      user.enabled ? 1 : 0,
      user.password ?? null,
      JSON.stringify(user.history),
      user.passwordSet ?? null,
    ];
  }
}

/** The error for a taken user name or sign-in address. */
export function usernameExists(pool: Pool): AwsError {
  return new AwsError(
    'UsernameExistsException',
    pool.emailIsUsername ? 'An account with the given email already exists.' : 'User already exists',
  );
}
