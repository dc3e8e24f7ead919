/**
 * What a change of a record is called, and what of it is told (ARCHITECTURE.md, Change stream). One record of the
 * table's stream is at most one event; its id is that of the stream's record, so that a duplicate is recognized.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { isTenantId } from './actor.ts';
import type { EventPattern } from './define.ts';
import type { Item } from './records.ts';

const Image = z.record(z.string(), z.unknown()).nullable();

export const RecordEventBody = z.object({
  /** Of the stream's record: the same for each delivery of one change. */
  id: z.string(),
  /** `customer.created`, `.updated`, `.archived`, `.restored`, `.deleted`, `contract.status_changed`, or as an occurrence says. */
  type: z.string(),
  tenant_id: z.string(),
  entity: z.string(),
  record_id: z.string(),
  /** Of the table, where what is left out can be read. */
  key: z.object({ pk: z.string(), sk: z.string() }),
  /** Orders the changes of one record: compare as text. */
  sequence: z.string(),
  before: Image,
  after: Image,
  /** Attributes that differ, stamps aside. */
  changed: z.array(z.string()),
  /** Attributes that are too large to be told: in neither image, but in `changed` where they differ. */
  omitted: z.array(z.string()),
  cause: z.object({
    actor: z.string(),
    request_id: z.string(),
    depth: z.number().int().optional(),
    address: z.string().optional(),
    agent: z.string().optional(),
  }),
  /** RFC 3339. */
  at: z.string(),
});
export type RecordEvent = z.output<typeof RecordEventBody>;

/** EventBridge and SQS take 256 KB, envelope and attributes included. */
export const MAXIMUM_EVENT_BYTES = 240 * 1024;

/** Reactions to reactions: a change that is further from its first cause sets nothing else off. */
const MAXIMUM_DEPTH = 8;

/** What DynamoDB calls itself when it removes what has expired. */
const EXPIRY = 'dynamodb.amazonaws.com';

const KEY_LENGTH = 40;
const STAMPS = new Set(['version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'cause']);

/**
 * @returns undefined for what is no record of a tenant (keys for repetition, projections, the audit log, directory),
 * and for what lies too deep in a chain of reactions
 */
export function recordEvent(record: DynamoDBRecord): RecordEvent | undefined {
  const { Keys, NewImage, OldImage, SequenceNumber = '' } = record.dynamodb ?? {};
  const { pk, sk } = plain(Keys) ?? {};
  const [head, tenant, , parent] = String(pk).split('#');
  if (head !== 'T' || !isTenantId(tenant)) return undefined;
  const [oldImage, newImage] = [plain(OldImage), plain(NewImage)];
  const image = newImage ?? oldImage;
  const entity = image?.__edb_e__;
  if (!image || typeof entity !== 'string' || !isCause(image.cause)) return undefined;
  // It tells of something that happened: that it leaves the table is nothing that happens.
  if (isOccurrence(image) && !newImage) return undefined;
  const expired = record.userIdentity?.principalId === EXPIRY;
  const cause = newImage
    ? image.cause
    : // The last image of what was deleted says who wrote it, not who deleted it. People archive.
      { actor: expired ? 'system:expiry' : 'system:deletion', request_id: image.cause.request_id };
  if ((cause.depth ?? 0) > MAXIMUM_DEPTH) return undefined;
  const [before, after] = [told(oldImage), told(newImage)];
  const at =
    typeof newImage?.updated_at === 'string'
      ? newImage.updated_at
      : // Not every record has a stamp of its own, and what is gone has none.
        new Date((record.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  const own = image.id ?? (image.key === undefined ? undefined : `${parent}/${image.key}`);
  return withinLimit({
    id: record.eventID ?? `${pk}/${sk}/${SequenceNumber}`,
    type: `${entity}.${happened(before, after)}`,
    tenant_id: tenant,
    entity,
    record_id: String(own ?? parent ?? tenant),
    key: { pk: String(pk), sk: String(sk) },
    sequence: SequenceNumber.padStart(KEY_LENGTH, '0'),
    before,
    after,
    changed: changes(before, after),
    omitted: [],
    cause,
    at,
  });
}

const plain = (image: object | undefined): Record<string, unknown> | undefined =>
  image && unmarshall(image as Record<string, AttributeValue>);

const isCause = (value: unknown): value is RecordEvent['cause'] =>
  typeof value === 'object' && value !== null && 'actor' in value && 'request_id' in value;

const INTERNAL = /^(pk|sk|gsi\d[ps]k|__edb_[ev]__|cause|expires_at)$/;

/** A record's own attributes, without keys of the table. */
function told(image: Record<string, unknown> | undefined): Item | null {
  if (!image) return null;
  return Object.fromEntries(Object.entries(image).filter(([name]) => !INTERNAL.test(name)));
}

/** A record that stands for a moment instead of a thing: the event is called as it says. */
const isOccurrence = (image: Item): image is Item & { readonly occurrence: string } =>
  typeof image.occurrence === 'string';

function happened(before: Item | null, after: Item | null): string {
  if (!before) return after && isOccurrence(after) ? after.occurrence : 'created';
  if (!after) return 'deleted';
  if (Boolean(before.archived_at) !== Boolean(after.archived_at))
    return after.archived_at ? 'archived' : 'restored';
  return before.status === after.status ? 'updated' : 'status_changed';
}

function changes(before: Item | null, after: Item | null): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => !STAMPS.has(name) && !isSame(before?.[name], after?.[name])).sort();
}

/** Of values as DynamoDB gives them: JSON, whose members may come in another order. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame((one as Item)[name], (other as Item)[name]))
  );
}

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? '');

/** Leaves out the largest attributes until the event can be sent: nothing is lost, for the record has them. */
function withinLimit(event: RecordEvent): RecordEvent {
  let excess = bytes(event) - MAXIMUM_EVENT_BYTES;
  if (excess <= 0) return event;
  const { before, after } = event;
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const sizes = [...names]
    .map((name) => ({ name, size: bytes(before?.[name]) + bytes(after?.[name]) }))
    .sort((a, b) => b.size - a.size);
  const omitted: string[] = [];
  for (const { name, size } of sizes) {
    if (excess <= 0) break;
    omitted.push(name);
    excess -= size - name.length - 3;
  }
  const without = (image: Item | null) =>
    image && Object.fromEntries(Object.entries(image).filter(([name]) => !omitted.includes(name)));
  return { ...event, before: without(before), after: without(after), omitted };
}

/** Whether a pattern means an event type. */
export const matches = (pattern: EventPattern, type: string): boolean =>
  pattern === '*' || (pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type);
