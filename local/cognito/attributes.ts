import { AwsError } from '../types.ts';
import type { Client } from './client.ts';
import { invalid, list, record } from './input.ts';
import { type Pool, STANDARD_ATTRIBUTES } from './pool.ts';

const EMAIL = /^[^\s@"<>()[\]\\,;:]+@[^\s@"<>()[\]\\,;:.]+(\.[^\s@"<>()[\]\\,;:.]+)+$/;
const LONGEST = 2_048;

export function isEmail(value: string): boolean {
  return value.length <= 254 && EMAIL.test(value);
}

/** Reads a list of `{Name, Value}`. @throws InvalidParameterException */
export function readAttributes(value: unknown): Readonly<Record<string, string>> {
  const entries = list(value).map((item): [string, string] => {
    const { Name, Value } = record(item);
    if (typeof Name !== 'string' || Name === '') throw invalid('An attribute needs a Name');
    if (Value !== undefined && typeof Value !== 'string') throw invalid(`${Name} must be a string`);
    return [Name, Value ?? ''];
  });
  return Object.fromEntries(entries);
}

/** A list of `{Name, Value}`. */
export function writeAttributes(attributes: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

/** @throws InvalidParameterException for an attribute that the pool does not have or a malformed value */
export function assertKnown(pool: Pool, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const known = name.startsWith('custom:') ? pool.schema.has(name) : STANDARD_ATTRIBUTES.includes(name);
    if (!known || name === 'sub') {
      throw invalid(
        `Attributes did not conform to the schema: ${name}: Attribute does not exist in the schema.`,
      );
    }
    if (value.length > LONGEST) {
      throw invalid(
        `Attributes did not conform to the schema: ${name}: String must be no longer than ${LONGEST} characters`,
      );
    }
    if (name === 'email' && value !== '' && !isEmail(value)) throw invalid('Invalid email address format.');
  }
}

/** Names of the required attributes that are missing. */
export function missingAttributes(
  pool: Pool,
  attributes: Readonly<Record<string, string>>,
): readonly string[] {
  return [...pool.schema.values()]
    .filter(({ name, required }) => required && name !== 'sub' && (attributes[name] ?? '') === '')
    .map(({ name }) => name);
}

/** @throws InvalidParameterException */
export function assertComplete(pool: Pool, attributes: Readonly<Record<string, string>>): void {
  const [missing] = missingAttributes(pool, attributes);
  if (missing !== undefined) {
    throw invalid(`Attributes did not conform to the schema: ${missing}: The attribute is required`);
  }
}

/** What a person may never write about themselves, whatever the client allows. */
const VERIFICATIONS = ['email_verified', 'phone_number_verified'];

/** @throws NotAuthorizedException when the client may not write one of these */
export function assertWritable(client: Client, attributes: Readonly<Record<string, string>>): void {
  const allowed = (name: string): boolean =>
    !VERIFICATIONS.includes(name) &&
    (client.writable === undefined ? !name.startsWith('custom:') : client.writable.includes(name));
  if (!Object.keys(attributes).every(allowed)) {
    throw new AwsError('NotAuthorizedException', 'A client attempted to write unauthorized attribute');
  }
}

/** Applies changes; an empty value deletes the attribute. */
export function mergeAttributes(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const merged = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== '');
  return Object.fromEntries(merged);
}
