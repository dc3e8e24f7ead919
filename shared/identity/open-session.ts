/** From tokens to a session: its record, and the answer that carries it. */
import { type Answer, ok } from '../kernel/http.ts';
import { Problem } from '../kernel/problem.ts';
import { revoke, type SessionTokens } from './accounts.ts';
import { noteUse, sessionOf } from './sessions.ts';
import { refreshCookie } from './sign-in.ts';

interface Asked {
  readonly header: (name: string) => string | undefined;
}

export const sessionExpired = () =>
  new Problem(401, 'session_expired', 'Your session has ended. Sign in again.');

/**
 * @param address the viewer's
 * @param cookieOf carries the refresh token
 * @throws Problem 401 when the session has been ended; its refresh token is then revoked as well
 */
export async function openSession(
  tokens: SessionTokens,
  { header }: Asked,
  address: string,
  deliver: 'cookie' | 'body',
  cookieOf: (refreshToken: string) => string = refreshCookie,
): Promise<Answer> {
  if (!(await noteUse(sessionOf(tokens.accessToken), { agent: header('user-agent'), address }))) {
    await revoke(tokens.refreshToken);
    throw sessionExpired();
  }
  return {
    ...ok({
      access_token: tokens.accessToken,
      token_type: 'Bearer',
      expires_in: tokens.expiresIn,
      ...(deliver === 'body' && { refresh_token: tokens.refreshToken }),
    }),
    ...(deliver === 'cookie' && { cookies: [cookieOf(tokens.refreshToken)] }),
  };
}
