/** Price lines of a customer's contracts, in the customer's own partition. Money in integer minor units. */
import { Entity } from 'electrodb';
import type { Money } from '../contracts/extraction.ts';
import { primary, stamps } from '../kernel/entity.ts';
import type { Item } from '../kernel/records.ts';

export const PriceRecord = new Entity({
  model: { entity: 'price', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    customer_id: { type: 'string', required: true, readOnly: true },
    contract_id: { type: 'string', required: true, readOnly: true },
    /** The fact's place in its list, three digits. */
    number: { type: 'string', required: true, readOnly: true },
    fact_key: { type: 'string', required: true },
    item: { type: 'string', required: true },
    quantity: { type: 'number' },
    unit_price: { type: 'any' },
    /** The line's total as printed; discounts are negative. */
    amount: { type: 'any' },
    /** A rate instead of money. */
    percent: { type: 'number' },
    period: { type: 'string' },
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
      `PRICE#\${contract_id}#\${number}`,
    ),
  },
});

export const priceView = (item: Item) => ({
  contract_id: String(item.contract_id),
  fact_key: String(item.fact_key),
  item: String(item.item),
  quantity: (item.quantity as number | undefined) ?? null,
  unit_price: (item.unit_price as Money | undefined) ?? null,
  amount: (item.amount as Money | undefined) ?? null,
  percent: (item.percent as number | undefined) ?? null,
  period: (item.period as string | undefined) ?? null,
  source: item.source as 'contract' | 'person',
  confidence: Number(item.confidence),
  needs_review: item.needs_review === true,
});
