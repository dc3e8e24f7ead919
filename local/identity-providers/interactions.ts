import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { alert, chooser, consent, sendPage } from './pages.ts';
import { type Kind, type Person, subjectOf } from './people.ts';

const LARGEST_FORM = 64 * 1_024;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_FORM) throw new RangeError('The form is too large.');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** What a request to a page of a provider needs. */
export interface Stage {
  readonly kind: Kind;
  readonly provider: Provider;
  /** Who signed in since the start, by subject. */
  readonly people: Map<string, Person>;
}

/** The application's name, for both pages. */
async function appName({ provider }: Stage, clientId: unknown): Promise<string> {
  return (await provider.Client.find(String(clientId)))?.clientName ?? String(clientId);
}

/**
 * Serves the pages of one interaction: choosing an account, then allowing or denying. The
 * interaction's cookie ties it to the browser in which it began.
 */
export async function serveInteraction(
  stage: Stage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { kind, provider, people } = stage;
  const details = await provider.interactionDetails(request, response).catch(() => undefined);
  if (details === undefined) {
    return sendPage(
      response,
      400,
      kind,
      'This sign-in is over',
      alert('Go back to the application and start again.'),
    );
  }
  const form = request.method === 'POST' ? await readForm(request) : undefined;
  const finish = (result: Record<string, unknown>): Promise<void> =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  if (form?.has('deny')) {
    return finish({ error: 'access_denied', error_description: 'The person denied the request' });
  }
  const app = await appName(stage, details.params.client_id);
  if (details.prompt.name === 'consent') {
    const accountId = details.session?.accountId ?? '';
    const person = people.get(accountId);
    if (person === undefined)
      return finish({ error: 'access_denied', error_description: 'Nobody is signed in' });
    if (!form?.has('allow')) return sendPage(response, 200, kind, `Allow ${app}?`, consent(app, person));
    const grant = new provider.Grant({ accountId, clientId: String(details.params.client_id) });
    grant.addOIDCScope(String(details.params.scope ?? 'openid'));
    return finish({ consent: { grantId: await grant.save() } });
  }
  const hint = String(details.params.login_hint ?? '');
  const shown = { app, people: [...people.values()], hint };
  const email = form?.get('email')?.trim() ?? '';
  if (form === undefined) return sendPage(response, 200, kind, 'Choose an account', chooser(kind, shown));
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    const fault = 'Enter a whole e-mail address.';
    return sendPage(
      response,
      400,
      kind,
      'Choose an account',
      chooser(kind, { ...shown, hint: email, fault }),
    );
  }
  const accountId = subjectOf(kind, email);
  const name = form.get('name')?.trim() || email;
  people.set(accountId, { email, name, emailVerified: form.has('verified') });
  return finish({ login: { accountId } });
}
