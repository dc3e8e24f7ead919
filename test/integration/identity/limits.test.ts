/** How often one may try, and when signing in is closed (ID-18, ID-19). */
import { expect, it } from 'vitest';
import { openAccount, postAuth } from '../../../bin/client/accounts.ts';
import { captchaToken } from '../../../bin/client/captcha.ts';
import type { Template } from '../../support/edited-assembly.ts';
import { newPerson } from '../../support/people.ts';
import { useOwnSystem } from '../../support/runtime.ts';

const ADDRESS_LIMIT = 10;

const limited = (resources: Record<string, Template>): boolean => {
  const functions = Object.values(resources).filter(
    ({ Properties }) => Properties?.Environment?.Variables?.AUTH_LIMITS,
  );
  for (const { Properties } of functions)
    Properties.Environment.Variables.AUTH_LIMITS = JSON.stringify({ address: ADDRESS_LIMIT, account: 50 });
  return functions.length > 0;
};

const system = useOwnSystem({ edit: ({ Resources }) => limited(Resources) });
const app = () => system.current.appUrl;

it('an address has so many attempts a minute, whatever it writes into headers', async () => {
  const ask = (count: number, headers: Record<string, string> = {}) =>
    fetch(`${app()}/api/v1/auth/resend-verification`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email: `nobody${count}@example.com` }),
    });
  // Windows are whole minutes: all attempts have to fall into one.
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 25_000) await new Promise((resolve) => setTimeout(resolve, left));
  const first = await Promise.all(Array.from({ length: ADDRESS_LIMIT }, (_, count) => ask(count)));
  expect(new Set(first.map(({ status }) => status))).toEqual(new Set([202]));
  for (const headers of [
    {},
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-viewer-address': '203.0.113.9' },
    { 'x-viewer-address': '203.0.113.9', 'x-origin-key': 'guessed' },
    { 'cloudfront-viewer-address': '203.0.113.9:1' },
  ]) {
    const refused = await ask(99, headers);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests' });
  }
});

it('after five failures signing in is closed, also for the right password; a new password opens it', async () => {
  const person = newPerson();
  await openAccount(app(), person);
  const login = async (password: string, captcha_token?: string) => {
    const response = await postAuth(app(), 'login', {
      email: person.email,
      password,
      deliver: 'body',
      ...(captcha_token && { captcha_token }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  for (let count = 1; count <= 3; count++) expect((await login('wrong-Horse-1')).status).toBe(401);
  // From the fourth on a person has to be there; what was not tried is not counted.
  for (let count = 1; count <= 2; count++)
    expect(await login('wrong-Horse-1')).toMatchObject({ status: 403, body: { code: 'captcha_required' } });
  for (let count = 4; count <= 5; count++)
    expect((await login('wrong-Horse-1', await captchaToken(app()))).status).toBe(401);
  const closed = await login(person.password, await captchaToken(app()));
  expect(closed).toMatchObject({ status: 429, body: { code: 'account_locked' } });
  const wait = Number(closed.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(14 * 60);
  expect(wait).toBeLessThanOrEqual(15 * 60);
});
