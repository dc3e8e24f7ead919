/**
 * Changing an organization's settings. The settings as they were become a version record in the same transaction
 * (ORG-23), so that each version can be looked at and brought back. What is written elsewhere for it — the short name's
 * entry in the directory, the blueprint's — is part of that transaction too.
 */
import type { Actor } from '../kernel/actor.ts';
import { claim, release } from '../kernel/directory.ts';
import { notFound, Problem, versionConflict } from '../kernel/problem.ts';
import {
  failedConditions,
  getItem,
  type Item,
  type RecordAccess,
  type TransactItem,
  table,
  transact,
  updated,
} from '../kernel/records.ts';
import { Organization, organizationKey } from './organization.ts';
import { settingsOf } from './settings.ts';
import { SettingsVersion } from './settings-version.ts';

/** Why a version is there. */
export type ChangeKind =
  | 'updated'
  | 'wizard'
  | 'subscription'
  | 'rollback'
  | 'deletion'
  | 'restored'
  | 'suspended'
  | 'reactivated';

export interface Change {
  readonly kind: ChangeKind;
  readonly set: Readonly<Record<string, unknown>>;
  /** Attributes that are taken away. */
  readonly remove?: readonly string[];
  readonly more?: readonly TransactItem[];
}

/** @throws Problem 404 */
export async function readOrganization(actor: Actor): Promise<Item> {
  const organization = await getItem(actor, organizationKey(actor));
  if (!organization) throw notFound();
  return organization;
}

/**
 * @param expected the version that the caller has seen
 * @param access of who changes it: its own people, or the platform
 * @throws Problem 404, 409 `version_conflict`, 409 `slug_taken`
 */
export async function changeOrganization(
  actor: Actor,
  expected: number,
  make: Change | ((organization: Item) => Change | Promise<Change>),
  access: RecordAccess = 'govern',
): Promise<Item> {
  const before = await readOrganization(actor);
  if (before.version !== expected) throw versionConflict('organization', Number(before.version));
  const { kind, set, remove = [], more = [] } = typeof make === 'function' ? await make(before) : make;
  const changes = { ...set, change: kind, ...updated(actor) };
  const gone = remove.filter((name) => before[name] !== undefined);
  const update = Organization.patch({ tenant_id: actor.tenantId })
    .set(changes as never)
    .add({ version: 1 });
  const write = (gone.length > 0 ? update.remove(gone as never) : update)
    .where(({ version }, { eq }) => eq(version, expected))
    .params(table());
  const slug = typeof set.slug === 'string' && set.slug !== before.slug ? set.slug : undefined;
  try {
    await transact(
      actor,
      [
        { Update: write } as TransactItem,
        { Put: SettingsVersion.put(versionRecord(actor, before)).params(table()) } as TransactItem,
        ...(slug
          ? [
              claim('SLUG', slug, { tenant_id: actor.tenantId }),
              release('SLUG', String(before.slug), actor.tenantId),
            ]
          : []),
        ...more,
      ],
      access,
    );
  } catch (error) {
    const failed = failedConditions(error);
    if (!failed) throw error;
    if (slug && failed.has(2) && !failed.has(0))
      throw new Problem(409, 'slug_taken', `"${slug}" is taken. Choose another.`, { slug });
    throw versionConflict('organization', Number((await readOrganization(actor)).version));
  }
  const after: Record<string, unknown> = { ...before, ...changes, version: expected + 1 };
  for (const name of gone) delete after[name];
  return after;
}

const versionRecord = (actor: Actor, before: Item) => ({
  tenant_id: actor.tenantId,
  id: Number(before.version),
  settings: settingsOf(before),
  change: String(before.change ?? 'created'),
  version: 1,
  created_at: String(before.updated_at),
  created_by: String(before.updated_by),
  ...updated(actor),
});
