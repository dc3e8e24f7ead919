/** Names of accounts, for what shows who did something. */
import type { Actor } from '../kernel/actor.ts';
import { getItem, table } from '../kernel/records.ts';
import { Member } from './member.ts';

/** More are not looked up for one answer. */
const MOST = 10;

/** By account; who is no member any more has no name. */
export async function memberNames(
  actor: Actor,
  accounts: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(accounts.filter((id) => id !== null))].slice(0, MOST);
  const members = await Promise.all(
    ids.map((id) => getItem(actor, Member.get({ tenant_id: actor.tenantId, id }).params(table()))),
  );
  return new Map(
    members.flatMap((member) => (member ? [[String(member.id), String(member.name)] as const] : [])),
  );
}
