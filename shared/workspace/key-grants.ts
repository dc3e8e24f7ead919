/** What an API key may be given. A key never manages keys, people, roles, money or the organization's existence. */
import { type Grants, grantsOf, PERMISSIONS, type Permission } from '../kernel/permissions.ts';

const FOR_PEOPLE = {
  'apikey:manage': true,
  'role:manage': true,
  'team:manage': true,
  'portal:manage': true,
  'billing:manage': true,
  'organization:manage': true,
  'organization:delete': true,
  'platform:read': true,
  'platform:manage': true,
} as const satisfies Partial<Record<Permission, true>>;

export type KeyPermission = Exclude<Permission, keyof typeof FOR_PEOPLE>;

export const isKeyPermission = (permission: Permission): permission is KeyPermission =>
  !Object.hasOwn(FOR_PEOPLE, permission);

export const KEY_PERMISSIONS: readonly KeyPermission[] = (Object.keys(PERMISSIONS) as Permission[]).filter(
  isKeyPermission,
);

/** What was given once and may still be given: what left the vocabulary since then grants nothing. */
export const keyGrants = (given: Readonly<Record<string, unknown>>): Grants =>
  new Map([...grantsOf(given)].filter(([permission]) => isKeyPermission(permission)));
