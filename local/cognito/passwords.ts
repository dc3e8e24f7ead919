import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../types.ts';
import { hashPassword, verifyPassword } from './crypto.ts';
import { assertPassword } from './password-policy.ts';
import type { Pool } from './pool.ts';
import type { User, UserStatus, Users } from './users.ts';

// "After five unsuccessful sign-in attempts … locked out for one second. The lockout duration then doubles
// after each additional one failed attempt, up to a maximum of approximately 15 minutes." (Cognito guide)
const FREE_FAILURES = 5;
const LONGEST_LOCK = 15 * 60 * 1_000;

/** Setting and checking passwords, with the lock-out after failures. */
export class Passwords {
  readonly #database: DatabaseSync;
  readonly #users: Users;

  constructor(database: DatabaseSync, users: Users) {
    this.#database = database;
    this.#users = users;
  }

  /**
   * The hash of a password that the pool's policy, and the user's history, allow.
   * @throws InvalidPasswordException
   * @throws PasswordHistoryPolicyViolationException
   */
  async admit(pool: Pool, password: string, user?: User): Promise<string> {
    assertPassword(pool.policy, password);
    const former = user === undefined ? [] : [user.password, ...user.history].slice(0, pool.policy.history);
    for (const hash of former) {
      if (hash !== undefined && (await verifyPassword(password, hash))) {
        throw new AwsError('PasswordHistoryPolicyViolationException', 'Password has previously been used');
      }
    }
    return hashPassword(password);
  }

  /** Sets an admitted password; browser sessions, open challenges and failures end. */
  set(pool: Pool, user: User, hash: string, status: UserStatus): User {
    const changed = this.#users.update(pool, user.key, (before) => ({
      password: hash,
      passwordSet: Date.now(),
      status,
      history: [before.password, ...before.history]
        .filter((old) => old !== undefined)
        .slice(0, Math.max(0, pool.policy.history - 1)),
    }));
    this.#forget(user);
    for (const table of ['browser_session', 'challenge']) {
      this.#database.prepare(`DELETE FROM ${table} WHERE pool = ? AND user = ?`).run(user.poolId, user.key);
    }
    return changed;
  }

  /**
   * Checks a password. A failure is counted before the slow comparison: guesses sent at once
   * count like guesses sent one after another.
   * @throws NotAuthorizedException while the user is locked out, and for a wrong password
   */
  async check(user: User | undefined, password: string): Promise<void> {
    if (user !== undefined) this.#countFailure(user);
    const correct = await verifyPassword(password, user?.password);
    if (user === undefined || !correct) {
      throw new AwsError('NotAuthorizedException', 'Incorrect username or password.');
    }
    this.#forget(user);
  }

  #countFailure(user: User): void {
    const now = Date.now();
    const row = this.#database
      .prepare('SELECT failures, locked_until FROM user WHERE pool = ? AND key = ?')
      .get(user.poolId, user.key);
    if (Number(row?.locked_until) > now)
      throw new AwsError('NotAuthorizedException', 'Password attempts exceeded');
    const failures = Number(row?.failures ?? 0) + 1;
    const lock =
      failures < FREE_FAILURES ? 0 : Math.min(LONGEST_LOCK, 1_000 * 2 ** (failures - FREE_FAILURES));
    this.#database
      .prepare('UPDATE user SET failures = ?, locked_until = ? WHERE pool = ? AND key = ?')
      .run(failures, lock === 0 ? 0 : now + lock, user.poolId, user.key);
  }

  #forget(user: User): void {
    this.#database
      .prepare('UPDATE user SET failures = 0, locked_until = 0 WHERE pool = ? AND key = ?')
      .run(user.poolId, user.key);
  }
}
