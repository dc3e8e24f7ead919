import { afterEach, describe, expect, it } from 'vitest';
import { words } from './browser.ts';
import { openWorld, PASSWORD, type World } from './harness.ts';

let world: World;
afterEach(() => world.close());

function lambda(...names: string[]): { pool: Record<string, unknown> } {
  return { pool: { LambdaConfig: Object.fromEntries(names.map((name) => [name, name])) } };
}

describe('PreSignUp', () => {
  it('gets the event that AWS documents', async () => {
    world = await openWorld(lambda('PreSignUp'));
    await world.signUp(world.browser(), 'a@acme.example');
    expect(world.events).toEqual([
      {
        version: '1',
        region: 'eu-west-1',
        userPoolId: world.pool.ref,
        userName: expect.stringMatching(/^[0-9a-f-]{36}$/),
        callerContext: { awsSdkVersion: expect.any(String), clientId: world.client.ref },
        triggerSource: 'PreSignUp_SignUp',
        request: { userAttributes: { email: 'a@acme.example' }, validationData: null },
        response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
      },
    ]);
  });

  it('may confirm the user and the address: no code is mailed', async () => {
    world = await openWorld(lambda('PreSignUp', 'PostConfirmation'));
    world.triggers.set('PreSignUp', (event) => ({
      ...event,
      response: { autoConfirmUser: true, autoVerifyEmail: true },
    }));
    const { id_token } = await world.exchange(await world.signUp(world.browser(), 'a@acme.example'));
    expect(await world.verifier('id').verify(id_token)).toMatchObject({ email_verified: true });
    expect(world.mailbox.list()).toHaveLength(0);
    expect(world.events.map(({ triggerSource }) => triggerSource)).toEqual([
      'PreSignUp_SignUp',
      'PostConfirmation_ConfirmSignUp',
    ]);
  });

  it('refuses with its own words, shown as text, and nobody is registered', async () => {
    world = await openWorld(lambda('PreSignUp'));
    world.triggers.set('PreSignUp', () => {
      throw new Error('<b>Only by invitation</b>');
    });
    const browser = world.browser();
    const refused = await world.signUp(browser, 'a@acme.example');
    expect(words(refused)).toContain('PreSignUp failed with error <b>Only by invitation</b>.');
    expect(refused.html).not.toContain('<b>');
    world.triggers.delete('PreSignUp');
    const page = await browser.submit(refused, 'Create account', {
      username: 'a@acme.example',
      password: PASSWORD,
    });
    expect(words(page)).toContain('Confirm your e-mail address');
  });

  it('is asked about federated people too; its refusal goes to the application', async () => {
    world = await openWorld(lambda('PreSignUp'));
    world.triggers.set('PreSignUp', () => {
      throw new Error('Not you');
    });
    const browser = world.browser();
    const chooser = await browser.open(world.authorizeUrl({ identity_provider: 'Google' }));
    const consent = await browser.submit(chooser, 'Continue', { email: 'a@acme.example', name: 'A' });
    const back = await browser.submit(consent, 'Allow');
    expect(back.url.searchParams.get('error')).toBe('invalid_request');
    expect(back.url.searchParams.get('error_description')).toBe('PreSignUp failed with error Not you.');
    expect(world.events[0]).toMatchObject({
      triggerSource: 'PreSignUp_ExternalProvider',
      userName: expect.stringMatching(/^Google_\d{21}$/),
      request: {
        userAttributes: { email: 'a@acme.example', email_verified: 'true', 'cognito:email_alias': '' },
      },
    });
  });
});

describe('PostConfirmation', () => {
  it('runs after the code, with the confirmed user', async () => {
    world = await openWorld(lambda('PostConfirmation'));
    await world.register(world.browser(), 'a@acme.example');
    expect(world.events).toMatchObject([
      {
        triggerSource: 'PostConfirmation_ConfirmSignUp',
        request: {
          userAttributes: {
            sub: expect.any(String),
            email: 'a@acme.example',
            email_verified: 'true',
            'cognito:user_status': 'CONFIRMED',
          },
        },
        response: {},
      },
    ]);
  });
});

describe('PreAuthentication and PostAuthentication', () => {
  it('run around the password check; a refusal before it is shown', async () => {
    world = await openWorld();
    await world.register(world.browser(), 'a@acme.example');
    world.deployAll(lambda('PreAuthentication', 'PostAuthentication'));
    const browser = world.browser();
    const login = await browser.open(world.authorizeUrl());
    const fields = { username: 'a@acme.example', password: PASSWORD };
    await browser.submit(login, 'Sign in', { ...fields, password: 'Wrong-Password-1' });
    await browser.submit(login, 'Sign in', fields);
    expect(world.events.map(({ triggerSource }) => triggerSource)).toEqual([
      'PreAuthentication_Authentication',
      'PreAuthentication_Authentication',
      'PostAuthentication_Authentication',
    ]);
    expect(world.events[0]?.request).toMatchObject({ userNotFound: false, validationData: null });
    expect(world.events[2]?.request).toMatchObject({ newDeviceUsed: false });
    world.triggers.set('PreAuthentication', () => {
      throw new Error('Closed today');
    });
    const refused = await browser.submit(login, 'Sign in', fields);
    expect(words(refused)).toContain('PreAuthentication failed with error Closed today.');
  });
});

describe('PreTokenGeneration', () => {
  const v2 = { LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'tokens', LambdaVersion: 'V2_0' } } };

  it('of version 2 changes both tokens, at the sign-in and at every refresh', async () => {
    world = await openWorld({ pool: v2 });
    let role = 'admin';
    world.triggers.set('tokens', (event) => {
      event.response = {
        claimsAndScopeOverrideDetails: {
          idTokenGeneration: { claimsToAddOrOverride: { tenant: 'acme' }, claimsToSuppress: ['email'] },
          accessTokenGeneration: {
            claimsToAddOrOverride: {
              tenant: 'acme',
              role,
              limits: { seats: 3 },
              sub: 'forged',
              client_id: 'forged',
            },
            scopesToAdd: ['orders/read'],
            scopesToSuppress: ['profile'],
          },
          groupOverrideDetails: { groupsToOverride: ['staff'] },
        },
      };
      return event;
    });
    const tokens = await world.tokensFor('a@acme.example');
    const access = await world.verifier('access').verify(tokens.access_token);
    expect(access).toMatchObject({
      tenant: 'acme',
      role: 'admin',
      limits: { seats: 3 },
      scope: 'openid email orders/read',
      'cognito:groups': ['staff'],
      client_id: world.client.ref,
    });
    expect(access.sub).not.toBe('forged');
    const id = await world.verifier('id').verify(tokens.id_token);
    expect(id).toMatchObject({ tenant: 'acme', 'cognito:groups': ['staff'] });
    expect(id).not.toHaveProperty('email');
    role = 'viewer';
    const refreshed = await world.refresh(tokens.refresh_token);
    expect(await world.verifier('access').verify(refreshed.access_token)).toMatchObject({ role: 'viewer' });
    expect(world.events.map(({ triggerSource }) => triggerSource)).toEqual([
      'TokenGeneration_HostedAuth',
      'TokenGeneration_RefreshTokens',
    ]);
    expect(world.events[0]).toMatchObject({
      version: '2',
      request: {
        userAttributes: { email: 'a@acme.example', 'cognito:user_status': 'CONFIRMED' },
        groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
        scopes: ['openid', 'email', 'profile'],
      },
      response: { claimsAndScopeOverrideDetails: null },
    });
  });

  it('of version 1 changes the id token only', async () => {
    world = await openWorld({ pool: { LambdaConfig: { PreTokenGeneration: 'tokens' } } });
    world.triggers.set('tokens', (event) => ({
      ...event,
      response: {
        claimsOverrideDetails: { claimsToAddOrOverride: { tenant: 'acme' }, claimsToSuppress: ['email'] },
      },
    }));
    const tokens = await world.tokensFor('a@acme.example');
    expect(await world.verifier('id').verify(tokens.id_token)).toMatchObject({ tenant: 'acme' });
    expect(await world.verifier('access').verify(tokens.access_token)).not.toHaveProperty('tenant');
    expect(world.events[0]).toMatchObject({ version: '1', response: { claimsOverrideDetails: null } });
    expect(world.events[0]?.request).not.toHaveProperty('scopes');
  });

  it('refuses tokens by failing; the refresh token stays good', async () => {
    world = await openWorld({ pool: v2 });
    const tokens = await world.tokensFor('a@acme.example');
    world.triggers.set('tokens', () => {
      throw new Error('Suspended');
    });
    expect(await world.refresh(tokens.refresh_token)).toMatchObject({
      status: 400,
      error: 'invalid_grant',
      error_description: 'PreTokenGeneration failed with error Suspended.',
    });
    world.triggers.delete('tokens');
    expect((await world.refresh(tokens.refresh_token)).status).toBe(200);
  });
});

describe('CustomMessage', () => {
  it('writes the mail; the code takes the place of its parameter', async () => {
    world = await openWorld(lambda('CustomMessage'));
    world.triggers.set('CustomMessage', (event) => ({
      ...event,
      response: {
        emailSubject: 'Welcome',
        emailMessage: `<p>Enter <b>${event.request.codeParameter}</b> &amp; go</p>`,
      },
    }));
    await world.signUp(world.browser(), 'a@acme.example');
    const [mail] = world.mailbox.list({ to: 'a@acme.example' });
    expect(mail?.subject).toBe('Welcome');
    expect(mail?.text).toMatch(/^Enter \d{6} & go$/);
    expect(mail?.html).toMatch(/^<p>Enter <b>\d{6}<\/b> &amp; go<\/p>$/);
    expect(world.events[0]).toMatchObject({
      triggerSource: 'CustomMessage_SignUp',
      request: { codeParameter: '{####}', linkParameter: '{##Click Here##}', usernameParameter: null },
    });
  });

  it('without the code in it is not used', async () => {
    world = await openWorld(lambda('CustomMessage'));
    world.triggers.set('CustomMessage', (event) => ({ ...event, response: { emailMessage: 'Hello' } }));
    await world.signUp(world.browser(), 'a@acme.example');
    expect(world.mailedCode('a@acme.example')).toMatch(/^\d{6}$/);
  });
});

describe('a trigger that the local runtime does not run', () => {
  it('stops the deployment and leaves the pool as it was', async () => {
    world = await openWorld();
    expect(() => world.deployAll(lambda('UserMigration'))).toThrow(/UserMigration trigger/);
    expect((await world.signUp(world.browser(), 'a@acme.example')).status).toBe(200);
  });
});
