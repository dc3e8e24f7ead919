/**
 * The one vocabulary of permissions, `resource:action`, and the scopes in which a role may have them (K1). Roles are
 * data (`shared/team`); routes name permissions of this list, so a misspelt one does not compile.
 */

/** What each permission lets somebody do, as the roles screen and the documentation say it. */
export const PERMISSIONS = {
  'organization:read': 'See the organization',
  'organization:manage': 'Change the organization and its set-up',
  'organization:delete': 'Delete the organization',
  'settings:manage': 'Change workspace settings: branding, fields, notifications',
  'billing:manage': 'Choose the subscription plan',
  'team:read': 'See the team and its roles',
  'team:manage': 'Invite, change and remove members',
  'role:manage': 'Make and change roles',
  'apikey:manage': 'Make, rotate and revoke API keys',
  'integration:manage': 'Connect other systems',
  'report:read': 'See reports',
  'audit:read': 'Read the audit log',
  'audit:export': 'Export the audit log',
  'customer:read': 'See customers',
  'customer:write': 'Add and change customers',
  'customer:assign': 'Assign customers to members',
  'stakeholder:read': 'See people at customers',
  'stakeholder:write': 'Add and change people at customers',
  'portal:manage': 'Give people at customers access to the customer portal',
  'contract:read': 'See contracts and what was read from them',
  'contract:write': 'Upload, correct and confirm contracts',
  'contract:delete': 'Archive contracts',
  'contract:restore': 'Restore archived contracts',
  'plan:read': 'See onboarding plans',
  'plan:write': 'Work on onboarding plans',
  'platform:read': 'See every organization’s state, from outside',
  'platform:manage': 'Suspend organizations and set their limits',
} as const satisfies Readonly<Record<`${string}:${string}`, string>>;

export type Permission = keyof typeof PERMISSIONS;

/**
 * Which records a permission reaches, narrowest first. `own`: what one brought in oneself and still has; `assigned`:
 * what is assigned to one; `queue`: also what waits in one's queues; `org`: the organization's; `platform`: outside any
 * organization. Each includes the ones before it.
 */
export const SCOPES = ['own', 'assigned', 'queue', 'org', 'platform'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whose records have an owner: only for these is a scope narrower than the organization meant. */
export const SCOPED_RESOURCES: ReadonlySet<string> = new Set([
  'customer',
  'stakeholder',
  'portal',
  'contract',
  'plan',
]);

export type Grants = ReadonlyMap<Permission, Scope>;

/** A role's grants as data: `{"customer:read": "assigned"}`. */
export type GrantRecord = Readonly<Partial<Record<Permission, Scope>>>;

/** What whoever has a permission must be able to see; undefined where nothing has to be. */
export function readingOf(permission: Permission): Permission | undefined {
  const [resource = ''] = permission.split(':');
  // A customer's portal is seen with the customer.
  const reading = `${resource === 'portal' ? 'customer' : resource}:read`;
  return reading !== permission && isPermission(reading) ? reading : undefined;
}

/** What is done to organizations from outside them; no role of an organization opens it. */
export type PlatformPermission = Extract<Permission, `platform:${string}`>;

export const isPlatformPermission = (permission: Permission): permission is PlatformPermission =>
  permission.startsWith('platform:');

export const isPermission = (text: string): text is Permission => Object.hasOwn(PERMISSIONS, text);
export const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

export const reaches = (granted: Scope, needed: Scope) => SCOPES.indexOf(granted) >= SCOPES.indexOf(needed);

/** Whether whoever has `wide` may do all that `narrow` lets one do: nobody hands out what they do not have. */
export const covers = (wide: Grants, narrow: Grants): boolean =>
  [...narrow].every(([permission, scope]) => {
    const granted = wide.get(permission);
    return granted !== undefined && reaches(granted, scope);
  });

/** What is not in the vocabulary grants nothing. */
export const grantsOf = (record: Readonly<Record<string, unknown>>): Grants =>
  new Map(
    Object.entries(record).flatMap(([permission, scope]) =>
      isPermission(permission) && typeof scope === 'string' && isScope(scope)
        ? [[permission, scope] as const]
        : [],
    ),
  );

/** As a header-like string: `customer:read:assigned plan:read:org`. An authorizer's context holds strings only. */
export const writeGrants = (grants: Grants) =>
  [...grants].map(([permission, scope]) => `${permission}:${scope}`).join(' ');

export const readGrants = (text: string): Grants =>
  grantsOf(
    Object.fromEntries(
      text.split(' ').map((entry) => {
        const at = entry.lastIndexOf(':');
        return [entry.slice(0, at), entry.slice(at + 1)];
      }),
    ),
  );
