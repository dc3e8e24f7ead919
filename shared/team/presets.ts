/**
 * The role presets of each blueprint. Keys are those of the sources (K1): the same key in two blueprints may mean
 * different things, because an organization has one blueprint.
 */
import type { GrantRecord, Permission, Scope } from '../kernel/permissions.ts';

export interface RolePreset {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly grants: GrantRecord;
}

const at = (scope: Scope, ...permissions: readonly Permission[]): GrantRecord =>
  Object.fromEntries(permissions.map((permission) => [permission, scope]));

const MEMBER = at('org', 'organization:read', 'team:read');

const READ_RECORDS = ['customer:read', 'stakeholder:read', 'contract:read', 'plan:read'] as const;
const WORK_RECORDS = [
  ...READ_RECORDS,
  'customer:write',
  'stakeholder:write',
  'portal:manage',
  'contract:write',
  'contract:delete',
  'plan:write',
] as const;
/** Leads a team's work: sees all of it, assigns it, brings back what was archived (K6). */
const LEAD_RECORDS = [...WORK_RECORDS, 'customer:assign', 'contract:restore', 'report:read'] as const;

const ADMINISTRATION = [
  'organization:manage',
  'organization:delete',
  'settings:manage',
  'billing:manage',
  'team:manage',
  'role:manage',
  'apikey:manage',
  'integration:manage',
  'audit:read',
  'audit:export',
] as const;

const reader = (key: string, name: string, description: string): RolePreset => ({
  key,
  name,
  description,
  grants: { ...MEMBER, ...at('org', ...READ_RECORDS, 'report:read') },
});

const worker = (key: string, name: string, description: string, scope: Scope = 'assigned'): RolePreset => ({
  key,
  name,
  description,
  grants: { ...MEMBER, ...at(scope, ...WORK_RECORDS, 'contract:restore') },
});

const all = (key: string, name: string, description: string): RolePreset => ({
  key,
  name,
  description,
  grants: { ...MEMBER, ...at('org', ...LEAD_RECORDS, ...ADMINISTRATION) },
});

const ADMIN = all('admin', 'Admin', 'Manages everything, the team and the settings included');

/** By blueprint; the first role is that of the founder. */
export const ROLE_PRESETS = {
  'customer-success': [
    ADMIN,
    worker('csm', 'Customer success manager', 'Works with the customers assigned to them (TEAM-08)'),
    reader('viewer', 'Viewer', 'Sees everything, changes nothing (TEAM-09)'),
  ],
  insurance: [
    ADMIN,
    {
      key: 'manager',
      name: 'Manager',
      description: 'Leads the team: sees all work, manages members and settings (TEAM-13)',
      grants: { ...MEMBER, ...at('org', ...LEAD_RECORDS, 'team:manage', 'settings:manage') },
    },
    worker('agent', 'Agent', 'Works with the customers assigned to them (TEAM-12)'),
    worker('user', 'User', 'Works with what they brought in themselves (TEAM-11)', 'own'),
    reader('viewer', 'Viewer', 'Sees everything and the reports, changes nothing (TEAM-16)'),
  ],
  surrogacy: [
    all('manager', 'Manager', 'Leads the agency: everything, the team and the settings included (TEAM-17)'),
    {
      key: 'case_manager',
      name: 'Case manager',
      description: 'Takes cases over after the handoff; assigns (TEAM-18)',
      grants: { ...MEMBER, ...at('org', ...WORK_RECORDS, 'customer:assign') },
    },
    worker(
      'intake_specialist',
      'Intake specialist',
      'Works with the cases assigned to them until the handoff',
    ),
    {
      key: 'developer',
      name: 'Developer',
      description: 'Connects other systems; sees no customer',
      grants: { ...MEMBER, ...at('org', 'integration:manage', 'apikey:manage', 'audit:read') },
    },
  ],
  helpdesk: [
    all('admin', 'Tenant admin', 'Manages everything, the team and the settings included (TEAM-22)'),
    worker('agent', 'Agent', 'Answers every customer (TEAM-22)', 'org'),
  ],
  generic: [
    ADMIN,
    {
      key: 'manager',
      name: 'Manager',
      description: 'Sees the team’s performance, reassigns (TEAM-20)',
      grants: { ...MEMBER, ...at('org', ...LEAD_RECORDS, 'audit:read') },
    },
    worker('agent', 'Agent', 'Works with the customers assigned to them (TEAM-20)'),
  ],
} as const satisfies Readonly<Record<string, readonly RolePreset[]>>;

export type Blueprint = keyof typeof ROLE_PRESETS;

export const BLUEPRINTS = Object.keys(ROLE_PRESETS) as readonly Blueprint[];

const isBlueprint = (text: string): text is Blueprint => Object.hasOwn(ROLE_PRESETS, text);

/** @returns none for a blueprint that does not exist */
export const presetsOf = (blueprint: string): readonly RolePreset[] =>
  isBlueprint(blueprint) ? ROLE_PRESETS[blueprint] : [];

/** The role of whoever founds an organization. */
export const founderRole = (blueprint: Blueprint): string => ROLE_PRESETS[blueprint][0].key;
