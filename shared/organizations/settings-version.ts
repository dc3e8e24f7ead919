/** Earlier versions of an organization's settings, each as it was when the next one was made. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { getItem, type Item, queryPage, table } from '../kernel/records.ts';
import { type Change, diff } from './blueprints/diff.ts';
import { settingsOf } from './settings.ts';

/** Digits of a version in its key, so that keys sort as numbers do. */
const DIGITS = 8;
/** Versions in one answer; older ones are reached with `before`. */
const MOST_VERSIONS = 25;

export const SettingsVersion = new Entity({
  model: { entity: 'settings-version', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    /** The organization's version that these settings were. */
    id: { type: 'number', required: true, readOnly: true, padding: { length: DIGITS, char: '0' } },
    settings: { type: 'any', required: true },
    change: { type: 'string', required: true },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#SETTINGS`, ['id'], `V#\${id}`) },
});

interface VersionView {
  readonly id: number;
  readonly change: string;
  readonly at: string;
  readonly by: string;
  readonly settings: Item;
  /** What it changed about the version before it. */
  readonly changes: readonly Change[];
}

/** Newest first, the present one included, each with what it changed. Two round trips. */
export async function settingsVersions(
  actor: Actor,
  organization: Item,
  before = Number(organization.version) + 1,
): Promise<{ data: VersionView[]; next_before: number | null }> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    KeyConditionExpression: 'pk = :pk AND sk < :before',
    ExpressionAttributeValues: {
      ':pk': `T#${actor.tenantId}#SETTINGS`,
      ':before': `V#${String(before).padStart(DIGITS, '0')}`,
    },
    ScanIndexForward: false,
    Limit: MOST_VERSIONS + 1,
  });
  const current = {
    id: Number(organization.version),
    change: String(organization.change ?? 'created'),
    at: String(organization.updated_at),
    by: String(organization.updated_by),
    settings: settingsOf(organization),
  };
  const versions = [
    ...(current.id < before ? [current] : []),
    ...items.map((item) => ({
      id: Number(item.id),
      change: String(item.change),
      at: String(item.created_at),
      by: String(item.created_by),
      settings: item.settings as Item,
    })),
  ];
  // One more than is shown: it says what the oldest of the answer changed.
  const data = versions.slice(0, MOST_VERSIONS).map((version, index) => ({
    ...version,
    changes: diff(versions[index + 1]?.settings ?? version.settings, version.settings),
  }));
  const more = versions.length > MOST_VERSIONS;
  return { data, next_before: more ? Number(data.at(-1)?.id) : null };
}

/** @returns the settings of a version, undefined when there is no such version */
export async function settingsAt(
  actor: Actor,
  organization: Item,
  version: number,
): Promise<Item | undefined> {
  if (version === organization.version) return settingsOf(organization);
  const record = await getItem(
    actor,
    SettingsVersion.get({ tenant_id: actor.tenantId, id: version }).params(table()),
  );
  return record?.settings as Item | undefined;
}
