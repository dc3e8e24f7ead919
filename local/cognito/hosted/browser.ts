import { authenticate, digest, randomToken } from '../crypto.ts';
import { type Json, record, text } from '../input.ts';
import type { Pool } from '../pool.ts';
import type { User } from '../users.ts';
import { cookie, matchesSecret, type Visit } from './http.ts';

const SESSION = 'cognito';
const CSRF = 'csrf';
const FLOW = 'flow';
// "The managed login session cookie is valid for one hour." (Cognito guide)
const SESSION_SECONDS = 60 * 60;
const FLOW_SECONDS = 60 * 60;
const CSRF_SECONDS = 24 * 60 * 60;

/** Who is signed in at this browser. */
export interface BrowserSession {
  readonly user: User;
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** The browser's session, when its user may still sign in. */
export function readSession({ parts, cookies }: Visit, pool: Pool): BrowserSession | undefined {
  const row = parts.database
    .prepare('SELECT * FROM browser_session WHERE id = ? AND pool = ? AND expires > ?')
    .get(digest(cookies.get(SESSION) ?? ''), pool.id, Date.now());
  const user = row === undefined ? undefined : parts.users.find(pool, String(row.user));
  const welcome =
    user?.enabled === true && (user.status === 'CONFIRMED' || user.status === 'EXTERNAL_PROVIDER');
  return welcome ? { user, authTime: Number(row?.auth_time) } : undefined;
}

/** Starts a session under a new cookie; the old one ends. */
export function startSession(
  visit: Visit,
  user: User,
): { readonly session: BrowserSession; readonly setCookie: string } {
  endSession(visit);
  const token = randomToken();
  const authTime = Math.floor(Date.now() / 1_000);
  visit.parts.database
    .prepare('INSERT INTO browser_session (id, pool, user, auth_time, expires) VALUES (?, ?, ?, ?, ?)')
    .run(digest(token), user.poolId, user.key, authTime, Date.now() + SESSION_SECONDS * 1_000);
  return { session: { user, authTime }, setCookie: cookie(visit, SESSION, token, SESSION_SECONDS) };
}

/** Ends the browser's session; gives the cookie that deletes it. */
export function endSession(visit: Visit): string {
  visit.parts.database
    .prepare('DELETE FROM browser_session WHERE id = ?')
    .run(digest(visit.cookies.get(SESSION) ?? ''));
  return cookie(visit, SESSION, '', 0);
}

/**
 * The token that a form of this browser must carry, with the cookie that it belongs to. The token
 * is an HMAC of the cookie: somebody who can plant cookies still cannot make the token.
 */
export function csrfToken(visit: Visit): { readonly token: string; readonly setCookie: string | undefined } {
  const known = visit.cookies.get(CSRF);
  const value = known === undefined || known === '' ? randomToken() : known;
  const token = authenticate(visit.parts.pageSecret, `csrf:${value}`);
  return { token, setCookie: value === known ? undefined : cookie(visit, CSRF, value, CSRF_SECONDS) };
}

/** Whether a posted form came from a page of ours in this browser. */
export function isOwnForm(visit: Visit): boolean {
  const value = visit.cookies.get(CSRF);
  if (value === undefined || value === '') return false;
  return matchesSecret(authenticate(visit.parts.pageSecret, `csrf:${value}`), visit.form.get('csrf'));
}

/** What this browser is in the middle of: it gave the right password, but something is still to do. */
export interface Flow {
  readonly purpose: 'confirm' | 'new-password';
  readonly clientId: string;
  /** What the person typed as user name. */
  readonly name: string;
  /** The user's key in the pool. */
  readonly user: string;
  /** Token of the challenge, for a new password. */
  readonly challenge?: string;
}

/** The cookie that carries a flow, signed. */
export function startFlow(visit: Visit, flow: Flow): string {
  const body = Buffer.from(JSON.stringify({ ...flow, until: Date.now() + FLOW_SECONDS * 1_000 })).toString(
    'base64url',
  );
  return cookie(visit, FLOW, `${body}.${authenticate(visit.parts.pageSecret, `flow:${body}`)}`, FLOW_SECONDS);
}

export function readFlow(visit: Visit, purpose: Flow['purpose'], clientId: string): Flow | undefined {
  const [body = '', signature] = (visit.cookies.get(FLOW) ?? '').split('.');
  if (!matchesSecret(authenticate(visit.parts.pageSecret, `flow:${body}`), signature)) return undefined;
  const flow: Json = record(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (flow.purpose !== purpose || flow.clientId !== clientId || Number(flow.until) <= Date.now())
    return undefined;
  const challenge = text(flow.challenge);
  return {
    purpose,
    clientId,
    name: text(flow.name) ?? '',
    user: text(flow.user) ?? '',
    ...(challenge === undefined ? {} : { challenge }),
  };
}

export function endFlow(visit: Visit): string {
  return cookie(visit, FLOW, '', 0);
}
