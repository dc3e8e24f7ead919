import { describe, expect, it } from 'vitest';
import { Browser } from '../../../bin/client/browser.ts';
import { mailedCode, Session, signIn, signInWith, signUp } from '../../../bin/client/session.ts';
import { newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { secretOf } from '../../support/secrets.ts';

const system = useSystem();
const app = () => system.current.appUrl;

describe('with e-mail and password (ID-07, ID-08, ID-15)', () => {
  it('an account works once its address is verified by the mailed code', async () => {
    const person = newPerson();
    const session = await signUp(app(), person);
    expect((await session.call('GET', '/api/v1/auth/me')).body).toMatchObject({
      email: person.email,
      name: person.name,
      org_id: null,
      role: null,
      organization: null,
    });
  });

  it('a second sign-in needs the password and nothing else', async () => {
    const person = newPerson();
    await signUp(app(), person);
    const session = await signIn(app(), person);
    expect((await session.call('GET', '/api/v1/auth/me')).status).toBe(200);
  });

  it('a wrong password and an unknown account get the same sentence', async () => {
    const person = newPerson();
    await signUp(app(), person);
    const attempt = async (email: string) => {
      const browser = new Browser();
      const page = await browser.visit(`${app()}/api/v1/auth/oauth/password/start`);
      const answer = await browser.submit(page, 'name="password"', {
        username: email,
        password: 'wrong-Horse-7-battery',
      });
      return /role="alert">([^<]*)</.exec(answer.html)?.[1];
    };
    const wrong = await attempt(person.email);
    expect(wrong).toBeTruthy();
    expect(await attempt('nobody@example.com')).toBe(wrong);
  });

  it('a forgotten password is replaced by a mailed code; the old one is good no more (ID-11, ID-12)', async () => {
    const person = newPerson();
    await signUp(app(), person);
    const browser = new Browser();
    const page = await browser.visit(`${app()}/api/v1/auth/oauth/password/start`);
    const ask = await browser.follow(page, 'forgotPassword');
    const before = await mailedCode(app(), person.email);
    const reset = await browser.submit(ask, 'name="username"', { username: person.email });
    let code = before;
    for (let wait = 0; code === before && wait < 100; wait++) code = await mailedCode(app(), person.email);
    const password = 'another-Horse-8-staple';
    const done = await browser.submit(reset, 'name="code"', { username: person.email, code, password });
    expect(done.url.origin).toBe(new URL(app()).origin);
    await expect(signIn(app(), { email: person.email, password })).resolves.toBeInstanceOf(Session);
    await expect(signIn(app(), person)).rejects.toThrow();
  });
});

describe.each(['google', 'microsoft'] as const)('with %s (ID-01, ID-10)', (provider) => {
  it('opens a session for the account that the provider vouches for', async () => {
    const session = await signInWith(app(), provider, {
      email: `${provider}.one@example.com`,
      name: 'Grace Hopper',
    });
    expect((await session.call('GET', '/api/v1/auth/me')).body).toMatchObject({
      email: `${provider}.one@example.com`,
      name: 'Grace Hopper',
    });
  });

  it('is the same account the next time', async () => {
    const person = { email: `${provider}.two@example.com`, name: 'Grace Hopper' };
    const first = await signInWith(app(), provider, person);
    const second = await signInWith(app(), provider, person);
    const id = async (session: Session) => (await session.call('GET', '/api/v1/auth/me')).body.id;
    expect(await id(second)).toBe(await id(first));
  });

  it('a denied consent comes back to the sign-in page with its reason (ID-03)', async () => {
    const browser = new Browser();
    const chooser = await browser.visit(`${app()}/api/v1/auth/oauth/${provider}/start`);
    const back = await browser.submit(chooser, 'name="deny"', { deny: 'yes' });
    expect(`${back.url.pathname}${back.url.search}`).toBe('/sign-in?problem=consent_denied');
  });
});

/** Is sent back to the older address first. */
class Detour extends Browser {
  #taken = false;

  override request(url: URL, init?: RequestInit): Promise<Response> {
    const here = !this.#taken && url.pathname === '/api/v1/auth/oauth/cognito/callback';
    this.#taken ||= here;
    return super.request(here ? new URL(`/auth/password/callback${url.search}`, url) : url, init);
  }
}

describe('under /auth, as older addresses have it', () => {
  it('a sign-in sets out, and comes back with what it brings to where its cookies are', async () => {
    const browser = new Browser();
    const chooser = await browser.visit(`${app()}/auth/google/login`);
    expect(chooser.html).toContain('name="deny"');
    const answer = (path: string) => browser.request(new URL(path, app()));
    for (const path of ['/auth/google/callback', '/api/v1/auth/oauth/microsoft/callback']) {
      const sent = await answer(`${path}?error=access_denied&error_description=a%20%26%20b&other=x`);
      expect([sent.status, sent.headers.get('location')], path).toEqual([
        302,
        `${app()}/api/v1/auth/oauth/cognito/callback?error=access_denied&error_description=a+%26+b`,
      ]);
    }
    const back = await browser.visit(`${app()}/auth/google/callback?error=access_denied`);
    expect(`${back.url.pathname}${back.url.search}`).toBe('/sign-in?problem=consent_denied');
    for (const path of ['/auth/unheard-of/login', '/auth/unheard-of/callback'])
      expect((await answer(path)).status, path).toBe(404);
  });

  it('a code that was given is good by either path', async () => {
    const person = newPerson();
    await signUp(app(), person);
    const browser = new Detour();
    const page = await browser.visit(`${app()}/auth/password/login?return_to=/plans`);
    const done = await browser.submit(page, 'name="password"', {
      username: person.email,
      password: person.password,
    });
    expect(done.url.href).toBe(`${app()}/plans`);
  });
});

describe('the way back', () => {
  const start = async (browser: Browser) => {
    const response = await browser.request(new URL('/api/v1/auth/oauth/password/start', app()));
    return new URL(response.headers.get('location') ?? '');
  };
  const callback = (query: Record<string, string>) =>
    new URL(`/api/v1/auth/oauth/cognito/callback?${new URLSearchParams(query)}`, app());
  const landing = async (browser: Browser, query: Record<string, string>) =>
    (await browser.request(callback(query))).headers.get('location');

  it('is refused with a state that this browser was not given', async () => {
    const browser = new Browser();
    await start(browser);
    expect(await landing(browser, { code: 'x', state: 'forged' })).toBe(
      `${app()}/sign-in?problem=sign_in_expired`,
    );
  });

  it('is refused in a browser that never set out', async () => {
    const sent = await start(new Browser());
    const state = sent.searchParams.get('state') ?? '';
    expect(await landing(new Browser(), { code: 'x', state })).toBe(
      `${app()}/sign-in?problem=sign_in_expired`,
    );
  });

  it('is refused with a code that is unknown, expired or used', async () => {
    const browser = new Browser();
    const state = (await start(browser)).searchParams.get('state') ?? '';
    expect(await landing(browser, { code: 'never-issued', state })).toBe(
      `${app()}/sign-in?problem=sign_in_expired`,
    );
  });

  it('never leads to another site', async () => {
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/%5Cevil'.replace('%5C', '\\'),
    ]) {
      const response = await fetch(
        `${app()}/api/v1/auth/oauth/password/start?return_to=${encodeURIComponent(path)}`,
        { redirect: 'manual' },
      );
      expect(response.status, path).toBe(400);
    }
  });

  it('sends the challenge, never the verifier', async () => {
    const sent = await start(new Browser());
    expect(sent.searchParams.get('code_challenge_method')).toBe('S256');
    expect(sent.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(sent.searchParams.has('code_verifier')).toBe(false);
    expect(sent.searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
  });
});

describe('developers (ID-33)', () => {
  const post = (route: 'seed' | 'login-as', secret: string | undefined, body: object = {}) =>
    fetch(new URL(`/api/v1/dev/${route}`, app()), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret && { 'x-dev-secret': secret }) },
      body: JSON.stringify(body),
    });

  it('make up an organization and enter it as each of its roles, with the stage’s secret only', async () => {
    const secret = await secretOf(system.current, 'dev-secret', 'identity-login-as');
    for (const wrong of [undefined, '', `${secret}x`]) {
      expect((await post('seed', wrong)).status).toBe(401);
      expect((await post('login-as', wrong, { email: 'a@dev.invalid' })).status).toBe(401);
    }
    const seeded = await post('seed', secret);
    expect(seeded.status).toBe(201);
    const { id, members } = (await seeded.json()) as {
      id: string;
      members: { email: string; role: string }[];
    };
    expect(members.map(({ role }) => role)).toEqual(['admin', 'csm', 'viewer']);
    for (const { email, role } of members) {
      const { access_token } = (await (await post('login-as', secret, { email })).json()) as {
        access_token: string;
      };
      const me = await fetch(new URL('/api/v1/auth/me', app()), {
        headers: { authorization: `Bearer ${access_token}` },
      });
      expect(await me.json()).toMatchObject({ org_id: id, role, email });
    }
  });

  it('never enter the account of a person', async () => {
    const person = newPerson();
    await signUp(app(), person);
    const secret = await secretOf(system.current, 'dev-secret', 'identity-login-as');
    const missing = await post('login-as', secret, { email: 'nobody@dev.invalid' });
    const taken = await post('login-as', secret, { email: person.email });
    expect([taken.status, missing.status]).toEqual([404, 404]);
    await expect(signIn(app(), person)).resolves.toBeInstanceOf(Session);
  });
});
