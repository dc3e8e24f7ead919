/** Values that a JSON Schema of the OpenAPI document accepts, and where in a value something can be put. */
import fc from 'fast-check';
import type { Random } from './random.ts';

/** The part of JSON Schema 2020-12 that our routes' inputs are written in. */
export interface Shape {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Shape;
  readonly propertyNames?: Shape;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Gives the id of a record that a field of this name may mean; undefined when the name means none. */
export type IdOf = (field: string) => string | undefined;

const WORDS = ['Meridian', 'Atlas Freight', 'Ünïcode Ⅸ', 'O’Brien & Sons', '日本', 'a', 'Kick-off', '0'];
const DATES = ['2026-12-01', '2027-02-28', '2024-02-29', '1970-01-01', '9999-12-31'];
const TIMES = ['2026-12-01T08:00:00Z', '2027-02-28T23:59:59.999Z'];
/** Fields whose rule is more than their schema says. */
const NAMED: Readonly<Record<string, readonly unknown[]>> = {
  version: [1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9],
  return_to: ['/', '/contracts?status=ready'],
  // Whose portal: nobody's.
  organization: ['fine-slug', 'no-such-house'],
  slug: ['fine-slug', 'another-slug', 'slug-3'],
  email: ['ada@example.com', 'grace.hopper@example.org'],
  content_type: ['text/plain', 'application/pdf'],
  file_name: ['a.txt', 'Vertrag – Entwurf.pdf'],
  key: ['governingLaw/0', 'effectiveDate/0'],
  phase: ['kickoff', 'training'],
  currency: ['EUR', 'USD'],
  timezone: ['Europe/Berlin'],
  time_zone: ['Europe/Berlin', 'UTC'],
  role: ['csm', 'viewer', 'admin'],
  csv: ['email,role\nada@example.com,csm\n', 'Name;E-Mail\nGrace;grace.hopper@example.org\n'],
  content: [Buffer.from('email\nada@example.com\n').toString('base64')],
  locale: ['de-DE'],
};

/** A value that the schema accepts; now and then one at its limits. */
export function valid(shape: Shape, random: Random, idOf: IdOf, name = ''): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return random.pick(shape.enum);
  const variants = shape.anyOf ?? shape.oneOf;
  if (variants) return valid(random.pick(variants), random, idOf, name);
  if (shape.allOf)
    return Object.assign({}, ...shape.allOf.map((part) => valid(part, random, idOf, name) as object));
  const type = typeof shape.type === 'string' ? shape.type : random.pick(shape.type ?? ['string']);
  switch (type) {
    case 'object':
      return object(shape, random, idOf);
    case 'array': {
      const least = shape.minItems ?? 0;
      const count = Math.min(shape.maxItems ?? 3, least + random.int(3));
      return Array.from({ length: count }, () =>
        shape.items ? valid(shape.items, random, idOf, singular(name)) : null,
      );
    }
    case 'integer':
    case 'number':
      return named(name, random) ?? number(shape, random, type === 'integer');
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return text(shape, random, idOf, name);
  }
}

function object(shape: Shape, random: Random, idOf: IdOf): Record<string, unknown> {
  const required = new Set(shape.required);
  const entries = Object.entries(shape.properties ?? {})
    .filter(([key]) => required.has(key) || random.chance(0.25))
    .map(([key, property]) => [key, valid(property, random, idOf, key)] as const);
  const { additionalProperties: more } = shape;
  const named = [...required].filter((key) => !Object.hasOwn(shape.properties ?? {}, key));
  if (typeof more === 'object' && named.length > 0)
    entries.push(...named.map((key) => [key, valid(more, random, idOf, key)] as const));
  else if (typeof more === 'object' && random.chance(0.7)) {
    const key = shape.propertyNames ? String(valid(shape.propertyNames, random, idOf)) : 'entry';
    entries.push([key, valid(more, random, idOf)]);
  }
  return Object.fromEntries(entries);
}

function number(shape: Shape, random: Random, whole: boolean): number {
  const least = shape.minimum ?? (shape.exclusiveMinimum === undefined ? 0 : shape.exclusiveMinimum + 1);
  const most =
    shape.maximum ?? (shape.exclusiveMaximum === undefined ? undefined : shape.exclusiveMaximum - 1);
  if (random.chance(0.1)) return least;
  if (random.chance(0.1) && most !== undefined) return most;
  const value = least + random.int(Math.min(100, (most ?? least + 100) - least + 1));
  return whole || most === undefined ? value : Math.min(most, value);
}

function text(shape: Shape, random: Random, idOf: IdOf, name: string): string {
  const fits = (value: string) =>
    value.length >= (shape.minLength ?? 0) &&
    value.length <= (shape.maxLength ?? Number.POSITIVE_INFINITY) &&
    (!shape.pattern || new RegExp(shape.pattern, 'u').test(value));
  const id = idOf(name);
  if (id !== undefined && fits(id)) return id;
  const known = named(name, random);
  if (typeof known === 'string' && fits(known)) return known;
  if (shape.format === 'date') return random.pick(DATES);
  if (shape.format === 'date-time') return random.pick(TIMES);
  if (shape.format === 'email') return 'ada@example.com';
  if (shape.format === 'uri' || shape.format === 'url') return 'https://example.com/a';
  if (shape.format === 'uuid') return '7f1f8a9e-5f3c-4c5e-9d1a-0d6f3a6d2b11';
  const word = random.pick(WORDS);
  if (fits(word)) return word;
  if (shape.pattern) return matching(shape.pattern, random);
  const least = shape.minLength ?? 0;
  return 'x'.repeat(Math.max(least, Math.min(shape.maxLength ?? 20, random.chance(0.2) ? 2_000 : 20)));
}

const named = (name: string, random: Random) =>
  Object.hasOwn(NAMED, name) ? random.pick(NAMED[name] as readonly unknown[]) : undefined;

/** `customer_ids` holds what `customer_id` names. */
const singular = (name: string) => name.replace(/s$/, '');

const samples = new Map<string, readonly string[]>();

function matching(pattern: string, random: Random): string {
  let known = samples.get(pattern);
  if (!known) {
    try {
      known = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { seed: 1, numRuns: 20 });
    } catch {
      // A pattern that looks ahead: its field should be named above; until then the request is a refused one.
      known = ['x'];
    }
    samples.set(pattern, known);
  }
  return random.pick(known);
}

export type Place = readonly (string | number)[];

const DEEPEST = 12;
const WIDEST = 60;

/** The places in a JSON value, its root first; not all of one that somebody made without end. */
export const placesIn = (value: unknown, place: Place = []): Place[] => [
  place,
  ...(typeof value === 'object' && value !== null && place.length < DEEPEST
    ? Object.entries(value)
        .slice(0, WIDEST)
        .flatMap(([key, entry]) => placesIn(entry, [...place, Array.isArray(value) ? Number(key) : key]))
    : []),
];

/** JSON of a value with raw text in one place, or without that place when the text is undefined. */
export function withRaw(value: unknown, place: Place, raw: string | undefined): string {
  const [head, ...rest] = place;
  if (head === undefined) return raw ?? '';
  const replaced = (entry: unknown) => withRaw(entry, rest, raw);
  const isGone = rest.length === 0 && raw === undefined;
  if (Array.isArray(value))
    return `[${value
      .flatMap((entry, index) => (index !== head ? [JSON.stringify(entry)] : isGone ? [] : [replaced(entry)]))
      .join(',')}]`;
  return `{${Object.entries(value as object)
    .flatMap(([key, entry]) => {
      const isHere = key === head;
      return isHere && isGone
        ? []
        : [`${JSON.stringify(key)}:${isHere ? replaced(entry) : JSON.stringify(entry)}`];
    })
    .join(',')}}`;
}
