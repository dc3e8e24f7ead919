import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { titleOf } from '../../../../local/cognito/pool.ts';
import { openWorld, type World } from './harness.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('deployed resources', () => {
  it('give what CloudFormation gives', () => {
    const id = world.pool.ref;
    expect(id).toMatch(/^eu-west-1_[A-Za-z0-9]{9}$/);
    expect(world.pool.attributes).toEqual({
      Arn: `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${id}`,
      UserPoolId: id,
      ProviderName: `cognito-idp.eu-west-1.amazonaws.com/${id}`,
      ProviderURL: `https://cognito-idp.eu-west-1.amazonaws.com/${id}`,
    });
    expect(world.client.ref).toMatch(/^[a-z0-9]{26}$/);
    expect(world.client.attributes.ClientSecret).toBeUndefined();
    expect(world.deploy('Domain', 'UserPoolDomain', { UserPoolId: id, Domain: 'shop' }).ref).toBe('shop');
  });

  it('stay the same when they are deployed again, secrets included', () => {
    world.deployAll({ client: { GenerateSecret: true } });
    const before = [world.pool, world.client];
    world.deployAll({ client: { GenerateSecret: true } });
    expect([world.pool, world.client]).toEqual(before);
    expect(String(before[1]?.attributes.ClientSecret)).toHaveLength(43);
  });

  it('keep their people when their properties change', async () => {
    await world.register(world.browser(), 'a@acme.example');
    world.deployAll({ pool: { UserPoolName: 'renamed-users' } });
    const browser = world.browser();
    const login = await browser.open(world.authorizeUrl());
    expect(login.html).toContain('Renamed');
    const back = await browser.submit(login, 'Sign in', {
      username: 'a@acme.example',
      password: 'Correct-Horse-7',
    });
    expect(back.url.searchParams.has('code')).toBe(true);
  });

  it.each([
    ['UserPool', { MfaConfiguration: 'ON' }, /MfaConfiguration ON/],
    ['UserPool', { UsernameAttributes: ['phone_number'] }, /phone_number/],
    [
      'UserPool',
      { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } },
      /CONFIRM_WITH_LINK/,
    ],
    ['UserPoolClient', { AllowedOAuthFlows: ['client_credentials'] }, /client_credentials/],
    ['UserPoolIdentityProvider', { ProviderType: 'SAML', ProviderName: 'Saml' }, /SAML/],
    ['UserPoolDomain', { Domain: '../x' }, /domain prefix/],
    ['UserPoolGroup', {}, /UserPoolGroup/],
  ])('refuse what is not there: %s %j', (type, properties, message) => {
    expect(() => world.deploy('Other', type, { UserPoolId: world.pool.ref, ...properties })).toThrow(message);
  });

  it('publish the key set and the discovery document of the pool', async () => {
    const at = (document: string) =>
      fetch(`${world.origin}/_cognito/pools/${world.pool.ref}/.well-known/${document}`);
    const { keys } = (await (await at('jwks.json')).json()) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(await (await at('openid-configuration')).json()).toMatchObject({
      issuer: world.pool.attributes.ProviderURL,
      token_endpoint: `${world.origin}/_cognito/shop/oauth2/token`,
    });
    expect((await fetch(`${world.origin}/_cognito/pools/unknown/.well-known/jwks.json`)).status).toBe(404);
    expect((await fetch(`${world.origin}/_cognito/unknown/login`)).status).toBe(404);
  });
});

describe('the title of the pages', () => {
  it.each([
    ['gangway-users', 'Gangway'],
    ['acme_user_pool', 'Acme'],
    ['AcmePortalUserPool', 'Acme Portal'],
    ['users', 'Users'],
    ['--', 'Sign in'],
  ])('of the pool %s is %s', (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});
