import type { Parts } from '../parts.ts';
import { ACCOUNT_PAGES } from './account-pages.ts';
import { isResponse, readAuthorization } from './authorization-request.ts';
import { authorize } from './authorize.ts';
import { endSession, isOwnForm } from './browser.ts';
import { providerResponse } from './federation.ts';
import {
  type HttpRequest,
  type HttpResponse,
  json,
  OPEN_TO_ALL_ORIGINS,
  redirect,
  type Visit,
  visitOf,
} from './http.ts';
import { errorPage } from './page.ts';
import { revoke, token, userInfo } from './token-endpoint.ts';

const ROOT = '/_cognito/';

type Handler = (visit: Visit) => Promise<HttpResponse> | HttpResponse;

/** `GET /logout`: ends the browser's session, then leads to `logout_uri`, or to sign-in again. */
function logout(visit: Visit): HttpResponse {
  const { query } = visit.request;
  const client = visit.parts.registry.findClient(query.get('client_id') ?? undefined);
  const target = query.get('logout_uri');
  if (client?.poolId !== visit.domain.poolId) {
    return errorPage(
      visit,
      400,
      'This link does not work',
      'The application that sent you here is not known (unknown client_id).',
    );
  }
  if (target === null && query.has('redirect_uri')) {
    const request = readAuthorization(visit, query);
    if (isResponse(request)) return request;
    return redirect(`${visit.base}/login?${request.query}`, [endSession(visit)]);
  }
  if (target === null || !client.logoutUrls.includes(target)) {
    return errorPage(
      visit,
      400,
      'This link does not work',
      'The address to return to after signing out is not registered for this application (logout_uri mismatch).',
    );
  }
  return redirect(target, [endSession(visit)]);
}

const ENDPOINTS: Readonly<Record<string, Handler>> = {
  'GET /oauth2/authorize': authorize,
  'GET /oauth2/idpresponse': providerResponse,
  'POST /oauth2/token': token,
  'POST /oauth2/revoke': revoke,
  'GET /oauth2/userInfo': userInfo,
  'POST /oauth2/userInfo': userInfo,
  'GET /logout': logout,
};
const OPEN = ['/oauth2/token', '/oauth2/revoke', '/oauth2/userInfo'];

async function accountPage(visit: Visit, path: string): Promise<HttpResponse | undefined> {
  const found = ACCOUNT_PAGES[path];
  if (found === undefined) return undefined;
  const request = readAuthorization(visit, visit.request.query);
  if (isResponse(request)) return request;
  if (visit.request.method === 'GET') return found.show(visit, request);
  if (visit.request.method !== 'POST') return undefined;
  if (!isOwnForm(visit)) {
    const sentence =
      'The form was too old, or cookies are switched off. Go back, load the page again and repeat.';
    return errorPage(visit, 403, 'This form can no longer be sent', sentence);
  }
  return found.act(visit, request);
}

async function wellKnown(parts: Parts, path: string): Promise<HttpResponse | undefined> {
  const [, poolId = '', document] =
    /^([^/]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(path) ?? [];
  const pool = parts.registry.findPool(poolId);
  if (pool === undefined) return undefined;
  if (document === 'jwks.json') return json(200, await parts.keys.jwks(poolId));
  const domain = parts.registry.domainOf(poolId);
  const pages = domain === undefined ? undefined : `${parts.baseUrl()}${ROOT}${domain.name}`;
  return json(200, {
    issuer: pool.issuer,
    jwks_uri: `${parts.baseUrl()}${ROOT}pools/${poolId}/.well-known/jwks.json`,
    ...(pages === undefined
      ? {}
      : {
          authorization_endpoint: `${pages}/oauth2/authorize`,
          token_endpoint: `${pages}/oauth2/token`,
          userinfo_endpoint: `${pages}/oauth2/userInfo`,
          revocation_endpoint: `${pages}/oauth2/revoke`,
          end_session_endpoint: `${pages}/logout`,
        }),
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  });
}

/** Serves what lies under `/_cognito/`; `undefined` for other paths. */
export async function serve(parts: Parts, request: HttpRequest): Promise<HttpResponse | undefined> {
  if (!request.path.startsWith(ROOT)) return undefined;
  const [, name = '', rest = ''] = /^\/_cognito\/([^/]+)(\/.*)?$/.exec(request.path) ?? [];
  if (name === 'pools') return (await wellKnown(parts, rest.slice(1))) ?? json(404, { message: 'Not Found' });
  const domain = parts.registry.findDomain(name);
  if (domain === undefined) return json(404, { message: `No user pool has the domain ${name}` });
  const visit = visitOf(parts, domain, `${ROOT}${name}`, request);
  if (request.method === 'OPTIONS' && OPEN.includes(rest))
    return { status: 204, headers: OPEN_TO_ALL_ORIGINS, body: '' };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const endpoint = ENDPOINTS[`${method} ${rest}`];
  const answer = endpoint === undefined ? await accountPage(visit, rest) : await endpoint(visit);
  return answer ?? errorPage(visit, 404, 'There is nothing here', 'This address does not exist.');
}
