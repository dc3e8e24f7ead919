/** What a role of an organization may do: its own roles first, then its blueprint's presets. */
import { type Grants, grantsOf } from '../kernel/permissions.ts';
import { presetsOf } from './presets.ts';

/** The organization's entry in the directory: what has to be known before any of its records may be read. */
export interface TenantEntry {
  readonly status: 'active' | 'suspended' | 'deleting';
  readonly blueprint: string;
  /** Of a demonstration. */
  readonly demo?: 'yes';
  /** Grants of the organization's own roles, by key. */
  readonly roles: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const NOTHING: Grants = new Map();

/** @returns nothing for a role that does not exist: an unknown role may do nothing */
export function grantsOfRole(
  { blueprint, roles }: Pick<TenantEntry, 'blueprint' | 'roles'>,
  role: string,
): Grants {
  const own = Object.hasOwn(roles, role) ? roles[role] : undefined;
  const grants = own ?? presetsOf(blueprint).find(({ key }) => key === role)?.grants;
  return grants ? grantsOf(grants) : NOTHING;
}
