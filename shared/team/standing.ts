/**
 * Where an account stands in an organization now: asked of the directory for each credential that is not cached, so
 * that who was removed or suspended, and whose organization was, is refused within the authorizer's cache time.
 */
import { lookUp } from '../kernel/directory.ts';
import type { Grants, Permission } from '../kernel/permissions.ts';
import type { Refusal } from '../kernel/serve.ts';
import { grantsOfRole, type TenantEntry } from './roles.ts';

export type Standing =
  | {
      readonly role: string;
      readonly grants: Grants;
      readonly demo?: 'yes';
      readonly refusal?: 'organization_deleting';
    }
  | { readonly refusal: Exclude<Refusal, 'organization_deleting' | 'portal_ended' | 'portal_closed'> };

/** What is left to a member while the organization waits for its deletion: to see that, and to take it back. */
const WHILE_DELETING: readonly Permission[] = ['organization:read', 'organization:delete'];

export async function standingOf(account: string, tenantId: string): Promise<Standing> {
  const [member, tenant] = await Promise.all([lookUp('USER', account), lookUp('TENANT', tenantId)]);
  if (!member || !tenant || member.tenant_id !== tenantId) return { refusal: 'membership_ended' };
  if (member.status === 'suspended') return { refusal: 'member_suspended' };
  const { status, blueprint, roles, demo } = tenant as unknown as TenantEntry;
  if (status === 'suspended') return { refusal: 'organization_suspended' };
  const role = String(member.role);
  const grants = grantsOfRole({ blueprint, roles }, role);
  if (status !== 'deleting') return { role, grants, ...(demo && { demo }) };
  const left = [...grants].filter(([permission]) => WHILE_DELETING.includes(permission));
  return { role, grants: new Map(left), ...(demo && { demo }), refusal: 'organization_deleting' };
}
