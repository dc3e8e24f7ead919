/** Price lines of a customer's contracts, in the customer's own partition. Money in integer minor units. */
import { Entity } from 'electrodb';
import type { Money } from '../contracts/extraction.ts';
import type { Item } from '../kernel/records.ts';
import { lineIndexes, lineKeys, lineKeysView, lineOrigin, lineOriginView } from './contract-line.ts';

export const PriceRecord = new Entity({
  model: { entity: 'price', version: '1', service: 'gangway' },
  attributes: {
    ...lineKeys,
    item: { type: 'string', required: true },
    quantity: { type: 'number' },
    unit_price: { type: 'any' },
    /** The line's total as printed; discounts are negative. */
    amount: { type: 'any' },
    /** A rate instead of money. */
    percent: { type: 'number' },
    period: { type: 'string' },
    ...lineOrigin,
  },
  indexes: lineIndexes('PRICE'),
});

export const priceView = (item: Item) => ({
  ...lineKeysView(item),
  item: String(item.item),
  quantity: (item.quantity as number | undefined) ?? null,
  unit_price: (item.unit_price as Money | undefined) ?? null,
  amount: (item.amount as Money | undefined) ?? null,
  percent: (item.percent as number | undefined) ?? null,
  period: (item.period as string | undefined) ?? null,
  ...lineOriginView(item),
});
