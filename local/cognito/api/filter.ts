import { invalid } from '../input.ts';
import type { User } from '../users.ts';

const GRAMMAR = /^\s*"?([a-z_:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;
const SEARCHABLE = [
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
];

/** The condition of a ListUsers `Filter`. */
export interface Filter {
  readonly name: string;
  readonly exact: boolean;
  readonly value: string;
}

/**
 * Reads `email = "jane@acme.example"` or, by prefix, `name ^= "Ja"`; quotes and backslashes in the
 * value are escaped by a backslash.
 * @throws InvalidParameterException
 */
export function readFilter(source: string): Filter {
  const [, name = '', operator, value = ''] = GRAMMAR.exec(source) ?? [];
  if (operator === undefined) throw invalid('Error while parsing filter.');
  if (![...SEARCHABLE, 'cognito:user_status', 'status', 'sub'].includes(name)) {
    throw invalid(`Invalid search attribute: ${name}`);
  }
  return { name, exact: operator === '=', value: value.replace(/\\(.)/g, '$1') };
}

function searched(user: User, name: string): string | undefined {
  if (name === 'username') return user.username;
  if (name === 'sub') return user.sub;
  if (name === 'cognito:user_status') return user.status;
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return user.attributes[name];
}

/** Whether the user meets the condition; only user names are compared by case. */
export function matches(user: User, filter: Filter): boolean {
  const fold = (text: string): string => (filter.name === 'username' ? text : text.toLowerCase());
  const value = searched(user, filter.name);
  if (value === undefined) return false;
  return filter.exact ? fold(value) === fold(filter.value) : fold(value).startsWith(fold(filter.value));
}
