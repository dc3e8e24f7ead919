/** Changing one's own password (ID-36): members and customers' users alike. */
import { invalid } from '../kernel/problem.ts';
import { changePassword, problemOf, refusalOf, revoke, signIn } from './accounts.ts';
import { countAttempt, countFailure, forgetFailures } from './limits.ts';
import { endSessions } from './sessions.ts';

export interface OwnPassword {
  /** By what the user pool knows the account. */
  readonly username: string;
  /** The account's `sub`. */
  readonly account: string;
  /** The session that stays; every other one ends. */
  readonly session: string | undefined;
  /** By what its failures are counted. */
  readonly countedAs: string;
  /** The viewer's. */
  readonly address: string;
  readonly current: string;
  readonly next: string;
}

const wrong = () =>
  invalid([{ field: 'current_password', code: 'wrong_password', message: 'is not your password' }]);

/** @throws Problem 400 by field, 429 `too_many_requests`, `account_locked` */
export async function changeOwnPassword(change: OwnPassword): Promise<void> {
  const { username, account, session, countedAs, address, current, next } = change;
  await Promise.all([countAttempt({ route: 'change', address, account }), countFailure(countedAs)]);
  // A sign-in of its own: proves the password, and has the scope for changing it, which the managed login's has not.
  const tokens = await signIn({ email: username, password: current }).catch((error: unknown) => {
    throw refusalOf(error) === 'NotAuthorizedException' ? wrong() : problemOf(error);
  });
  try {
    await changePassword(tokens.accessToken, current, next);
  } catch (error) {
    throw problemOf(error, 'new_password');
  } finally {
    await revoke(tokens.refreshToken);
  }
  await Promise.all([endSessions(account, session), forgetFailures(countedAs)]);
}
