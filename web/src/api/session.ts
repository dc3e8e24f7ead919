/**
 * The session: a refresh token in a cookie that no script can read, and an access token in this module's memory alone
 * (not in storage, where an injected script would find it).
 */
import { t } from '../i18n/i18n.ts';
import { ApiError, errorOf, unreachable } from './errors.ts';

/** Where the cookie is exchanged for an access token. The header keeps other sites from doing so (ID-21). */
const REFRESH_PATH = '/api/v1/auth/refresh';
const LOCK = 'gangway-session';

let token: string | undefined;
let refreshing: Promise<string> | undefined;

/** The token of this page's last refresh, if there was one. */
export const accessToken = (): string | undefined => token;

/**
 * Exchanges the cookie for a new access token. Calls at the same time share one exchange; tabs take turns, because the
 * refresh token rotates.
 * @throws ApiError 401 when there is no session
 */
export function refreshSession(): Promise<string> {
  refreshing ??= takingTurns(exchange).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** After it ended: the next call asks for a session anew. */
export function forgetSession(): void {
  token = undefined;
}

async function exchange(): Promise<string> {
  let response: Response;
  try {
    response = await fetch(REFRESH_PATH, {
      method: 'POST',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await errorOf(response);
  const body = (await response.json()) as { access_token?: unknown };
  if (typeof body.access_token !== 'string')
    throw new ApiError(response.status, { code: 'no_token', message: t('api.noToken') });
  token = body.access_token;
  return token;
}

/** Browsers have locks on secure origins only; `http://localhost` is one. */
const takingTurns = <T>(work: () => Promise<T>): Promise<T> =>
  globalThis.navigator?.locks ? navigator.locks.request(LOCK, work) : work();
