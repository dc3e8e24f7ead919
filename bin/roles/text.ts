/** docs/roles.md, from the vocabulary and the presets: what is written there is what is granted. */
import {
  type GrantRecord,
  PERMISSIONS,
  type Permission,
  reaches,
  type Scope,
} from '../../shared/kernel/permissions.ts';
import { BLUEPRINTS, presetsOf } from '../../shared/team/presets.ts';

const HEAD = `# Roles

A permission is \`resource:action\`; a role has it in a scope: \`own\` (what one brought in oneself and still has), \`assigned\` (what is assigned to one), \`queue\` (also what waits in one's queues), \`org\` (the organization's), \`platform\` (outside any organization). Each scope includes the ones before it. An organization begins with the roles of its blueprint and may have roles of its own.

This page is written by \`npm run docs:roles\`; a test holds it to the code.
`;

/** The eleven permissions of the insurance trade's matrix (TEAM-10), in our vocabulary. */
const MATRIX: readonly (readonly [name: string, permission: Permission, scope: Scope])[] = [
  ['ViewOwn', 'customer:read', 'own'],
  ['EditOwn', 'customer:write', 'own'],
  ['ViewLeads', 'customer:read', 'assigned'],
  ['ManageLeads', 'customer:write', 'assigned'],
  ['ManageTeam', 'team:manage', 'org'],
  ['AccessSettings', 'settings:manage', 'org'],
  ['AccessReports', 'report:read', 'org'],
  ['ManageBilling', 'billing:manage', 'org'],
  ['ManageIntegrations', 'integration:manage', 'org'],
  ['ManageOrganizations', 'platform:manage', 'platform'],
  ['AccessPlatformAdmin', 'platform:read', 'platform'],
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const has = (grants: GrantRecord, permission: Permission, scope: Scope) => {
  const granted = grants[permission];
  return granted !== undefined && reaches(granted, scope);
};

export function rolesText(): string {
  const permissions = Object.entries(PERMISSIONS) as [Permission, string][];
  const blueprints = BLUEPRINTS.map((blueprint) => {
    const roles = presetsOf(blueprint);
    return [
      `## ${blueprint}`,
      ...roles.map(({ key, name, description }) => `- \`${key}\` – ${name}. ${description}.`),
      '',
      table(
        ['permission', ...roles.map(({ key }) => key)],
        permissions
          .filter(([permission]) => roles.some(({ grants }) => grants[permission]))
          .map(([permission]) => [
            `\`${permission}\``,
            ...roles.map(({ grants }) => grants[permission] ?? ''),
          ]),
      ),
      '',
    ].join('\n');
  });
  const insurance = presetsOf('insurance');
  return [
    HEAD,
    '## Permissions\n',
    table(
      ['permission', 'lets somebody'],
      permissions.map(([permission, text]) => [`\`${permission}\``, text]),
    ),
    '',
    ...blueprints,
    '## The insurance trade’s own matrix (TEAM-10…16)\n',
    'Its eleven permissions, and what they are here. `super_admin` is no role of an organization: its two permissions have the scope `platform`.\n',
    table(
      ['its permission', 'here', ...insurance.map(({ key }) => key)],
      MATRIX.map(([name, permission, scope]) => [
        name,
        `\`${permission}\` at \`${scope}\``,
        ...insurance.map(({ grants }) => (has(grants, permission, scope) ? 'yes' : '')),
      ]),
    ),
    '',
  ].join('\n');
}
