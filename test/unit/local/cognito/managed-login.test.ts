import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pkce, words } from './browser.ts';
import { CALLBACK, openWorld, PASSWORD, SIGNED_OUT, type World } from './harness.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

/** Moves the clock on; timers stay real. */
function later(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}

describe('signing up', () => {
  it('leads from the sign-up page over the mailed code to tokens that CognitoJwtVerifier accepts', async () => {
    const { verifier, challenge } = pkce();
    const browser = world.browser();
    const parameters = { code_challenge: challenge, code_challenge_method: 'S256' };
    const confirm = await world.signUp(browser, 'Jane@acme.example', parameters);
    expect(words(confirm)).toContain('Confirm your e-mail address');
    const mail = world.mailbox.list({ to: 'jane@acme.example' });
    expect(mail).toHaveLength(1);
    const back = await browser.submit(confirm, 'Confirm', { code: world.mailedCode('jane@acme.example') });
    expect(back.url.href.split('?')[0]).toBe(CALLBACK);
    expect(back.url.searchParams.get('state')).toBe('state-1');
    const tokens = await world.exchange(back, verifier);
    expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 900 });
    const access = await world.verifier('access').verify(tokens.access_token);
    expect(access).toMatchObject({
      iss: `https://cognito-idp.eu-west-1.amazonaws.com/${world.pool.ref}`,
      token_use: 'access',
      version: 2,
      client_id: world.client.ref,
      scope: 'openid email profile',
      origin_jti: expect.any(String),
      jti: expect.any(String),
      auth_time: expect.any(Number),
    });
    expect(Number(access.exp) - Number(access.iat)).toBe(900);
    expect(await world.verifier('id').verify(tokens.id_token)).toMatchObject({
      sub: access.sub,
      aud: world.client.ref,
      email: 'Jane@acme.example',
      email_verified: true,
      'cognito:username': access.username,
      nonce: 'nonce-1',
      origin_jti: access.origin_jti,
    });
  });

  it('refuses a wrong code in a sentence and accepts the right one after it', async () => {
    const browser = world.browser();
    const page = await world.signUp(browser, 'a@acme.example');
    const right = world.mailedCode('a@acme.example');
    const wrong = await browser.submit(page, 'Confirm', { code: right === '000000' ? '000001' : '000000' });
    expect(wrong.status).toBe(400);
    expect(words(wrong)).toContain('That code is not right');
    expect((await browser.submit(wrong, 'Confirm', { code: right })).url.href).toContain(CALLBACK);
  });

  it('refuses a code after 24 hours, and sends a new one that works', async () => {
    const browser = world.browser();
    const page = await world.signUp(browser, 'a@acme.example');
    later(24 * 3_600_000 + 1);
    const expired = await browser.submit(page, 'Confirm', { code: world.mailedCode('a@acme.example') });
    expect(words(expired)).toContain('That code has expired or was used already');
    const again = await browser.submit(expired, 'Send a new code');
    expect(words(again)).toContain('A new code is on its way');
    const done = await browser.submit(again, 'Confirm', { code: world.mailedCode('a@acme.example') });
    // The browser's proof of the password is an hour old at most.
    expect(words(done)).toContain('Your e-mail address is confirmed');
  });

  it('says that an account is confirmed when its code is replayed', async () => {
    const browser = world.browser();
    const page = await world.signUp(browser, 'a@acme.example');
    const code = world.mailedCode('a@acme.example');
    await browser.submit(page, 'Confirm', { code });
    const replayed = await browser.submit(page, 'Confirm', { code });
    expect(words(replayed)).toContain('This account is confirmed already');
    expect(replayed.url.origin).toBe(world.origin);
  });

  it('lets only the browser that gave the password in without giving it again', async () => {
    const page = await world.signUp(world.browser(), 'a@acme.example');
    const other = world.browser();
    const confirm = await other.open(page.url);
    const done = await other.submit(confirm, 'Confirm', {
      username: 'a@acme.example',
      code: world.mailedCode('a@acme.example'),
    });
    expect(words(done)).toContain('You can sign in now');
    const back = await other.submit(done, 'Sign in', { username: 'a@acme.example', password: PASSWORD });
    expect(back.url.href).toContain(CALLBACK);
  });

  it('stops guessing: after ten codes in an hour even the right one is refused', async () => {
    const browser = world.browser();
    let page = await world.signUp(browser, 'a@acme.example');
    const code = world.mailedCode('a@acme.example');
    const wrong = code === '000000' ? '000001' : '000000';
    for (let attempt = 0; attempt < 10; attempt++)
      page = await browser.submit(page, 'Confirm', { code: wrong });
    expect(words(await browser.submit(page, 'Confirm', { code }))).toContain('Too many attempts');
  });

  it.each([
    ['short1A', 'not long enough'],
    ['lowercase-only-1', 'uppercase'],
    ['UPPERCASE-ONLY-1', 'lowercase'],
    ['No-Digits-Here', 'numeric'],
  ])('refuses the password %s by the policy of the pool', async (password, reason) => {
    const browser = world.browser();
    const page = await browser.follow(await browser.open(world.authorizeUrl()), 'Create an account');
    const refused = await browser.submit(page, 'Create account', { username: 'a@acme.example', password });
    expect(refused.status).toBe(400);
    expect(words(refused)).toContain(reason);
    expect(refused.html).toContain('value="a@acme.example"');
    expect(refused.html).not.toContain(password);
  });

  it('refuses a second account for an address, whatever its case', async () => {
    await world.register(world.browser(), 'a@acme.example');
    expect(words(await world.signUp(world.browser(), 'A@ACME.example'))).toContain(
      'There is an account with this',
    );
  });
});

describe('signing in', () => {
  it('asks for the password once per browser session, and again for prompt=login', async () => {
    const browser = world.browser();
    await world.register(browser, 'a@acme.example');
    expect((await browser.open(world.authorizeUrl())).url.href).toContain(CALLBACK);
    expect(words(await browser.open(world.authorizeUrl({ prompt: 'login' })))).toContain('Sign in');
    const none = await world.browser().open(world.authorizeUrl({ prompt: 'none' }));
    expect(none.url.searchParams.get('error')).toBe('login_required');
  });

  it('answers a wrong password and an unknown address alike', async () => {
    await world.register(world.browser(), 'a@acme.example');
    const browser = world.browser();
    const page = await browser.open(world.authorizeUrl());
    const answers = [];
    for (const username of ['a@acme.example', 'nobody@acme.example']) {
      const answer = await browser.submit(page, 'Sign in', { username, password: 'Wrong-Password-1' });
      answers.push(words(answer).replaceAll(username, ''));
    }
    expect(answers[0]).toContain('The e-mail address or the password is not right');
    expect(answers[1]).toBe(answers[0]);
  });

  it('locks out after five wrong passwords, for guesses sent at once as well', async () => {
    await world.register(world.browser(), 'a@acme.example');
    const browser = world.browser();
    const page = await browser.open(world.authorizeUrl());
    const guess = () =>
      browser.submit(page, 'Sign in', { username: 'a@acme.example', password: 'Wrong-Password-1' });
    // The clock stands still: comparing passwords takes a slow machine longer than the lock lasts.
    later(0);
    const answers = await Promise.all(Array.from({ length: 8 }, guess));
    expect(answers.filter((answer) => words(answer).includes('is not right'))).toHaveLength(5);
    const right = { username: 'a@acme.example', password: PASSWORD };
    expect(words(await browser.submit(page, 'Sign in', right))).toContain('Too many wrong passwords');
    later(1_001);
    expect((await browser.submit(page, 'Sign in', right)).url.href).toContain(CALLBACK);
  });

  it('leads an unconfirmed person with the right password to the code', async () => {
    await world.signUp(world.browser(), 'a@acme.example');
    const browser = world.browser();
    const login = await browser.open(world.authorizeUrl());
    const page = await browser.submit(login, 'Sign in', { username: 'a@acme.example', password: PASSWORD });
    expect(words(page)).toContain('Confirm your e-mail address');
    const back = await browser.submit(page, 'Confirm', { code: world.mailedCode('a@acme.example') });
    expect(back.url.href).toContain(CALLBACK);
  });

  it('refuses a form without the token of the browser', async () => {
    const browser = world.browser();
    const page = await browser.open(world.authorizeUrl());
    const fields = { username: 'a@acme.example', password: PASSWORD };
    expect((await browser.submit(page, 'Sign in', { ...fields, csrf: 'guessed' })).status).toBe(403);
    browser.clearCookies();
    expect((await browser.submit(page, 'Sign in', fields)).status).toBe(403);
  });

  it('keeps its cookies from scripts and from other paths', async () => {
    const browser = world.browser();
    await world.register(browser, 'a@acme.example');
    expect(browser.setCookies.length).toBeGreaterThan(2);
    for (const cookie of browser.setCookies) {
      expect(cookie).toMatch(/; Path=\/_cognito\/shop; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    }
  });
});

describe('a forgotten password', () => {
  async function reset(email: string) {
    const browser = world.browser();
    const login = await browser.open(world.authorizeUrl());
    const page = await browser.follow(login, 'Forgot your password?');
    return { browser, page: await browser.submit(page, 'Send the code', { username: email }) };
  }

  it('is replaced by the mailed code; the old one and the code stop working', async () => {
    await world.register(world.browser(), 'a@acme.example');
    const { browser, page } = await reset('a@acme.example');
    const fields = { code: world.mailedCode('a@acme.example'), password: 'Another-Horse-8' };
    const weak = await browser.submit(page, 'Save and sign in', { ...fields, password: 'short' });
    expect(words(weak)).toContain('not long enough');
    expect((await browser.submit(page, 'Save and sign in', fields)).url.href).toContain(CALLBACK);
    const replayed = await browser.submit(page, 'Save and sign in', fields);
    expect(words(replayed)).toContain('That code has expired or was used already');
    const other = world.browser();
    const login = await other.open(world.authorizeUrl());
    const old = await other.submit(login, 'Sign in', { username: 'a@acme.example', password: PASSWORD });
    expect(words(old)).toContain('is not right');
    const fresh = await other.submit(login, 'Sign in', {
      username: 'a@acme.example',
      password: 'Another-Horse-8',
    });
    expect(fresh.url.href).toContain(CALLBACK);
  });

  it('ends the sessions of other browsers when it is replaced', async () => {
    const signedIn = world.browser();
    await world.register(signedIn, 'a@acme.example');
    const { browser, page } = await reset('a@acme.example');
    const fields = { code: world.mailedCode('a@acme.example'), password: 'Another-Horse-8' };
    await browser.submit(page, 'Save and sign in', fields);
    expect(words(await signedIn.open(world.authorizeUrl()))).toContain('Sign in');
    expect((await browser.open(world.authorizeUrl())).url.searchParams.has('code')).toBe(true);
  });

  it('is mailed at most ten codes an hour', async () => {
    await world.register(world.browser(), 'a@acme.example');
    const { browser, page } = await reset('a@acme.example');
    let shown = page;
    for (let mail = 1; mail < 10; mail++) shown = await browser.submit(shown, 'Send a new code');
    const refused = await browser.submit(shown, 'Send a new code');
    expect(words(refused)).toContain('Too many attempts');
    // The code of the sign-up came before.
    expect(world.mailbox.list({ to: 'a@acme.example' })).toHaveLength(11);
  });

  it('does not tell whether an address has an account', async () => {
    await world.register(world.browser(), 'a@acme.example');
    const known = await reset('a@acme.example');
    const unknown = await reset('b@acme.example');
    expect(words(unknown.page)).toBe(words(known.page));
    expect(world.mailbox.list({ to: 'b@acme.example' })).toHaveLength(0);
    const answer = await unknown.browser.submit(unknown.page, 'Save and sign in', {
      code: '123456',
      password: PASSWORD,
    });
    expect(words(answer)).toContain('That code is not right');
  });

  it('refuses its code after an hour', async () => {
    await world.register(world.browser(), 'a@acme.example');
    const { browser, page } = await reset('a@acme.example');
    later(3_600_001);
    const late = await browser.submit(page, 'Save and sign in', {
      code: world.mailedCode('a@acme.example'),
      password: 'Another-Horse-8',
    });
    expect(words(late)).toContain('That code has expired');
  });
});

describe('requests that are not right', () => {
  it.each([
    ['an unknown client', { client_id: 'nobody' }, 'unknown client_id'],
    ['an unregistered address', { redirect_uri: 'https://evil.example/' }, 'redirect_mismatch'],
    ['a longer address', { redirect_uri: `${CALLBACK}/../evil` }, 'redirect_mismatch'],
  ])('never redirects for %s', async (_, parameters, reason) => {
    const shown = await world.browser().open(world.authorizeUrl(parameters as Record<string, string>));
    expect(shown.status).toBe(400);
    expect(shown.url.origin).toBe(world.origin);
    expect(words(shown)).toContain(reason);
  });

  it.each([
    [{ response_type: 'token' }, 'unauthorized_client'],
    [{ response_type: '' }, 'invalid_request'],
    [{ scope: 'openid admin' }, 'invalid_scope'],
    [{ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: 'x'.repeat(43) }, 'invalid_request'],
    [{ identity_provider: 'Facebook' }, 'invalid_request'],
  ])('tells the application of %j', async (parameters, error) => {
    const shown = await world.browser().open(world.authorizeUrl(parameters as Record<string, string>));
    expect(shown.url.href).toContain(CALLBACK);
    expect(shown.url.searchParams.get('error')).toBe(error);
    expect(shown.url.searchParams.get('state')).toBe('state-1');
  });
});

describe('signing out', () => {
  it('ends the session and leads to a registered address only', async () => {
    const browser = world.browser();
    await world.register(browser, 'a@acme.example');
    const logout = `${world.origin}/_cognito/shop/logout?client_id=${world.client.ref}`;
    const wrong = await browser.open(`${logout}&logout_uri=https://evil.example/`);
    expect([wrong.status, wrong.url.origin]).toEqual([400, world.origin]);
    expect((await browser.open(world.authorizeUrl())).url.href).toContain(CALLBACK);
    expect((await browser.open(`${logout}&logout_uri=${SIGNED_OUT}`)).url.href).toBe(SIGNED_OUT);
    expect(words(await browser.open(world.authorizeUrl()))).toContain('Sign in');
  });
});

describe('the pages', () => {
  it('carry a policy without scripts and show what was typed as text', async () => {
    const attack = '"><script>alert(1)</script>';
    const browser = world.browser();
    const page = await browser.open(world.authorizeUrl({ login_hint: attack, state: attack }));
    const failed = await browser.submit(page, 'Sign in', { username: attack, password: 'x' });
    for (const shown of [page, failed]) {
      expect(shown.html).not.toContain('<script');
      expect(shown.html).toContain('&lt;script&gt;');
      expect(shown.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'nonce-[^']+'; form-action 'self' http:\/\/app\.localhost:5173; frame-ancestors 'none'/,
      );
    }
    expect(words(page)).toContain('Shop');
  });

  it('take their colours from the branding, and nothing else of it', async () => {
    world.deploy('Branding', 'ManagedLoginBranding', {
      UserPoolId: world.pool.ref,
      ClientId: world.client.ref,
      Settings: {
        components: {
          primaryButton: {
            lightMode: { defaults: { backgroundColor: 'aa3366ff', textColor: '}</style><script>' } },
          },
        },
      },
    });
    const shown = await world.browser().open(world.authorizeUrl());
    expect(shown.html).toContain('--accent:#aa3366ff');
    expect(shown.html).not.toContain('<script');
  });
});
