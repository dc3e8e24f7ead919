/**
 * Where everything of an organization lies, so that it can be exported and deleted without a Scan: partitions that are
 * known by their name, and partitions whose heads stand in an index of the organization. What expires by itself
 * (idempotency keys, within a day) is not listed. `test/unit/organizations/holdings.test.ts` fails for an entity that
 * lies nowhere of these.
 */
import { letSignUpNoMore } from '../identity/sign-up-mode.ts';
import type { Actor } from '../kernel/actor.ts';
import { release } from '../kernel/directory.ts';
import {
  type Item,
  type Page,
  queryAll,
  queryPage,
  type RecordAccess,
  type TransactItem,
  table,
} from '../kernel/records.ts';

/** Records that stand in an index, each the head of a partition of its own. */
interface Listed {
  readonly index: 'gsi1' | 'gsi2' | 'gsi3';
  /** After `T#<tenant>#`. */
  readonly list: string;
  /** Before the head's id, after `T#<tenant>#`. */
  readonly head: string;
}

export const LISTED: readonly Listed[] = [
  { index: 'gsi1', list: 'CONTRACTS#active', head: 'CONTRACT' },
  { index: 'gsi1', list: 'CONTRACTS#archived', head: 'CONTRACT' },
  { index: 'gsi1', list: 'PLANS#active', head: 'PLAN' },
  { index: 'gsi1', list: 'PLANS#archived', head: 'PLAN' },
  { index: 'gsi3', list: 'CUSTOMERS', head: 'CUSTOMER' },
];

/** Partitions of which there is one; the organization's own, which has its members and its head, is the last to go. */
export const NAMED: readonly string[] = [
  'CONFIGURATION',
  'SETTINGS',
  'PROVISIONING',
  'DEFAULTS',
  'EXPORTS',
  'LOG-EXPORTS',
  'APIKEYS',
  'APIKEY-USES',
  'PORTAL-USERS',
];
export const OWN = 'ORG';

/**
 * Partitions whose records leave by the table's time to live, within days: marks of what was done already, which hold
 * ids alone, and open sockets. The search index leaves with the records that it leads to.
 */
export const EXPIRING: readonly string[] = [
  'IDEMPOTENCY',
  'AUDIT-SEEN',
  'COUNTED',
  'INDEXED',
  'NOTIFIED',
  'CONNECTIONS',
  'SIGN-INS',
];

/** What the change stream writes: it is told of the deletion too, and writes once more. */
export const COUNTERS = 'COUNTERS';

/**
 * The audit log: a partition for each month since it began, which its head says. Apart, because deleting is itself told
 * there: it goes last, when the last of that has been told.
 */
export async function auditPartitions(actor: Actor, access: RecordAccess, at: Date): Promise<string[]> {
  const [head] = await partitionOf(actor, 'AUDIT-HEAD', access);
  if (!head) return [];
  const months: string[] = [];
  const month = new Date(`${String((head.link as { began?: string }).began).slice(0, 7)}-01T00:00:00.000Z`);
  for (; month <= at; month.setUTCMonth(month.getUTCMonth() + 1))
    months.push(`AUDIT#${month.toISOString().slice(0, 7)}`);
  return [...months, 'AUDIT-HEAD'];
}

export const entityOf = (item: Item) => String(item.__edb_e__ ?? 'other');

/** The entries in the directory that a record has, three at most: they go with their record. */
const ENTRIES: Readonly<Record<string, (item: Item, tenantId: string) => TransactItem[]>> = {
  // Who left before may be another organization's member by now.
  member: ({ id, archived_at }, tenantId) => (archived_at ? [] : [release('USER', String(id), tenantId)]),
  invitation: ({ token_hash, code_hash, email }, tenantId) => [
    ...[token_hash, code_hash].map((hash) => release('INVITE', String(hash), tenantId)),
    letSignUpNoMore(String(email), tenantId),
  ],
  portal_user: ({ sub, token_hash }, tenantId) => [
    ...(typeof sub === 'string' ? [release('PORTAL', sub, tenantId)] : []),
    ...(typeof token_hash === 'string' ? [release('INVITE', token_hash, tenantId)] : []),
  ],
  api_key: ({ secret_hash, previous }, tenantId) =>
    [secret_hash, (previous as { secret_hash?: string } | undefined)?.secret_hash]
      .filter((hash) => hash !== undefined)
      .map((hash) => release('KEY', String(hash), tenantId)),
};

export const entriesOf = (item: Item, tenantId: string): readonly TransactItem[] =>
  ENTRIES[entityOf(item)]?.(item, tenantId) ?? [];

/** One page of the heads of a list. */
export const headsOf = (
  actor: Actor,
  { index, list }: Listed,
  access: RecordAccess,
  more: { readonly limit: number; readonly start?: Item | undefined },
): Promise<Page> =>
  queryPage(
    actor,
    {
      TableName: table().table,
      IndexName: index,
      KeyConditionExpression: `${index}pk = :pk`,
      ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#${list}` },
      Limit: more.limit,
      ...(more.start && { ExclusiveStartKey: more.start }),
    },
    access,
  );

/** A whole partition, its head last: what is interrupted is found again by it. */
export async function partitionOf(actor: Actor, name: string, access: RecordAccess): Promise<Item[]> {
  const items = await queryAll(
    actor,
    {
      TableName: table().table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#${name}` },
      ConsistentRead: true,
    },
    access,
  );
  const head = name.split('#')[0];
  return items.toSorted((a, b) => Number(a.sk === head) - Number(b.sk === head));
}
