/**
 * What an organization has once: a document of settings with a version, beside the organization's own record. Before
 * anybody changed it, it is its default and has version 0.
 */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { versionConflict } from '../kernel/problem.ts';
import {
  conditionFailed,
  created,
  failedConditions,
  getItem,
  type Item,
  type TransactItem,
  table,
  transact,
  updated,
  updateItem,
} from '../kernel/records.ts';

const documentEntity = (entity: string, sortKey: string) =>
  new Entity({
    model: { entity, version: '1', service: 'gangway' },
    attributes: {
      tenant_id: { type: 'string', required: true, readOnly: true },
      /** An account, for what belongs to one; `-` for the organization's. */
      owner: { type: 'string', required: true, readOnly: true },
      value: { type: 'any', required: true },
      ...stamps,
    },
    indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#ORG`, ['owner'], `${sortKey}#\${owner}`) },
  });

export const DOCUMENTS = {
  workspace: documentEntity('workspace', 'WORKSPACE'),
  branding: documentEntity('branding', 'BRANDING'),
  custom_fields: documentEntity('custom_fields', 'CUSTOM-FIELDS'),
  notification_defaults: documentEntity('notification_defaults', 'NOTIFICATION-DEFAULTS'),
  notification_settings: documentEntity('notification_settings', 'NOTIFICATION-SETTINGS'),
  views: documentEntity('views', 'VIEWS'),
} as const;
type DocumentName = keyof typeof DOCUMENTS;

const NOBODY = '-';

export interface Stored<T> {
  readonly value: T;
  /** 0: nobody has changed it yet. */
  readonly version: number;
  readonly updated_at: string | null;
}

const stored = <T>(item: Item | undefined, none: T): Stored<T> => ({
  value: (item?.value as T | undefined) ?? none,
  version: Number(item?.version ?? 0),
  updated_at: (item?.updated_at as string | undefined) ?? null,
});

/** @param none what holds while nothing is stored @param owner an account, for what belongs to one */
export async function readDocument<T>(
  actor: Actor,
  name: DocumentName,
  none: T,
  owner = NOBODY,
): Promise<Stored<T>> {
  const key = { tenant_id: actor.tenantId, owner };
  return stored(await getItem(actor, DOCUMENTS[name].get(key).params(table())), none);
}

/** The update that puts a new value in the place of the version that was read. */
function replacement<T>(actor: Actor, name: DocumentName, value: T, version: number, owner: string) {
  const key = { tenant_id: actor.tenantId, owner };
  const { version: _, created_at, created_by, ...stamp } = { ...created(actor), ...updated(actor) };
  return DOCUMENTS[name]
    .upsert({ ...key, value: value as never, ...stamp })
    .ifNotExists({ created_at, created_by })
    .add({ version: 1 })
    .where((record, { eq, notExists }) =>
      version === 0 ? notExists(record.version) : eq(record.version, version),
    )
    .params(table());
}

/**
 * One round trip.
 * @param version the one that was read
 * @throws Problem 409 `version_conflict`
 */
export async function replaceDocument<T>(
  actor: Actor,
  name: DocumentName,
  value: T,
  version: number,
  owner = NOBODY,
): Promise<Stored<T>> {
  try {
    return stored<T>(await updateItem(actor, replacement(actor, name, value, version, owner)), value);
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    const current = await readDocument(actor, name, undefined, owner);
    throw versionConflict(`${name.replaceAll('_', ' ')}`, current.version);
  }
}

export interface Replacement<T> {
  readonly value: T;
  /** The one that was read. */
  readonly version: number;
  /** An account; the organization's where left out. */
  readonly owner?: string;
}

/**
 * Documents of one name, all or none, in one round trip.
 * @returns whether all of them were at the version that was read
 */
export async function replaceDocuments<T>(
  actor: Actor,
  name: DocumentName,
  replacements: readonly Replacement<T>[],
): Promise<boolean> {
  const items = replacements.map(({ value, version, owner = NOBODY }) => ({
    Update: replacement(actor, name, value, version, owner) as NonNullable<TransactItem['Update']>,
  }));
  try {
    await transact(actor, items);
    return true;
  } catch (error) {
    if (failedConditions(error)) return false;
    throw error;
  }
}
