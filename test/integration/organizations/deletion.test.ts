/** Deleting an organization (ORG-20): a warning, days of grace, then nothing of it is left and nothing else is touched. */

import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { Browser } from '../../../bin/client/browser.ts';
import { newPortalUser, PORTAL_PASSWORD, postPortal } from '../../../bin/client/portal.ts';
import { Session } from '../../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { allFileVersions, allRecords } from '../../support/leftovers.ts';
import { newAdmin } from '../../support/people.ts';
import { provisioned, until } from '../../support/provisioned.ts';
import { useOwnSystem } from '../../support/runtime.ts';
import { secretOf } from '../../support/secrets.ts';

const ME = '/api/v1/organizations/current';
const FILE = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };

/** In place of thirty days. Long enough to change one's mind on a slow machine. */
const GRACE_SECONDS = 6;
const system = useOwnSystem({
  // The hour until the audit log is deleted too.
  waitScale: 0.006,
  edit: ({ Resources }) => {
    const id = Object.keys(Resources).find((name) =>
      JSON.stringify(Resources[name]).includes('"DELETION_GRACE_DAYS"'),
    );
    if (!id) return false;
    Resources[id].Properties.Environment.Variables.DELETION_GRACE_DAYS = String(GRACE_SECONDS / 86_400);
    return true;
  },
});

/** On the agreement's record: the same address in each organization's portal. */
const PORTAL_USER = 'renata.okafor@meridianfreight.example';

const demo = { account: '', email: '', id: '' };

describe('a demonstration (ID-06)', { timeout: 120_000 }, () => {
  let visitor: Session;

  it('is an organization of one’s own with contracts that are read, apart from any other', async () => {
    const app = system.current.appUrl;
    const config = await (await fetch(`${app}/api/v1/auth/config`)).json();
    expect(config.demo.hours).toBeGreaterThan(0);
    visitor = await visit(app);
    const other = await newAdmin(app, 'Neighbour');
    const me = await visitor.expect('GET', '/api/v1/auth/me');
    expect(me).toMatchObject({ email: expect.stringMatching(/@demo\.invalid$/), role: 'admin' });
    expect(Date.parse(me.organization.demo_ends_at)).toBeGreaterThan(Date.now());
    Object.assign(demo, { account: me.id, email: me.email, id: me.org_id });
    await visitor.expect('PATCH', '/api/v1/auth/me', { theme: 'dark' });
    const contracts = await until(90_000, async () => {
      const { data } = await visitor.expect('GET', '/api/v1/contracts');
      return data.length === 2 && data.every(({ plan_id }: { plan_id?: string }) => plan_id)
        ? data
        : undefined;
    });
    const [{ id, customer_id }] = contracts;
    const people = await visitor.expect('GET', `/api/v1/stakeholders?customer_id=${customer_id}`);
    expect(people.data.length).toBeGreaterThan(0);
    const plan = await visitor.expect('GET', `/api/v1/onboarding-plans/${id}`);
    expect(plan.tasks.length).toBeGreaterThan(3);
    expect((await other.call('GET', `/api/v1/contracts/${id}`)).status).toBe(404);
  });

  it('reaches nobody and costs little: no mail, no model, no deletion but its own, ten contracts', async () => {
    const me = await visitor.expect('GET', ME);
    const refused = { status: 403, body: { code: 'not_in_demo' } };
    const invitation = { email: 'somebody@example.com', role: 'csm' };
    expect(await visitor.call('POST', '/api/v1/teams/invitations', invitation)).toMatchObject(refused);
    const csv = 'email,role\nsomebody@example.com,csm';
    expect(await visitor.call('POST', '/api/v1/teams/import', { csv })).toMatchObject(refused);
    expect(await visitor.call('PUT', ME, { ai_enabled: true, version: 1 })).toMatchObject(refused);
    expect(await visitor.call('DELETE', ME, { confirm: me.slug })).toMatchObject(refused);
    expect(await visitor.call('POST', `${ME}/restore`)).toMatchObject(refused);
    // An API key of a demonstration is held to the same.
    const key = await visitor.expect('POST', '/api/v1/workspace/api-keys', {
      name: 'Way round',
      permissions: { 'contract:write': 'org' },
    });
    const headers = { authorization: `Bearer ${key.secret}` };
    const announce = () =>
      visitor.call(
        'POST',
        '/api/v1/contracts',
        {
          customer: { name: 'Another', allow_duplicate: true },
          file_name: 'a.txt',
          content_type: 'text/plain',
          size: 10,
        },
        headers,
      );
    const answers = await Promise.all(Array.from({ length: 11 }, announce));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(201), 429]);
    const mails = await fetch(`${system.current.appUrl}/_local/mail`, {
      headers: { accept: 'application/json' },
    });
    expect(JSON.stringify(await mails.json())).not.toContain('.invalid');
  });
});

/** Nothing but the press of a button. */
async function visit(app: string): Promise<Session> {
  const browser = new Browser();
  const response = await browser.request(new URL('/api/v1/auth/demo', app), { method: 'POST' });
  expect(response.status, await response.clone().text()).toBe(200);
  const session = new Session(app, browser);
  await session.refresh();
  return session;
}

/** What expires by itself within days: marks that name nothing but the organization's id. */
const isExpiring = (record: string) =>
  /#(AUDIT-SEEN|IDEMPOTENCY|COUNTED|INDEXED|NOTIFIED)#|#SIGN-INS"/.test(record) ||
  (record.includes('DIR#FLEET#') && record.includes('"expires_at"'));

async function withContract(name: string): Promise<{ session: Session; id: string; slug: string }> {
  const session = await newAdmin(system.current.appUrl, name);
  await provisioned(session);
  const announced = await session.upload(FILE, { name: `${name}’s customer` });
  const { customer_id } = await session.settled(announced.id);
  await newPortalUser(session, customer_id, PORTAL_USER);
  const second = await session.upload(FILE, { name: `${name}’s other customer` });
  await session.settled(second.id);
  await session.expect('DELETE', `/api/v1/contracts/${second.id}`);
  // The same address twice: two invitations, one entry in the directory.
  const invited = { email: `invited.${Date.now().toString(36)}@example.com`, role: 'csm' };
  const { id: first } = await session.expect('POST', '/api/v1/teams/invitations', invited);
  await session.expect('DELETE', `/api/v1/teams/invitations/${first}`);
  await session.expect('POST', '/api/v1/teams/invitations', invited);
  await session.expect('PUT', ME, { size: '1-10', version: 1 });
  const { id, slug } = await session.expect('GET', ME);
  return { session, id, slug };
}

describe('an organization that is to be deleted', () => {
  it('is named by whoever asks, is closed at once, and can be taken back', async () => {
    const session = await newAdmin(system.current.appUrl, 'Second thoughts');
    const { slug } = await session.expect('GET', ME);
    const wrong = await session.call('DELETE', ME, { confirm: 'something-else' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'confirmation_mismatch' } });
    const marked = await session.expect('DELETE', ME, { confirm: slug });
    expect(Date.parse(marked.deletion.due_at)).toBeGreaterThan(Date.now());
    await session.refresh();
    const closed = await session.call('GET', '/api/v1/contracts');
    expect(closed).toMatchObject({ status: 403, body: { code: 'organization_deleting' } });
    expect((await session.call('PUT', ME, { size: '1-10', version: 2 })).status).toBe(403);
    expect((await session.expect('GET', ME)).deletion).not.toBeNull();
    const restored = await session.expect('POST', `${ME}/restore`);
    expect(restored.deletion).toBeNull();
    await session.refresh();
    await session.expect('GET', '/api/v1/contracts');
    const again = await session.call('POST', `${ME}/restore`);
    expect(again).toMatchObject({ status: 409, body: { code: 'not_deleting' } });
    // Past its day: it was taken back.
    await new Promise((resolve) => setTimeout(resolve, (GRACE_SECONDS + 1) * 1000));
    await session.expect('GET', ME);
  });

  it('is gone after its days of grace, with its files and names, and its neighbour is as it was', {
    timeout: 240_000,
  }, async () => {
    const [going, staying] = [await withContract('Going'), await withContract('Staying')];
    const of = async (id: string) => ({
      records: (await allRecords(system.current))
        .map((record) => JSON.stringify(record))
        .filter((record) => record.includes(id) && !isExpiring(record)),
      files: await allFileVersions(system.current, `T/${id}/`),
    });
    /** Once the change stream has told of everything. */
    const settled = async (id: string) => {
      for (let one = await of(id); ; ) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        const next = await of(id);
        if (isDeepStrictEqual(one, next)) return next;
        one = next;
      }
    };
    const [before, neighbour] = [await settled(going.id), await settled(staying.id)];
    expect(before.records.length).toBeGreaterThan(30);
    expect(before.files.length).toBeGreaterThan(5);
    await going.session.expect('DELETE', ME, { confirm: going.slug });
    let left = await of(going.id);
    for (const deadline = Date.now() + 120_000; Date.now() < deadline; left = await of(going.id)) {
      if (left.records.length === 0 && left.files.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(left).toEqual({ records: [], files: [] });
    const still = await of(staying.id);
    expect(still.files).toEqual(neighbour.files);
    // Its log and its projections may tell a little more than they did.
    expect(still.records).toEqual(
      expect.arrayContaining(
        neighbour.records.filter((record) => !/#(AUDIT|SEARCH|COUNTERS|FLEET)/.test(record)),
      ),
    );
    expect(still.records.length).toBeGreaterThanOrEqual(neighbour.records.length);
    await staying.session.expect('GET', ME);
    // Whoever had the same address in the neighbour's portal has it still.
    const portal = (organization: string) =>
      postPortal(system.current.appUrl, 'login', {
        organization,
        email: PORTAL_USER,
        password: PORTAL_PASSWORD,
      });
    expect([(await portal(staying.slug)).status, (await portal(going.slug)).status]).toEqual([200, 401]);
    // The account is its person's: it may begin again, under the same name.
    await going.session.refresh();
    expect((await going.session.expect('GET', '/api/v1/auth/me')).organization).toBeNull();
    await going.session.expect('POST', '/api/v1/organizations', { name: 'Going', slug: going.slug });
  });
});

it('everything is exported as JSON Lines, of this organization alone', { timeout: 60_000 }, async () => {
  const { session } = await withContract('Export');
  expect(await session.expect('GET', `${ME}/export`)).toBeNull();
  const [first, second] = await Promise.all([
    session.expect('POST', `${ME}/export`),
    session.expect('POST', `${ME}/export`).catch((error: unknown) => error),
  ]);
  expect(first.status).toBe('running');
  expect(second).toBeDefined();
  const ready = await until(30_000, async () => {
    const state = await session.expect('GET', `${ME}/export`);
    return state.status === 'ready' ? state : undefined;
  });
  const entities = new Set(ready.files.map(({ entity }: { entity: string }) => entity));
  for (const entity of [
    'organization',
    'member',
    'contract',
    'fact',
    'plan',
    'plan-task',
    'customer',
    'original',
  ])
    expect(entities).toContain(entity);
  const lines = async (entity: string) => {
    const file = ready.files.find((candidate: { entity: string }) => candidate.entity === entity);
    const bytes = Buffer.from(await (await fetch(file.url)).arrayBuffer());
    return gunzipSync(bytes)
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };
  const contracts = await lines('contract');
  expect(contracts).toHaveLength(2);
  expect(contracts[0].pk).toBeUndefined();
  const { id } = await session.expect('GET', ME);
  for (const contract of contracts) expect(contract.tenant_id).toBe(id);
});

it('a demonstration whose hours are over is gone, with its account', { timeout: 120_000 }, async () => {
  const profile = `DIR#PROFILE#${demo.account}`;
  const left = async () =>
    (await allRecords(system.current))
      .map((record) => JSON.stringify(record))
      .filter(
        (record) =>
          record.includes(profile) ||
          (record.includes(demo.id) && !isExpiring(record) && !/#(AUDIT|COUNTERS|LIMIT)/.test(record)),
      );
  const before = await left();
  expect(before.filter((record) => record.includes(profile))).toHaveLength(1);
  expect(before.length).toBeGreaterThan(20);
  await end({ tenant_id: demo.id, email: demo.email });
  await expect.poll(left, { timeout: 60_000, interval: 500 }).toEqual([]);
  expect(await allFileVersions(system.current, `T/${demo.id}/`)).toEqual([]);
  // An account would answer that it cannot have a code.
  const secret = await secretOf(system.current, 'dev-secret', 'identity-login-as');
  const answer = await fetch(`${system.current.appUrl}/api/v1/dev/login-as`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dev-secret': secret },
    body: JSON.stringify({ email: demo.email }),
  });
  expect(answer.status).toBe(404);
});

/** The state machine of demonstrations, as if its hours were over. */
async function end(input: { tenant_id: string; email: string }): Promise<void> {
  const credentials = system.current.principals.sessionFor(
    'arn:aws:iam::000000000000:role/gangway-dev-fn-identity-start-demo',
    'test',
  );
  const states = new SFNClient({ endpoint: system.current.awsUrl, region: 'eu-west-1', credentials });
  await states.send(
    new StartExecutionCommand({
      stateMachineArn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:gangway-dev-demo',
      input: JSON.stringify({ ...input, ends_at: new Date().toISOString() }),
    }),
  );
}
