/**
 * Where an account stands in an organization now: asked of the directory for each credential that is not cached, so
 * that who was removed or suspended, and whose organization was, is refused within the authorizer's cache time.
 */
import { lookUp } from '../kernel/directory.ts';
import type { Grants } from '../kernel/permissions.ts';
import type { Refusal } from '../kernel/serve.ts';
import { grantsOfRole, type TenantEntry } from './roles.ts';

export type Standing = { readonly role: string; readonly grants: Grants } | { readonly refusal: Refusal };

export async function standingOf(account: string, tenantId: string): Promise<Standing> {
  const [member, tenant] = await Promise.all([lookUp('USER', account), lookUp('TENANT', tenantId)]);
  if (!member || !tenant || member.tenant_id !== tenantId) return { refusal: 'membership_ended' };
  if (member.status === 'suspended') return { refusal: 'member_suspended' };
  const { status, blueprint, roles } = tenant as unknown as TenantEntry;
  if (status !== 'active') return { refusal: 'organization_suspended' };
  const role = String(member.role);
  return { role, grants: grantsOfRole({ blueprint, roles }, role) };
}
