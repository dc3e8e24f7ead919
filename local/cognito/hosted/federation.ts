import { randomUUID } from 'node:crypto';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { AwsError } from '../../types.ts';
import { codeChallenge, digest, randomToken } from '../crypto.ts';
import { type Json, record, required } from '../input.ts';
import type { Provider } from '../provider.ts';
import {
  type AuthorizationRequest,
  enter,
  isResponse,
  readAuthorization,
  redirectError,
  withQuery,
} from './authorization-request.ts';
import { federatedUser } from './federated-user.ts';
import { cookie, type HttpResponse, matchesSecret, redirect, type Visit } from './http.ts';
import { errorPage } from './page.ts';

const BROWSER = 'federation';
const LIFETIME_SECONDS = 10 * 60;
const PATIENCE_MS = 10_000;

/** Where a provider answers, from its discovery document. */
interface Endpoints {
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  readonly keys: string;
}

/** A failure at the provider's side, told in a sentence to the application. */
class ProviderError extends Error {}

async function fetchJson(
  address: string,
  init: RequestInit = {},
): Promise<{ readonly ok: boolean; readonly body: Json }> {
  const response = await fetch(address, {
    ...init,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { ok: response.ok, body: record(await response.json()) };
}

async function discover(visit: Visit, provider: Provider): Promise<Endpoints> {
  const base = visit.parts.providerUrl(provider.name, provider.issuer) ?? provider.issuer;
  try {
    const { body } = await fetchJson(`${base}/.well-known/openid-configuration`);
    return {
      issuer: required(body, 'issuer'),
      authorization: required(body, 'authorization_endpoint'),
      token: required(body, 'token_endpoint'),
      keys: required(body, 'jwks_uri'),
    };
  } catch (error) {
    throw new ProviderError(`${provider.name} cannot be reached`, { cause: error });
  }
}

function callbackOf(visit: Visit): string {
  return `${visit.parts.baseUrl()}${visit.base}/oauth2/idpresponse`;
}

/** Sends the browser to an outside provider, with a state, a nonce and a code challenge of its own. */
export async function startFederation(
  visit: Visit,
  request: AuthorizationRequest,
  provider: Provider,
): Promise<HttpResponse> {
  try {
    const { authorization } = await discover(visit, provider);
    const [state, nonce, verifier, browser] = [randomToken(), randomToken(), randomToken(), randomToken()];
    visit.parts.database
      .prepare(
        'INSERT INTO federation (state, pool, provider, browser, nonce, verifier, request, expires) VALUES (?,?,?,?,?,?,?,?)',
      )
      .run(
        digest(state),
        provider.poolId,
        provider.name,
        digest(browser),
        nonce,
        verifier,
        request.query,
        Date.now() + LIFETIME_SECONDS * 1_000,
      );
    const location = withQuery(authorization, {
      client_id: provider.clientId,
      redirect_uri: callbackOf(visit),
      response_type: 'code',
      scope: provider.scopes,
      state,
      nonce,
      code_challenge: codeChallenge(verifier),
      code_challenge_method: 'S256',
      login_hint: request.loginHint,
    });
    return redirect(location, [cookie(visit, BROWSER, browser, LIFETIME_SECONDS)]);
  } catch (error) {
    if (error instanceof ProviderError) return redirectError(request, 'server_error', error.message);
    throw error;
  }
}

/** Exchanges the provider's code and checks the id token that comes back. */
async function identify(
  visit: Visit,
  provider: Provider,
  given: { readonly code: string; readonly verifier: string; readonly nonce: string },
): Promise<JWTPayload & { readonly sub: string }> {
  const endpoints = await discover(visit, provider);
  const answer = await fetchJson(endpoints.token, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: given.code,
      redirect_uri: callbackOf(visit),
      client_id: provider.clientId,
      client_secret: provider.clientSecret,
      code_verifier: given.verifier,
    }),
  }).catch((error: unknown) => {
    throw new ProviderError(`${provider.name} cannot be reached`, { cause: error });
  });
  const { id_token: idToken, error: refusal, error_description: reason } = answer.body;
  if (!answer.ok || typeof idToken !== 'string') {
    throw new ProviderError(
      `${provider.name} Error - ${String(refusal ?? 'no id token')}: ${String(reason ?? '')}`,
    );
  }
  try {
    const { payload } = await jwtVerify(idToken, createRemoteJWKSet(new URL(endpoints.keys)), {
      issuer: endpoints.issuer,
      audience: provider.clientId,
      algorithms: ['RS256', 'PS256', 'ES256'],
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    if (!matchesSecret(given.nonce, typeof payload.nonce === 'string' ? payload.nonce : undefined)) {
      throw new ProviderError('Bad id_token issuer or nonce: the nonce is not the one that was sent');
    }
    return { ...payload, sub: String(payload.sub) };
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(`Invalid ID token from ${provider.name}`, { cause: error });
  }
}

/** `GET /oauth2/idpresponse`: the provider sends the browser back. */
export async function providerResponse(visit: Visit): Promise<HttpResponse> {
  const { query } = visit.request;
  const stale = (): HttpResponse =>
    errorPage(
      visit,
      400,
      'This sign-in cannot be finished',
      'It took too long, was finished already, or began in another browser. Go back to the application and sign in again.',
    );
  const row = visit.parts.database
    .prepare('DELETE FROM federation WHERE state = ? AND pool = ? RETURNING *')
    .get(digest(query.get('state') ?? randomUUID()), visit.domain.poolId);
  if (row === undefined || Number(row.expires) <= Date.now()) return stale();
  // The state alone could be handed to somebody else's browser, to sign them in as the attacker.
  if (!matchesSecret(String(row.browser), digest(visit.cookies.get(BROWSER) ?? ''))) return stale();
  const request = readAuthorization(visit, new URLSearchParams(String(row.request)));
  if (isResponse(request)) return request;
  const provider = visit.parts.registry.findProvider(request.pool.id, String(row.provider));
  if (provider === undefined) return stale();
  const forget = [cookie(visit, BROWSER, '', 0)];
  const refusal = query.get('error');
  if (refusal !== null)
    return redirectError(request, refusal, query.get('error_description') ?? refusal, forget);
  const code = query.get('code');
  if (code === null)
    return redirectError(request, 'invalid_request', `${provider.name} sent no code`, forget);
  try {
    const claims = await identify(visit, provider, {
      code,
      verifier: String(row.verifier),
      nonce: String(row.nonce),
    });
    return enter(visit, request, await federatedUser(visit.parts, request, provider, claims), forget);
  } catch (error) {
    if (error instanceof ProviderError || error instanceof AwsError) {
      return redirectError(request, 'invalid_request', error.message, forget);
    }
    throw error;
  }
}
