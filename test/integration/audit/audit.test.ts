/** Who changed what, when and from where: entered by itself for every change, and for nobody to rewrite. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailedCode, type Session, signIn, signUp } from '../../../bin/client/session.ts';
import type { AuditEntry } from '../../../shared/audit/chain.ts';
import { verifyExport } from '../../../shared/audit/export-file.ts';
import { newAdmin, newPerson } from '../../support/people.ts';
import { deliver, eventOf, until } from '../../support/record-events.ts';
import { useSystem } from '../../support/runtime.ts';
import { announce, textFile } from '../../support/uploads.ts';

const TABLE = 'gangway-dev';
const folder = mkdtempSync(path.join(tmpdir(), 'gangway-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const system = useSystem();
let session: Session;
let tenant: string;
let customer: { id: string; version: number; name: string };

const ask = async (query: string): Promise<AuditEntry[]> =>
  (await session.expect('GET', `/api/v1/audit?limit=100&${query}`)).data;
/** Entries of a filter once there are so many of them. */
const entries = (query: string, least = 1) =>
  until(
    () => ask(query),
    (found) => found.length >= least,
  );
const verified = () => session.expect('GET', '/api/v1/audit/verify');

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl, 'Audited');
  tenant = (await session.expect('GET', '/api/v1/organizations/current')).id;
  const { contract } = await announce(session, textFile());
  customer = await session.expect('GET', `/api/v1/customers/${contract.customer_id}`);
});

describe('signing in', () => {
  const post = async (route: string, body: object) => {
    const response = await fetch(`${system.current.appUrl}/api/v1/auth/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Phone/1.0' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  it('is an entry with its means and place; so are wrong passwords, new ones, and signing out', async () => {
    const person = newPerson('Grace Hopper');
    const { email, password } = person;
    await (await signUp(system.current.appUrl, person)).found(`Signed in ${Date.now()}`);
    const login = (given: string) => post('login', { email, password: given, deliver: 'body' });
    expect((await login('not-the-Password-1')).status).toBe(401);
    // The second of a row is no entry: nobody floods the log by guessing.
    expect((await login('not-the-Password-2')).status).toBe(401);
    const { body: tokens } = await login(password);
    await post('logout', { refresh_token: tokens.refresh_token });
    const known = await mailedCode(system.current.appUrl, email);
    await post('forgot-password', { email });
    const code = await until(
      () => mailedCode(system.current.appUrl, email),
      (mailed) => mailed !== known,
    );
    const next = 'another-Horse-8-staple';
    expect((await post('reset-password', { email, code, password: next })).status).toBe(200);
    const again = await signIn(system.current.appUrl, { email, password: next });
    const { data } = await until(
      () => again.expect('GET', '/api/v1/audit?resource_type=account&sort=recorded_at'),
      (page) => page.data.length >= 5,
    );
    const told = data as AuditEntry[];
    expect(told.map(({ event }) => event.replace('account.', '')).sort()).toEqual(
      ['password_reset', 'sign_in_failed', 'signed_in', 'signed_in', 'signed_out'].sort(),
    );
    const of = (event: string) => told.find((entry) => entry.event === `account.${event}`);
    const { id } = await again.expect('GET', '/api/v1/auth/me');
    expect(of('signed_in')).toMatchObject({
      actor: { id, name: 'Grace Hopper', kind: 'user', address: '127.0.0.1', agent: 'Phone/1.0' },
      resource: { type: 'account', id, label: 'Grace Hopper' },
      changes: expect.arrayContaining([
        { field: 'means', before: null, after: 'password' },
        { field: 'failures', before: null, after: 2 },
      ]),
    });
    expect(of('sign_in_failed')).toMatchObject({
      actor: { id: 'system:sign-in', kind: 'system', address: '127.0.0.1', agent: 'Phone/1.0' },
      resource: { label: 'Grace Hopper' },
    });
    for (const secret of [email, password, next, code]) expect(JSON.stringify(told)).not.toContain(secret);
    expect(await again.expect('GET', '/api/v1/audit/verify')).toMatchObject({ intact: true });
    // Who signed out has no such session any more.
    expect((await again.expect('GET', '/api/v1/auth/sessions')).data).toHaveLength(1);
  });
});

describe('an entry', () => {
  it('of a changed customer says who, from where, by which request, and what became of each field', async () => {
    const changed = { version: customer.version, name: 'Harbourlight Limited' };
    const answer = await session.call('PATCH', `/api/v1/customers/${customer.id}`, changed);
    expect(answer.status).toBe(200);
    const [entry] = await entries(`event=customer.updated&resource_type=customer&resource_id=${customer.id}`);
    const me = await session.expect('GET', '/api/v1/auth/me');
    expect(entry).toMatchObject({
      event: 'customer.updated',
      actor: { id: me.id, name: 'Ada Lovelace', kind: 'user', address: '127.0.0.1' },
      resource: { type: 'customer', id: customer.id, label: 'Harbourlight Limited' },
      changes: [{ field: 'name', before: customer.name, after: 'Harbourlight Limited' }],
      request_id: answer.headers.get('x-request-id'),
    });
    expect(entry?.actor.agent).toBeTruthy();
    expect(await session.expect('GET', `/api/v1/audit/${entry?.id}`)).toEqual(entry);
  });

  it('says that an address changed, but never what it was or is', async () => {
    const body = { customer_id: customer.id, name: 'Iris Marsh', email: 'iris.marsh@example.com' };
    await session.expect('POST', '/api/v1/stakeholders', body);
    const [entry] = await entries('resource_type=stakeholder&event=stakeholder.created');
    expect(entry?.changes).toContainEqual({ field: 'email', hidden: 'sensitive' });
    expect(JSON.stringify(entry)).not.toContain('iris.marsh@example.com');
  });

  it('made past the distribution has the address that the gateway saw, whatever a header says', async () => {
    const stack = (system.current.outputs['gangway-dev-api'] ?? {}) as Record<string, unknown>;
    const api = Object.entries(stack).find(([name]) => /RefApi/.test(name))?.[1];
    const post = (name: string, key: object) =>
      fetch(`${system.current.awsUrl}/_execute-api/${String(api)}/api/v1/stakeholders`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${session.accessToken}`,
          'content-type': 'application/json',
          'x-viewer-address': '203.0.113.9',
          ...key,
        },
        body: JSON.stringify({ customer_id: customer.id, name }),
      });
    // Without a key the gateway does not even ask who it is.
    expect((await post('Past', {})).status).toBe(401);
    const past = await post('Past', { 'x-origin-key': 'guessed' });
    expect(past.status).toBe(201);
    const body = { customer_id: customer.id, name: 'Through' };
    const forged = { 'x-viewer-address': '203.0.113.9', 'x-origin-key': 'guessed' };
    const through = await session.call('POST', '/api/v1/stakeholders', body, forged);
    const ids = [past, through].map(({ headers }) => headers.get('x-request-id'));
    const told = await until(
      async () =>
        (await ask('event=stakeholder.created')).filter(({ request_id }) => ids.includes(request_id)),
      (found) => found.length === 2,
    );
    expect(told.map(({ actor }) => actor.address)).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  it('is found by event, actor, resource and day, and by nothing else', async () => {
    const me = await session.expect('GET', '/api/v1/auth/me');
    const all = await entries('sort=recorded_at', 4);
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, index) => index + 1));
    const founding = all.filter(
      ({ event }) => event === 'organization.created' || event === 'member.created',
    );
    expect(founding.map(({ actor }) => [actor.id, actor.address])).toEqual([
      [me.id, '127.0.0.1'],
      [me.id, '127.0.0.1'],
    ]);
    expect((await ask(`actor=${me.id}`)).length).toBe(all.filter(({ actor }) => actor.id === me.id).length);
    expect(await ask('actor=nobody')).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect((await ask(`from=${today}&to=${today}`)).length).toBe(all.length);
    expect(await ask('to=2020-01-01')).toEqual([]);
    expect(await ask('from=2999-01-01')).toEqual([]);
  });

  it('is on exactly one page, whatever the size of pages', async () => {
    const all = (await ask('')).map(({ sequence }) => sequence);
    const paged = await session.list('/api/v1/audit?limit=2');
    expect(paged.map(({ sequence }) => sequence).slice(-all.length)).toEqual(all);
  });
});

describe('the chain', () => {
  it('holds, and is verified in parts', async () => {
    const whole = await verified();
    expect(whole).toMatchObject({ intact: true, complete: true, broken: null, checked: whole.head.sequence });
    const part = await session.expect('GET', '/api/v1/audit/verify?limit=2');
    expect(part).toMatchObject({ intact: true, complete: false, checked: 2 });
    const rest = await session.expect('GET', `/api/v1/audit/verify?cursor=${part.next_cursor}`);
    expect(rest).toMatchObject({ intact: true, complete: true, checked: rest.head.sequence });
  });

  it('has an event once, however often and in whatever order it is delivered', async () => {
    const before = (await verified()).head.sequence;
    const events = Array.from({ length: 6 }, () => eventOf(tenant));
    for (const event of [...events, ...events.toReversed(), ...events])
      await deliver(system.current, 'audit', tenant, event);
    const mark = eventOf(tenant, { type: 'customer.restored' });
    await deliver(system.current, 'audit', tenant, mark);
    await entries('event=customer.restored');
    const found = await ask(`resource_type=customer&resource_id=${mark.record_id}`);
    expect(found.map(({ event_id }) => event_id).sort()).toEqual(
      [...events, mark].map(({ id }) => id).sort(),
    );
    expect(await verified()).toMatchObject({ intact: true, checked: before + 7 });
  });

  it('goes on after a message that could not be handled, and has it when that is replayed', async () => {
    const role = (name: string) => `arn:aws:iam::000000000000:role/gangway-dev-tenant-${name}`;
    const documents = (access: string) =>
      DynamoDBDocumentClient.from(
        new DynamoDBClient({
          endpoint: system.current.awsUrl,
          region: 'eu-west-1',
          credentials: system.current.principals.sessionFor(role(access), 'test', { tenant_id: tenant }),
        }),
      );
    const Key = { pk: `T#${tenant}#AUDIT-HEAD`, sk: 'HEAD' };
    const { Item: head } = await documents('read').send(new GetCommand({ TableName: TABLE, Key }));
    // Without its head nothing can be entered: a defect of the store, which somebody mends.
    await documents('audit').send(new PutCommand({ TableName: TABLE, Item: Key }));
    const poisoned = eventOf(tenant, { type: 'customer.archived' });
    await deliver(system.current, 'audit', tenant, poisoned);
    const dead = 'gangway-dev-on-audit-dead.fifo';
    const queues = async () => {
      const response = await fetch(`${system.current.appUrl}/_local/queues.json`);
      const { queues: all } = (await response.json()) as { queues: { name: string; visible: number }[] };
      return all.find(({ name }) => name === dead)?.visible;
    };
    await until(queues, (visible) => visible === 1, 90_000);
    await documents('audit').send(new PutCommand({ TableName: TABLE, Item: head }));
    const later = eventOf(tenant, { type: 'customer.deleted' });
    await deliver(system.current, 'audit', tenant, later);
    await entries('event=customer.deleted');
    expect(await ask('event=customer.archived')).toEqual([]);
    const url = `${system.current.appUrl}/_local/redrive?from=${dead}&to=gangway-dev-on-audit.fifo`;
    const moved = await fetch(url, { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } });
    expect(await moved.json()).toEqual({ moved: 1 });
    expect((await entries('event=customer.archived')).map(({ event_id }) => event_id)).toEqual([poisoned.id]);
    expect(await verified()).toMatchObject({ intact: true });
  }, 180_000);
});

describe('an export', () => {
  it('has the whole chain, signed, is verified without the system, and is itself an entry', async () => {
    const made = await session.expect('POST', '/api/v1/audit/export', {});
    const text = await (await fetch(made.url)).text();
    const verdict = await verifyExport(text);
    expect(verdict).toMatchObject({ checked: made.entries, broken: null, fault: null });
    const file = path.join(folder, 'export.jsonl');
    const command = () => spawnSync(process.execPath, ['bin/audit-verify.ts', file], { encoding: 'utf8' });
    writeFileSync(file, text);
    expect(command()).toMatchObject({ status: 0, stdout: expect.stringContaining('Intact') });
    writeFileSync(file, text.replace('Harbourlight Limited', 'Harbourlight Unlimited'));
    expect(command()).toMatchObject({ status: 1, stdout: expect.stringContaining('Broken at entry') });
    expect(await verifyExport(text.replace('Harbourlight Limited', 'Other'))).toMatchObject({
      broken: { reason: 'altered' },
    });
    const [entry] = await entries('event=audit-export.created');
    expect(entry?.resource.id).toBe(made.id);
  });

  it('has nothing of another organization, whose entries are not there for it', async () => {
    const other = await newAdmin(system.current.appUrl, 'Other');
    const [entry] = await ask('');
    expect((await other.call('GET', `/api/v1/audit/${entry?.id}`)).status).toBe(404);
    const made = await other.expect('POST', '/api/v1/audit/export', {});
    expect(await (await fetch(made.url)).text()).not.toContain('Harbourlight');
  });
});
