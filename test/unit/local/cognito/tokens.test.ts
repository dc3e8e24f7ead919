import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pkce } from './browser.ts';
import { CALLBACK, openWorld, type Settings, type World } from './harness.ts';

let world: World;
async function use(settings: Settings = {}): Promise<void> {
  world = await openWorld(settings);
}
beforeEach(() => vi.useRealTimers());
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

function later(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}

async function userInfo(token: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${world.origin}/_cognito/shop/oauth2/userInfo`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('an authorization code', () => {
  const s256 = (challenge: string) => ({ code_challenge: challenge, code_challenge_method: 'S256' });

  it('works once: a replay fails and revokes what the first exchange gave', async () => {
    await use();
    const { verifier, challenge } = pkce();
    const shown = await world.register(world.browser(), 'a@acme.example', s256(challenge));
    const first = await world.exchange(shown, verifier);
    expect(first.status).toBe(200);
    expect(await world.exchange(shown, verifier)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await world.refresh(first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await userInfo(first.access_token)).status).toBe(401);
  });

  it('fails with another verifier, and is used up by the attempt', async () => {
    await use();
    const { verifier, challenge } = pkce();
    const shown = await world.register(world.browser(), 'a@acme.example', s256(challenge));
    expect(await world.exchange(shown, pkce().verifier)).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    });
    expect(await world.exchange(shown, verifier)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('fails without the verifier that its challenge asks for, and with one that nothing asked for', async () => {
    await use();
    const browser = world.browser();
    const shown = await world.register(browser, 'a@acme.example', s256(pkce().challenge));
    expect((await world.exchange(shown)).error).toBe('invalid_grant');
    const plain = await browser.open(world.authorizeUrl());
    expect((await world.exchange(plain, pkce().verifier)).error).toBe('invalid_grant');
  });

  it('expires after five minutes', async () => {
    await use();
    const shown = await world.register(world.browser(), 'a@acme.example');
    later(5 * 60_000 + 1);
    expect(await world.exchange(shown)).toMatchObject({
      error: 'invalid_grant',
      error_description: 'Authorization code has expired',
    });
  });

  it('is bound to its redirect address and its client', async () => {
    await use();
    const other = world.deploy('Other', 'UserPoolClient', { UserPoolId: world.pool.ref });
    const browser = world.browser();
    const code = (await world.register(browser, 'a@acme.example')).url.searchParams.get('code') ?? '';
    const request = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
    expect((await world.token({ ...request, client_id: other.ref })).error).toBe('invalid_grant');
    expect((await world.token({ ...request, redirect_uri: `${CALLBACK}/x` })).error).toBe('invalid_grant');
    expect((await world.token({ ...request, client_id: 'nobody' })).error).toBe('invalid_client');
  });
});

describe('a refresh token', () => {
  it('is rotated; the old one serves retries for the grace period and then gives the family away', async () => {
    await use();
    const first = await world.tokensFor('a@acme.example');
    const second = await world.refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const retry = await world.refresh(first.refresh_token);
    expect(retry.status).toBe(200);
    const before = await world.verifier('access').verify(first.access_token);
    const after = await world.verifier('access').verify(second.access_token);
    expect([after.origin_jti, after.auth_time, after.sub]).toEqual([
      before.origin_jti,
      before.auth_time,
      before.sub,
    ]);
    expect(after.jti).not.toBe(before.jti);
    later(10_001);
    expect((await world.refresh(first.refresh_token)).error).toBe('invalid_grant');
    expect((await world.refresh(second.refresh_token)).error).toBe('invalid_grant');
    expect((await world.refresh(retry.refresh_token)).error).toBe('invalid_grant');
  });

  it('lives 30 days from the sign-in, however often it is rotated', async () => {
    await use();
    const first = await world.tokensFor('a@acme.example');
    later(29 * 86_400_000);
    const second = await world.refresh(first.refresh_token);
    expect(second.status).toBe(200);
    later(86_400_000 + 60_000);
    expect(await world.refresh(second.refresh_token)).toMatchObject({
      error: 'invalid_grant',
      error_description: 'Refresh Token has expired',
    });
  });

  it('stays the same where the client does not rotate', async () => {
    await use({ client: { RefreshTokenRotation: { Feature: 'DISABLED' } } });
    const first = await world.tokensFor('a@acme.example');
    for (let round = 0; round < 2; round++) {
      const next = await world.refresh(first.refresh_token);
      expect([next.status, next.refresh_token]).toEqual([200, undefined]);
    }
  });

  it('is of no use at another client', async () => {
    await use();
    const tokens = await world.tokensFor('a@acme.example');
    const other = world.deploy('Other', 'UserPoolClient', { UserPoolId: world.pool.ref });
    const request = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' };
    expect(await world.token({ ...request, client_id: other.ref })).toMatchObject({ error: 'invalid_grant' });
    expect((await world.refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('ends by revocation, with the access tokens of its family', async () => {
    await use();
    const tokens = await world.tokensFor('a@acme.example');
    expect((await userInfo(tokens.access_token)).body).toMatchObject({
      email: 'a@acme.example',
      email_verified: 'true',
      username: expect.any(String),
    });
    const revoke = (token: string) =>
      fetch(`${world.origin}/_cognito/shop/oauth2/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ token, client_id: world.client.ref }),
      });
    expect((await revoke(tokens.access_token)).status).toBe(400);
    expect((await revoke('unknown')).status).toBe(200);
    expect((await revoke(tokens.refresh_token ?? '')).status).toBe(200);
    expect((await world.refresh(tokens.refresh_token)).error).toBe('invalid_grant');
    expect((await userInfo(tokens.access_token)).status).toBe(401);
  });
});

describe('tokens', () => {
  it('hold what the scopes name', async () => {
    await use();
    const browser = world.browser();
    await world.register(browser, 'a@acme.example');
    const emailOnly = await world.exchange(await browser.open(world.authorizeUrl({ scope: 'openid email' })));
    expect(await world.verifier('id').verify(emailOnly.id_token)).toHaveProperty('email');
    const api = await world.exchange(
      await browser.open(world.authorizeUrl({ scope: 'aws.cognito.signin.user.admin' })),
    );
    expect((await userInfo(api.access_token)).status).toBe(401);
  });

  it('of another pool or with changed claims are refused', async () => {
    await use();
    const { access_token } = await world.tokensFor('a@acme.example');
    const [head, body = '', signature] = access_token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, scope: 'openid admin' })).toString('base64url');
    expect((await userInfo(`${head}.${forged}.${signature}`)).status).toBe(401);
    await expect(world.verifier('access').verify(`${head}.${forged}.${signature}`)).rejects.toThrow();
  });

  it('of a confidential client need its secret, by header or by parameter', async () => {
    await use({ client: { GenerateSecret: true } });
    const secret = String(world.client.attributes.ClientSecret);
    const request = async () => ({
      grant_type: 'authorization_code',
      code:
        (await world.register(world.browser(), `${Math.random()}@acme.example`)).url.searchParams.get(
          'code',
        ) ?? '',
      redirect_uri: CALLBACK,
    });
    expect((await world.token(await request())).error).toBe('invalid_client');
    expect((await world.token({ ...(await request()), client_secret: 'wrong' })).error).toBe(
      'invalid_client',
    );
    expect((await world.token({ ...(await request()), client_secret: secret })).status).toBe(200);
    const basic = Buffer.from(`${world.client.ref}:${secret}`).toString('base64');
    expect((await world.token(await request(), { authorization: `Basic ${basic}` })).status).toBe(200);
  });

  it('may be fetched by applications of any origin', async () => {
    await use();
    const response = await fetch(`${world.origin}/_cognito/shop/oauth2/token`, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  });
});
