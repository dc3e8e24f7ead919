/**
 * Whatever is sent, the API refuses or takes it: never a 5xx, and always `{code, message, data.request_id}`. Generated
 * from the declarations: a route that is added is covered. Bodies that are JSON, with anything in any place, are what
 * `test/isolation/fuzz.test.ts` sends.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { newPortalUser } from '../../bin/client/portal.ts';
import type { Session } from '../../bin/client/session.ts';
import { type FunctionFile, loadFunctions, ofKind } from '../../lib/definitions.ts';
import type { RouteDefinition } from '../../shared/kernel/define.ts';
import { ProblemBody } from '../../shared/kernel/problem.ts';
import { AGREEMENT, TYPES } from '../support/documents.ts';
import { newAdmin } from '../support/people.ts';
import { newPlatformAdmin } from '../support/platform.ts';
import { until } from '../support/record-events.ts';
import { useSystem } from '../support/runtime.ts';

const MISSING = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const system = useSystem();
const routes: FunctionFile<RouteDefinition>[] = ofKind(await loadFunctions(), 'route');

let session: Session;
/** Of a user of the customer portal: its routes are shut to members. */
let portalToken: string;
/** For the platform's routes, which are nobody else's. */
let platformAdmin: Session;
const isPlatform = (path: string) => path.startsWith('/api/v1/platform/');
/** Records that are there, by the name of the thing they name. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
  platformAdmin = await newPlatformAdmin(system.current.appUrl);
  const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
  const { id } = await session.upload(file, { name: 'Meridian Freight' });
  const contract = await session.settled(id);
  const people = await session.expect('GET', `/api/v1/stakeholders?customer_id=${contract.customer_id}`);
  const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
  const invitation = await session.expect('POST', '/api/v1/teams/invitations', {
    email: `invited.${Date.now().toString(36)}@example.com`,
    role: 'csm',
  });
  const key = await session.expect('POST', '/api/v1/workspace/api-keys', {
    name: 'Key',
    permissions: { 'customer:read': 'org' },
  });
  const entries = await until(
    () => session.expect('GET', '/api/v1/audit'),
    ({ data }) => data.length > 0,
  );
  const portal = await newPortalUser(session, contract.customer_id, 'renata.okafor@meridianfreight.example');
  portalToken = portal.token;
  Object.assign(ids, {
    invitations: invitation.id,
    members: (await session.expect('GET', '/api/v1/auth/me')).id,
    roles: (await session.expect('POST', '/api/v1/roles', { name: 'Role', grants: {} })).key,
    'api-keys': key.id,
    views: (await session.expect('POST', '/api/v1/views', { list: 'customers', name: 'View', query: {} })).id,
    audit: entries.data[0].id,
    versions: '1',
    metadata: 'customer-statuses',
    sessions: MISSING,
    contracts: contract.id,
    customers: contract.customer_id,
    stakeholders: people.data[0].id,
    'onboarding-plans': plan.id,
    tasks: plan.tasks[0].key,
    organizations: 'current',
    fleet: (await session.expect('GET', '/api/v1/organizations/current')).id,
    oauth: 'password',
    branding: 'no-such-house',
    'portal-users': portal.id,
  });
});

/** The path with ids of records that are there: what is refused is then the input. */
const pathOf = (path: string) =>
  path
    .split('/')
    .map((segment, index, segments) => {
      if (!segment.startsWith('{')) return segment;
      const id = ids[isPlatform(path) ? 'fleet' : (segments[index - 1] ?? '')];
      if (!id) throw new Error(`The suite knows no id for ${path}: add one.`);
      return encodeURIComponent(id);
    })
    .join('/');

const isPortal = (path: string) => /^\/api\/(?:v1\/)?(?:customers\/me\b|portal\/)/.test(path);

interface Raw {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** @returns the status, after making sure that it is none of 5xx and that an error has its shape */
async function send({ method, path, headers = {}, body }: Raw): Promise<number> {
  const response = await fetch(system.current.appUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${isPortal(path) ? portalToken : (isPlatform(path) ? platformAdmin : session).accessToken}`,
      'x-requested-with': 'XMLHttpRequest',
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  expect(response.status, text).toBeLessThan(500);
  if (response.status < 400) return response.status;
  const problem = ProblemBody.safeParse(JSON.parse(text));
  expect(problem.success, text).toBe(true);
  expect(problem.data?.data.request_id).toBe(response.headers.get('x-request-id'));
  expect(text.length).toBeLessThan(64 * 1024);
  return response.status;
}

const titled = (chosen: readonly FunctionFile<RouteDefinition>[]) =>
  chosen.map(({ definition }) => [`${definition.method} ${definition.path}`, definition] as const);
const withBody = routes.filter(({ definition }) => definition.body);
const withQuery = routes.filter(({ definition }) => definition.query);
const withParams = routes.filter(({ definition }) => definition.params);
const json = { 'content-type': 'application/json' };

/** Every so many of a list, beginning further on for each: all of them are sent, to somebody. */
const share = <T>(entries: readonly T[], of: number, turn: number) =>
  entries.filter((_, index) => index % of === turn % of);

/** In fours: the system under test shares the machine with the tests. */
async function all<T>(entries: readonly T[], work: (entry: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < entries.length; start += 4)
    await Promise.all(entries.slice(start, start + 4).map(work));
}

const BROKEN: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
  ['nothing', ''],
  ['half of it', '{"name":'],
  ['two of them', '{}{}'],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d])],
  ['a byte order mark', '\uFEFF{}'],
];

const TYPES_REFUSED = ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'image/png'];

// One reader reads all bodies (shared/kernel/serve.ts): each route shows that it is behind it, all show all of it.
describe.each(titled(withBody))('the body of %s', (title, definition) => {
  const turn = titled(withBody).findIndex(([one]) => one === title);
  const { method } = definition;
  const ask = (headers: Record<string, string>, body: Raw['body']) =>
    send({ method, path: pathOf(definition.path), headers, ...(body !== undefined && { body }) });

  it('is refused with 400 when it is broken', async () => {
    const broken = BROKEN.filter(([, body]) => body !== '' || !definition.bodyOptional);
    for (const [kind, body] of share(broken, 3, turn)) expect(await ask(json, body), kind).toBe(400);
  });

  it('is refused with 415 when it is something else', async () => {
    for (const type of share(TYPES_REFUSED, 4, turn))
      expect(await ask({ 'content-type': type }, '{}'), type).toBe(415);
  });

  it.runIf(turn % 6 === 0)('is refused with 413 above a megabyte', async () => {
    expect(await ask(json, JSON.stringify({ name: 'a'.repeat(1024 * 1024) }))).toBe(413);
  });
});

/** As they stand in an address. */
const QUERIES = [
  '=',
  '=%00',
  '=%ff%fe',
  '=%',
  '=%zz',
  '=%ED%A0%80',
  `=${'a'.repeat(4000)}`,
  '=1e308',
  '=-1',
  '=0',
  '=NaN',
  '=Infinity',
  '=0x10',
  '=1&limit=2',
  '=a.b',
  '=eyJwayI6IngifQ.AAAA',
  `=${MISSING}`,
  '=%F0%9F%98%80',
  '=..%2F..%2F',
  '=//evil.example',
  '=%0d%0aSet-Cookie:x',
  '[]=1',
];

describe.each(titled(withQuery))('the query of %s', (_, definition) => {
  it('may have anything under any name', async () => {
    const names = [
      ...Object.keys((definition.query as { shape?: object }).shape ?? {}),
      '__proto__',
      'constructor',
      'tenant_id',
    ];
    expect(names.length).toBeGreaterThan(3);
    await all(
      names.flatMap((name, turn) => share(QUERIES, 3, turn).map((query) => `${name}${query}`)),
      async (query) => {
        await send({ method: definition.method, path: `${pathOf(definition.path)}?${query}` });
      },
    );
  });
});

/** As they stand in a path: one segment each, so that the route stays the same. */
const SEGMENTS = [
  '%00',
  '%ff',
  '%',
  '%zz',
  'a'.repeat(3000),
  '%F0%9F%98%80',
  '%2F',
  'null',
  MISSING.toLowerCase(),
  `${MISSING}%0a`,
  '__proto__',
  '%23',
  '*',
];

describe.each(titled(withParams))('the path of %s', (title, definition) => {
  const turn = titled(withParams).findIndex(([one]) => one === title);
  it('may name anything: what is no id is not found', async () => {
    const names = definition.path.match(/\{[^}]+\}/g) ?? [];
    for (const name of names)
      await all(share(SEGMENTS, 3, turn), async (segment) => {
        const path = pathOf(definition.path.replace(name, segment));
        const headers = definition.body ? json : {};
        const status = await send({
          method: definition.method,
          path,
          headers,
          ...(definition.body && { body: '{}' }),
        });
        expect(status, path).toBeGreaterThanOrEqual(400);
      });
  });
});

describe('a list’s cursor', () => {
  it('goes on where it stands, for the list that gave it', async () => {
    const customer = ids.customers;
    const paths = [
      '/api/v1/contracts?limit=1',
      `/api/v1/stakeholders?customer_id=${customer}&limit=1`,
      `/api/v1/customers/${customer}/pricing?limit=1`,
    ];
    for (const path of paths) {
      const entries = await session.list(path);
      expect(new Set(entries.map((entry) => JSON.stringify(entry))).size).toBe(entries.length);
      expect(entries.length).toBeGreaterThan(0);
    }
  });
});
