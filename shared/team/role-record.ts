/** An organization's own role: what people call it. What it grants also stands in the directory (TEAM-21). */
import { Entity } from 'electrodb';
import { primary, stamps } from '../kernel/entity.ts';

export const RoleRecord = new Entity({
  model: { entity: 'role', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    key: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    description: { type: 'string', required: true },
    /** Permission → scope. */
    grants: { type: 'any', required: true },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#ORG`, ['key'], `ROLE#\${key}`) },
});
