import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  grantsOf,
  isPermission,
  PERMISSIONS,
  type Permission,
  reaches,
  readGrants,
  readingOf,
  SCOPED_RESOURCES,
  SCOPES,
  writeGrants,
} from '../../../shared/kernel/permissions.ts';
import { matrixOf } from '../../../shared/team/matrix.ts';
import { BLUEPRINTS, founderRole, presetsOf } from '../../../shared/team/presets.ts';
import { grantsOfRole } from '../../../shared/team/roles.ts';

const of = (blueprint: string, role: string, roles = {}) => grantsOfRole({ blueprint, roles }, role);

it('a role that does not exist may do nothing, whatever it is called', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...BLUEPRINTS),
      fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'Admin', ' admin', '')),
      (blueprint, role) => {
        fc.pre(!presetsOf(blueprint).some(({ key }) => key === role));
        expect(of(blueprint, role).size).toBe(0);
      },
    ),
  );
  for (const blueprint of ['', '__proto__', 'toString', 'Generic'])
    expect(of(blueprint, 'admin').size).toBe(0);
});

it('an organization’s own role counts before a preset of that name, and only with what the vocabulary knows', () => {
  const roles = {
    admin: { 'plan:read': 'own', 'plan:fly': 'org', 'customer:read': 'galaxy', 'team:read': 3 },
  };
  expect([...of('generic', 'admin', roles)]).toEqual([['plan:read', 'own']]);
});

it('grants survive the way through an authorizer’s strings', () => {
  const names = Object.keys(PERMISSIONS) as Permission[];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...SCOPES)), (record) => {
      const grants = grantsOf(record);
      expect(readGrants(writeGrants(grants))).toEqual(grants);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const [permission] of readGrants(text)) expect(isPermission(permission)).toBe(true);
    }),
  );
});

describe.each(BLUEPRINTS)('the presets of %s', (blueprint) => {
  const presets = presetsOf(blueprint);

  it('have keys of their own, and the founder’s role may do all that any of them may', () => {
    expect(new Set(presets.map(({ key }) => key)).size).toBe(presets.length);
    const founder = of(blueprint, founderRole(blueprint));
    for (const { key } of presets) expect(covers(founder, of(blueprint, key)), key).toBe(true);
    for (const needed of ['team:manage', 'role:manage', 'organization:manage'] as const)
      expect(founder.get(needed)).toBe('org');
  });

  it('let nobody reach over the organization, and narrow only what has an owner', () => {
    for (const { key } of presets)
      for (const [permission, scope] of of(blueprint, key)) {
        expect(scope, `${key} ${permission}`).not.toBe('platform');
        if (scope !== 'org') expect(SCOPED_RESOURCES, permission).toContain(permission.split(':')[0]);
      }
  });

  it('let nobody change what they may not see', () => {
    for (const { key } of presets) {
      const grants = of(blueprint, key);
      for (const [permission, scope] of grants) {
        const [resource] = permission.split(':');
        const needed = readingOf(permission);
        const reading = needed ? grants.get(needed) : scope;
        if (SCOPED_RESOURCES.has(resource ?? ''))
          expect(reading && reaches(reading, scope), permission).toBe(true);
      }
    }
  });
});

/** S1's matrix (TEAM-10…16), read off the presets of the insurance blueprint: nobody keeps it by hand. */
it.each([
  ['user', 'ViewOwn EditOwn'],
  ['agent', 'ViewOwn EditOwn ViewLeads ManageLeads'],
  ['manager', 'ViewOwn EditOwn ViewLeads ManageLeads ManageTeam AccessSettings AccessReports'],
  [
    'admin',
    'ViewOwn EditOwn ViewLeads ManageLeads ManageTeam AccessSettings AccessReports ManageBilling ManageIntegrations',
  ],
  ['viewer', 'ViewOwn ViewLeads AccessReports'],
])('the matrix of %s is %s', (role, expected) => {
  expect(matrixOf(of('insurance', role)).join(' ')).toBe(expected);
});
