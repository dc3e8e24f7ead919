/**
 * An organization's configuration: what it took over of its blueprint, in versions of its own, so that what it had before
 * is kept when it takes over a newer one (ORG-28, ORG-31).
 */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { conditionFailed, created, type Item, putItem, queryPage, table } from '../kernel/records.ts';
import type { Configuration } from '../organizations/blueprints/definition.ts';
import { diff } from '../organizations/blueprints/diff.ts';
import { blueprintOf, configurationOf } from '../organizations/blueprints/index.ts';

const DIGITS = 8;

export const ConfigurationRecord = new Entity({
  model: { entity: 'configuration', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    /** Counts the versions from 1. */
    id: { type: 'number', required: true, readOnly: true, padding: { length: DIGITS, char: '0' } },
    blueprint: { type: 'string', required: true },
    blueprint_version: { type: 'number', required: true },
    configuration: { type: 'any', required: true },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#CONFIGURATION`, ['id'], `V#\${id}`) },
});

/** The newest one; undefined before provisioning. */
export async function currentConfiguration(actor: Actor): Promise<Item | undefined> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#CONFIGURATION` },
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  });
  return items[0];
}

/**
 * Takes over the blueprint: when there is nothing yet, when the blueprint is another, or when it is asked for.
 * Idempotent: what is already so makes no version.
 */
export async function applyBlueprint(actor: Actor, blueprint: string, again: boolean): Promise<void> {
  const current = await currentConfiguration(actor);
  const { version } = blueprintOf(blueprint);
  const configuration = configurationOf(blueprint);
  if (current?.blueprint === blueprint) {
    if (!again) return;
    const same = diff(current.configuration, configuration).length === 0;
    if (same && current.blueprint_version === version) return;
  }
  const next = {
    tenant_id: actor.tenantId,
    id: Number(current?.id ?? 0) + 1,
    blueprint,
    blueprint_version: version,
    configuration,
    ...created(actor),
  };
  try {
    await putItem(actor, ConfigurationRecord.create(next).params(table()));
  } catch (error) {
    // An attempt at the same time wrote the same version.
    if (!conditionFailed(error)) throw error;
  }
}

/** The configuration, and what its blueprint of today would change about it. */
export function configurationView(organization: Item, record: Item | undefined) {
  const blueprint = String(organization.blueprint);
  const { version } = blueprintOf(blueprint);
  const applied = record?.configuration as Configuration | undefined;
  const changes = applied ? diff(applied, configurationOf(blueprint)) : [];
  return {
    blueprint,
    blueprint_version: version,
    applied_version: record ? Number(record.blueprint_version) : null,
    configuration_version: record ? Number(record.id) : null,
    behind: changes.length > 0,
    changes,
  };
}
