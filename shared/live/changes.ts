/**
 * What of record events screens are told: that a record changed, never what it says (NOT-08). Whoever is told asks the
 * API, which decides what may be read.
 */
import type { EventPattern } from '../kernel/define.ts';
import type { Permission } from '../kernel/permissions.ts';
import type { RecordEvent } from '../kernel/record-event.ts';
import type { Item } from '../kernel/records.ts';

/** Records in whose partition others stand: they have the owner that counts for all of it. */
type Head = 'CUSTOMER' | 'CONTRACT' | 'PLAN';

interface Shown {
  /** By which routes show it. */
  readonly permission: Permission;
  /** It stands within another record: it is told by that one's id, and whoever reaches that one is told. */
  readonly within?: Head;
  /** It has an owner itself. */
  readonly owned?: true;
}

const SHOWN: Readonly<Record<string, Shown>> = {
  customer: { permission: 'customer:read', owned: true },
  stakeholder: { permission: 'stakeholder:read', within: 'CUSTOMER' },
  entitlement: { permission: 'contract:read', within: 'CUSTOMER' },
  price: { permission: 'contract:read', within: 'CUSTOMER' },
  contract: { permission: 'contract:read', owned: true },
  fact: { permission: 'contract:read', within: 'CONTRACT' },
  plan: { permission: 'plan:read', owned: true },
  'plan-task': { permission: 'plan:read', within: 'PLAN' },
  organization: { permission: 'organization:read' },
  setup: { permission: 'organization:read' },
  onboarding: { permission: 'organization:manage' },
  provisioning: { permission: 'organization:manage' },
  export: { permission: 'organization:manage' },
  member: { permission: 'team:read' },
  role: { permission: 'team:read' },
  invitation: { permission: 'team:manage' },
};

/** Nothing that is shown, but who may be told depends on it. */
export const EVENTS: readonly EventPattern[] = Object.keys(SHOWN).map((entity) => `${entity}.*` as const);

/** As it is sent. */
export interface Change {
  /** Of the latest event: `contract.status_changed`. */
  readonly type: string;
  readonly entity: string;
  /** Of the record; of what stands within another (facts, tasks, people), the id of that one. */
  readonly id: string;
  /** Of the record as it is now; 0 where it stands within another, or is gone. */
  readonly version: number;
  readonly at: string;
}

export interface Told {
  readonly change: Change;
  readonly permission: Permission;
  /** Key of the record whose owner counts, where that is another one. */
  readonly head?: { readonly pk: string; readonly sk: Head };
  /** The record before and after each change, where it has an owner: one who lost it is told, too. */
  readonly images?: readonly Item[];
}

/** One for each record, in the order of their first events; the latest event of a record gives type, version and time. */
export function changesOf(events: readonly RecordEvent[]): Told[] {
  const records = new Map<string, Told>();
  for (const event of [...events].sort((a, b) => (a.sequence < b.sequence ? -1 : 1))) {
    const shown = SHOWN[event.entity];
    if (!shown) continue;
    const { within, owned, permission } = shown;
    const [, , , parent] = event.key.pk.split('#');
    const id = within ? String(parent) : event.record_id;
    const key = `${event.entity} ${id}`;
    const known = records.get(key);
    const version = within ? 0 : Number(event.after?.version ?? 0);
    records.set(key, {
      change: { type: event.type, entity: event.entity, id, version, at: event.at },
      permission,
      ...(within && { head: { pk: event.key.pk, sk: within } }),
      ...(owned && {
        images: [...(known?.images ?? []), ...[event.before, event.after].filter((image) => image !== null)],
      }),
    });
  }
  return [...records.values()];
}

/** Who may be told what could be another answer now: nothing that was known of standings is taken for true. */
export const changesStandings = (events: readonly RecordEvent[]): boolean =>
  events.some(({ entity }) => entity === 'member' || entity === 'role' || entity === 'organization');
