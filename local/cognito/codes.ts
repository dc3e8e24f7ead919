import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../types.ts';
import { confirmationCode, same } from './crypto.ts';
import type { User } from './users.ts';

export type Purpose = 'sign-up' | 'password';

const HOUR = 60 * 60 * 1_000;
// Quotas of the Cognito guide: a sign-up code is valid for 24 hours, a password code for one.
const LIFETIME: Readonly<Record<Purpose, number>> = { 'sign-up': 24 * HOUR, password: HOUR };
const GUESSES_AN_HOUR = 10;
const MAILS_AN_HOUR = 10;

/** Six-digit confirmation codes: one alive per user and purpose, used once, guesses and mails limited. */
export class Codes {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** A new code in place of the last one. @throws LimitExceededException after too many in an hour */
  issue(user: User, purpose: Purpose): string {
    this.#spend(`mail|${purpose}|${user.poolId}|${user.key}`, MAILS_AN_HOUR);
    const code = confirmationCode();
    this.#database
      .prepare('INSERT OR REPLACE INTO code (pool, user, purpose, code, expires) VALUES (?, ?, ?, ?, ?)')
      .run(user.poolId, user.key, purpose, code, Date.now() + LIFETIME[purpose]);
    return code;
  }

  /**
   * Checks a code without using it up; `use` follows when the rest of the request is found good.
   * @throws CodeMismatchException for a wrong code
   * @throws ExpiredCodeException when the code is too old, was used or never sent
   * @throws LimitExceededException after too many guesses in an hour
   */
  check(user: User, purpose: Purpose, given: string): void {
    this.#spend(`guess|${purpose}|${user.poolId}|${user.key}`, GUESSES_AN_HOUR);
    const row = this.#database
      .prepare('SELECT code, expires FROM code WHERE pool = ? AND user = ? AND purpose = ?')
      .get(user.poolId, user.key, purpose);
    if (row === undefined || Number(row.expires) <= Date.now()) throw expiredCode();
    if (!same(String(row.code), given.trim())) throw wrongCode();
  }

  /** Uses a code up. @throws ExpiredCodeException when another request used it first */
  use(user: User, purpose: Purpose, given: string): void {
    const { changes } = this.#database
      .prepare('DELETE FROM code WHERE pool = ? AND user = ? AND purpose = ? AND code = ?')
      .run(user.poolId, user.key, purpose, given.trim());
    if (changes === 0) throw expiredCode();
    this.#database
      .prepare('DELETE FROM allowance WHERE scope = ?')
      .run(`guess|${purpose}|${user.poolId}|${user.key}`);
  }

  #spend(scope: string, limit: number): void {
    const now = Date.now();
    const row = this.#database.prepare('SELECT used, until FROM allowance WHERE scope = ?').get(scope);
    const running = row !== undefined && Number(row.until) > now;
    const used = running ? Number(row.used) : 0;
    if (used >= limit) {
      throw new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
    }
    this.#database
      .prepare('INSERT OR REPLACE INTO allowance (scope, used, until) VALUES (?, ?, ?)')
      .run(scope, used + 1, running ? Number(row.until) : now + HOUR);
  }
}

export function wrongCode(): AwsError {
  return new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
}

export function expiredCode(): AwsError {
  return new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
}
