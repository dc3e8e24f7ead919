import fc from 'fast-check';
import { expect, it } from 'vitest';
import { permissionsOf, ROLES } from '../../../shared/team/roles.ts';

it('a role that does not exist may do nothing, whatever it is called', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'Admin', ' admin', '')),
      (role) => {
        fc.pre(!ROLES.includes(role));
        expect(permissionsOf(role)).toEqual([]);
      },
    ),
  );
});

it('a viewer writes nothing, a CSM manages nothing, an admin may do all that they may', () => {
  const [viewer, csm, admin] = ['viewer', 'csm', 'admin'].map(permissionsOf);
  expect(viewer?.every((permission) => permission.endsWith(':read'))).toBe(true);
  expect(csm?.some((permission) => permission.endsWith(':manage'))).toBe(false);
  expect(csm).toEqual(expect.arrayContaining([...(viewer ?? [])]));
  expect(admin).toEqual(expect.arrayContaining([...(csm ?? [])]));
});
