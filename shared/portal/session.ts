/** A portal user's session: by the same rules as a member's, with a cookie of its own that goes to other routes. */
import { environment } from '../kernel/environment.ts';
import { sessionCookie } from '../kernel/http.ts';
import { DAY_SECONDS } from '../kernel/time.ts';

export const PORTAL_COOKIE = 'gw_portal';
/** The cookie goes to these routes only. */
const PORTAL_SESSION_PATH = '/api/v1/portal/auth';
/** As long as refresh tokens live (ID-17). */
const SECONDS = 30 * DAY_SECONDS;

export const portalCookie = (token: string | undefined) =>
  sessionCookie(PORTAL_COOKIE, token ?? '', {
    path: PORTAL_SESSION_PATH,
    maxAge: token ? SECONDS : 0,
    secure: environment('APP_URL').startsWith('https:'),
  });

/** What attempts of one portal user are counted by: never together with a member's of the same address. */
export const countedAs = (userId: string) => `portal:${userId}`;
