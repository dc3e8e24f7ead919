/** A member: an account in an organization, with its role. */
import { Entity } from 'electrodb';
import { primary, stamps } from '../kernel/entity.ts';

export const Member = new Entity({
  model: { entity: 'member', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    /** The account's `sub`. */
    id: { type: 'string', required: true, readOnly: true },
    email: { type: 'string', required: true },
    name: { type: 'string', required: true },
    role: { type: 'string', required: true },
    status: { type: ['active', 'suspended'] as const, required: true },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#ORG`, ['id'], `MEMBER#\${id}`) },
});
