/** Platform administration (PLT-01, TEAM-15, K2) and the bootstrap command (ID-34), over HTTP and as processes. */
import { execFile } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { operate } from '../../../bin/client/operate.ts';
import { type Session, signIn, signUp } from '../../../bin/client/session.ts';
import { ROOT } from '../../../lib/definitions.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { newAdmin, newMember, newPerson } from '../../support/people.ts';
import { newPlatformAdmin } from '../../support/platform.ts';
import { provisioned } from '../../support/provisioned.ts';
import { useOwnSystem } from '../../support/runtime.ts';

const system = useOwnSystem();
const app = () => system.current.appUrl;
const FLEET = '/api/v1/platform/organizations';
const PROVISIONED_MS = 30_000;

let admin: Session;
/** An organization like any other, with its admin. */
let anybody: Awaited<ReturnType<typeof founded>>;
beforeAll(async () => {
  [admin, anybody] = await Promise.all([newPlatformAdmin(app()), founded('Anybody')]);
});

const run = (command: string, ...args: string[]) =>
  new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    const all = [`bin/${command}.ts`, ...args, '--url', app()];
    execFile(process.execPath, all, { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

const known = (id: string, fits: (organization: Known) => boolean = () => true) =>
  expect
    .poll(
      async () => {
        const { status, body } = await admin.call('GET', `${FLEET}/${id}`);
        return status === 200 && fits(body) ? 'known' : { status, body };
      },
      { timeout: 20_000, interval: 100 },
    )
    .toBe('known');

interface Known {
  readonly members: number;
  readonly contracts: number;
  readonly customers: number;
  readonly storage_bytes: number;
  readonly status: string;
  readonly provisioning: { readonly status: string } | null;
}

async function founded(name: string) {
  const session = await newAdmin(app(), name);
  const { id, slug } = await session.expect('GET', '/api/v1/organizations/current');
  return { session, id: id as string, slug: slug as string };
}

describe('a platform administrator', () => {
  it('is told so, and is for every organization’s route an account without one', async () => {
    const me = await admin.expect('GET', '/api/v1/auth/me');
    expect(me).toMatchObject({ role: 'super_admin', organization: null, org_id: null });
    expect(me.scopes).toEqual({ 'platform:read': 'platform', 'platform:manage': 'platform' });
    for (const path of ['contracts', 'customers', 'organizations/current', 'teams/members', 'audit'])
      expect(await admin.call('GET', `/api/v1/${path}`), path).toMatchObject({
        status: 403,
        body: { code: 'no_organization' },
      });
  });

  it('founds no organization and joins none', async () => {
    const refused = await admin.call('POST', '/api/v1/organizations', { name: 'Mine' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'already_member' } });
    const { email } = await admin.expect('GET', '/api/v1/auth/me');
    const { code } = await anybody.session.expect('POST', '/api/v1/teams/invitations', {
      email,
      role: 'csm',
    });
    expect(await admin.call('POST', '/api/v1/teams/invitations/accept', { code })).toMatchObject({
      status: 409,
      body: { code: 'already_member' },
    });
  });

  it('is made by the command alone, of a verified account without organization, and unmade by it', async () => {
    const person = newPerson('Temporary');
    expect(await run('platform-admin', 'add', person.email)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Sign up with it first'),
    });
    const session = await signUp(app(), person);
    expect((await session.call('GET', FLEET)).status).toBe(403);
    const added = await run('platform-admin', 'add', person.email.toUpperCase());
    expect([added.status, added.stderr]).toEqual([0, '']);
    await session.refresh();
    expect((await session.call('GET', FLEET)).status).toBe(200);
    expect((await run('platform-admin', 'list')).stdout).toContain(person.email);
    expect((await run('platform-admin', 'remove', person.email)).status).toBe(0);
    await session.refresh();
    expect((await session.call('GET', FLEET)).body).toMatchObject({ code: 'forbidden' });
    const again = await session.expect('POST', '/api/v1/organizations', { name: 'A life after' });
    expect(again.slug).toBe('a-life-after');
    await expect(
      operate({ stage: 'dev', url: app() }, 'platform-manage-administrators', {
        action: 'add',
        email: person.email,
      }),
    ).rejects.toMatchObject({ code: 'already_member' });
  });
});

describe('nobody else', () => {
  it('opens a route of the platform, whatever a role of an organization says', async () => {
    const { session, id } = anybody;
    const roles = await session.call('POST', '/api/v1/roles', {
      name: 'Super',
      grants: { 'platform:manage': 'platform' },
    });
    expect(roles.status).toBeGreaterThanOrEqual(400);
    for (const [method, path] of [
      ['GET', FLEET],
      ['GET', `${FLEET}/${id}`],
      ['PATCH', `${FLEET}/${id}`],
      ['GET', '/api/v1/platform/metrics'],
      ['GET', '/api/v1/platform/provisioning'],
      ['GET', '/api/v1/platform/audit'],
    ] as const)
      expect(
        await session.call(method, path, method === 'PATCH' ? { version: 1 } : undefined),
        path,
      ).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

describe('the list of organizations', () => {
  it('counts what there is of each, from outside', async () => {
    const { session, id, slug } = await founded('Zebra Counted');
    await provisioned(session);
    const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
    const announced = await session.upload(file, { name: 'Secret customer' });
    await newMember(session, 'csm');
    await session.settled(announced.id);
    await known(
      id,
      ({ members, contracts, customers, storage_bytes, provisioning }) =>
        members === 2 &&
        contracts === 1 &&
        customers === 1 &&
        storage_bytes === AGREEMENT.length &&
        provisioning?.status === 'succeeded',
    );
    const detail = await admin.expect('GET', `${FLEET}/${id}`);
    expect(detail).toMatchObject({ id, slug, status: 'active', plan: 'team', blueprint: 'customer-success' });
    expect(detail.provisioning.steps).toHaveLength(5);
    expect(detail.provisioning.seconds).toBeGreaterThan(0);
    expect(Date.parse(detail.last_activity_at)).toBeGreaterThan(Date.parse(detail.created_at));
    const text = JSON.stringify([detail, await admin.expect('GET', FLEET)]);
    for (const hidden of ['Secret customer', 'Meridian', 'a.txt', 'Lovelace'])
      expect(text).not.toContain(hidden);
    await session.expect('DELETE', `/api/v1/contracts/${announced.id}`);
    await known(id, ({ contracts, storage_bytes }) => contracts === 0 && storage_bytes === AGREEMENT.length);
    // The fleet's functions read nothing of the organization, not even by mistake.
    for (const name of ['list-organizations', 'get-organization']) {
      const calls = system.current.calls.list({ function: `gangway-dev-platform-${name}` });
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.some(({ service }) => service === 'sts')).toBe(false);
    }
  });

  it('is narrowed, searched by name and short name, and goes on behind its cursor', async () => {
    const names = ['Quince One', 'Quince Ünder'];
    const made = await Promise.all(names.map((name) => founded(name)));
    const other = anybody;
    await other.session.expect('PUT', '/api/v1/organizations/current', {
      slug: 'quince-by-slug',
      version: 1,
    });
    for (const { id } of made) await known(id);
    await expect
      .poll(async () => (await admin.expect('GET', `${FLEET}?q=quince-by`)).data.length, { timeout: 10_000 })
      .toBe(1);
    const found = (await admin.list(`${FLEET}?q=quINCE&page_size=2`)).map(({ id }) => id);
    expect(found).toHaveLength(3);
    expect(found.slice(0, 2)).toEqual(made.map(({ id }) => id));
    expect(found[2]).toBe(other.id);
    const [first] = made;
    if (!first) throw new Error('made');
    await first.session.expect('PUT', '/api/v1/organizations/current/subscription', {
      plan: 'business',
      version: 1,
    });
    await expect
      .poll(async () => (await admin.list(`${FLEET}?plan=business&status=active`)).map(({ id }) => id), {
        timeout: 10_000,
      })
      .toEqual([first.id]);
    expect(await admin.list(`${FLEET}?q=quince&blueprint=insurance`)).toEqual([]);
    const page = await admin.expect('GET', `${FLEET}?page_size=1`);
    expect(
      await admin.call('GET', `${FLEET}?page_size=1&status=active&cursor=${page.next_cursor}`),
    ).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    });
    const all = await admin.list(`${FLEET}?page_size=3`);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ name }) => name.toLowerCase())).toEqual(
      all.map(({ name }) => name.toLowerCase()).toSorted(),
    );
  });
});

describe('suspending', () => {
  it('closes the organization with a reason, keeps its data, and is told in both logs', async () => {
    const { session, id } = await founded('Late payer');
    await known(id);
    const { version } = await admin.expect('GET', `${FLEET}/${id}`);
    const silent = await admin.call('PATCH', `${FLEET}/${id}`, { version, status: 'suspended' });
    expect(silent).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const stale = await admin.call('PATCH', `${FLEET}/${id}`, { version: version + 7, plan: 'free' });
    expect(stale).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
    const reason = 'Invoices of three months';
    const suspended = await admin.expect('PATCH', `${FLEET}/${id}`, { version, status: 'suspended', reason });
    expect(suspended).toMatchObject({ status: 'suspended', suspension: { reason }, version: version + 1 });
    await session.refresh();
    expect(await session.call('GET', '/api/v1/contracts')).toMatchObject({
      status: 403,
      body: { code: 'organization_suspended' },
    });
    const me = await session.expect('GET', '/api/v1/auth/me');
    expect(me).toMatchObject({ standing: 'organization_suspended', organization: null });
    await known(id, ({ status }) => status === 'suspended');
    expect((await admin.list(`${FLEET}?status=suspended`)).map((one) => one.id)).toContain(id);
    const again = await admin.call('PATCH', `${FLEET}/${id}`, {
      version: version + 1,
      status: 'suspended',
      reason,
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'nothing_to_change' } });
    const back = await admin.expect('PATCH', `${FLEET}/${id}`, {
      version: version + 1,
      status: 'active',
      plan: 'business',
      reason: 'Paid',
    });
    expect(back).toMatchObject({ status: 'active', suspension: null, plan: 'business' });
    await session.refresh();
    await session.expect('GET', '/api/v1/contracts');
    const organization = await session.expect('GET', '/api/v1/organizations/current');
    expect(organization.subscription.plan).toBe('business');
    const { data } = await admin.expect('GET', '/api/v1/platform/audit');
    const mine = data.filter(
      (entry: { organization: { id: string } | null }) => entry.organization?.id === id,
    );
    expect(mine.map(({ action }: { action: string }) => action).toSorted()).toEqual([
      'organization.plan_changed',
      'organization.reactivated',
      'organization.suspended',
    ]);
    const entry = mine.find(({ action }: { action: string }) => action === 'organization.suspended');
    expect(entry).toMatchObject({
      reason,
      before: 'active',
      after: 'suspended',
      admin: { name: 'Grace Platform' },
    });
    await expect
      .poll(
        async () => {
          const log = await session.expect('GET', '/api/v1/audit?resource_type=organization');
          return log.data
            .filter(({ actor }: { actor: { id: string } }) => actor.id === 'system:platform')
            .map(({ request_id }: { request_id: string }) => request_id);
        },
        { timeout: 10_000 },
      )
      .toContain(entry.request_id);
  });

  it('is not for what is not there, what is being deleted, or a plan that is too small', async () => {
    const missing = await admin.call('PATCH', `${FLEET}/01JQ3V9N0W8ZC7KXH5T2R4M6PA`, {
      version: 1,
      plan: 'free',
    });
    expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const { session, id, slug } = await founded('Crowded');
    await Promise.all(Array.from({ length: 3 }, () => newMember(session, 'csm')));
    await known(id, ({ members }) => members === 4);
    const small = await admin.call('PATCH', `${FLEET}/${id}`, { version: 1, plan: 'free' });
    expect(small).toMatchObject({
      status: 409,
      body: { code: 'plan_too_small', data: { members: 4, limit: 3 } },
    });
    await session.expect('DELETE', '/api/v1/organizations/current', { confirm: slug });
    await known(id, ({ status }) => status === 'deleting');
    const deleting = await admin.call('PATCH', `${FLEET}/${id}`, {
      version: 2,
      status: 'suspended',
      reason: 'Too late',
    });
    expect(deleting).toMatchObject({ status: 409, body: { code: 'organization_deleting' } });
  });
});

it('the fleet is measured: organizations, funnel, setting up, queues', async () => {
  await provisioned(anybody.session, PROVISIONED_MS);
  await expect
    .poll(
      async () => (await admin.expect('GET', '/api/v1/platform/metrics')).provisioning.by_status.succeeded,
      {
        timeout: 20_000,
        interval: 200,
      },
    )
    .toBeGreaterThan(0);
  const metrics = await admin.expect('GET', '/api/v1/platform/metrics');
  const all = await admin.list(`${FLEET}?page_size=100`);
  expect(metrics.organizations.total).toBe(all.length);
  expect(metrics.organizations.by_status.active).toBe(all.filter(({ status }) => status === 'active').length);
  const funnel = Object.fromEntries(
    metrics.funnel.map(({ step, count }: { step: string; count: number }) => [step, count]),
  );
  expect(Object.keys(funnel)).toEqual([
    'registered',
    'verified',
    'founded',
    'wizard',
    'first_contract',
    'team',
  ]);
  expect(funnel.founded).toBe(all.length);
  expect(funnel.team).toBeGreaterThan(0);
  expect(metrics.provisioning.seconds_average).toBeGreaterThan(0);
  const queues = metrics.queues as { name: string; dead: boolean; waiting: number | null }[];
  expect(queues.every(({ waiting }) => waiting !== null)).toBe(true);
  expect(queues.filter(({ dead }) => dead).length).toBe((queues.length + 1) / 2);
  const runs = await admin.list('/api/v1/platform/provisioning');
  expect(new Set(runs.map(({ status }) => status))).toContain('succeeded');
  expect(runs.length).toBeLessThanOrEqual(all.length);
});

describe('npm run create-org (ID-34)', () => {
  it('makes an organization, invites its administrator, and does no more when it is run again', async () => {
    const person = newPerson('First Admin');
    const args = [
      '--name',
      'Bootstrapped Ltd',
      '--admin',
      person.email,
      '--blueprint',
      'insurance',
      '--json',
    ];
    const made = await run('create-org', ...args);
    expect([made.status, made.stderr]).toEqual([0, '']);
    const first = JSON.parse(made.stdout);
    expect(first).toMatchObject({
      created: true,
      organization: { name: 'Bootstrapped Ltd', slug: 'bootstrapped-ltd' },
      invitation: { mailed: true, link: expect.stringContaining('/join?token=') },
    });
    const again = JSON.parse((await run('create-org', ...args)).stdout);
    expect(again).toMatchObject({ created: false, organization: first.organization });
    const session = await signUp(app(), person);
    const token = (link: string) => new URL(link).searchParams.get('token');
    const old = await session.call('POST', '/api/v1/teams/invitations/accept', {
      token: token(first.invitation.link),
    });
    expect(old).toMatchObject({ status: 404, body: { code: 'invitation_not_found' } });
    await session.expect('POST', '/api/v1/teams/invitations/accept', { token: token(again.invitation.link) });
    const joined = await signIn(app(), person);
    const organization = await joined.expect('GET', '/api/v1/organizations/current');
    expect(organization).toMatchObject({ id: first.organization.id, blueprint: 'insurance' });
    expect((await joined.expect('GET', '/api/v1/auth/me')).role).toBe('admin');
    expect((await provisioned(joined, PROVISIONED_MS)).status).toBe('succeeded');
    const third = await run('create-org', ...args.slice(0, -1));
    expect(third.stdout).toContain('has joined it');
    const stolen = await run('create-org', '--name', 'Bootstrapped Ltd', '--admin', newPerson().email);
    expect([stolen.status, stolen.stdout]).toEqual([1, '']);
    expect(stolen.stderr).toContain('"bootstrapped-ltd" is taken. "bootstrapped-ltd-team" is free.');
    const wrong = await run('create-org', '--name', 'x', '--admin', 'nobody');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('admin');
  });
});
