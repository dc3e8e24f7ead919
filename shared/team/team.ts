/**
 * A team as its rules see it: the organization's entry and all its members, as of one revision. Every change of
 * membership, and of what roles mean, raises the revision; what was decided on an older one is decided anew. So the
 * rules hold although two people change the team at once.
 */
import type { Actor } from '../kernel/actor.ts';
import { lookUp, tenantEntryKey } from '../kernel/directory.ts';
import type { Grants, Permission } from '../kernel/permissions.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import {
  failedConditions,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transact,
} from '../kernel/records.ts';
import { sleep } from '../kernel/time.ts';
import { grantsOfRole, type TenantEntry } from './roles.ts';

export interface Team {
  readonly entry: TenantEntry & { readonly team_revision?: number };
  /** Those who are in it now; who left is not. */
  readonly members: readonly Item[];
}

/** One transaction's changes of the team, and what the caller is told. */
export interface TeamChange<T> {
  readonly items: readonly TransactItem[];
  readonly result: T;
}

/** Roles and status of the organization: from the directory, consistently. */
export async function readEntry(actor: Actor): Promise<Team['entry']> {
  const entry = await lookUp('TENANT', actor.tenantId);
  if (!entry) throw notFound();
  return entry as unknown as Team['entry'];
}

/** All members, in one query: a team fits. */
export const teamQuery = (actor: Actor) => ({
  TableName: table().table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :members)',
  ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#ORG`, ':members': 'MEMBER#' },
  ConsistentRead: true,
});

export const present = (members: readonly Item[]) => members.filter(({ archived_at }) => !archived_at);

export async function readTeam(actor: Actor): Promise<Team> {
  // The entry first: members read later can only be newer, which its revision then tells.
  const entry = await readEntry(actor);
  return { entry, members: present(await queryAll(actor, teamQuery(actor))) };
}

/** What an account may do that has this role here. */
export const grantsIn = ({ entry }: Pick<Team, 'entry'>, role: unknown): Grants =>
  grantsOfRole(entry, String(role));

/** A transaction's part that raises the revision, of an organization that is open. */
export function raiseRevision(tenantId: string, read?: Team): TransactItem {
  const revision = read?.entry.team_revision;
  const unchanged = !read
    ? ''
    : revision === undefined
      ? ' AND attribute_not_exists(team_revision)'
      : ' AND team_revision = :revision';
  return {
    Update: {
      TableName: table().table,
      Key: tenantEntryKey(tenantId),
      UpdateExpression: 'ADD team_revision :one',
      ConditionExpression: `#status = :active${unchanged}`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':one': 1,
        ':active': 'active',
        ...(revision !== undefined && { ':revision': revision }),
      },
    },
  };
}

const ATTEMPTS = 8;

/**
 * Decides on the team as it is and writes, until nobody came in between.
 * @param decide throws a Problem for what the rules refuse; `entryChange` of its answer also changes the entry
 */
export async function changeTeam<T>(
  actor: Actor,
  decide: (
    team: Team,
  ) => Promise<TeamChange<T> & { readonly entryChange?: (raise: TransactItem) => TransactItem }>,
): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const team = await readTeam(actor);
    const { items, result, entryChange = (raise) => raise } = await decide(team);
    if (items.length === 0) return result;
    try {
      await transact(actor, [entryChange(raiseRevision(actor.tenantId, team)), ...items], 'govern');
      return result;
    } catch (error) {
      if (!failedConditions(error)) throw error;
      await sleep(Math.random() * 20 * attempt);
    }
  }
  throw new Problem(
    409,
    'team_changed',
    'Others are changing the team at the same moment. Look at it again and repeat your change.',
  );
}

/** Who can let others in and say what they may do. */
const GOVERNING: readonly Permission[] = ['team:manage', 'role:manage'];

/**
 * @param after role and status of each member as they would be; @param entry what roles would mean
 * @throws Problem 409 `last_admin` when nobody could manage the team any more
 */
export function keepAdministrator(
  entry: TenantEntry,
  after: readonly { readonly role: unknown; readonly status: unknown }[],
): void {
  const governs = ({ role, status }: { readonly role: unknown; readonly status: unknown }) =>
    status === 'active' && GOVERNING.every((permission) => grantsOfRole(entry, String(role)).has(permission));
  if (!after.some(governs))
    throw new Problem(
      409,
      'last_admin',
      'Nobody would be left who can manage the team and its roles. Give somebody else such a role first.',
    );
}
