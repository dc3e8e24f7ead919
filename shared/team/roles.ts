/** The role presets of the customer-success blueprint (TEAM-05, TEAM-09): viewer reads, CSM edits, admin manages. */

const READ = [
  'contract:read',
  'customer:read',
  'organization:read',
  'plan:read',
  'stakeholder:read',
] as const;
const EDIT = [
  ...READ,
  'contract:write',
  'contract:delete',
  'customer:write',
  'plan:write',
  'stakeholder:write',
] as const;
const MANAGE = [...EDIT, 'organization:manage'] as const;

const PRESETS: Readonly<Record<string, readonly string[]>> = { viewer: READ, csm: EDIT, admin: MANAGE };

/** @returns nothing for a role that does not exist: an unknown role may do nothing */
export const permissionsOf = (role: string): readonly string[] =>
  Object.hasOwn(PRESETS, role) ? (PRESETS[role] ?? []) : [];

export const ROLES = Object.keys(PRESETS);
