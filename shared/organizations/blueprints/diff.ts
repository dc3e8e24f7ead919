/**
 * What differs between two configurations or settings: an organization's and its blueprint's of today, or two of its own
 * versions. Entries of lists are told apart by their `key`, so that a change of order alone is none.
 */
import { isDeepStrictEqual } from 'node:util';

export interface Change {
  /** `pipelines.cases.statuses.matched.name` */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: unknown;
  readonly after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list whose entries have keys, as fields by them. */
const keyed = (value: unknown): unknown =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((entry) => isFields(entry) && typeof entry.key === 'string')
    ? Object.fromEntries(value.map((entry: { key: string }) => [entry.key, entry]))
    : value;

/** In a stable order. Nothing for what is equal; an absent field equals an undefined one. */
export function diff(before: unknown, after: unknown, path = ''): Change[] {
  const [old, new_] = [keyed(before), keyed(after)];
  if (isDeepStrictEqual(old, new_)) return [];
  if (old === undefined) return [{ path, kind: 'added', before: null, after }];
  if (new_ === undefined) return [{ path, kind: 'removed', before, after: null }];
  if (!isFields(old) || !isFields(new_)) return [{ path, kind: 'changed', before, after }];
  const names = [...new Set([...Object.keys(old), ...Object.keys(new_)])].sort();
  return names.flatMap((name) => diff(old[name], new_[name], path ? `${path}.${name}` : name));
}
