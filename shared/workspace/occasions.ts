/**
 * Which record events people are told of, and who (WS-05). Rules alone: nobody is told of what they may not see, of what
 * they did themselves, or of what is no longer so.
 */
import { type Actor, actorOf, may } from '../kernel/actor.ts';
import type { EventPattern } from '../kernel/define.ts';
import type { Permission } from '../kernel/permissions.ts';
import { reachesRecord } from '../kernel/reach.ts';
import type { RecordEvent } from '../kernel/record-event.ts';
import type { Item } from '../kernel/records.ts';
import { grantsOfRole, type TenantEntry } from '../team/roles.ts';
import type { EventName } from './notifications.ts';

export const TOLD_EVENTS: readonly EventPattern[] = [
  'contract.status_changed',
  'customer.updated',
  'member.created',
  // Who was here before, and joins again.
  'member.restored',
];

/** Something that happened, to be told to some. */
export interface Occasion {
  readonly name: EventName;
  readonly event: RecordEvent;
  /** Who is told, if they may see it; undefined: everybody who may. */
  readonly whom: readonly string[] | undefined;
  /** Without it one does not see what it is about. */
  readonly permission: Permission;
  /** What the record must still say by the time somebody is told. */
  readonly still: Item;
}

const RUN_ENDS: ReadonlySet<unknown> = new Set(['review', 'ready']);

/** @returns undefined for what nobody is told of */
export function occasionOf(event: RecordEvent): Occasion | undefined {
  const { entity, before, after, changed } = event;
  if (!after) return undefined;
  if (entity === 'customer' && changed.includes('owner_id')) {
    const owner_id = String(after.owner_id);
    return {
      name: 'customer_assigned',
      event,
      whom: [owner_id],
      permission: 'customer:read',
      still: { owner_id },
    };
  }
  if (entity === 'contract') {
    const failed = after.status === 'failed' && before?.status !== 'failed';
    // What a person's decision made ready is news to nobody.
    const ready = before?.status === 'processing' && RUN_ENDS.has(after.status);
    if (!failed && !ready) return undefined;
    return {
      name: failed ? 'contract_failed' : 'contract_ready',
      event,
      whom: [String(after.owner_id), String(after.created_by)],
      permission: 'contract:read',
      still: { status: after.status },
    };
  }
  if (entity === 'member' && (!before || before.archived_at))
    return { name: 'member_joined', event, whom: undefined, permission: 'team:manage', still: {} };
  return undefined;
}

/** @param record what the event is about, as it is now */
const isStillSo = ({ still }: Occasion, record: Item): boolean =>
  !record.archived_at && Object.entries(still).every(([name, value]) => record[name] === value);

/** What is known of an organization's people. */
export interface People {
  readonly entry: TenantEntry | undefined;
  readonly members: readonly Item[];
}

/**
 * Who is to be told, before anybody's preferences: active members of an open organization that is no demonstration.
 * @param actor for whom the system is at work
 * @param record what the event is about, as it is now; undefined when it is gone
 */
export function audienceOf(
  actor: Actor,
  occasion: Occasion,
  record: Item | undefined,
  { entry, members }: People,
): readonly Item[] {
  if (entry?.status !== 'active' || entry.demo || !record || !isStillSo(occasion, record)) return [];
  return members.filter(({ id, status, archived_at, role }) => {
    if (status !== 'active' || archived_at || id === occasion.event.cause.actor) return false;
    if (occasion.whom && !occasion.whom.includes(String(id))) return false;
    // Of joining, the others are told.
    if (occasion.name === 'member_joined' && id === occasion.event.record_id) return false;
    const grants = grantsOfRole(entry, String(role));
    const identity = { sub: String(id), email: '', name: '', tenantId: actor.tenantId, role: '', grants };
    const member = actorOf(identity, actor.requestId);
    if (!member || !may(member, occasion.permission)) return false;
    return occasion.whom === undefined || reachesRecord(member, occasion.permission, record);
  });
}
