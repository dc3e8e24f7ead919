import { stakeholderKey } from '../customers/stakeholder.ts';
import type { Side } from '../customers/stakeholder-model.ts';
import type { Actor } from '../kernel/actor.ts';
import { invalid } from '../kernel/problem.ts';
import { getItem, type Item } from '../kernel/records.ts';
import type { Owner, OwnerRole } from './plan-model.ts';

export type OwnerEdit = Pick<Owner, 'side' | 'stakeholder_id' | 'name'>;

/**
 * Who is to do it: one of the customer's people, whose name and side the record gives, or anybody by name.
 * @throws Problem 400 for somebody else's people
 */
export async function ownerOf(actor: Actor, plan: Item, role: OwnerRole, edit: OwnerEdit): Promise<Owner> {
  const { stakeholder_id } = edit;
  if (!stakeholder_id) return { side: edit.side, role, stakeholder_id: null, name: edit.name };
  const ours = stakeholder_id.startsWith(`${String(plan.customer_id)}-`);
  const person = ours ? await getItem(actor, stakeholderKey(actor, stakeholder_id)) : undefined;
  if (!person || person.archived_at)
    throw invalid([
      { field: 'owner.stakeholder_id', code: 'unknown', message: 'is not one of this customer’s people' },
    ]);
  return {
    side: (person.side as Side | undefined) ?? edit.side,
    role,
    stakeholder_id,
    name: String(person.name),
  };
}
