/**
 * Where everything of an organization lies, so that it can be exported and deleted without a Scan: partitions that are
 * known by their name, and partitions whose heads stand in an index of the organization. What expires by itself
 * (idempotency keys, within a day) is not listed. `test/unit/organizations/holdings.test.ts` fails for an entity that
 * lies nowhere of these.
 */
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
export const NAMED: readonly string[] = ['CONFIGURATION', 'SETTINGS', 'PROVISIONING', 'DEFAULTS', 'EXPORTS'];
export const OWN = 'ORG';

/** Partitions whose records leave by the table's time to live. */
export const EXPIRING: readonly string[] = ['IDEMPOTENCY'];

export const entityOf = (item: Item) => String(item.__edb_e__ ?? 'other');

/** The entry in the directory that a record has: it goes with its record. */
const ENTRIES: Readonly<Record<string, (item: Item, tenantId: string) => TransactItem>> = {
  member: ({ id }, tenantId) => release('USER', String(id), tenantId),
};

export const entryOf = (item: Item, tenantId: string): TransactItem | undefined =>
  ENTRIES[entityOf(item)]?.(item, tenantId);

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
