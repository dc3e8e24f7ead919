import type { Actor } from '../kernel/actor.ts';
import { getItem, table } from '../kernel/records.ts';
import { presetsOf } from './presets.ts';
import { RoleRecord } from './role-record.ts';
import type { TenantEntry } from './roles.ts';

/** What people call a role; its key for one that is gone. */
export async function roleName(actor: Actor, entry: TenantEntry, role: string): Promise<string> {
  if (Object.hasOwn(entry.roles, role)) {
    const record = await getItem(
      actor,
      RoleRecord.get({ tenant_id: actor.tenantId, key: role }).params(table()),
    );
    if (record) return String(record.name);
  }
  return presetsOf(entry.blueprint).find(({ key }) => key === role)?.name ?? role;
}
