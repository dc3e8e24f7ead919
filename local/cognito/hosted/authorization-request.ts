import type { Client } from '../client.ts';
import type { Pool } from '../pool.ts';
import { API_SCOPE } from '../tokens.ts';
import { type BrowserSession, startSession } from './browser.ts';
import { type HttpResponse, redirect, type Visit } from './http.ts';
import { errorPage } from './page.ts';

/** An authorization request whose client and redirect address are known to be good. */
export interface AuthorizationRequest {
  readonly pool: Pool;
  readonly client: Client;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly challenge: string | undefined;
  readonly loginHint: string | undefined;
  /** The request's own parameters, for links from page to page. */
  readonly query: string;
}

const CARRIED = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'login_hint',
  'lang',
];

/** `address` with these parameters added to its query. */
export function withQuery(address: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

/** Sends the person back to the application with an error, as OAuth 2.0 has it. */
export function redirectError(
  request: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
  error: string,
  description: string | undefined,
  cookies: readonly string[] = [],
): HttpResponse {
  const parameters = { error_description: description, state: request.state, error };
  return redirect(withQuery(request.redirectUri, parameters), cookies);
}

/**
 * Reads the parameters of an authorization request, or gives the answer to a bad one. An unknown
 * client or redirect address is told on a page of ours: only what is registered is redirected to.
 */
export function readAuthorization(visit: Visit, query: URLSearchParams): AuthorizationRequest | HttpResponse {
  const { registry } = visit.parts;
  const client = registry.findClient(query.get('client_id') ?? undefined);
  if (client?.poolId !== visit.domain.poolId) {
    return errorPage(
      visit,
      400,
      'This link does not work',
      'The application that sent you here is not known (unknown client_id).',
    );
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.callbackUrls.includes(redirectUri)) {
    return errorPage(
      visit,
      400,
      'This link does not work',
      'The address to return to is not registered for this application (redirect_mismatch).',
    );
  }
  const state = query.get('state') ?? undefined;
  const refuse = (error: string, description?: string): HttpResponse =>
    redirectError({ redirectUri, state }, error, description);
  const responseType = query.get('response_type');
  if (responseType !== 'code' && responseType !== 'token')
    return refuse('invalid_request', 'response_type must be code');
  if (responseType === 'token' || !client.allowsCode) return refuse('unauthorized_client');
  const challenge = query.get('code_challenge') ?? undefined;
  const method = query.get('code_challenge_method') ?? undefined;
  if ((challenge === undefined) !== (method === undefined) || (method !== undefined && method !== 'S256')) {
    return refuse('invalid_request', 'code_challenge_method must be S256 and come with a code_challenge');
  }
  if (challenge !== undefined && !/^[\w-]{43}$/.test(challenge))
    return refuse('invalid_request', 'code_challenge is malformed');
  if (query.has('resource'))
    return refuse('invalid_request', 'The local runtime does not bind tokens to a resource');
  const asked = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const scopes = asked.length > 0 ? [...new Set(asked)] : client.scopes;
  const implied = (scope: string): boolean =>
    scope === API_SCOPE || scope === 'openid' || scopes.includes('openid');
  if (!scopes.every((scope) => client.scopes.includes(scope) && implied(scope)))
    return refuse('invalid_scope');
  const carried = CARRIED.flatMap((name): [string, string][] => {
    const value = query.get(name);
    return value === null ? [] : [[name, value]];
  });
  return {
    pool: registry.pool(client.poolId),
    client,
    redirectUri,
    scopes,
    state,
    nonce: query.get('nonce') ?? undefined,
    challenge,
    loginHint: query.get('login_hint') ?? undefined,
    query: new URLSearchParams(carried).toString(),
  };
}

/** Whether what `readAuthorization` gave is an answer already. */
export function isResponse(result: AuthorizationRequest | HttpResponse): result is HttpResponse {
  return 'status' in result;
}

/** Sends a signed-in person back to the application with an authorization code. */
export function grantCode(
  visit: Visit,
  request: AuthorizationRequest,
  session: BrowserSession,
  cookies: readonly string[] = [],
): HttpResponse {
  const { grants } = visit.parts;
  const family = grants.open(request.client, session.user, request.scopes, session.authTime);
  const code = grants.authorizationCode(family, request);
  return redirect(withQuery(request.redirectUri, { code, state: request.state }), cookies);
}

/** Signs a person in at this browser and sends them back to the application. */
export function enter(
  visit: Visit,
  request: AuthorizationRequest,
  user: BrowserSession['user'],
  cookies: readonly string[] = [],
): HttpResponse {
  const { session, setCookie } = startSession(visit, user);
  return grantCode(visit, request, session, [setCookie, ...cookies]);
}
