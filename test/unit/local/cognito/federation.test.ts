import {
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { subjectOf } from '../../../../local/identity-providers/people.ts';
import { type Browser, type Shown, words } from './browser.ts';
import { CALLBACK, openWorld, PASSWORD, type World } from './harness.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const JANE = { email: 'jane@acme.example', name: 'Jane Doe' };

async function chooseAt(
  browser: Browser,
  provider: string,
  person: Record<string, string> = JANE,
): Promise<Shown> {
  const login = await browser.open(world.authorizeUrl({ prompt: 'login' }));
  const chooser = await browser.follow(login, `Continue with ${provider}`);
  expect(words(chooser)).toContain('to continue to Shop');
  return browser.submit(chooser, 'Continue', person);
}

async function signInAt(browser: Browser, provider: string, person?: Record<string, string>): Promise<Shown> {
  const consent = await chooseAt(browser, provider, person);
  expect(words(consent)).toContain('Shop will learn your name and your e-mail address');
  return browser.submit(consent, 'Allow');
}

describe('signing in at Google', () => {
  it('makes a user of the account, with its verified address and its identity in the tokens', async () => {
    const browser = world.browser();
    const tokens = await world.exchange(await signInAt(browser, 'Google'));
    const id = await world.verifier('id').verify(tokens.id_token);
    const subject = subjectOf('google', JANE.email);
    expect(id).toMatchObject({
      email: JANE.email,
      email_verified: true,
      name: JANE.name,
      nonce: 'nonce-1',
      'cognito:username': `Google_${subject}`,
      'cognito:groups': [`${world.pool.ref}_Google`],
      identities: [{ userId: subject, providerName: 'Google', providerType: 'Google', primary: 'true' }],
    });
    const user = await world.sdk.send(
      new AdminGetUserCommand({ UserPoolId: world.pool.ref, Username: `Google_${subject}` }),
    );
    expect(user.UserStatus).toBe('EXTERNAL_PROVIDER');
    expect(user.UserAttributes?.find(({ Name }) => Name === 'identities')?.Value).toContain(subject);
  });

  it('is one user for one account, and asks for consent once', async () => {
    const browser = world.browser();
    const first = await world.exchange(await signInAt(browser, 'Google'));
    const chooser = await browser.open(world.authorizeUrl({ identity_provider: 'Google', prompt: 'login' }));
    const second = await world.exchange(await browser.submit(chooser, `${JANE.name} (${JANE.email})`));
    const subjects = [];
    for (const { id_token } of [first, second])
      subjects.push((await world.verifier('id').verify(id_token)).sub);
    expect(subjects[0]).toBe(subjects[1]);
    expect((await world.sdk.send(new ListUsersCommand({ UserPoolId: world.pool.ref }))).Users).toHaveLength(
      1,
    );
  });

  it('keeps an unverified address unverified', async () => {
    const shown = await signInAt(world.browser(), 'Google', { ...JANE, verified: '(unchecked)' });
    const { id_token } = await world.exchange(shown);
    expect(await world.verifier('id').verify(id_token)).toMatchObject({ email_verified: false });
  });

  it('never takes over an account with the same address', async () => {
    const own = await world.tokensFor(JANE.email);
    const federated = await world.exchange(await signInAt(world.browser(), 'Google'));
    const verifier = world.verifier('id');
    expect((await verifier.verify(federated.id_token)).sub).not.toBe(
      (await verifier.verify(own.id_token)).sub,
    );
  });

  it('is another sign-in than the session that is there', async () => {
    const browser = world.browser();
    await world.register(browser, 'own@acme.example');
    const login = await browser.open(world.authorizeUrl({ prompt: 'login' }));
    expect(words(await browser.follow(login, 'Continue with Google'))).toContain('Choose an account');
    const named = { identity_provider: 'Google' };
    expect(words(await browser.open(world.authorizeUrl(named)))).toContain('Choose an account');
    await signInAt(browser, 'Google');
    expect((await browser.open(world.authorizeUrl(named))).url.searchParams.has('code')).toBe(true);
    const own = await browser.open(world.authorizeUrl({ identity_provider: 'COGNITO' }));
    expect(words(own)).toContain('Sign in');
  });

  it('goes straight there for identity_provider=Google', async () => {
    const browser = world.browser();
    const chooser = await browser.open(
      world.authorizeUrl({ identity_provider: 'Google', login_hint: JANE.email }),
    );
    expect(chooser.url.pathname).toContain('/_idp/google/');
    expect(chooser.html).toContain(`value="${JANE.email}"`);
  });
});

describe('signing in at Microsoft', () => {
  it('makes a user whose address nobody vouched for', async () => {
    const { id_token } = await world.exchange(await signInAt(world.browser(), 'Microsoft'));
    const id = await world.verifier('id').verify(id_token);
    expect(id).toMatchObject({ email: JANE.email, email_verified: false, name: JANE.name });
    expect(id['cognito:username']).toBe(`Microsoft_${subjectOf('microsoft', JANE.email)}`);
    expect(id.identities).toMatchObject([{ providerName: 'Microsoft', providerType: 'OIDC' }]);
  });
});

describe.each(['Google', 'Microsoft'])('what goes wrong at %s', (provider) => {
  it.each([
    [
      'on the first page',
      (browser: Browser, shown: Shown) => browser.follow(shown, `Continue with ${provider}`),
    ],
    [
      'on the consent page',
      async (browser: Browser, shown: Shown) =>
        browser.submit(await browser.follow(shown, `Continue with ${provider}`), 'Continue', JANE),
    ],
  ])('denied %s, it leads back to the application with access_denied', async (_, reach) => {
    const browser = world.browser();
    const denied = await browser.submit(
      await reach(browser, await browser.open(world.authorizeUrl())),
      'Deny',
    );
    expect(denied.url.href).toContain(CALLBACK);
    expect(Object.fromEntries(denied.url.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'The person denied the request',
      state: 'state-1',
    });
  });

  it('a changed state is refused on a page that leads nowhere', async () => {
    const browser = world.browser();
    const consent = await chooseAt(browser, provider);
    browser.tamper = (url) => {
      if (url.pathname.endsWith('/idpresponse')) url.searchParams.set('state', 'A'.repeat(43));
      return url;
    };
    const shown = await browser.submit(consent, 'Allow');
    expect([shown.status, shown.url.origin]).toEqual([400, world.origin]);
    expect(words(shown)).toContain('This sign-in cannot be finished');
  });

  it('a state works once', async () => {
    const browser = world.browser();
    const consent = await chooseAt(browser, provider);
    let callback = '';
    browser.tamper = (url) => {
      if (url.pathname.endsWith('/idpresponse')) callback = url.href;
      return url;
    };
    expect((await browser.submit(consent, 'Allow')).url.searchParams.has('code')).toBe(true);
    expect((await browser.open(callback)).status).toBe(400);
  });

  it('a state that began in another browser is refused', async () => {
    const attacker = world.browser();
    const consent = await chooseAt(attacker, provider);
    let callback = '';
    attacker.tamper = (url) => {
      if (!url.pathname.endsWith('/idpresponse')) return url;
      callback = url.href;
      return new URL('http://stopped.example/');
    };
    await attacker.submit(consent, 'Allow');
    const victim = await world.browser().open(callback);
    expect([victim.status, victim.url.origin]).toEqual([400, world.origin]);
  });

  it.each([
    ['nonce', 'B'.repeat(43)],
    ['code_challenge', 'C'.repeat(43)],
  ])('a changed %s on the way there ends without a session', async (parameter, value) => {
    const browser = world.browser();
    browser.tamper = (url) => {
      if (url.pathname.startsWith('/_idp/') && url.searchParams.has(parameter))
        url.searchParams.set(parameter, value);
      return url;
    };
    const shown = await signInAt(browser, provider);
    expect(shown.url.searchParams.has('code')).toBe(false);
    expect(shown.url.searchParams.get('error')).toBe('invalid_request');
    expect(words(await browser.open(world.authorizeUrl()))).toContain('Sign in');
  });

  it('a changed code ends with the error of the provider', async () => {
    const browser = world.browser();
    const consent = await chooseAt(browser, provider);
    browser.tamper = (url) => {
      if (url.pathname.endsWith('/idpresponse')) url.searchParams.set('code', 'forged');
      return url;
    };
    const shown = await browser.submit(consent, 'Allow');
    expect(shown.url.searchParams.get('error')).toBe('invalid_request');
    expect(shown.url.searchParams.get('error_description')).toContain(`${provider} Error - invalid_grant`);
  });

  it('names with markup stay text', async () => {
    const browser = world.browser();
    const name = '<script>alert(1)</script>';
    const consent = await chooseAt(browser, provider, { email: 'x@acme.example', name });
    const back = await browser.submit(consent, 'Allow');
    const { id_token } = await world.exchange(back);
    expect((await world.verifier('id').verify(id_token)).name).toBe(name);
    const chooser = await browser.open(world.authorizeUrl({ identity_provider: provider, prompt: 'login' }));
    expect(chooser.html).not.toContain('<script');
    expect(chooser.html).toContain('&lt;script&gt;');
  });
});

describe('linking', () => {
  const link = (username: string) =>
    new AdminLinkProviderForUserCommand({
      UserPoolId: world.pool.ref,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: username },
      SourceUser: {
        ProviderName: 'Google',
        ProviderAttributeName: 'Cognito_Subject',
        ProviderAttributeValue: subjectOf('google', JANE.email),
      },
    });

  it('makes the account at the provider a second way into the user', async () => {
    const own = await world.tokensFor(JANE.email);
    const { sub, ...id } = await world.verifier('id').verify(own.id_token);
    await world.sdk.send(link(String(id['cognito:username'])));
    const federated = await world.exchange(await signInAt(world.browser(), 'Google'));
    expect(await world.verifier('id').verify(federated.id_token)).toMatchObject({
      sub,
      identities: [{ providerName: 'Google', primary: 'false' }],
    });
    const browser = world.browser();
    const login = await browser.open(world.authorizeUrl());
    const back = await browser.submit(login, 'Sign in', { username: JANE.email, password: PASSWORD });
    expect(back.url.searchParams.has('code')).toBe(true);
  });

  it('from the PreSignUp trigger fails the sign-in that it happens in, as Cognito does, and not the next', async () => {
    const own = await world.tokensFor(JANE.email);
    const { sub, ...id } = await world.verifier('id').verify(own.id_token);
    world.deployAll({ pool: { LambdaConfig: { PreSignUp: 'pre-sign-up' } } });
    world.triggers.set('pre-sign-up', async (event) => {
      await world.sdk.send(link(String(id['cognito:username'])));
      return event;
    });
    const first = await signInAt(world.browser(), 'Google');
    expect(first.url.searchParams.get('error_description')).toContain(
      'Already found an entry for username Google_',
    );
    const second = await world.exchange(await signInAt(world.browser(), 'Google'));
    expect((await world.verifier('id').verify(second.id_token)).sub).toBe(sub);
  });

  it('refuses an account that is a user already', async () => {
    await signInAt(world.browser(), 'Google');
    const own = await world.tokensFor(JANE.email);
    const id = await world.verifier('id').verify(own.id_token);
    await expect(world.sdk.send(link(String(id['cognito:username'])))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});
