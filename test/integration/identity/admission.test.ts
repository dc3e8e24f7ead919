/** Who may open an account where a stage says so, and which accounts are one (K16, ID-28…ID-30). */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { openAccount, postAuth, providerCode } from '../../../bin/client/accounts.ts';
import { Browser } from '../../../bin/client/browser.ts';
import { captchaToken } from '../../../bin/client/captcha.ts';
import { Session, signIn, signInWith, signUp } from '../../../bin/client/session.ts';
import { invitedBy, invitedName } from '../../../shared/identity/sign-up-mode.ts';
import type { Template } from '../../support/edited-assembly.ts';
import { newPerson } from '../../support/people.ts';
import { useOwnSystem } from '../../support/runtime.ts';

const closed = (resources: Record<string, Template>): boolean => {
  const functions = Object.values(resources).filter(
    ({ Properties }) => Properties?.Environment?.Variables?.SIGN_UP,
  );
  for (const { Properties } of functions)
    Properties.Environment.Variables.SIGN_UP = JSON.stringify({ mode: 'domain', domains: ['acme.example'] });
  return functions.length > 0;
};

const system = useOwnSystem({ edit: ({ Resources }) => closed(Resources) });
const app = () => system.current.appUrl;

/** An organization that invites. */
const governor = () =>
  new DynamoDBClient({
    endpoint: system.current.awsUrl,
    region: 'eu-west-1',
    credentials: system.current.principals.sessionFor(
      'arn:aws:iam::000000000000:role/gangway-dev-tenant-govern',
      'test',
      { tenant_id: '01JQ3V9N0W8ZC7KXH5T2R4M6PA' },
    ),
  });

let count = 0;
const colleague = () => ({ ...newPerson(), email: `colleague${++count}.${Date.now()}@acme.example` });

const register = async ({ email, password, name }: ReturnType<typeof newPerson>) => {
  const captcha_token = await captchaToken(app());
  const response = await postAuth(app(), 'register', { email, password, name, captcha_token });
  return { status: response.status, body: await response.json() };
};

/** Signs in with Google, which may ask more than once. @returns where it ends, and the browser */
async function google(email: string, verified = true) {
  const browser = new Browser();
  let page = await browser.visit(`${app()}/api/v1/auth/oauth/google/start`);
  for (let step = 0; step < 6 && page.url.origin !== new URL(app()).origin; step++) {
    const asked = page.html.includes('id="email"');
    // Whether the address is verified is a box that is ticked unless one unticks it.
    const shown = verified ? page : { ...page, html: page.html.replace(/\schecked\b/g, '') };
    page = await browser.submit(
      shown,
      asked ? 'id="email"' : 'allow',
      asked ? { email, name: 'Grace Hopper' } : {},
    );
  }
  return { landing: `${page.url.pathname}${page.url.search}`, browser };
}

const googleLanding = async (email: string, verified: boolean) => (await google(email, verified)).landing;

/** The account that Google opens. */
async function googleAccount(email: string): Promise<string> {
  const { landing, browser } = await google(email);
  expect(landing).toBe('/');
  const session = new Session(app(), browser);
  await session.refresh();
  return (await session.call('GET', '/api/v1/auth/me')).body.id;
}

it('a stranger is refused with the reason, by password and by Google alike', async () => {
  const refused = await register(newPerson());
  expect(refused).toMatchObject({ status: 403, body: { code: 'sign_up_closed' } });
  expect(refused.body.message).toBe(
    'Accounts are for people of certain organizations here. Use your work address, or ask for an invitation.',
  );
  await expect(signUp(app(), newPerson())).rejects.toThrow();
  expect(await googleLanding('stranger@example.com', true)).toBe('/sign-in?problem=sign_up_closed');
});

it('people of the domain come in, also on the managed login', async () => {
  expect((await register(colleague())).status).toBe(202);
  await signUp(app(), colleague());
  await signInWith(app(), 'google', colleague());
});

it('whoever has an invitation comes in, until it has expired', async () => {
  const invited = newPerson();
  const invite = (expires: number) =>
    governor().send(
      new PutItemCommand({
        TableName: 'gangway-dev',
        Item: {
          pk: { S: `DIR#INVITED#${invitedName(invited.email)}` },
          sk: { S: 'DIR' },
          [invitedBy('another')]: { N: String(Math.floor(Date.now() / 1000) - 60) },
          [invitedBy('theirs')]: { N: String(expires) },
        },
      }),
    );
  await invite(1);
  expect((await register(invited)).status).toBe(403);
  await invite(Math.floor(Date.now() / 1000) + 60);
  expect((await register(invited)).status).toBe(202);
});

it('an address that Google does not vouch for gets nobody in', async () => {
  expect(await googleLanding(`unverified.${Date.now()}@acme.example`, false)).toBe(
    '/sign-in?problem=sign_up_closed',
  );
});

it('Google opens the account that has the same verified address (ID-30)', async () => {
  const person = colleague();
  await openAccount(app(), person);
  const own = await signIn(app(), person);
  const id = (await own.call('GET', '/api/v1/auth/me')).body.id;
  expect(await googleAccount(person.email)).toBe(id);
  // The password still works, and Google leads there again.
  expect(await googleAccount(person.email)).toBe(id);
  await signIn(app(), person);
});

it('an address that Google does not vouch for opens nobody’s account', async () => {
  const person = colleague();
  await openAccount(app(), person);
  expect(await googleLanding(person.email, false)).toBe('/sign-in?problem=sign_up_closed');
});

it('a program signs in with a code of Google; one of another provider, or used, is refused (ID-10)', async () => {
  const person = colleague();
  const code = await providerCode(app(), 'google', person);
  const other = await postAuth(app(), 'social-login', { ...code, provider: 'microsoft', deliver: 'body' });
  expect(other.status).toBe(401);
  const fresh = await providerCode(app(), 'google', person);
  const opened = await postAuth(app(), 'social-login', { ...fresh, deliver: 'body' });
  expect(opened.status).toBe(200);
  expect(await opened.json()).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) });
  const replayed = await postAuth(app(), 'social-login', { ...fresh, deliver: 'body' });
  expect(replayed.status).toBe(401);
  expect(await replayed.json()).toMatchObject({ code: 'code_refused' });
});
