/** Further members of an organization that was just made up: nobody else is changing its team yet. */
import type { Actor, Identity } from '../../kernel/actor.ts';
import { claim } from '../../kernel/directory.ts';
import { created, type TransactItem, table, transact } from '../../kernel/records.ts';
import { Member } from '../member.ts';

export const addMembers = (
  actor: Actor,
  members: readonly { readonly identity: Identity; readonly role: string }[],
): Promise<void> =>
  transact(
    actor,
    members.flatMap(({ identity: { sub, email, name }, role }) => [
      claim('USER', sub, { tenant_id: actor.tenantId, role, status: 'active' }),
      {
        Put: Member.create({
          tenant_id: actor.tenantId,
          id: sub,
          email,
          name,
          role,
          status: 'active',
          ...created(actor),
        }).params(table()),
      } as TransactItem,
    ]),
    'govern',
  );
