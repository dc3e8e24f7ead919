import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../types.ts';
import type { Client } from './client.ts';
import { digest, randomToken } from './crypto.ts';
import { type Json, text } from './input.ts';
import type { Passwords } from './passwords.ts';
import type { Pool } from './pool.ts';
import { eventAttributes, type Triggers } from './triggers.ts';
import type { User, Users } from './users.ts';

type Metadata = Readonly<Record<string, string>> | undefined;

/** Signing in by password, with its triggers and the challenge of a first sign-in. */
export class SignIn {
  readonly #database: DatabaseSync;
  readonly #users: Users;
  readonly #passwords: Passwords;
  readonly #triggers: Triggers;

  constructor(
    database: DatabaseSync,
    parts: { readonly users: Users; readonly passwords: Passwords; readonly triggers: Triggers },
  ) {
    this.#database = database;
    this.#users = parts.users;
    this.#passwords = parts.passwords;
    this.#triggers = parts.triggers;
  }

  /**
   * Checks a user name and a password. The user that comes back may have to choose a new password
   * first: its status is then FORCE_CHANGE_PASSWORD.
   * @throws NotAuthorizedException
   * @throws UserNotConfirmedException after the right password only
   * @throws PasswordResetRequiredException
   */
  async byPassword(
    pool: Pool,
    client: Client,
    name: string,
    password: string,
    clientMetadata?: Metadata,
  ): Promise<User> {
    const user = this.#users.find(pool, name);
    if (user === undefined && !client.hidesUserExistence) {
      throw new AwsError('UserNotFoundException', 'User does not exist.');
    }
    await this.before(pool, client, user, name, clientMetadata);
    await this.#passwords.check(user?.password === undefined ? undefined : user, password);
    // The state is read again: the comparison took its time.
    const current = this.#users.get(pool, user?.key ?? '');
    if (!current.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
    if (current.status === 'UNCONFIRMED')
      throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
    if (current.status === 'RESET_REQUIRED') {
      throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
    }
    const validity = pool.policy.temporaryValidityDays * 86_400_000;
    if (current.status === 'FORCE_CHANGE_PASSWORD') {
      if (Date.now() < (current.passwordSet ?? 0) + validity) return current;
      const message = 'Temporary password has expired and must be reset by an administrator.';
      throw new AwsError('NotAuthorizedException', message);
    }
    await this.after(pool, client, current, clientMetadata);
    return current;
  }

  /** Runs the PreAuthentication trigger; `user` is undefined where nobody has this name. */
  async before(
    pool: Pool,
    client: Client,
    user: User | undefined,
    name: string,
    clientMetadata?: Metadata,
  ): Promise<void> {
    await this.#triggers.run(pool, 'PreAuthentication', {
      source: 'PreAuthentication_Authentication',
      userName: user?.username ?? name,
      clientId: client.id,
      request: {
        userAttributes: user === undefined ? {} : eventAttributes(user),
        validationData: clientMetadata ?? null,
        ...(client.hidesUserExistence ? { userNotFound: user === undefined } : {}),
      },
      response: {},
    });
  }

  /** Runs the PostAuthentication trigger. */
  async after(pool: Pool, client: Client, user: User, clientMetadata?: Metadata): Promise<void> {
    const optional: Json = clientMetadata === undefined ? {} : { clientMetadata };
    await this.#triggers.run(pool, 'PostAuthentication', {
      source: 'PostAuthentication_Authentication',
      userName: user.username,
      clientId: client.id,
      request: { userAttributes: eventAttributes(user), newDeviceUsed: false, ...optional },
      response: {},
    });
  }

  /** Opens the challenge to choose a new password; its token is valid for the client's AuthSessionValidity. */
  challenge(client: Client, user: User): string {
    const token = randomToken();
    this.#database
      .prepare('INSERT INTO challenge (id, pool, client, user, expires) VALUES (?, ?, ?, ?, ?)')
      .run(digest(token), user.poolId, client.id, user.key, Date.now() + client.challengeSeconds * 1_000);
    return token;
  }

  /**
   * Answers the challenge with a new password.
   * @throws NotAuthorizedException when the challenge is unknown, answered or too old
   * @throws InvalidPasswordException
   */
  async newPassword(
    pool: Pool,
    client: Client,
    token: string,
    password: string,
    clientMetadata?: Metadata,
  ): Promise<User> {
    const row = this.#database
      .prepare('SELECT * FROM challenge WHERE id = ? AND client = ? AND expires > ?')
      .get(digest(token), client.id, Date.now());
    const user = row === undefined ? undefined : this.#users.find(pool, text(row.user) ?? '');
    if (user?.status !== 'FORCE_CHANGE_PASSWORD' || !user.enabled) {
      throw new AwsError('NotAuthorizedException', 'Invalid session for the user, session is expired.');
    }
    const hash = await this.#passwords.admit(pool, password, user);
    const { changes } = this.#database.prepare('DELETE FROM challenge WHERE id = ?').run(digest(token));
    if (changes === 0)
      throw new AwsError(
        'NotAuthorizedException',
        'Invalid session for the user, session can only be used once.',
      );
    const changed = this.#passwords.set(pool, user, hash, 'CONFIRMED');
    await this.after(pool, client, changed, clientMetadata);
    return changed;
  }
}
