/** Enters record events into the audit log (AUD-01). Entries are only ever added: no role may change or remove one. */
import { createHash } from 'node:crypto';
import { encodeTime } from 'ulid';
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import type { RecordEvent } from '../kernel/record-event.ts';
import { failedConditions, getItem, type TransactItem, table, transact } from '../kernel/records.ts';
import { DAY_SECONDS, epochSeconds, now, REPLAY_SECONDS } from '../kernel/time.ts';
import { Member } from '../organizations/member.ts';
import { portalUserKey } from '../portal/portal-user.ts';
import { canonicalJson } from './canonical.ts';
import { type AuditEntry, hashOf, type Link, linkOf } from './chain.ts';
import { changesOf, kindOf, labelOf } from './entities.ts';
import { entryKeys, headKey, seenKey } from './keys.ts';

/** Where the chain stands, and which month it began in. */
export interface Head extends Link {
  readonly began: string;
}

/** One writer at a time is the rule (the queue is FIFO); a second one costs a few rounds, never a fork. */
const ATTEMPTS = 5;

export async function readHead(actor: Actor): Promise<Head | undefined> {
  const item = await getItem(actor, { TableName: table().table, Key: headKey(actor) });
  return item && (item.link as Head);
}

/** At most 40 events: one transaction. Events that were entered before are left out. */
export async function append(actor: Actor, events: readonly RecordEvent[]): Promise<void> {
  const told = events.flatMap((event) => {
    const changes = changesOf(event);
    return changes ? [{ event, changes }] : [];
  });
  // What happens to an account is called by its member's name.
  const accounts = told.flatMap(({ event }) => (event.entity === 'account' ? [event.record_id] : []));
  const names = await namesOf(actor, new Set([...told.map(({ event }) => event.cause.actor), ...accounts]));
  let left = unique(told);
  for (let attempt = 1; left.length > 0; attempt++) {
    const head = await readHead(actor);
    const entries = await chained(actor, head, left, names);
    try {
      await transact(actor, writes(actor, head, entries), 'audit');
      return;
    } catch (error) {
      const failed = failedConditions(error);
      if (!failed || attempt === ATTEMPTS) throw error;
      // The head is first, then two writes for each entry: its own, and that its event was seen.
      left = left.filter((_, index) => !failed.has(2 + index * 2));
    }
  }
}

type Told = { readonly event: RecordEvent; readonly changes: AuditEntry['changes'] };

const unique = (told: readonly Told[]): Told[] => [
  ...new Map(told.map((one) => [one.event.id, one])).values(),
];

async function chained(
  actor: Actor,
  head: Head | undefined,
  told: readonly Told[],
  names: ReadonlyMap<string, string>,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let last: Link | undefined = head;
  // Clocks differ: an entry is never earlier than the one ahead of it.
  const recorded_at = [now(), head?.recorded_at ?? ''].sort().at(-1) ?? '';
  for (const { event, changes } of told) {
    const { cause } = event;
    const content = {
      id: entryId(recorded_at, event.id),
      organization_id: actor.tenantId,
      sequence: (last?.sequence ?? 0) + 1,
      event: event.type,
      event_id: event.id,
      at: event.at,
      recorded_at,
      actor: {
        id: cause.actor,
        name: names.get(cause.actor) ?? cause.actor,
        kind: kindOf(cause.actor),
        address: cause.address ?? null,
        agent: cause.agent ?? null,
      },
      resource: {
        type: event.entity,
        id: event.record_id,
        label: names.get(event.record_id) ?? labelOf(event),
      },
      changes,
      request_id: cause.request_id,
      previous_hash: last?.hash ?? null,
      previous_at: last?.recorded_at ?? null,
    } as const;
    const entry: AuditEntry = { ...content, hash: await hashOf(content) };
    entries.push(entry);
    last = linkOf(entry);
  }
  return entries;
}

function writes(actor: Actor, head: Head | undefined, entries: readonly AuditEntry[]): TransactItem[] {
  const TableName = table().table;
  const last = entries.at(-1);
  if (!last) return [];
  const retention = Number(environment('AUDIT_RETENTION_DAYS'));
  const link: Head = { ...linkOf(last), began: head?.began ?? last.recorded_at };
  return [
    {
      Put: {
        TableName,
        Item: { ...headKey(actor), link },
        ...(head
          ? {
              ConditionExpression: '#link.#sequence = :sequence AND #link.#hash = :hash',
              ExpressionAttributeNames: { '#link': 'link', '#sequence': 'sequence', '#hash': 'hash' },
              ExpressionAttributeValues: { ':sequence': head.sequence, ':hash': head.hash },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    ...entries.flatMap((entry): TransactItem[] => {
      const { hash, ...content } = entry;
      return [
        {
          Put: {
            TableName,
            Item: {
              ...entryKeys(actor, entry),
              // What filters look at; the text is what counts.
              id: entry.id,
              event: entry.event,
              actor: entry.actor.id,
              resource_type: entry.resource.type,
              resource_id: entry.resource.id,
              entry: canonicalJson(content),
              hash,
              ...(retention > 0 && { expires_at: epochSeconds() + retention * DAY_SECONDS }),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Put: {
            TableName,
            Item: { ...seenKey(actor, entry.event_id), expires_at: epochSeconds() + REPLAY_SECONDS },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ];
    }),
  ];
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID of when it was entered, and of the event: nobody else's entry has it. */
function entryId(recordedAt: string, eventId: string): string {
  const digest = createHash('sha256').update(eventId).digest();
  const rest = Array.from({ length: 16 }, (_, index) => CROCKFORD[(digest[index] ?? 0) % 32]);
  return encodeTime(Date.parse(recordedAt), 10) + rest.join('');
}

/** What people are called now: the entry keeps it, whatever they are called later. */
async function namesOf(actor: Actor, ids: ReadonlySet<string>): Promise<Map<string, string>> {
  const people = [...ids].filter((id) => ['user', 'portal_user'].includes(kindOf(id)));
  const found = await Promise.all(
    people.map(async (id) => {
      const key =
        kindOf(id) === 'user'
          ? Member.get({ tenant_id: actor.tenantId, id }).params(table())
          : portalUserKey(actor, id.slice('portal:'.length));
      const person = await getItem(actor, key);
      return typeof person?.name === 'string' ? ([id, person.name] as const) : undefined;
    }),
  );
  return new Map(found.filter((one) => one !== undefined));
}
