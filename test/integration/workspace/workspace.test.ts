/** Settings of an organization over HTTP: ways, branding, own fields, notifications, lists to choose from. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin, newMember } from '../../support/people.ts';
import { provisioned } from '../../support/provisioned.ts';
import { broadcast, eventOf, until } from '../../support/record-events.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const WORKSPACE = '/api/v1/workspace';
const BRANDING = `${WORKSPACE}/branding`;
const FIELDS = `${WORKSPACE}/custom-fields`;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let admin: Session;
let other: Session;
let customer: { id: string; version: number };
beforeAll(async () => {
  [admin, other] = [await newAdmin(system.current.appUrl), await newAdmin(system.current.appUrl)];
  await Promise.all([provisioned(admin), provisioned(other)]);
  const { contract } = await admin.expect('POST', '/api/v1/contracts', {
    customer: { name: 'Meridian' },
    file_name: 'a.txt',
    content_type: 'text/plain',
    size: 10,
  });
  customer = await admin.expect('GET', `/api/v1/customers/${contract.customer_id}`);
});

const fieldsOf = (answer: { body: { data: { errors: { field: string }[] } } }) =>
  answer.body.data.errors.map(({ field }) => field);

describe('the organization’s ways (WS-01)', () => {
  it('are defaults until somebody changes them, each change on the version that was read', async () => {
    const { version, updated_at, ...ways } = await admin.expect('GET', WORKSPACE);
    expect({ version, updated_at }).toEqual({ version: 0, updated_at: null });
    const changes = { ...ways, time_zone: 'Europe/Berlin', currency: 'EUR', date_format: 'iso' };
    const changed = await admin.expect('PUT', WORKSPACE, { ...changes, version });
    expect(changed).toMatchObject({ ...changes, version: 1 });
    const { updated_at: _, ...read } = await admin.expect('GET', WORKSPACE);
    expect(read).toEqual({ ...changes, version: 1 });
    for (const stale of [0, 2]) {
      const refused = await admin.call('PUT', WORKSPACE, { ...changes, version: stale });
      expect(refused).toMatchObject({ status: 409, body: { data: { current_version: 1 } } });
    }
    expect((await other.expect('GET', WORKSPACE)).time_zone).toBe('UTC');
  });

  it.each([
    ['time_zone', 'Europe/Atlantis'],
    ['time_zone', '+02:00'],
    ['currency', 'EURO'],
    ['language', 'fr'],
    ['fiscal_year_start', 13],
  ])('refuse %s %j', async (field, value) => {
    const { updated_at: _, ...ways } = await other.expect('GET', WORKSPACE);
    const refused = await other.call('PUT', WORKSPACE, { ...ways, [field]: value });
    expect(refused.status).toBe(400);
    expect(fieldsOf(refused)).toContain(field);
  });
});

describe('branding (WS-02)', () => {
  async function upload(session: Session, bytes: Buffer, type = 'image/png', declared = type) {
    const form = await session.expect('POST', `${BRANDING}/logo`, { content_type: type, size: 100 });
    const body = new FormData();
    for (const [name, value] of Object.entries(form.fields as Record<string, string>))
      body.append(name, name === 'Content-Type' ? declared : value);
    body.append('file', new Blob([Uint8Array.from(bytes)], { type: declared }), 'logo');
    const { status } = await fetch(form.url, { method: 'POST', body });
    return { id: form.id as string, status };
  }

  it('takes any colour, in shades that are readable on light and on dark, and says so', async () => {
    const { version } = await admin.expect('GET', BRANDING);
    const preview = await admin.expect('GET', `${BRANDING}/colors?accent=%23FFEE00`);
    const changed = await admin.expect('PUT', BRANDING, { accent: '#FFEE00', logo_id: null, version });
    expect(changed).toMatchObject({ accent: '#ffee00', colors: preview });
    expect(preview.light).toMatchObject({ adjusted: true });
    for (const scheme of ['light', 'dark']) expect(preview[scheme].ratio).toBeGreaterThanOrEqual(4.5);
    for (const accent of ['red', '#fff', '#12345g', 'url(x)'])
      expect((await admin.call('PUT', BRANDING, { accent, logo_id: null, version: 1 })).status).toBe(400);
  });

  it('shows an uploaded logo by a link that anybody who has it can open, for minutes', async () => {
    const { id, status } = await upload(admin, PNG);
    expect(status).toBe(201);
    const { version } = await admin.expect('GET', BRANDING);
    const { logo } = await admin.expect('PUT', BRANDING, { accent: null, logo_id: id, version });
    expect(logo).toMatchObject({ id, width: 1, height: 1 });
    const picture = await fetch(logo.url);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await picture.arrayBuffer()).equals(PNG)).toBe(true);
    // The one that is there stays when it is named again.
    const again = await admin.expect('PUT', BRANDING, {
      accent: '#0f766e',
      logo_id: id,
      version: version + 1,
    });
    expect(again.logo.id).toBe(id);
  });

  it('refuses what is too large, of another type, or no picture in spite of its name', async () => {
    const large = await admin.call('POST', `${BRANDING}/logo`, {
      content_type: 'image/png',
      size: 1024 * 1024 + 1,
    });
    expect(fieldsOf(large)).toEqual(['size']);
    const svg = await admin.call('POST', `${BRANDING}/logo`, { content_type: 'image/svg+xml', size: 10 });
    expect(fieldsOf(svg)).toEqual(['content_type']);
    expect((await upload(admin, Buffer.alloc(1024 * 1024 + 1))).status).toBe(400);
    expect((await upload(admin, PNG, 'image/png', 'image/svg+xml')).status).toBe(403);
    const { version } = await admin.expect('GET', BRANDING);
    const name = (logo_id: string) => admin.call('PUT', BRANDING, { accent: null, logo_id, version });
    for (const [bytes, type] of [
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'image/png'],
      [PNG, 'image/jpeg'],
    ] as const) {
      const { id } = await upload(admin, bytes, type);
      expect(await name(id)).toMatchObject({ status: 422, body: { code: 'logo_refused' } });
    }
  });

  it('another organization’s logo is one that was never uploaded', async () => {
    const { id } = await upload(other, PNG);
    const { version } = await admin.expect('GET', BRANDING);
    const take = (logo_id: string) => admin.call('PUT', BRANDING, { accent: null, logo_id, version });
    const [foreign, missing] = [await take(id), await take('01JQ3V9N0W8ZC7KXH5T2R4M6PA')];
    expect(foreign).toMatchObject({ status: 422, body: { code: 'logo_missing' } });
    expect({ ...foreign.body, data: null }).toEqual({ ...missing.body, data: null });
  });
});

describe('own fields (WS-04)', () => {
  const region = {
    key: 'region',
    type: 'choice',
    label: 'Region',
    options: [
      { value: 'emea', label: 'EMEA' },
      { value: 'apac', label: 'APAC' },
    ],
  };
  const budget = { key: 'budget', type: 'money', label: 'Budget' };

  it('are validated where they are used, with a sentence for each, and keep what archiving hides', async () => {
    const { customer: trade, version: begun } = await admin.expect('GET', FIELDS);
    expect(trade.map(({ key }: { key: string }) => key)).toEqual([
      'health_score',
      'renewal_owner',
      'segment',
    ]);
    const first = await admin.expect('PUT', FIELDS, { customer: [region, budget, ...trade], version: begun });
    expect(first.customer.map(({ key }: { key: string }) => key).slice(0, 2)).toEqual(['region', 'budget']);
    const path = `/api/v1/customers/${customer.id}`;
    const wrong = await admin.call('PATCH', path, {
      version: customer.version,
      custom: { region: 'moon', budget: { minor: 0.5, currency: 'EUR' }, unknown: 1 },
    });
    expect(wrong.status).toBe(400);
    expect(fieldsOf(wrong).sort()).toEqual(['custom.budget.minor', 'custom.region', 'custom.unknown']);
    const custom = { region: 'emea', budget: { minor: 5000, currency: 'EUR' } };
    const saved = await admin.expect('PATCH', path, { version: customer.version, custom });
    expect(saved.custom).toEqual(custom);
    await admin.expect('PUT', FIELDS, {
      customer: [{ ...budget, required: true }, { ...region, archived: true }, ...trade],
      version: first.version,
    });
    const version = saved.version;
    const refused = await admin.call('PATCH', path, { version, custom: { region: 'apac', budget: null } });
    expect(fieldsOf(refused).sort()).toEqual(['custom.budget', 'custom.region']);
    const less = await admin.expect('PATCH', path, {
      version,
      custom: { budget: { minor: 1, currency: 'EUR' } },
    });
    expect(less.custom).toEqual({ region: 'emea', budget: { minor: 1, currency: 'EUR' } });
    expect((await admin.expect('GET', path)).custom).toEqual(less.custom);
  });

  it('are neither removed nor turned into another type, and change on the version that was read', async () => {
    const field = { key: 'tier', type: 'text', label: 'Tier' };
    const { customer: trade, version: begun } = await other.expect('GET', FIELDS);
    const { version: current } = await other.expect('PUT', FIELDS, {
      customer: [field, ...trade],
      version: begun,
    });
    const put = (customerFields: object[], version = current) =>
      other.call('PUT', FIELDS, { customer: [...customerFields, ...trade], version });
    expect(fieldsOf(await put([]))).toEqual(['customer']);
    expect(fieldsOf(await put([{ ...field, type: 'number' }]))).toEqual(['customer.0.type']);
    expect((await put([field], 0)).status).toBe(409);
    expect((await put([field, field])).status).toBe(400);
    expect((await put([field, { ...region, options: [] }])).status).toBe(400);
    expect((await put([field, { ...budget, key: 'Bad Key' }])).status).toBe(400);
  });
});

describe('notifications (WS-05)', () => {
  const MINE = '/api/v1/me/settings/notifications';

  it('are the organization’s until somebody sets their own, which follow nobody', async () => {
    const defaults = await admin.expect('GET', `${WORKSPACE}/notifications`);
    // Setting the organization up wrote what it begins with.
    expect(defaults).toMatchObject({ version: 1, events: { contract_ready: { email: false } } });
    const events = { ...defaults.events, contract_ready: { email: true } };
    await admin.expect('PUT', `${WORKSPACE}/notifications`, { events, version: 1 });
    const before = await admin.expect('GET', MINE);
    expect(before.events.contract_ready).toEqual({ email: { on: true, own: false, default: true } });
    const own = { contract_ready: { email: false }, member_joined: { email: false } };
    const after = await admin.expect('PATCH', MINE, { events: own, version: 0 });
    expect(after.events.contract_ready.email).toEqual({ on: false, own: true, default: true });
    const reset = { contract_ready: { email: null } };
    const back = await admin.expect('PATCH', MINE, { events: reset, version: 1 });
    expect(back.events.contract_ready.email).toEqual({ on: true, own: false, default: true });
    expect(back.events.member_joined.email).toEqual({ on: false, own: true, default: false });
    expect((await admin.call('PATCH', MINE, { events: own, version: 1 })).status).toBe(409);
    expect((await admin.expect('GET', '/me/settings/notifications')).version).toBe(2);
  });

  const told = async (session: Session) => {
    const { email } = await session.expect('GET', '/api/v1/auth/me');
    const response = await fetch(`${system.current.appUrl}/_local/mail?to=${encodeURIComponent(email)}`, {
      headers: { accept: 'application/json' },
    });
    const { messages } = (await response.json()) as {
      messages: { subject: string; text: string; html: string }[];
    };
    return messages.filter(({ text }) => text.includes('/settings/notifications'));
  };

  it('are mailed: to whom it concerns and to nobody else, once, in their language, and not when they are off', {
    timeout: 60_000,
  }, async () => {
    const lead = await newAdmin(system.current.appUrl, 'Told <b>');
    await lead.expect('PATCH', MINE, { events: { member_joined: { email: true } }, version: 0 });
    const grace = await newMember(lead, 'csm', 'Grace Hopper');
    await until(
      () => told(lead),
      (mails) => mails.length > 0,
    );
    expect((await told(lead)).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Grace Hopper joined Told <b> /),
    ]);
    const edsger = await newMember(lead, 'csm', 'Edsger Dijkstra');
    await edsger.expect('PATCH', '/api/v1/auth/me', { locale: 'de' });
    await grace.expect('PATCH', MINE, { events: { customer_assigned: { email: false } }, version: 0 });

    const customers: string[] = [];
    for (const name of ['Ahorn <i> AG', 'Birke AG']) {
      const { contract } = await lead.expect('POST', '/api/v1/contracts', {
        customer: { name },
        file_name: 'a.txt',
        content_type: 'text/plain',
        size: 10,
      });
      customers.push(contract.customer_id);
    }
    const [ahorn = '', birke = ''] = customers;
    const idOf = async (session: Session) => (await session.expect('GET', '/api/v1/auth/me')).id as string;
    const assign = async (session: Session, id: string) =>
      lead.expect('PUT', '/api/v1/teams/assignments', {
        member_id: await idOf(session),
        customer_ids: [id],
      });
    await assign(grace, birke);
    await assign(edsger, ahorn);
    const [mail] = await until(
      () => told(edsger),
      (mails) => mails.length > 0,
    );
    expect(mail?.subject).toBe('Ada Lovelace hat Ihnen Ahorn <i> AG zugewiesen');
    expect(mail?.text).toContain(`/customers/${ahorn}\n`);
    expect(mail?.html).toContain('Ahorn &lt;i&gt; AG');
    expect(mail?.html).not.toContain('<i>');
    expect(await told(grace)).toEqual([]);

    // What is delivered again is not told again; a claim that is not so any more is not told at all.
    const { id: tenant } = await lead.expect('GET', '/api/v1/organizations/current');
    const handed = async (session: Session, name: string) => {
      const owner_id = await idOf(session);
      return eventOf(tenant, {
        record_id: ahorn,
        key: { pk: `T#${tenant}#CUSTOMER#${ahorn}`, sk: 'CUSTOMER' },
        before: { name, owner_id: 'before' },
        after: { name, owner_id },
        changed: ['owner_id'],
        cause: { actor: 'somebody', request_id: name },
      });
    };
    const again = await handed(edsger, 'Again');
    for (const event of [again, again, await handed(lead, 'Untrue'), await handed(edsger, 'Last')])
      await broadcast(system.current, event);
    const mails = await until(
      () => told(edsger),
      (all) => all.some(({ subject }) => subject.includes('Last')),
    );
    expect(mails.filter(({ subject }) => subject.includes('Again'))).toHaveLength(1);

    // A file that nobody can read: whoever sent it is told unless they do not want to be.
    await grace.upload(
      { name: 'bad.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 no') },
      { name: 'X' },
    );
    const [failed] = await until(
      () => told(grace),
      (all) => all.length > 0,
    );
    expect(failed?.subject).toBe('X: a contract could not be read');
    // Who did it, and who only leads, heard of those who joined alone.
    expect((await told(lead)).every(({ subject }) => subject.includes(' joined Told <b> '))).toBe(true);
  });

  it.each([{ rain: { email: true } }, { task_due: { email: true } }, { member_joined: { in_app: true } }])(
    'refuse %j',
    async (events) => {
      expect((await other.call('PATCH', MINE, { events, version: 0 })).status).toBe(400);
    },
  );

  it('of a person are not for API keys', async () => {
    const { secret } = await other.expect('POST', `${WORKSPACE}/api-keys`, {
      name: 'Key',
      permissions: { 'organization:read': 'org' },
    });
    const response = await fetch(new URL(MINE, system.current.appUrl), { headers: { 'x-api-key': secret } });
    expect([response.status, (await response.json()).code]).toEqual([403, 'not_for_keys']);
  });
});

describe('lists to choose from (WS-08)', () => {
  it.each([
    ['statuses', 'en-GB', { value: 'churned', label: 'Churned' }],
    ['customer-statuses', 'fr, de-CH;q=0.8, en;q=0.5', { value: 'churned', label: 'Abgewandert' }],
    ['contract-statuses', 'de', { value: 'failed', label: 'Fehlgeschlagen' }],
    ['roles', 'de', { value: 'csm', label: 'Customer success manager' }],
    ['api-key-permissions', 'de', { value: 'customer:read', label: 'Kunden sehen' }],
  ])('%s in %s', async (name, language, entry) => {
    for (const path of [`/api/v1/metadata/${name}`, `/metadata/${name}`]) {
      const { status, body } = await admin.call('GET', path, undefined, { 'accept-language': language });
      expect(status).toBe(200);
      expect(body).toContainEqual(entry);
    }
  });

  it('are none of any other name', async () => {
    for (const name of ['nothing', 'constructor', '__proto__'])
      expect((await admin.call('GET', `/api/v1/metadata/${name}`)).status).toBe(404);
  });
});

describe('saved views', () => {
  const VIEWS = '/api/v1/views';
  const review = { list: 'contracts', name: 'To review', query: { status: 'review', archived: 'true' } };
  const namesOf = async (session: Session, list = '') =>
    ((await session.expect('GET', `${VIEWS}${list}`)).data as { name: string }[]).map(({ name }) => name);

  it('are their owner’s until they are shared, and nobody else’s organization’s', async () => {
    const colleague = await newMember(admin, 'viewer');
    const made = await admin.expect('POST', VIEWS, {
      ...review,
      display: { sort: '-pages', hide: ['added'] },
    });
    expect(made).toMatchObject({ ...review, shared: false, version: 1, display: { sort: '-pages' } });
    const leads = {
      list: 'customers',
      name: 'Leads',
      query: { status: 'lead', owner_id: 'me' },
      display: { hide: ['followUp'], show: ['seats', 'region_2'] },
    };
    expect(await admin.expect('POST', VIEWS, leads)).toMatchObject(leads);
    expect(
      await admin.call('POST', VIEWS, { ...leads, name: 'No key', display: { show: ['Seats'] } }),
    ).toMatchObject({ status: 400, body: { data: { errors: [{ field: 'display.show.0' }] } } });
    expect(await namesOf(admin)).toEqual(['Leads', 'To review']);
    expect(await namesOf(admin, '?list=contracts')).toEqual(['To review']);
    expect(await namesOf(colleague)).toEqual([]);
    const path = `${VIEWS}/${made.id}`;
    for (const stranger of [colleague, other]) {
      expect(await stranger.call('DELETE', path)).toMatchObject({ status: 404 });
      expect(await stranger.call('PUT', path, { ...review, version: 1 })).toMatchObject({ status: 404 });
    }
    const shared = await admin.expect('PUT', path, { ...review, shared: true, version: 1 });
    expect(shared).toMatchObject({ id: made.id, shared: true, version: 2, display: {} });
    expect(await namesOf(colleague)).toEqual(['To review']);
    expect(await namesOf(other)).toEqual([]);
    // Who may not manage settings changes their own only; who may, changes others' but keeps them shared.
    expect(await colleague.call('DELETE', path)).toMatchObject({ status: 403 });
    const own = await colleague.expect('POST', VIEWS, { ...review, shared: true });
    expect(await admin.call('PUT', `${VIEWS}/${own.id}`, { ...review, version: 1 })).toMatchObject({
      status: 400,
      body: { data: { errors: [{ field: 'shared' }] } },
    });
    await admin.expect('DELETE', `${VIEWS}/${own.id}`);
    expect(await namesOf(colleague)).toEqual(['To review']);
  });

  it('refuse a filter that the list would refuse, a second of one name, and a stale version', async () => {
    const refused = await other.call('POST', VIEWS, { ...review, query: { status: 'none', colour: 'red' } });
    expect(refused.status).toBe(400);
    expect(fieldsOf(refused)).toEqual(expect.arrayContaining(['query.status']));
    const both = { list: 'customers', name: 'Newest leads', query: { status: 'lead', sort: 'created_at' } };
    expect((await other.call('POST', VIEWS, both)).status).toBe(400);
    // Two at once: one is saved.
    const answers = await Promise.all([1, 2].map(() => other.call('POST', VIEWS, review)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [{ id }] = (await other.expect('GET', VIEWS)).data;
    const renamed = { ...review, name: 'Checked', version: 1 };
    expect(await other.expect('PUT', `${VIEWS}/${id}`, renamed)).toMatchObject({
      name: 'Checked',
      version: 2,
    });
    expect(await other.call('PUT', `${VIEWS}/${id}`, renamed)).toMatchObject({
      status: 409,
      body: { code: 'version_conflict', data: { current_version: 2 } },
    });
  });
});

it('who is signed in knows how the organization writes and looks', async () => {
  const { organization } = await other.expect('GET', '/api/v1/auth/me');
  expect(organization).toMatchObject({ settings: null, colors: null, logo_id: null });
  const { version, updated_at: _, ...ways } = await other.expect('GET', WORKSPACE);
  const settings = { ...ways, time_zone: 'Asia/Tokyo', currency: 'JPY' };
  await other.expect('PUT', WORKSPACE, { ...settings, version });
  const branding = await other.expect('GET', BRANDING);
  const { colors } = await other.expect('PUT', BRANDING, {
    accent: '#7c3aed',
    logo_id: null,
    version: branding.version,
  });
  const me = await other.expect('GET', '/api/v1/auth/me');
  expect(me.organization).toMatchObject({ settings, colors, logo_id: null });
});
