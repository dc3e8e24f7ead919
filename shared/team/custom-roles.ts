/** Roles of an organization's own, beside the presets of its blueprint (TEAM-21). */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { fold } from '../kernel/fold.ts';
import {
  covers,
  type GrantRecord,
  grantsOf,
  isPermission,
  PERMISSIONS,
  type Permission,
  reaches,
  readingOf,
  SCOPED_RESOURCES,
  SCOPES,
  type Scope,
} from '../kernel/permissions.ts';
import { type FieldError, invalid, notFound, Problem, versionConflict } from '../kernel/problem.ts';
import { created, type Item, queryAll, type TransactItem, table, updated } from '../kernel/records.ts';
import { Name } from '../kernel/schema.ts';
import { changed } from './change-member.ts';
import { Invitation } from './invitation.ts';
import type { MEMBER_STATUSES } from './members.ts';
import { presetsOf } from './presets.ts';
import { permitOver, permitRole } from './role-choice.ts';
import { RoleRecord } from './role-record.ts';
import type { TenantEntry } from './roles.ts';
import { changeTeam, keepAdministrator, type Team } from './team.ts';

const MOST_ROLES = 20;

const resourceOf = (permission: string) => permission.split(':')[0] ?? '';

/** Permissions that an organization's role can have: not those of the platform. */
export const GRANTABLE = (Object.keys(PERMISSIONS) as Permission[]).filter(
  (permission) => resourceOf(permission) !== 'platform',
);

/** The scopes in which a permission means something: a narrow one only where records have an owner. */
export const scopesFor = (permission: Permission): readonly Scope[] =>
  SCOPED_RESOURCES.has(resourceOf(permission)) ? SCOPES.filter((scope) => scope !== 'platform') : ['org'];

export const RoleInput = z.strictObject({
  name: Name.min(2).max(60),
  description: z.string().trim().max(300).default(''),
  grants: z
    .record(z.string().max(60), z.enum(SCOPES))
    .meta({ description: 'Permission → scope, as `GET /permissions` lists them' }),
});
export type RoleInput = z.output<typeof RoleInput>;

/** Everybody in an organization sees it and who is in it. */
const EVERYBODY: GrantRecord = { 'organization:read': 'org', 'team:read': 'org' };

/** @throws Problem 400 with one error for each grant that makes no sense */
export function checkedGrants(input: Readonly<Record<string, Scope>>): GrantRecord {
  const errors: FieldError[] = [];
  const refuse = (permission: string, code: string, message: string) =>
    errors.push({ field: `grants.${permission}`, code, message });
  for (const [permission, scope] of Object.entries(input)) {
    if (!isPermission(permission) || !GRANTABLE.includes(permission)) {
      refuse(permission, 'unknown', 'is not a permission of an organization');
      continue;
    }
    if (!scopesFor(permission).includes(scope)) {
      refuse(permission, 'scope', `can only have the scope ${scopesFor(permission).join(', ')}`);
      continue;
    }
    const reading = readingOf(permission);
    if (!reading) continue;
    const read = { ...EVERYBODY, ...input }[reading];
    if (!read || !reaches(read, scope))
      refuse(permission, 'needs_read', `needs "${reading}" with at least the same scope`);
  }
  if (errors.length > 0) throw invalid(errors);
  return { ...EVERYBODY, ...(input as GrantRecord) };
}

const exceeds = () =>
  new Problem(403, 'role_exceeds_yours', 'A role of yours cannot be given what your own does not have.');

/** @throws Problem 409 `role_exists` */
function refuseName(names: readonly (readonly [string, string])[], name: string, own?: string): void {
  const taken = names.find(([key, other]) => key !== own && fold(other) === fold(name));
  if (taken)
    throw new Problem(409, 'role_exists', `There is a role "${taken[1]}" already.`, { key: taken[0] });
}

/** A key for a name that no other role of the organization has. */
function freeKey(entry: TenantEntry, name: string): string {
  const taken = new Set([...Object.keys(entry.roles), ...presetsOf(entry.blueprint).map(({ key }) => key)]);
  const base =
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-+|-+$/g, '') || 'role';
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(key)) return key;
  }
}

export const rolesQuery = (actor: Actor) => ({
  TableName: table().table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :roles)',
  ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#ORG`, ':roles': 'ROLE#' },
  ConsistentRead: true,
});

async function namesOf(actor: Actor, { blueprint }: TenantEntry): Promise<[string, string][]> {
  const own = await queryAll(actor, rolesQuery(actor));
  return [
    ...presetsOf(blueprint).map(({ key, name }): [string, string] => [key, name]),
    ...own.map(({ key, name }): [string, string] => [String(key), String(name)]),
  ];
}

/** The write of the organization's entry that also sets or removes what a role grants. */
const inEntry =
  (key: string, grants: GrantRecord | undefined) =>
  ({ Update: write }: TransactItem): TransactItem => ({
    Update: {
      ...write,
      TableName: write?.TableName,
      Key: write?.Key,
      UpdateExpression: `${grants ? 'SET #roles.#role = :grants' : 'REMOVE #roles.#role'} ${write?.UpdateExpression ?? ''}`,
      ExpressionAttributeNames: { ...write?.ExpressionAttributeNames, '#role': key, '#roles': 'roles' },
      ExpressionAttributeValues: {
        ...write?.ExpressionAttributeValues,
        ...(grants && { ':grants': grants }),
      },
    },
  });

/** @throws Problem 400, 403 `role_exceeds_yours`, 409 `role_exists`, 409 `too_many_roles` */
export const createRole = (actor: Actor, { name, description, grants: given }: RoleInput): Promise<Item> =>
  changeTeam(actor, async ({ entry }) => {
    const grants = checkedGrants(given);
    if (!covers(actor.grants, grantsOf(grants))) throw exceeds();
    if (Object.keys(entry.roles).length >= MOST_ROLES)
      throw new Problem(
        409,
        'too_many_roles',
        `An organization has at most ${MOST_ROLES} roles of its own.`,
        {
          maximum: MOST_ROLES,
        },
      );
    refuseName(await namesOf(actor, entry), name);
    const key = freeKey(entry, name);
    const record = { tenant_id: actor.tenantId, key, name, description, grants, ...created(actor) };
    return {
      entryChange: inEntry(key, grants),
      items: [{ Put: RoleRecord.create(record).params(table()) } as TransactItem],
      result: record,
    };
  });

/** @throws Problem 404, 409 `preset_role` */
async function ownRole(actor: Actor, { entry }: Team, key: string): Promise<Item> {
  const record = (await queryAll(actor, rolesQuery(actor))).find((role) => role.key === key);
  if (record) return record;
  if (presetsOf(entry.blueprint).some((preset) => preset.key === key))
    throw new Problem(
      409,
      'preset_role',
      'This role comes with Gangway and stays as it is. Make a copy instead.',
    );
  throw notFound();
}

/** @throws Problem 400, 403 `role_exceeds_yours`, 404, 409 */
export const updateRole = (
  actor: Actor,
  key: string,
  { version, name, description, grants: given }: RoleInput & { readonly version: number },
): Promise<{ readonly record: Item; readonly members: number }> =>
  changeTeam(actor, async (team) => {
    const record = await ownRole(actor, team, key);
    if (record.version !== version) throw versionConflict('role', Number(record.version));
    const grants = checkedGrants(given);
    permitOver(actor, team.entry, key);
    if (!covers(actor.grants, grantsOf(grants))) throw exceeds();
    refuseName(await namesOf(actor, team.entry), name, key);
    const roles = { ...team.entry.roles, [key]: grants };
    keepAdministrator(
      { ...team.entry, roles },
      team.members.map(({ role, status }) => ({ role, status })),
    );
    const changes = { name, description, grants, ...updated(actor) };
    const write = RoleRecord.patch({ tenant_id: actor.tenantId, key })
      .set(changes)
      .add({ version: 1 })
      .where((role, { eq }) => eq(role.version, version))
      .params(table());
    return {
      entryChange: inEntry(key, grants),
      items: [{ Update: write } as TransactItem],
      result: {
        record: { ...record, ...changes, version: version + 1 },
        members: team.members.filter(({ role }) => role === key).length,
      },
    };
  });

/** Members or invitations moved in one transaction, two items for a member. */
const CHUNK = 45;

/**
 * Deletes a role nobody has. With `reassignTo`, those who have it get that one first, some at a time, so that a team of
 * any size can be moved; what is moved stays moved when it is broken off.
 * @throws Problem 403 `role_exceeds_yours`, 404, 409 `role_in_use`, 409 `preset_role`, 409 `last_admin`
 */
export async function deleteRole(actor: Actor, key: string, reassignTo: string | undefined): Promise<void> {
  for (let done = false; !done; )
    done = await changeTeam(actor, async (team) => {
      await ownRole(actor, team, key);
      permitOver(actor, team.entry, key);
      const members = team.members.filter(({ role }) => role === key);
      const invitations = await invitedAs(actor, key);
      if (members.length + invitations.length === 0)
        return { entryChange: inEntry(key, undefined), items: [roleGone(actor, key)], result: true };
      if (reassignTo === undefined || reassignTo === key)
        throw new Problem(
          409,
          'role_in_use',
          'Members or invitations have this role. Say which role they get.',
          {
            members: members.length,
            invitations: invitations.length,
          },
        );
      permitRole(actor, team.entry, reassignTo);
      const moved = new Set<Item>([...members, ...invitations].slice(0, CHUNK));
      keepAdministrator(
        team.entry,
        team.members.map((member) => ({
          role: moved.has(member) ? reassignTo : member.role,
          status: member.status,
        })),
      );
      return {
        items: [
          ...members
            .filter((member) => moved.has(member))
            .flatMap((member) =>
              changed(actor, member, {
                role: reassignTo,
                status: member.status as (typeof MEMBER_STATUSES)[number],
              }),
            ),
          ...invitations
            .filter((invitation) => moved.has(invitation))
            .map((invitation) => invitedAnew(actor, invitation, reassignTo)),
        ],
        result: false,
      };
    });
}

const roleGone = (actor: Actor, key: string) =>
  ({ Delete: RoleRecord.delete({ tenant_id: actor.tenantId, key }).params(table()) }) as TransactItem;

/** Open invitations with a role. */
async function invitedAs(actor: Actor, role: string): Promise<Item[]> {
  const pending = Invitation.query.byStatus({ tenant_id: actor.tenantId, status: 'pending' }).params(table());
  return (await queryAll(actor, pending)).filter((invitation) => invitation.role === role);
}

const invitedAnew = (actor: Actor, { id, version }: Item, role: string) =>
  ({
    Update: Invitation.patch({ tenant_id: actor.tenantId, id: String(id) })
      .set({ role, ...updated(actor) })
      .add({ version: 1 })
      .where((record, { eq }) => `${eq(record.status, 'pending')} AND ${eq(record.version, Number(version))}`)
      .params(table()),
  }) as TransactItem;
