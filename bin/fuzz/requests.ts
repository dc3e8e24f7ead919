/** Makes requests of an operation: valid ones, and valid ones with something wrong in one to three places. */
import {
  AUTHORIZATIONS,
  BROKEN_BODIES,
  CONTENT_TYPES,
  ENCODED,
  EXTRA_NAMES,
  HEADERS,
  RAW_VALUES,
} from './hostile.ts';
import type { Operation } from './operations.ts';
import type { Random } from './random.ts';
import { placesIn, valid, withRaw } from './shapes.ts';

/** A request in pieces, so that it can be made smaller. */
export interface Draft {
  readonly segments: readonly string[];
  readonly query: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string | Buffer;
  /** Nothing of it was made wrong. */
  readonly isValid: boolean;
}

export interface Ids {
  /** Records of the asking account's own organization. */
  readonly own: (kind: string, random: Random) => string | undefined;
  /** Records of the organization that nobody else may see. */
  readonly foreign: (kind: string, random: Random) => string | undefined;
  /** Stands for `CANARY` in headers. */
  readonly foreignTenant: string;
}

export const MISSING = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';

/** Done to one's own records, these end what the fuzzer stands on. */
const ENDS_ITSELF =
  /^(DELETE \/api\/v1\/organizations|POST \/api\/v1\/organizations\/\{id\}\/|(DELETE|POST|PATCH|PUT) \/api\/v1\/(team|members|roles))/;

const VALID_SHARE = 0.45;

export function draft(operation: Operation, random: Random, ids: Ids): Draft {
  const segments = operation.path
    .split('/')
    .map((segment, index, all) =>
      segment.startsWith('{')
        ? encodeURIComponent(anId(operation, all[index - 1] ?? '', random, ids))
        : segment,
    );
  const idOf = (field: string) => idOfField(field, random, ids);
  const query = Object.entries(operation.query)
    .filter(([name, { required }]) => required || random.chance(name === 'cursor' ? 0.1 : 0.25))
    .map(([name, { schema }]) => {
      const value = valid(schema, random, idOf, name);
      return `${name}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))}`;
    });
  const base: Draft = {
    segments,
    query,
    headers: [
      ...Object.entries(operation.headers),
      ...(operation.body ? [['content-type', 'application/json'] as const] : []),
      ...(operation.takesKey && random.chance(0.1)
        ? [['idempotency-key', `key-${random.int(20)}`] as const]
        : []),
    ],
    ...(operation.body && { body: JSON.stringify(valid(operation.body, random, idOf)) }),
    isValid: true,
  };
  if (random.chance(VALID_SHARE)) return base;
  let spoiled = base;
  for (let left = 1 + random.int(3); left > 0; left--) spoiled = spoil(operation, spoiled, random, ids);
  return { ...spoiled, isValid: false };
}

function anId(operation: Operation, kind: string, random: Random, ids: Ids): string {
  // What is archived answers little: most of it is to stay.
  const place = operation.method === 'DELETE' && random.chance(0.7) ? 9 : random.int(10);
  if (place < 6 && !ENDS_ITSELF.test(operation.name)) return ids.own(kind, random) ?? MISSING;
  return (place < 9 ? ids.foreign(kind, random) : undefined) ?? MISSING;
}

/** `customer_id` means a customer, one's own or not. */
function idOfField(field: string, random: Random, ids: Ids): string | undefined {
  if (field === 'cursor') return (random.chance(0.6) ? ids.own : ids.foreign)('cursors', random);
  if (/^(after|depends_on?)$/.test(field)) return ids.own('tasks', random);
  if (!/(^|_)ids?$/.test(field)) return undefined;
  const stem = field.replace(/_?ids?$/, '');
  const from = random.chance(0.7) ? ids.own : ids.foreign;
  return from(stem ? `${stem}s` : 'customers', random) ?? MISSING;
}

function spoil(operation: Operation, draft: Draft, random: Random, ids: Ids): Draft {
  const hasBody = operation.body !== undefined;
  const kinds = ['header', 'query', ...(operation.path.includes('{') ? ['segment'] : [])];
  // Most of what can go wrong is in a body.
  if (hasBody) kinds.push('place', 'place', 'place', 'gone', 'extra', 'broken', 'type', 'large');
  if (Object.keys(operation.query).length > 0) kinds.push('value', 'value');
  if (operation.permission !== undefined && random.chance(0.1)) kinds.push('credential');
  switch (random.pick(kinds)) {
    case 'segment': {
      const places = operation.path.split('/').flatMap((one, index) => (one.startsWith('{') ? [index] : []));
      return { ...draft, segments: draft.segments.with(random.pick(places), random.pick(ENCODED) || '%20') };
    }
    case 'value': {
      const name = random.pick(Object.keys(operation.query));
      const kept = random.chance(0.2)
        ? draft.query
        : draft.query.filter((one) => !one.startsWith(`${name}=`));
      return { ...draft, query: [...kept, `${name}=${random.pick(ENCODED)}`] };
    }
    case 'query':
      return {
        ...draft,
        query: [...draft.query, `${encodeURIComponent(random.pick(EXTRA_NAMES))}=${random.pick(ENCODED)}`],
      };
    case 'header': {
      const [name, value] = random.pick(HEADERS);
      return withHeader(draft, name, value === 'CANARY' ? ids.foreignTenant : value);
    }
    case 'credential':
      return withHeader(draft, 'authorization', random.pick(AUTHORIZATIONS));
    case 'type':
      return withHeader(draft, 'content-type', random.pick(CONTENT_TYPES));
    case 'broken':
      return { ...draft, body: random.pick(BROKEN_BODIES) };
    case 'large':
      return random.chance(0.1)
        ? { ...draft, body: JSON.stringify({ name: 'a'.repeat(1024 * 1024 + random.int(100_000)) }) }
        : draft;
    case 'gone':
      return inBody(draft, random, () => undefined);
    case 'extra':
      return withExtra(draft, random);
    default:
      return inBody(draft, random, () => random.pick(RAW_VALUES));
  }
}

const withHeader = (draft: Draft, name: string, value: string): Draft => ({
  ...draft,
  headers: [...draft.headers.filter(([known]) => known !== name), [name, value]],
});

function inBody(draft: Draft, random: Random, raw: () => string | undefined): Draft {
  const value = parsed(draft.body);
  if (value === undefined) return draft;
  return { ...draft, body: withRaw(value, random.pick(placesIn(value)), raw()) };
}

function withExtra(draft: Draft, random: Random): Draft {
  const value = parsed(draft.body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return draft;
  const rest = JSON.stringify(value).slice(1, -1);
  const extra = `${JSON.stringify(random.pick(EXTRA_NAMES))}:${random.pick(RAW_VALUES)}`;
  return { ...draft, body: `{${rest ? `${rest},` : ''}${extra}}` };
}

/** Undefined for what is no JSON: it stays as broken as it is. */
export function parsed(body: string | Buffer | undefined): unknown {
  if (typeof body !== 'string' || body.length > 200_000) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export const targetOf = ({ segments, query }: Draft): string =>
  segments.join('/') + (query.length > 0 ? `?${query.join('&')}` : '');
