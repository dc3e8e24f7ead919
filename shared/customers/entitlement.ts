/** What a customer may use, one record for each line of a contract, in the customer's own partition. */
import { Entity } from 'electrodb';
import { primary, stamps } from '../kernel/entity.ts';
import type { Item } from '../kernel/records.ts';

export const EntitlementRecord = new Entity({
  model: { entity: 'entitlement', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    customer_id: { type: 'string', required: true, readOnly: true },
    contract_id: { type: 'string', required: true, readOnly: true },
    /** The fact's place in its list, three digits. */
    number: { type: 'string', required: true, readOnly: true },
    fact_key: { type: 'string', required: true },
    product: { type: 'string', required: true },
    quantity: { type: 'number' },
    unit: { type: 'string' },
    /** ISO 8601. */
    start: { type: 'string' },
    end: { type: 'string' },
    source: { type: ['contract', 'person'] as const, required: true },
    confidence: { type: 'number', required: true },
    needs_review: { type: 'boolean', required: true },
    ...stamps,
  },
  indexes: {
    record: primary(
      ['tenant_id', 'customer_id'],
      `T#\${tenant_id}#CUSTOMER#\${customer_id}`,
      ['contract_id', 'number'],
      `ENTITLEMENT#\${contract_id}#\${number}`,
    ),
  },
});

export const entitlementView = (item: Item) => ({
  contract_id: String(item.contract_id),
  fact_key: String(item.fact_key),
  product: String(item.product),
  quantity: (item.quantity as number | undefined) ?? null,
  unit: (item.unit as string | undefined) ?? null,
  start: (item.start as string | undefined) ?? null,
  end: (item.end as string | undefined) ?? null,
  source: item.source as 'contract' | 'person',
  confidence: Number(item.confidence),
  needs_review: item.needs_review === true,
});
