/** Somebody at a customer, in the portal of an organization. */
import type { ApiAnswer, Session } from './session.ts';

export const PORTAL_PASSWORD = 'portal-Horse-7-battery';

/** The links that the portal mailed to an address, newest first. */
export async function portalLinks(appUrl: string, email: string): Promise<string[]> {
  const response = await fetch(`${appUrl}/_local/mail?to=${encodeURIComponent(email)}`, {
    headers: { accept: 'application/json' },
  });
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  return messages.flatMap(({ text }) => /\/customer\/set-password#([\w-]+)/.exec(text)?.[1] ?? []);
}

export async function postPortal(
  appUrl: string,
  route: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${appUrl}/api/v1/portal/auth/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

export interface PortalSession {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly refreshToken: string;
  readonly call: (method: string, path: string, body?: unknown) => Promise<ApiAnswer>;
}

export function portalSession(
  appUrl: string,
  who: { readonly id: string; readonly email: string },
  { access_token: token, refresh_token: refreshToken }: Record<string, string>,
): PortalSession {
  return {
    ...who,
    token: token ?? '',
    refreshToken: refreshToken ?? '',
    call: async (method, path, body) => {
      const response = await fetch(new URL(path, appUrl), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
    },
  };
}

/** Invites a person of the customer's record, who then sets a password by the mailed link. */
export async function newPortalUser(
  staff: Session,
  customerId: string,
  email: string,
): Promise<PortalSession> {
  const { id } = await staff.expect('POST', `/api/v1/customers/${customerId}/portal-users`, { email });
  const [token] = await portalLinks(staff.appUrl, email);
  const set = await postPortal(staff.appUrl, 'set-password', {
    token,
    password: PORTAL_PASSWORD,
    deliver: 'body',
  });
  if (set.status !== 200) throw new Error(`The password was not set: ${JSON.stringify(set.body)}`);
  return portalSession(staff.appUrl, { id, email }, set.body);
}
