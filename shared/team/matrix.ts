/** The matrix of eleven permissions by which insurers know roles (TEAM-10…16), read off a role's grants. */
import { type Grants, type Permission, reaches, type Scope } from '../kernel/permissions.ts';

const MATRIX = {
  ViewOwn: ['customer:read', 'own'],
  EditOwn: ['customer:write', 'own'],
  ViewLeads: ['customer:read', 'assigned'],
  ManageLeads: ['customer:write', 'assigned'],
  ManageTeam: ['team:manage', 'org'],
  AccessSettings: ['settings:manage', 'org'],
  AccessReports: ['report:read', 'org'],
  ManageBilling: ['billing:manage', 'org'],
  ManageIntegrations: ['integration:manage', 'org'],
  ManageOrganizations: ['platform:manage', 'platform'],
  AccessPlatformAdmin: ['platform:read', 'platform'],
} as const satisfies Readonly<Record<string, readonly [Permission, Scope]>>;

export type MatrixPermission = keyof typeof MATRIX;

export const MATRIX_PERMISSIONS = Object.keys(MATRIX) as readonly MatrixPermission[];

/** Those that the role has, in the matrix's order. */
export const matrixOf = (grants: Grants): MatrixPermission[] =>
  MATRIX_PERMISSIONS.filter((name) => {
    const [permission, scope] = MATRIX[name];
    const granted = grants.get(permission);
    return granted !== undefined && reaches(granted, scope);
  });
