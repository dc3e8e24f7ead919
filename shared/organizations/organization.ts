/** An organization: one tenant. Its item is the head of the tenant's own partition. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { type Item, table } from '../kernel/records.ts';

export const Organization = new Entity({
  model: { entity: 'organization', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    slug: { type: 'string', required: true },
    /** Which trade's roles, statuses and plan templates it began with. */
    blueprint: { type: 'string', required: true },
    /** May contract text be sent to the language model? Off until somebody decides (K20). */
    ai_enabled: { type: 'boolean', required: true },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#ORG`, [], 'ORG') },
});

/** The actor's own organization; there is no way to name another. */
export const organizationKey = (actor: Actor) =>
  Organization.get({ tenant_id: actor.tenantId }).params(table());

export const organizationView = (record: Item) => ({
  id: String(record.tenant_id),
  name: String(record.name),
  slug: String(record.slug),
  blueprint: String(record.blueprint),
  ai_enabled: record.ai_enabled === true,
  version: Number(record.version),
  created_at: String(record.created_at),
  updated_at: String(record.updated_at),
});
