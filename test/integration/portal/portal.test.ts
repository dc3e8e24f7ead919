/**
 * The customer portal: who gets in, what they see and do there, and what stays shut to them (ID-35 to ID-37, POR-01,
 * POR-08). That no other route is theirs, and none of theirs a member's, is in `test/isolation/routes.test.ts`.
 */
import { DynamoDBClient, GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { captchaToken } from '../../../bin/client/captcha.ts';
import {
  newPortalUser,
  PORTAL_PASSWORD,
  type PortalSession,
  portalLinks,
  portalSession,
  postPortal,
} from '../../../bin/client/portal.ts';
import type { Session } from '../../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { newAdmin, newMember } from '../../support/people.ts';
import { until } from '../../support/record-events.ts';
import { useSystem } from '../../support/runtime.ts';

const RENATA = 'renata.okafor@meridianfreight.example';
const PLAN = '/api/v1/customers/me/onboarding-plan';
const system = useSystem();
const app = () => system.current.appUrl;
const users = (customer: string) => `/api/v1/customers/${customer}/portal-users`;

interface House {
  readonly admin: Session;
  readonly id: string;
  readonly slug: string;
  readonly customer: string;
  readonly plan: string;
}
let one: House;
let two: House;
let renata: PortalSession;

async function house(name: string): Promise<House> {
  const admin = await newAdmin(app(), name);
  const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
  const contract = await admin.settled((await admin.upload(file, { name: 'Meridian Freight' })).id);
  const { id, slug } = await admin.expect('GET', '/api/v1/organizations/current');
  return { admin, id, slug, customer: contract.customer_id, plan: contract.plan_id };
}

/** As an operator with the role of governing would. */
const operator = (tenant_id: string) =>
  new DynamoDBClient({
    endpoint: system.current.awsUrl,
    region: 'eu-west-1',
    credentials: system.current.principals.sessionFor(
      'arn:aws:iam::000000000000:role/gangway-dev-tenant-govern',
      'test',
      { tenant_id },
    ),
  });

const set = (tenant: string, Key: { pk: { S: string }; sk: { S: string } }, name: string, value?: string) =>
  operator(tenant).send(
    new UpdateItemCommand({
      TableName: 'gangway-dev',
      Key,
      UpdateExpression: value === undefined ? 'REMOVE #name' : 'SET #name = :value',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#name': name },
      ...(value !== undefined && { ExpressionAttributeValues: { ':value': { S: value } } }),
    }),
  );

/** A new token: the gateway keeps what it learned of the old one for a minute. */
async function renewed(user: PortalSession): Promise<PortalSession> {
  const { status, body } = await postPortal(app(), 'refresh', { refresh_token: user.refreshToken });
  expect(status, JSON.stringify(body)).toBe(200);
  return portalSession(app(), user, body);
}

const login = (organization: string, email: string, password = PORTAL_PASSWORD, more = {}) =>
  postPortal(app(), 'login', { organization, email, password, deliver: 'body', ...more });

beforeAll(async () => {
  [one, two] = [await house('Portal <b>One</b>'), await house('Portal Two')];
  renata = await newPortalUser(one.admin, one.customer, RENATA);
});

describe('who gets in', () => {
  it('is somebody on the customer’s record, by a mailed link that is good once and that nobody else is told', async () => {
    const { admin, customer } = two;
    const stranger = await admin.call('POST', users(customer), { email: 'stranger@example.com' });
    expect(stranger).toMatchObject({ status: 422, body: { code: 'email_not_on_record' } });
    // Of the agreement's other side: the organization's own people are none of the customer's.
    const provider = { customer_id: customer, name: 'Ours', email: 'ours@example.com', side: 'provider' };
    await admin.expect('POST', '/api/v1/stakeholders', provider);
    expect((await admin.call('POST', users(customer), { email: provider.email })).status).toBe(422);

    const { body: first } = await admin.call('POST', users(customer), {
      email: RENATA.toUpperCase(),
      language: 'de',
    });
    expect(first).toMatchObject({ email: RENATA, status: 'invited', language: 'de', mailed: true });
    const [token = ''] = await portalLinks(app(), RENATA);
    expect(JSON.stringify(first)).not.toContain(token);
    expect(await postPortal(app(), 'link', { token })).toMatchObject({
      status: 200,
      body: { purpose: 'invitation', email: 'r…@meridianfreight.example', organization: { slug: two.slug } },
    });
    // Neither an invitation to the team nor a session: a link to the portal opens the portal alone.
    expect((await admin.call('POST', '/api/v1/teams/invitations/accept', { token })).status).toBe(404);

    await admin.expect('POST', users(customer), { email: RENATA });
    const [newest = ''] = await portalLinks(app(), RENATA);
    expect(newest).not.toBe(token);
    const weak = await postPortal(app(), 'set-password', { token: newest, password: 'short' });
    expect(weak).toMatchObject({ status: 400, body: { data: { errors: [{ field: 'password' }] } } });
    const body = { token, password: PORTAL_PASSWORD, deliver: 'body' };
    expect(await postPortal(app(), 'set-password', body)).toMatchObject({
      status: 404,
      body: { code: 'link_not_good' },
    });
    const accepted = await postPortal(app(), 'set-password', { token: newest, password: PORTAL_PASSWORD });
    expect(accepted.status).toBe(200);
    expect(accepted.body.refresh_token).toBeUndefined();
    expect(accepted.headers.get('set-cookie')).toMatch(
      /^gw_portal=[^;]+; Path=\/api\/v1\/portal\/auth; Max-Age=2592000; HttpOnly; SameSite=Strict/,
    );
    expect((await postPortal(app(), 'set-password', { ...body, token: newest })).status).toBe(404);
    expect(await admin.expect('GET', users(customer))).toMatchObject({
      data: [{ id: first.id, status: 'active' }],
    });
    expect((await admin.call('POST', users(customer), { email: RENATA })).body.code).toBe(
      'portal_user_exists',
    );
  });

  it('has an account for each organization: one address, two of them, and neither is a member’s', async () => {
    const [here, there] = [await login(one.slug, RENATA), await login(two.slug, RENATA)];
    expect([here.status, there.status]).toEqual([200, 200]);
    const me = async ({ body }: typeof here) =>
      (await portalSession(app(), renata, body).call('GET', '/api/v1/customers/me')).body;
    expect(await me(here)).toMatchObject({
      role: 'customer',
      email: RENATA,
      customer: { id: one.customer },
      contact: { name: 'Ada Lovelace' },
    });
    expect(await me(there)).toMatchObject({ customer: { id: two.customer } });
    const { email } = await one.admin.expect('GET', '/api/v1/auth/me');
    for (const answer of [
      await login(one.slug, email, 'correct-Horse-7-battery'),
      await login(one.slug, 'nobody@example.com'),
      await login('no-such-house', RENATA),
    ])
      expect(answer).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
    const staff = await fetch(`${app()}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: RENATA, password: PORTAL_PASSWORD }),
    });
    expect(staff.status).toBe(401);
    // The token says whose it is (ID-35).
    const payload = JSON.parse(
      Buffer.from(here.body.access_token.split('.')[1], 'base64url').toString('utf8'),
    );
    expect(payload).toMatchObject({ tenant_id: one.id, customer_id: one.customer, role: 'customer' });
  });

  it('is shut out after five failures, which count for one portal alone', async () => {
    const wrong = 'wrong-Horse-7-battery';
    for (let count = 1; count <= 3; count++) expect((await login(two.slug, RENATA, wrong)).status).toBe(401);
    expect((await login(two.slug, RENATA, wrong)).body.code).toBe('captcha_required');
    // Five a minute, whatever they were: the window's last attempt comes before the lock could.
    for (let count = 4; count <= 5; count++) {
      const person = { captcha_token: await captchaToken(app()) };
      expect([401, 429]).toContain((await login(two.slug, RENATA, wrong, person)).status);
    }
    const closed = await login(two.slug, RENATA, PORTAL_PASSWORD, {
      captcha_token: await captchaToken(app()),
    });
    expect(closed.status).toBe(429);
    expect(['account_locked', 'too_many_requests']).toContain(closed.body.code);
    expect((await login(one.slug, RENATA)).status).toBe(200);
  });
});

describe('what a customer sees and does', () => {
  it('is their own plan, without what stays inside', async () => {
    const { status, body } = await renata.call('GET', PLAN);
    expect(status).toBe(200);
    expect(body.plan).toMatchObject({ id: one.plan, progress: { done: 0 } });
    expect(body.plans).toEqual([{ id: one.plan, name: body.plan.name, percent: 0 }]);
    expect(new Set(body.plan.tasks.map(({ yours }: { yours: boolean }) => yours))).toEqual(
      new Set([true, false]),
    );
    const told = JSON.stringify(body);
    const inside = await one.admin.expect('GET', `/api/v1/onboarding-plans/${one.plan}`);
    for (const { sentence } of inside.risks) expect(told).not.toContain(sentence);
    for (const { owner, description, source } of inside.tasks) {
      if (owner.side === 'provider') expect(told).not.toContain(JSON.stringify(description));
      expect(told).not.toContain(JSON.stringify(source.reason));
    }
    for (const hidden of ['54,000', 'source', 'stakeholder_id', 'completed_by', 'edited'])
      expect(told).not.toContain(hidden);
  });

  it('checks off what is theirs, and nothing else; the staff sees it and who did it', async () => {
    const { body } = await renata.call('GET', PLAN);
    const task = (yours: boolean) =>
      body.plan.tasks.find((candidate: { yours: boolean }) => candidate.yours === yours);
    const change = (key: string, more: object) =>
      renata.call('PATCH', `${PLAN}/tasks/${key}`, {
        plan_id: one.plan,
        version: task(true).version,
        status: 'done',
        ...more,
      });
    expect(await change(task(false).key, {})).toMatchObject({ status: 403, body: { code: 'not_your_task' } });
    expect((await change(task(true).key, { plan_id: two.plan })).status).toBe(404);
    expect((await change('no-such-task', {})).status).toBe(404);
    expect((await change(task(true).key, { version: 9 })).body.code).toBe('version_conflict');
    expect((await change(task(true).key, { title: 'Mine' })).status).toBe(400);
    const done = await change(task(true).key, {});
    expect(done).toMatchObject({ status: 200, body: { status: 'done', yours: true } });
    const plan = await one.admin.expect('GET', `/api/v1/onboarding-plans/${one.plan}`);
    expect(plan.tasks.find(({ key }: { key: string }) => key === task(true).key)).toMatchObject({
      status: 'done',
      completed_by: `portal:${renata.id}`,
    });
    const entries = await until(
      () => one.admin.expect('GET', `/api/v1/audit?actor=${encodeURIComponent(`portal:${renata.id}`)}`),
      ({ data }) => data.some(({ event }: { event: string }) => event.startsWith('plan-task.')),
    );
    expect(entries.data[0].actor).toMatchObject({ kind: 'portal_user', name: 'Renata Okafor' });
  });

  it('changes what they may of themselves', async () => {
    const { body: me } = await renata.call('GET', '/api/v1/customers/me');
    const change = (edits: object) =>
      renata.call('PATCH', '/api/v1/customers/me', { version: me.version, ...edits });
    expect((await change({ email: 'other@example.com' })).status).toBe(400);
    expect((await change({ customer_id: two.customer })).status).toBe(400);
    const changed = await change({ phone: '+1 503 555 0100', language: 'de' });
    expect(changed).toMatchObject({
      status: 200,
      body: { phone: '+1 503 555 0100', version: me.version + 1 },
    });
    expect((await change({ name: 'R. Okafor' })).body.code).toBe('version_conflict');
    // What is personal is sealed in the table.
    const { Item = {} } = await operator(one.id).send(
      new GetItemCommand({
        TableName: 'gangway-dev',
        Key: { pk: { S: `T#${one.id}#PORTAL-USERS` }, sk: { S: `USER#${renata.id}` } },
      }),
    );
    expect(unmarshall(Item)).toMatchObject({
      email: expect.stringMatching(/^sealed:/),
      phone: expect.stringMatching(/^sealed:/),
    });
  });
});

describe('what stays shut', () => {
  it('another customer’s users, of the same organization, are none of this one’s', async () => {
    const { admin, customer } = one;
    const file = { name: 'b.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
    const other = (await admin.upload(file, { name: 'Another customer' })).customer_id;
    const email = 'second@example.com';
    await admin.expect('POST', '/api/v1/stakeholders', { customer_id: other, name: 'Second', email });
    await admin.expect('POST', '/api/v1/stakeholders', { customer_id: other, name: 'Renata', email: RENATA });
    expect((await admin.call('POST', users(other), { email: RENATA })).body.code).toBe('portal_user_exists');
    const second = await newPortalUser(admin, other, email);
    expect((await second.call('GET', `${PLAN}?plan_id=${one.plan}`)).status).toBe(404);
    const { body } = await renata.call('GET', PLAN);
    const foreign = { plan_id: one.plan, version: 1, status: 'done' };
    for (const { key } of body.plan.tasks.slice(0, 3))
      expect((await second.call('PATCH', `${PLAN}/tasks/${key}`, foreign)).status).toBe(404);
    expect((await admin.call('DELETE', `${users(customer)}/${second.id}`)).status).toBe(404);
    expect((await two.admin.call('DELETE', `${users(other)}/${second.id}`)).status).toBe(404);
    expect((await second.call('GET', '/api/v1/customers/me')).body.customer.name).toBe('Another customer');
  });

  it('the portal of a suspended organization, and an archived customer’s; both come back with it', async () => {
    const entry = { pk: { S: `DIR#TENANT#${one.id}` }, sk: { S: 'DIR' } };
    await set(one.id, entry, 'status', 'suspended');
    const closed = await renewed(renata);
    const shut = { status: 403, body: { code: 'portal_closed' } };
    expect(await closed.call('GET', PLAN)).toMatchObject(shut);
    expect(await login(one.slug, RENATA)).toMatchObject(shut);
    expect((await fetch(`${app()}/api/v1/portal/branding/${one.slug}`)).status).toBe(403);
    await set(one.id, entry, 'status', 'active');
    const customer = { pk: { S: `T#${one.id}#CUSTOMER#${one.customer}` }, sk: { S: 'CUSTOMER' } };
    await set(one.id, customer, 'archived_at', '2026-11-21T00:00:00.000Z');
    const ended = { status: 403, body: { code: 'portal_ended' } };
    expect(await (await renewed(closed)).call('GET', PLAN)).toMatchObject(ended);
    await set(one.id, customer, 'archived_at');
    const back = await renewed(await renewed(closed));
    expect((await back.call('GET', PLAN)).status).toBe(200);
    renata = back;
  });
});

it('a forgotten password: the answer tells nothing, the link is the address’s, and every session ends', async () => {
  const forgot = (organization: string, email: string) =>
    postPortal(app(), 'forgot-password', { organization, email });
  const third = { email: 'third@example.com', name: 'Third', customer_id: two.customer };
  await two.admin.expect('POST', '/api/v1/stakeholders', third);
  const user = await newPortalUser(two.admin, two.customer, third.email);
  const before = (await portalLinks(app(), third.email)).length;
  for (const answer of [
    await forgot('no-such-house', third.email),
    await forgot(two.slug, 'nobody@example.com'),
    await forgot(two.slug, third.email),
  ])
    expect(answer).toMatchObject({ status: 202, body: { status: 'reset_sent' } });
  const [token, ...older] = await portalLinks(app(), third.email);
  expect(older.length).toBe(before);
  const password = 'another-Horse-8-battery';
  const next = await postPortal(app(), 'set-password', { token, password, deliver: 'body' });
  expect(next.status).toBe(200);
  expect((await postPortal(app(), 'refresh', { refresh_token: user.refreshToken })).status).toBe(401);
  expect((await login(two.slug, third.email)).status).toBe(401);
  const now = portalSession(app(), user, next.body);
  const change = { current_password: password, new_password: 'a-third-Horse-9-battery' };
  const changed = await now.call('POST', '/api/v1/portal/auth/change-password', change);
  expect(changed.status, JSON.stringify(changed.body)).toBe(204);
  const again = await login(two.slug, third.email, change.new_password);
  expect(again.status).toBe(200);
  // Cookies are no credential without the header (ID-21).
  const cookie = { cookie: 'gw_portal=x' };
  expect((await postPortal(app(), 'refresh', {}, cookie)).body.code).toBe('csrf_header_missing');
  expect((await postPortal(app(), 'logout', { refresh_token: again.body.refresh_token })).status).toBe(204);
  expect((await postPortal(app(), 'refresh', { refresh_token: again.body.refresh_token })).status).toBe(401);
});

it('whoever is removed is refused, has no account any more, and comes back only by a new invitation', async () => {
  const fourth = { email: 'fourth@example.com', name: 'Fourth', customer_id: two.customer };
  await two.admin.expect('POST', '/api/v1/stakeholders', fourth);
  const user = await newPortalUser(two.admin, two.customer, fourth.email);
  const viewer = await newMember(two.admin, 'viewer');
  expect((await viewer.call('DELETE', `${users(two.customer)}/${user.id}`)).status).toBe(403);
  const path = `${users(two.customer)}/${user.id}`;
  const { body } = await login(two.slug, fourth.email);
  await two.admin.expect('DELETE', path);
  expect((await two.admin.call('DELETE', path)).status).toBe(404);
  // This token was never shown to the gateway, which therefore asks.
  const late = portalSession(app(), user, body);
  expect(await late.call('GET', PLAN)).toMatchObject({ status: 403, body: { code: 'portal_ended' } });
  expect((await postPortal(app(), 'refresh', { refresh_token: body.refresh_token })).status).toBe(401);
  expect((await login(two.slug, fourth.email)).status).toBe(401);
  const listed = await two.admin.expect('GET', users(two.customer));
  expect(listed.data.map(({ id }: { id: string }) => id)).not.toContain(user.id);
  const back = await newPortalUser(two.admin, two.customer, fourth.email);
  expect((await back.call('GET', '/api/v1/customers/me')).status).toBe(200);
  const { Items = [] } = await operator(two.id).send(
    new QueryCommand({
      TableName: 'gangway-dev',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `T#${two.id}#PORTAL-USERS` } },
    }),
  );
  expect(Items.length).toBe(3);
});
