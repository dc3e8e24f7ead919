/** A customer's page: one Query of its own partition. */
import type { Actor } from '../kernel/actor.ts';
import { type Item, table } from '../kernel/records.ts';
import { contractTerms, termsView } from './contract-terms.ts';
import { customerView } from './customer-view.ts';
import { entitlementView } from './entitlement.ts';
import { priceView } from './price.ts';
import { stakeholderView } from './stakeholder-view.ts';

/** The customer with its people, entitlements and prices, as they are now. */
export const customerCollection = (actor: Actor, id: string) => ({
  TableName: table().table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#CUSTOMER#${id}` },
  ConsistentRead: true,
});

/** @returns undefined where there is no such customer */
export function customerDetail(items: readonly Item[], today: string) {
  const customer = items.find(({ sk }) => sk === 'CUSTOMER');
  if (!customer) return undefined;
  const rows = (kind: string) => items.filter(({ sk }) => String(sk).startsWith(`${kind}#`));
  return {
    ...customerView(customer, today),
    terms: contractTerms(customer).map((terms) => termsView(terms, today)),
    people: rows('STAKEHOLDER')
      .filter(({ archived_at }) => !archived_at)
      .map(stakeholderView),
    entitlements: rows('ENTITLEMENT').map(entitlementView),
    prices: rows('PRICE').map(priceView),
  };
}
