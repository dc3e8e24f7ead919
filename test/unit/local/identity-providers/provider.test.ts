import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IdentityProviders, openIdentityProviders } from '../../../../local/identity-providers/index.ts';
import { Browser, words } from '../cognito/browser.ts';

const REDIRECT = 'http://127.0.0.1:9/callback';
const TENANT = '11111111-2222-3333-4444-555555555555';
const ISSUERS = {
  google: 'https://accounts.google.com',
  microsoft: `https://login.microsoftonline.com/${TENANT}/v2.0`,
};

let server: Server;
let providers: IdentityProviders;
let origin: string;
beforeEach(async () => {
  server = createServer(async (request, response) => {
    if (!(await providers.handler(request, response))) response.writeHead(404).end('not mine');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  providers = openIdentityProviders({
    baseUrl: () => origin,
    clients: () =>
      Object.values(ISSUERS).map((issuer) => ({
        issuer,
        clientId: 'app',
        clientSecret: 'secret',
        redirectUris: [REDIRECT],
        title: 'My <App>',
      })),
  });
  await providers.start();
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  providers.close();
});

function authorize(kind: string, parameters: Record<string, string> = {}): string {
  const query = {
    client_id: 'app',
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'openid email profile',
    ...parameters,
  };
  return `${origin}/_idp/${kind}/auth?${new URLSearchParams(query)}`;
}

describe.each(['google', 'microsoft'] as const)('%s', (kind) => {
  it('signs an account in and tells the application who it is', async () => {
    const base = `${origin}/_idp/${kind}`;
    expect(providers.urlOf(ISSUERS[kind])).toBe(base);
    const discovery = (await (await fetch(`${base}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    expect(discovery).toMatchObject({ issuer: base, authorization_endpoint: `${base}/auth` });
    const browser = new Browser(origin);
    const chooser = await browser.open(authorize(kind, { nonce: 'n', state: 's' }));
    expect(words(chooser)).toContain('to continue to My <App>');
    expect(chooser.html.includes('name="verified"')).toBe(kind === 'google');
    const consent = await browser.submit(chooser, 'Continue', { email: 'jane@acme.example', name: 'Jane' });
    expect(words(consent)).toContain('Allow My <App>?');
    const back = await browser.submit(consent, 'Allow');
    const response = await fetch(discovery.token_endpoint ?? '', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: back.url.searchParams.get('code') ?? '',
        redirect_uri: REDIRECT,
        client_id: 'app',
        client_secret: 'secret',
      }),
    });
    const { id_token } = (await response.json()) as { id_token: string };
    const keys = createRemoteJWKSet(new URL(discovery.jwks_uri ?? ''));
    const { payload } = await jwtVerify(id_token, keys, { issuer: base, audience: 'app' });
    expect(payload).toMatchObject({ email: 'jane@acme.example', name: 'Jane', nonce: 'n' });
    if (kind === 'google') expect(payload.email_verified).toBe(true);
    else expect(payload).toMatchObject({ tid: TENANT, preferred_username: 'jane@acme.example' });
  });

  it('refuses an address that is none, in place', async () => {
    const browser = new Browser(origin);
    const chooser = await browser.open(authorize(kind));
    const again = await browser.submit(chooser, 'Continue', { email: '"><script>', name: 'x' });
    expect([again.status, words(again).includes('Enter a whole e-mail address.')]).toEqual([400, true]);
    expect(again.html).not.toContain('<script');
  });

  it.each([[{ client_id: 'nobody' }], [{ redirect_uri: 'https://evil.example/' }]])(
    'shows %j on a page and leads nowhere',
    async (parameters) => {
      const shown = await new Browser(origin).open(authorize(kind, parameters as Record<string, string>));
      expect([shown.status, shown.url.origin]).toEqual([400, origin]);
      expect(words(shown)).toContain('This sign-in does not work');
    },
  );

  it('does not continue a sign-in of another browser', async () => {
    const chooser = await new Browser(origin).open(authorize(kind));
    const other = await new Browser(origin).open(chooser.url);
    expect([other.status, words(other).includes('This sign-in is over')]).toEqual([400, true]);
  });
});

it('leaves other paths to others', async () => {
  expect(await (await fetch(`${origin}/_idp/facebook/auth`)).text()).toBe('not mine');
  expect(providers.urlOf('https://facebook.example')).toBeUndefined();
});
