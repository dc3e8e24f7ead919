/** Accounts by the API's own routes: opened, and signed in with a provider as a program does it. */
import { createHash, randomBytes } from 'node:crypto';
import { Browser } from './browser.ts';
import { captchaToken } from './captcha.ts';
import { mailedCode, type Person } from './session.ts';

export async function postAuth(appUrl: string, path: string, body: object): Promise<Response> {
  return fetch(`${appUrl}/api/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Registers an account; its address is not verified yet. */
export async function register(appUrl: string, { email, password, name }: Person): Promise<void> {
  const captcha_token = await captchaToken(appUrl);
  const response = await postAuth(appUrl, 'register', { email, password, name, captcha_token });
  if (!response.ok) throw new Error(`register: ${response.status} ${await response.text()}`);
}

/** Registers an account and verifies its address. */
export async function openAccount(appUrl: string, person: Person): Promise<void> {
  await register(appUrl, person);
  const response = await postAuth(appUrl, 'verify-email', {
    email: person.email,
    code: await mailedCode(appUrl, person.email),
  });
  if (!response.ok) throw new Error(`verify-email: ${response.status} ${await response.text()}`);
}

/** Stops at the way back and keeps what the managed login sent there. */
class Interceptor extends Browser {
  returned: URL | undefined;

  override async request(url: URL, init?: RequestInit): Promise<Response> {
    if (!url.pathname.endsWith('/callback') || !url.pathname.startsWith('/api/v1/auth/'))
      return super.request(url, init);
    this.returned = url;
    return new Response('');
  }
}

export interface ProviderCode {
  readonly provider: 'google' | 'microsoft';
  readonly code: string;
  readonly code_verifier: string;
  readonly nonce: string;
}

/** A code of Google or Microsoft, as a program with a browser window of its own gets it. */
export async function providerCode(
  appUrl: string,
  provider: 'google' | 'microsoft',
  person: Pick<Person, 'email' | 'name'>,
): Promise<ProviderCode> {
  const [code_verifier, nonce] = [
    randomBytes(32).toString('base64url'),
    randomBytes(16).toString('base64url'),
  ];
  const browser = new Interceptor();
  const started = await browser.request(new URL(`/api/v1/auth/oauth/${provider}/start`, appUrl));
  const authorize = new URL(started.headers.get('location') ?? '');
  authorize.searchParams.set('nonce', nonce);
  authorize.searchParams.set(
    'code_challenge',
    createHash('sha256').update(code_verifier).digest('base64url'),
  );
  const chooser = await browser.visit(authorize);
  const consent = await browser.submit(chooser, 'id="email"', { ...person, verified: 'yes' });
  if (!browser.returned) await browser.submit(consent, 'allow');
  const code = browser.returned?.searchParams.get('code');
  if (!code) throw new Error(`The managed login sent no code: ${browser.returned?.search}`);
  return { provider, code, code_verifier, nonce };
}
