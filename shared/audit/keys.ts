/**
 * Where entries lie: by month, and for each filter by year, so that no partition grows for ever. In each of them the
 * order is that of the chain.
 */
import type { Actor } from '../kernel/actor.ts';
import type { INDEXES } from '../kernel/entity.ts';
import { type Item, table } from '../kernel/records.ts';
import type { AuditEntry } from './chain.ts';

const below = (actor: Actor, ...path: readonly string[]) => ['T', actor.tenantId, ...path].join('#');

const SEQUENCE_DIGITS = 12;

/** `2026-11-21T11:00:00.000Z#000000000042` */
export const sortKey = ({ recorded_at, sequence }: Pick<AuditEntry, 'recorded_at' | 'sequence'>) =>
  `${recorded_at}#${String(sequence).padStart(SEQUENCE_DIGITS, '0')}`;

/** Where the chain stands. */
export const headKey = (actor: Actor) => ({ pk: below(actor, 'AUDIT-HEAD'), sk: 'HEAD' });

/** That an event was entered. */
export const seenKey = (actor: Actor, eventId: string) => ({
  pk: below(actor, 'AUDIT-SEEN', eventId),
  sk: 'SEEN',
});

export const entryKeys = (
  actor: Actor,
  entry: Pick<AuditEntry, 'recorded_at' | 'sequence' | 'event' | 'actor' | 'resource'>,
) => {
  const sk = sortKey(entry);
  const year = entry.recorded_at.slice(0, 4);
  return {
    pk: below(actor, 'AUDIT', entry.recorded_at.slice(0, 7)),
    sk,
    gsi1pk: below(actor, 'AUDIT', 'EVENT', entry.event, year),
    gsi1sk: sk,
    gsi2pk: below(actor, 'AUDIT', 'ACTOR', entry.actor.id, year),
    gsi2sk: sk,
    gsi3pk: below(actor, 'AUDIT', 'RESOURCE', entry.resource.type, entry.resource.id, year),
    gsi3sk: sk,
  };
};

/** What narrows a list. */
export interface AuditFilter {
  readonly event?: string | undefined;
  readonly actor?: string | undefined;
  readonly resource_type?: string | undefined;
  readonly resource_id?: string | undefined;
}

export interface Shelf {
  readonly index?: (typeof INDEXES)[number];
  /** Characters of an ISO 8601 time that name a partition: 4 for a year, 7 for a month. */
  readonly grain: 4 | 7;
  readonly pk: (period: string) => string;
}

/** The narrowest place that has everything a filter asks for. */
export function shelfOf(actor: Actor, { event, actor: who, resource_type, resource_id }: AuditFilter): Shelf {
  const yearly = (index: (typeof INDEXES)[number], ...path: readonly string[]): Shelf => ({
    index,
    grain: 4,
    pk: (year) => below(actor, 'AUDIT', ...path, year),
  });
  if (resource_type && resource_id) return yearly('gsi3', 'RESOURCE', resource_type, resource_id);
  if (who) return yearly('gsi2', 'ACTOR', who);
  if (event) return yearly('gsi1', 'EVENT', event);
  return { grain: 7, pk: (month) => below(actor, 'AUDIT', month) };
}

/** Entries of one partition between two sort keys. */
export function entriesQuery(shelf: Shelf, period: string, from: string, to: string, filter: AuditFilter) {
  const [pk, sk] = shelf.index ? [`${shelf.index}pk`, `${shelf.index}sk`] : ['pk', 'sk'];
  const conditions = Object.entries({
    event: filter.event,
    actor: filter.actor,
    resource_type: filter.resource_type,
    resource_id: filter.resource_id,
  }).filter(([, value]) => value !== undefined);
  return {
    TableName: table().table,
    ...(shelf.index && { IndexName: shelf.index }),
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: {
      '#pk': pk,
      '#sk': sk,
      ...Object.fromEntries(conditions.map(([name]) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ':pk': shelf.pk(period),
      ':from': from,
      ':to': to,
      ...Object.fromEntries(conditions.map(([name, value]) => [`:${name}`, value])),
    },
    ...(conditions.length > 0 && {
      FilterExpression: conditions.map(([name]) => `#${name} = :${name}`).join(' AND '),
    }),
  };
}

/** An entry as it was written: its text is what was hashed. */
export const entryOf = (item: Item) =>
  ({ ...(JSON.parse(String(item.entry)) as object), hash: String(item.hash) }) as AuditEntry;
