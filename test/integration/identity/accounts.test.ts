/** Accounts by our own routes, over HTTP: what they do, and what they refuse without saying who exists. */
import { beforeAll, describe, expect, it } from 'vitest';
import { captchaToken } from '../../../bin/client/captcha.ts';
import { mailedCode, type Person } from '../../../bin/client/session.ts';
import { newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const app = () => system.current.appUrl;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers have many shapes; tests say which they expect
  readonly body: any;
}

async function send(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${app()}/api/v1/auth/${path}`, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

const post = (path: string, body: object, headers?: Record<string, string>) =>
  send('POST', path, body, headers);

const register = async ({ email, password, name }: Person) =>
  post('register', { email, password, name, captcha_token: await captchaToken(app()) });

async function registered(person = newPerson()): Promise<Person> {
  expect((await register(person)).status).toBe(202);
  const code = await mailedCode(app(), person.email);
  expect(await post('verify-email', { email: person.email, code })).toMatchObject({
    status: 200,
    body: { status: 'verified' },
  });
  return person;
}

const login = ({ email, password }: Pick<Person, 'email' | 'password'>, more: object = {}) =>
  post('login', { email, password, deliver: 'body', ...more });

const bearer = (answer: Answer) => ({ authorization: `Bearer ${answer.body.access_token}` });

/** Without what differs by nature. */
const comparable = ({ status, body }: Answer) => ({
  status,
  body: { ...body, data: { ...body.data, request_id: undefined } },
});

/** Mails of an address, oldest first. */
async function mails(email: string): Promise<string> {
  const response = await fetch(`${app()}/_local/mail?to=${encodeURIComponent(email)}`, {
    headers: { accept: 'application/json' },
  });
  return JSON.stringify(await response.json());
}

describe('opening an account (ID-07, ID-08, ID-15)', () => {
  it('takes the mailed code, then the password; the account says who it is', async () => {
    const person = newPerson();
    expect(await register(person)).toMatchObject({ status: 202, body: { status: 'verification_sent' } });
    expect(await login(person)).toMatchObject({ status: 403, body: { code: 'email_not_verified' } });
    const code = await mailedCode(app(), person.email);
    const wrong = await post('verify-email', { email: person.email, code: '000000' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'wrong_code' } });
    expect((await post('verify-email', { email: person.email, code })).status).toBe(200);
    const session = await login(person);
    expect(session).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 900 } });
    expect(await send('GET', 'me', undefined, bearer(session))).toMatchObject({
      status: 200,
      body: { email: person.email, name: person.name, org_id: null },
    });
  });

  it('answers for an address that has an account as for a new one, and tells its owner by mail', async () => {
    const person = await registered();
    const again = await register({ ...person, password: 'another-Horse-8-staple' });
    expect(comparable(again)).toEqual(comparable(await register(newPerson())));
    expect(await mails(person.email)).toContain('You already have a Gangway account');
    expect((await login(person)).status).toBe(200);
  });

  it('says what is wrong with a password, and nothing is opened', async () => {
    const answer = await register({ ...newPerson(), password: 'short' });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', data: { errors: [{ field: 'password' }] } },
    });
  });

  it('sends the code again; an unknown and a verified address answer the same', async () => {
    const known = await registered();
    const waiting = newPerson();
    await register(waiting);
    const answers = await Promise.all(
      [known.email, waiting.email, 'nobody@example.com'].map((email) =>
        post('resend-verification', { email }),
      ),
    );
    for (const answer of answers) expect(comparable(answer)).toEqual(comparable(answers[0] as Answer));
    expect(answers[0]?.status).toBe(202);
  });

  it('a verified, an unknown and a waiting address answer a wrong code alike', async () => {
    const known = await registered();
    const answers = await Promise.all(
      [known.email, 'nobody@example.com'].map((email) => post('verify-email', { email, code: '123456' })),
    );
    expect(comparable(answers[0] as Answer)).toEqual(comparable(answers[1] as Answer));
    expect(answers[0]?.body.code).toBe('wrong_code');
  });
});

describe('a person has to be there (ID-14)', () => {
  const attempt = (captcha_token?: string) => {
    const { email, password, name } = newPerson();
    return post('register', { email, password, name, ...(captcha_token && { captcha_token }) });
  };

  it('no token, a forged one and one that was used are refused', async () => {
    expect(await attempt()).toMatchObject({ status: 403, body: { code: 'captcha_required' } });
    expect(await attempt('forged')).toMatchObject({ status: 403, body: { code: 'captcha_failed' } });
    const token = await captchaToken(app());
    expect((await attempt(token)).status).toBe(202);
    expect(await attempt(token)).toMatchObject({ status: 403, body: { code: 'captcha_failed' } });
  });

  it('the options say where to get one', async () => {
    const { body } = await send('GET', 'config');
    expect(body).toMatchObject({ sign_up_mode: 'open', captcha: { site_key: 'gangway-dev' } });
    const script = await fetch(body.captcha.script_url);
    expect(script.headers.get('content-type')).toContain('javascript');
  });
});

describe('signing in (ID-09, ID-19)', () => {
  it('an unknown address and a wrong password answer alike', async () => {
    const person = await registered();
    const wrong = await login({ ...person, password: 'wrong-Horse-7-battery' });
    const unknown = await login({ email: 'nobody.at.all@example.com', password: 'wrong-Horse-7-battery' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
    expect(comparable(unknown)).toEqual(comparable(wrong));
  });

  it('the cookie is for browsers, the alias for older clients', async () => {
    const { email, password } = await registered();
    const response = await fetch(`${app()}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).not.toHaveProperty('refresh_token');
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^gw_session=.+; Path=\/api\/v1\/auth; .*HttpOnly; SameSite=Strict/,
    );
  });

  it('is closed after five failures, whether the account exists or not, also to the right password', async () => {
    const person = await registered();
    for (const email of [person.email, `nobody.${Date.now()}@example.com`]) {
      const wrong = { email, password: 'wrong-Horse-7-battery' };
      for (let count = 1; count <= 3; count++) expect((await login(wrong)).status).toBe(401);
      expect(await login(wrong)).toMatchObject({ status: 403, body: { code: 'captcha_required' } });
    }
    // Tokens let the fourth and fifth try; the minute's five are used by then.
    const answer = await login(person, { captcha_token: await captchaToken(app()) });
    expect(answer.status).toBe(200);
  });

  it('five a minute for one account, whoever asks (ID-18)', async () => {
    const email = `busy.${Date.now()}@example.com`;
    // Windows are whole minutes: all six have to fall into one.
    const left = 60_000 - (Date.now() % 60_000);
    if (left < 25_000) await new Promise((resolve) => setTimeout(resolve, left));
    const answers: Answer[] = [];
    for (let count = 0; count < 6; count++) answers.push(await post('forgot-password', { email }));
    expect(answers.slice(0, 5).map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    const last = answers[5] as Answer;
    expect(last).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('passwords (ID-11, ID-12, ID-36)', () => {
  it('a forgotten one is replaced by a code; the old one and its sessions are good for nothing', async () => {
    const person = await registered();
    const before = await login(person);
    const mailed = await mailedCode(app(), person.email);
    expect((await post('forgot-password', { email: person.email })).status).toBe(202);
    const code = await mailedCode(app(), person.email);
    expect(code).not.toBe(mailed);
    const password = 'another-Horse-8-staple';
    const body = { email: person.email, code, password };
    expect(await post('reset-password', { ...body, password: 'weak' })).toMatchObject({
      status: 400,
      body: { data: { errors: [{ field: 'password' }] } },
    });
    expect((await post('reset-password', body)).status).toBe(200);
    expect((await login(person)).status).toBe(401);
    expect((await login({ ...person, password })).status).toBe(200);
    expect((await post('refresh', { refresh_token: before.body.refresh_token })).status).toBe(401);
  });

  it('of whom the address is not said: forgot and reset answer alike', async () => {
    const person = await registered();
    const unknown = 'nobody.else@example.com';
    const pairs = await Promise.all([
      ...[person.email, unknown].map((email) => post('forgot-password', { email })),
      ...[person.email, unknown].map((email) =>
        post('reset-password', { email, code: '999999', password: 'another-Horse-8-staple' }),
      ),
    ]);
    const [first, second, third, fourth] = pairs.map(comparable);
    expect(first).toEqual(second);
    expect(third).toEqual(fourth);
    expect(third).toMatchObject({ status: 400, body: { code: 'wrong_code' } });
  });

  it('is changed by whoever knows it; other sessions end, this one stays', async () => {
    const person = await registered();
    const other = await login(person);
    // Sessions are told apart by the second in which they began.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const mine = await login(person);
    const next = 'another-Horse-8-staple';
    const change = (current_password: string, new_password: string) =>
      post('change-password', { current_password, new_password }, bearer(mine));
    expect(await change('not-the-Password-1', next)).toMatchObject({
      status: 400,
      body: { data: { errors: [{ field: 'current_password' }] } },
    });
    expect(await change(person.password, 'weak')).toMatchObject({
      status: 400,
      body: { data: { errors: [{ field: 'new_password' }] } },
    });
    expect((await change(person.password, next)).status).toBe(204);
    expect((await post('refresh', { refresh_token: other.body.refresh_token })).status).toBe(401);
    expect((await post('refresh', { refresh_token: mine.body.refresh_token })).status).toBe(200);
    expect((await login({ ...person, password: next })).status).toBe(200);
  });
});

describe('sessions (ID-05, ID-17)', () => {
  let person: Person;
  beforeAll(async () => {
    person = await registered();
  });

  it('a program refreshes by the body: the token rotates, no header and no cookie is needed', async () => {
    const first = await login(person);
    const second = await post('refresh', { refresh_token: first.body.refresh_token });
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
    expect(second.headers.getSetCookie()).toEqual([]);
    expect((await post('logout', { refresh_token: second.body.refresh_token })).status).toBe(200);
    expect(await post('refresh', { refresh_token: second.body.refresh_token })).toMatchObject({
      status: 401,
      body: { code: 'session_expired' },
    });
  });

  it('are listed with their agent, and one that is ended gives nothing any more', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const other = await post(
      'login',
      { email: person.email, password: person.password, deliver: 'body' },
      { 'user-agent': 'Phone/1.0' },
    );
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const mine = await login(person);
    const list = await send('GET', 'sessions', undefined, bearer(mine));
    expect(list.status).toBe(200);
    const phone = list.body.data.find(({ agent }: { agent: string }) => agent === 'Phone/1.0');
    expect(phone).toMatchObject({ current: false, address: '127.0.0.x' });
    expect(list.body.data[0]).toMatchObject({ current: true });
    const stranger = await login(await registered());
    const foreign = await send('DELETE', `sessions/${phone.id}`, undefined, bearer(stranger));
    expect(foreign).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await send('DELETE', `sessions/${phone.id}`, undefined, bearer(mine))).status).toBe(204);
    // No gateway has this token in its cache: it is refused at once.
    expect((await send('GET', 'me', undefined, bearer(other))).status).toBe(401);
    expect((await post('refresh', { refresh_token: other.body.refresh_token })).status).toBe(401);
    expect((await send('DELETE', `sessions/${phone.id}`, undefined, bearer(mine))).status).toBe(404);
  });

  it('the profile is changed and comes with the account on every device (TEAM-25)', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const mine = await login(await registered());
    const changed = await send('PATCH', 'me', { name: 'Grace Hopper', locale: 'de' }, bearer(mine));
    expect(changed).toMatchObject({ status: 200, body: { name: 'Grace Hopper', locale: 'de', theme: null } });
    const refreshed = await post('refresh', { refresh_token: mine.body.refresh_token });
    expect((await send('GET', 'me', undefined, bearer(refreshed))).body).toMatchObject({
      name: 'Grace Hopper',
      locale: 'de',
    });
    const refused = await send('PATCH', 'me', { locale: 'tlh' }, bearer(refreshed));
    expect(refused).toMatchObject({ status: 400, body: { data: { errors: [{ field: 'locale' }] } } });
  });
});
