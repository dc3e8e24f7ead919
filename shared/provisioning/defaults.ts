/** What an organization begins with beside its configuration: how it is backed up, and that its sessions are apart. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { conditionFailed, created, type Item, putItem, queryPage, table } from '../kernel/records.ts';

export const DefaultRecord = new Entity({
  model: { entity: 'organization-default', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: ['backup', 'credentials'] as const, required: true, readOnly: true },
    value: { type: 'any', required: true },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#DEFAULTS`, ['id'], `\${id}`) },
});

type Kind = 'backup' | 'credentials';

/** Writes a default unless there is one: what somebody has changed stays. */
export async function writeDefault(actor: Actor, id: Kind, value: object): Promise<void> {
  try {
    await putItem(
      actor,
      DefaultRecord.create({ tenant_id: actor.tenantId, id, value, ...created(actor) }).params(table()),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** All of them, by kind: one round trip. */
export async function defaults(actor: Actor): Promise<Readonly<Partial<Record<Kind, Item>>>> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#DEFAULTS` },
  });
  return Object.fromEntries(items.map((item) => [String(item.id), item]));
}
