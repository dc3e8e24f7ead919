import type { Client } from '../client.ts';
import type { Provider } from '../provider.ts';
import { grantCode, isResponse, readAuthorization, redirectError } from './authorization-request.ts';
import { readSession } from './browser.ts';
import { startFederation } from './federation.ts';
import { type HttpResponse, redirect, type Visit } from './http.ts';

/** The outside providers that the client supports, in its order. */
export function providersOf(visit: Visit, client: Client): readonly Provider[] {
  const { registry } = visit.parts;
  return client.providers.flatMap((name) => registry.findProvider(client.poolId, name) ?? []);
}

/** `GET /oauth2/authorize` */
export async function authorize(visit: Visit): Promise<HttpResponse> {
  const { query } = visit.request;
  const request = readAuthorization(visit, query);
  if (isResponse(request)) return request;
  const prompts = (query.get('prompt') ?? '').split(' ');
  const session = readSession(visit, request.pool);
  if (session !== undefined && !prompts.includes('login') && !prompts.includes('select_account')) {
    return grantCode(visit, request, session);
  }
  if (prompts.includes('none')) return redirectError(request, 'login_required', undefined);
  const providers = providersOf(visit, request.client);
  const chosen = query.get('identity_provider') ?? undefined;
  const identifier = query.get('idp_identifier') ?? undefined;
  const passwords = request.client.providers.includes('COGNITO');
  const [only] = passwords || providers.length !== 1 ? [] : providers;
  const named = chosen !== undefined || identifier !== undefined;
  const provider = named
    ? providers.find(({ name, identifiers }) => name === chosen || identifiers.includes(identifier ?? ''))
    : only;
  if (provider !== undefined) return startFederation(visit, request, provider);
  if (named && !(chosen === 'COGNITO' && passwords)) {
    return redirectError(request, 'invalid_request', 'The identity provider is not supported by this client');
  }
  return redirect(`${visit.base}/login?${request.query}`);
}
