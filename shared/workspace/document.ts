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
  getItem,
  type Item,
  table,
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
  const key = { tenant_id: actor.tenantId, owner };
  const entity = DOCUMENTS[name];
  const { version: _, created_at, created_by, ...stamp } = { ...created(actor), ...updated(actor) };
  const request = entity
    .upsert({ ...key, value: value as never, ...stamp })
    .ifNotExists({ created_at, created_by })
    .add({ version: 1 })
    .where((record, { eq, notExists }) =>
      version === 0 ? notExists(record.version) : eq(record.version, version),
    )
    .params(table());
  try {
    return stored<T>(await updateItem(actor, request), value);
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    const current = await readDocument(actor, name, undefined, owner);
    throw versionConflict(`${name.replaceAll('_', ' ')}`, current.version);
  }
}
