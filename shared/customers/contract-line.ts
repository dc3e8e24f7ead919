/** What entitlements and prices share: one record for each line of a contract, in the customer's own partition. */
import { primary, stamps } from '../kernel/entity.ts';
import type { Item } from '../kernel/records.ts';

export const lineKeys = {
  tenant_id: { type: 'string', required: true, readOnly: true },
  customer_id: { type: 'string', required: true, readOnly: true },
  contract_id: { type: 'string', required: true, readOnly: true },
  /** The fact's place in its list, three digits. */
  number: { type: 'string', required: true, readOnly: true },
  fact_key: { type: 'string', required: true },
} as const;

export const lineOrigin = {
  source: { type: ['contract', 'person'], required: true },
  confidence: { type: 'number', required: true },
  needs_review: { type: 'boolean', required: true },
  ...stamps,
} as const;

/** `<KIND>#<contract>#<number>` below the customer. */
export const lineIndexes = (kind: 'ENTITLEMENT' | 'PRICE') => ({
  record: primary(
    ['tenant_id', 'customer_id'],
    `T#\${tenant_id}#CUSTOMER#\${customer_id}`,
    ['contract_id', 'number'],
    `${kind}#\${contract_id}#\${number}`,
  ),
});

export const lineKeysView = (item: Item) => ({
  contract_id: String(item.contract_id),
  fact_key: String(item.fact_key),
});

export const lineOriginView = (item: Item) => ({
  source: item.source as 'contract' | 'person',
  confidence: Number(item.confidence),
  needs_review: item.needs_review === true,
});
