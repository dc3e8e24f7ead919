/**
 * Whatever is sent, the API refuses or takes it: never a 5xx, and always `{code, message, data.request_id}`. Generated
 * from the declarations: a route that is added is covered.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../bin/client/session.ts';
import { type FunctionFile, loadFunctions, ofKind } from '../../lib/definitions.ts';
import type { RouteDefinition } from '../../shared/kernel/define.ts';
import { ProblemBody } from '../../shared/kernel/problem.ts';
import { AGREEMENT, TYPES } from '../support/documents.ts';
import { newAdmin } from '../support/people.ts';
import { useSystem } from '../support/runtime.ts';

const MISSING = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const system = useSystem();
const routes: FunctionFile<RouteDefinition>[] = ofKind(await loadFunctions(), 'route');

let session: Session;
/** Records that are there, by the name of the thing they name. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
  const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
  const { id } = await session.upload(file, { name: 'Meridian Freight' });
  const contract = await session.settled(id);
  const people = await session.expect('GET', `/api/v1/stakeholders?customer_id=${contract.customer_id}`);
  const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
  Object.assign(ids, {
    contracts: contract.id,
    customers: contract.customer_id,
    stakeholders: people.data[0].id,
    'onboarding-plans': plan.id,
    tasks: plan.tasks[0].key,
    organizations: 'current',
    oauth: 'password',
  });
});

/** The path with ids of records that are there: what is refused is then the input. */
const pathOf = (path: string) =>
  path
    .split('/')
    .map((segment, index, segments) => {
      if (!segment.startsWith('{')) return segment;
      const id = ids[segments[index - 1] ?? ''];
      if (!id) throw new Error(`The suite knows no id for ${path}: add one.`);
      return encodeURIComponent(id);
    })
    .join('/');

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
      authorization: `Bearer ${session.accessToken}`,
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

/** Values that somebody puts where another kind is expected, or the same kind but out of all bounds. */
const VALUES: Readonly<Record<string, string>> = {
  null: 'null',
  'an empty text': '""',
  'a very long text': JSON.stringify('a'.repeat(100_000)),
  'a text of large letters': JSON.stringify('😀'.repeat(200)),
  'letters that grow when they are folded': JSON.stringify('ﷺ'.repeat(100)),
  NUL: '"a\\u0000b"',
  'half a character': '"a\\ud800"',
  'lines and controls': '"a\\r\\nSet-Cookie: x=y\\u001b[2J"',
  'signs of our own keys': '"T#x#CUSTOMER#${id}/../*"',
  'a huge number': '1e308',
  'a number beyond all bounds': '1e999',
  'a tiny number': '5e-324',
  'a number that loses digits': '9007199254740993',
  'a negative number': '-1',
  'a fraction': '1.5',
  truth: 'true',
  'a list': '[]',
  'a long list': `[${'{},'.repeat(5_000)}{}]`,
  'an object': '{}',
  'an inherited name': '{"__proto__":{"id":"x"},"constructor":{"prototype":{}}}',
  'a deep list': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
};

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly required?: readonly string[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
}

/** Values that a route takes, by the name of the field; what is not named here follows from the schema. */
const VALID: Readonly<Record<string, unknown>> = {
  version: 1,
  slug: 'fine-slug',
  due_date: '2027-06-01',
  email: 'ada@example.com',
  content_type: 'text/plain',
  key: 'governingLaw/0',
  id: MISSING,
  customer_id: MISSING,
};

function validOf(shape: Shape, name = ''): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (name in VALID) return VALID[name];
  const [variant] = shape.anyOf ?? shape.oneOf ?? [];
  if (variant) return validOf(variant, name);
  if (shape.properties)
    return Object.fromEntries(
      Object.entries(shape.properties).map(([key, property]) => [key, validOf(property, key)]),
    );
  if (shape.items) return [validOf(shape.items, name)];
  const type = Array.isArray(shape.type) ? shape.type[0] : shape.type;
  return type === 'boolean' ? true : type === 'integer' || type === 'number' ? 1 : 'Fine';
}

/** A body for each variant of the schema, and every place in it. */
function variantsOf(shape: Shape): Shape[] {
  const variants = shape.anyOf ?? shape.oneOf;
  if (variants) return variants.flatMap(variantsOf);
  if (shape.items) return variantsOf(shape.items).map((items) => ({ ...shape, items }));
  let shapes: Shape[] = [shape];
  for (const [name, property] of Object.entries(shape.properties ?? {}))
    shapes = variantsOf(property).flatMap((variant, index) =>
      (index === 0 ? shapes : shapes.slice(0, 1)).map((entry) => ({
        ...entry,
        properties: { ...entry.properties, [name]: variant },
      })),
    );
  return shapes;
}

type Path = readonly (string | number)[];

const placesIn = (value: unknown, path: Path = []): Path[] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, entry]) =>
        placesIn(entry, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
];

/** JSON of `value` with raw JSON in one place: what no serializer would write can be sent too. */
function withRaw(value: unknown, place: Path, raw: string): string {
  if (place.length === 0) return raw;
  const [head, ...rest] = place;
  if (Array.isArray(value))
    return `[${value.map((entry, index) => (index === head ? withRaw(entry, rest, raw) : JSON.stringify(entry))).join(',')}]`;
  return `{${Object.entries(value as object)
    .map(
      ([key, entry]) =>
        `${JSON.stringify(key)}:${key === head ? withRaw(entry, rest, raw) : JSON.stringify(entry)}`,
    )
    .join(',')}}`;
}

const document = await (async () => {
  const { openApi } = await import('../../lib/openapi.ts');
  return openApi(await loadFunctions(), '0') as {
    paths: Record<
      string,
      Record<string, { requestBody?: { content: { 'application/json': { schema: Shape } } } }>
    >;
  };
})();
const bodySchema = ({ path, method }: RouteDefinition): Shape =>
  document.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json'].schema ?? {};

const titled = (chosen: readonly FunctionFile<RouteDefinition>[]) =>
  chosen.map(({ definition }) => [`${definition.method} ${definition.path}`, definition] as const);
const withBody = routes.filter(({ definition }) => definition.body);
const withQuery = routes.filter(({ definition }) => definition.query);
const withParams = routes.filter(({ definition }) => definition.params);
const json = { 'content-type': 'application/json' };

/** In fours: the system under test shares the machine with the tests. */
async function all<T>(entries: readonly T[], work: (entry: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < entries.length; start += 4)
    await Promise.all(entries.slice(start, start + 4).map(work));
}

describe.each(titled(withBody))('the body of %s', (_, definition) => {
  const { method } = definition;
  const bodies = () => variantsOf(bodySchema(definition)).map((variant) => validOf(variant));

  it('may have anything in any place', async () => {
    const sent: string[] = [];
    for (const body of bodies())
      for (const place of placesIn(body))
        for (const raw of Object.values(VALUES)) sent.push(withRaw(body, place, raw));
    expect(sent.length).toBeGreaterThan(Object.keys(VALUES).length);
    await all([...new Set(sent)], async (body) => {
      await send({ method, path: pathOf(definition.path), headers: json, body });
    });
  });

  it.each([
    ['nothing', ''],
    ['half of it', '{"name":'],
    ['two of them', '{}{}'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d])],
    ['a byte order mark', '\uFEFF{}'],
  ])('is refused with 400 as %s', async (_title, body) => {
    expect(await send({ method, path: pathOf(definition.path), headers: json, body })).toBe(400);
  });

  it('is refused with 413 above a megabyte', async () => {
    const body = JSON.stringify({ name: 'a'.repeat(1024 * 1024) });
    expect(await send({ method, path: pathOf(definition.path), headers: json, body })).toBe(413);
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/octet-stream'])(
    'is refused with 415 as %s',
    async (type) => {
      const headers = { 'content-type': type };
      expect(await send({ method, path: pathOf(definition.path), headers, body: '{}' })).toBe(415);
    },
  );
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
      names.flatMap((name) => QUERIES.map((query) => `${name}${query}`)),
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

describe.each(titled(withParams))('the path of %s', (_, definition) => {
  it('may name anything: what is no id is not found', async () => {
    const names = definition.path.match(/\{[^}]+\}/g) ?? [];
    for (const name of names)
      await all(SEGMENTS, async (segment) => {
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
  it('of one list is refused by every other', async () => {
    const own = await newAdmin(system.current.appUrl);
    let customer = '';
    for (let index = 0; index < 3; index++) {
      const created = await own.expect('POST', '/api/v1/contracts', {
        customer: customer ? { id: customer } : { name: 'Meridian' },
        file_name: `${index}.txt`,
        content_type: 'text/plain',
        size: 10,
      });
      customer = created.contract.customer_id;
      await own.expect('POST', '/api/v1/stakeholders', { customer_id: customer, name: `Person ${index}` });
    }
    const { next_cursor } = await own.expect('GET', '/api/v1/contracts?limit=1');
    expect(next_cursor).toEqual(expect.any(String));
    const lists = titled(withQuery)
      .map(([, definition]) => definition)
      .filter(({ query }) => 'cursor' in ((query as { shape?: object }).shape ?? {}));
    expect(lists.length).toBeGreaterThanOrEqual(5);
    for (const { path } of lists.filter((list) => list.path !== '/api/v1/contracts')) {
      const target = path.replace('{id}', customer);
      const scope = path === '/api/v1/stakeholders' ? `&customer_id=${customer}` : '';
      const answer = await own.call('GET', `${target}?limit=1${scope}&cursor=${next_cursor}`);
      expect(answer.body.code, path).toBe('invalid_cursor');
    }
  });

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
