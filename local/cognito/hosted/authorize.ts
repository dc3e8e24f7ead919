import type { Client } from '../client.ts';
import type { Provider } from '../provider.ts';
import { grantCode, isResponse, readAuthorization, redirectError } from './authorization-request.ts';
import { type BrowserSession, readSession } from './browser.ts';
import { startFederation } from './federation.ts';
import { type HttpResponse, redirect, type Visit } from './http.ts';

/** The outside providers that the client supports, in its order. */
export function providersOf(visit: Visit, client: Client): readonly Provider[] {
  const { registry } = visit.parts;
  return client.providers.flatMap((name) => registry.findProvider(client.poolId, name) ?? []);
}

/** Whether the session came by the way of signing in that the request names, if it names one. */
function cameBy(session: BrowserSession, chosen: string | undefined): boolean {
  if (chosen === undefined) return true;
  if (chosen === 'COGNITO') return session.user.status !== 'EXTERNAL_PROVIDER';
  return session.user.identities.some(({ providerName }) => providerName === chosen);
}

/** `GET /oauth2/authorize` */
export async function authorize(visit: Visit): Promise<HttpResponse> {
  const { query } = visit.request;
  const request = readAuthorization(visit, query);
  if (isResponse(request)) return request;
  const providers = providersOf(visit, request.client);
  const identifier = query.get('idp_identifier') ?? undefined;
  const identified = providers.find(({ identifiers }) => identifiers.includes(identifier ?? ''));
  const chosen = query.get('identity_provider') ?? identified?.name ?? identifier;
  const prompts = (query.get('prompt') ?? '').split(' ');
  const session = readSession(visit, request.pool);
  const again = prompts.includes('login') || prompts.includes('select_account');
  if (session !== undefined && !again && cameBy(session, chosen)) return grantCode(visit, request, session);
  if (prompts.includes('none')) return redirectError(request, 'login_required', undefined);
  const passwords = request.client.providers.includes('COGNITO');
  const [only] = passwords || providers.length !== 1 ? [] : providers;
  const provider = chosen === undefined ? only : providers.find(({ name }) => name === chosen);
  if (provider !== undefined) return startFederation(visit, request, provider);
  if (chosen !== undefined && !(chosen === 'COGNITO' && passwords)) {
    return redirectError(request, 'invalid_request', 'The identity provider is not supported by this client');
  }
  return redirect(`${visit.base}/login?${request.query}`);
}
