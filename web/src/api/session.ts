/**
 * Sessions, the staff's and those of customers' users: a refresh token in a cookie that no script can read, and an access
 * token in this module's memory alone (not in storage, where an injected script would find it). The two know nothing of
 * each other: each has a cookie and a route of its own.
 */
import { t } from '../i18n/i18n.ts';
import { ApiError, errorOf, unreachable } from './errors.ts';

export interface Session {
  /** The token of this page's last refresh, if there was one. */
  readonly token: () => string | undefined;
  /**
   * Exchanges the cookie for a new access token. Calls at the same time share one exchange; tabs take turns, because the
   * refresh token rotates.
   * @throws ApiError 401 when there is no session
   */
  readonly refresh: () => Promise<string>;
  /** After it ended: the next call asks for a session anew. */
  readonly forget: () => void;
}

/**
 * @param path where the cookie is exchanged; the header keeps other sites from doing so (ID-21)
 * @param lock by which tabs take turns
 */
function sessionAt(path: string, lock: string): Session {
  let token: string | undefined;
  let refreshing: Promise<string> | undefined;
  return {
    token: () => token,
    refresh: () => {
      refreshing ??= takingTurns(lock, async () => {
        token = await exchange(path);
        return token;
      }).finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
    forget: () => {
      token = undefined;
    },
  };
}

async function exchange(path: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await errorOf(response);
  const body = (await response.json()) as { access_token?: unknown };
  if (typeof body.access_token !== 'string')
    throw new ApiError(response.status, { code: 'no_token', message: t('api.noToken') });
  return body.access_token;
}

/** Browsers have locks on secure origins only; `http://localhost` is one. */
const takingTurns = <T>(lock: string, work: () => Promise<T>): Promise<T> =>
  globalThis.navigator?.locks ? navigator.locks.request(lock, work) : work();

export const staffSession = sessionAt('/api/v1/auth/refresh', 'gangway-session');
export const portalSession = sessionAt('/api/v1/portal/auth/refresh', 'gangway-portal-session');

/** The staff's: after organization or role changed, a new token says so. */
export const refreshSession = staffSession.refresh;
