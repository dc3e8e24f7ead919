/** Stakeholders as records, in their customer's own partition. */
import { Entity } from 'electrodb';
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { type Item, table, updated } from '../kernel/records.ts';
import { type ExistingStakeholder, INFLUENCE_LEVELS, SIDES } from './stakeholder-model.ts';

const time = { type: 'string' } as const;

export const StakeholderRecord = new Entity({
  model: { entity: 'stakeholder', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    customer_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    title: { type: 'string' },
    email: { type: 'string' },
    phone: { type: 'string' },
    organization: { type: 'string' },
    /** `StakeholderRole`s, the weightiest first. */
    roles: { type: 'any', required: true },
    side: { type: SIDES },
    influence: { type: INFLUENCE_LEVELS, required: true },
    influence_reason: { type: 'string', required: true },
    source: { type: ['contract', 'person'] as const, required: true },
    mentions: { type: 'any', required: true },
    confidence: { type: 'number', required: true },
    needs_review: { type: 'boolean', required: true },
    /** When a person last changed each field. */
    edited: {
      type: 'map',
      required: true,
      properties: {
        name: time,
        title: time,
        email: time,
        phone: time,
        organization: time,
        roles: time,
        side: time,
        influence: time,
      },
    },
    edited_by: { type: 'string' },
    edited_at: { type: 'string' },
    ...stamps,
  },
  indexes: {
    record: primary(
      ['tenant_id', 'customer_id'],
      `T#\${tenant_id}#CUSTOMER#\${customer_id}`,
      ['id'],
      `STAKEHOLDER#\${id}`,
    ),
  },
});

const ULID = '[0-7][0-9A-HJKMNP-TV-Z]{25}';

/** `<customer id>-<ULID>`. Anything else names nobody. */
export const StakeholderParams = z.object({
  id: z.string().regex(new RegExp(`^${ULID}-${ULID}$`), 'is not an id'),
});

/** The record that an id names. */
export const stakeholderKeys = (actor: Actor, id: string) => ({
  tenant_id: actor.tenantId,
  customer_id: id.slice(0, 26),
  id,
});

export const stakeholderKey = (actor: Actor, id: string) =>
  StakeholderRecord.get(stakeholderKeys(actor, id)).params(table());

/** A change of one person who is not archived. */
export const stakeholderPatch = (actor: Actor, id: string, attributes: Readonly<Record<string, unknown>>) =>
  StakeholderRecord.patch(stakeholderKeys(actor, id))
    .set({ ...attributes, ...updated(actor) } as never)
    .add({ version: 1 });

/** A stored person as the rules see one. */
export const asStakeholder = (item: Item): ExistingStakeholder =>
  ({
    title: null,
    email: null,
    phone: null,
    organization: null,
    side: null,
    ...item,
  }) as unknown as ExistingStakeholder;
