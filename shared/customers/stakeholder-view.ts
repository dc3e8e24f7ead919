/** A stakeholder as the API shows one. */
import type { Item } from '../kernel/records.ts';
import { asStakeholder } from './stakeholder.ts';

export function stakeholderView(item: Item) {
  const person = asStakeholder(item);
  return {
    id: person.id,
    customer_id: person.id.slice(0, 26),
    name: person.name,
    title: person.title,
    email: person.email,
    phone: person.phone,
    organization: person.organization,
    roles: person.roles,
    side: person.side,
    influence: person.influence,
    influence_reason: person.influence_reason,
    source: person.source,
    mentions: person.mentions.map(({ contract_id, fact_key }) => ({ contract_id, fact_key })),
    confidence: person.confidence,
    needs_review: person.needs_review,
    edited_fields: Object.keys(person.edited).sort(),
    edited_by: (item.edited_by as string | undefined) ?? null,
    edited_at: (item.edited_at as string | undefined) ?? null,
    version: person.version,
    created_at: String(item.created_at),
    updated_at: String(item.updated_at),
    archived_at: person.archived_at ?? null,
  };
}
