/** What a customer may use, one record for each line of a contract, in the customer's own partition. */
import { Entity } from 'electrodb';
import type { Item } from '../kernel/records.ts';
import { lineIndexes, lineKeys, lineKeysView, lineOrigin, lineOriginView } from './contract-line.ts';

export const EntitlementRecord = new Entity({
  model: { entity: 'entitlement', version: '1', service: 'gangway' },
  attributes: {
    ...lineKeys,
    product: { type: 'string', required: true },
    quantity: { type: 'number' },
    unit: { type: 'string' },
    /** ISO 8601. */
    start: { type: 'string' },
    end: { type: 'string' },
    ...lineOrigin,
  },
  indexes: lineIndexes('ENTITLEMENT'),
});

export const entitlementView = (item: Item) => ({
  ...lineKeysView(item),
  product: String(item.product),
  quantity: (item.quantity as number | undefined) ?? null,
  unit: (item.unit as string | undefined) ?? null,
  start: (item.start as string | undefined) ?? null,
  end: (item.end as string | undefined) ?? null,
  ...lineOriginView(item),
});
