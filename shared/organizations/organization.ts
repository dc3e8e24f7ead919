/** An organization: one tenant. Its item is the head of the tenant's own partition. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { type Item, table } from '../kernel/records.ts';
import { textOrNull } from '../kernel/values.ts';
import { planOf } from './plans.ts';

export const Organization = new Entity({
  model: { entity: 'organization', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    slug: { type: 'string', required: true },
    /** Which trade's roles, statuses and plan templates it works with. */
    blueprint: { type: 'string', required: true },
    /** May contract text be sent to the language model? Off until somebody decides (K20). */
    ai_enabled: { type: 'boolean', required: true },
    size: { type: 'string' },
    /** `{country, city}` */
    location: { type: 'any' },
    industry_lines: { type: 'any' },
    /** `{regions, countries}` */
    markets: { type: 'any' },
    lead_sources: { type: 'any' },
    /** `{api, webhooks, crm}` */
    integrations: { type: 'any' },
    /** The subscription plan's key. */
    plan: { type: 'string' },
    billing_email: { type: 'string' },
    /** `{requested_at, requested_by, due_at}` while it waits for its deletion. */
    deletion: { type: 'any' },
    /** `{since, reason}` while the platform has suspended it. */
    suspension: { type: 'any' },
    /** Counts the requests to delete: an execution of an earlier one deletes nothing. */
    deletions: { type: 'number' },
    /** Of a demonstration: when it is over (ID-06). */
    demo_ends_at: { type: 'string' },
    /** What made this version: `created`, `updated`, `wizard`, `subscription`, `rollback`, … */
    change: { type: 'string' },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#ORG`, [], 'ORG') },
});

/** The actor's own organization; there is no way to name another. */
export const organizationKey = (actor: Actor) =>
  Organization.get({ tenant_id: actor.tenantId }).params(table());

export const organizationView = (record: Item) => {
  const deletion = record.deletion as { requested_at: string; due_at: string } | undefined;
  return {
    id: String(record.tenant_id),
    name: String(record.name),
    slug: String(record.slug),
    blueprint: String(record.blueprint),
    ai_enabled: record.ai_enabled === true,
    size: textOrNull(record.size),
    location: record.location ?? null,
    industry_lines: record.industry_lines ?? [],
    markets: record.markets ?? null,
    lead_sources: record.lead_sources ?? [],
    integrations: record.integrations ?? null,
    subscription: { plan: planOf(record.plan).key, billing_email: textOrNull(record.billing_email) },
    deletion: deletion ? { requested_at: deletion.requested_at, due_at: deletion.due_at } : null,
    version: Number(record.version),
    created_at: String(record.created_at),
    updated_at: String(record.updated_at),
  };
};
