/** Which queries a change makes stale. Whose data have the record as new as that already are left alone. */
import type { InfiniteData, Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** As frames have it: docs/live-updates.md. */
export interface Change {
  readonly entity: string;
  readonly id: string;
  /** 0: of something within the record, or gone. */
  readonly version: number;
}

const ORGANIZATION = (): QueryKey[] => [['organization', 'setup']];
const TEAM = (): QueryKey[] => [['team'], ['account']];

const AFFECTED: Readonly<Record<string, (id: string) => readonly QueryKey[]>> = {
  contract: (id) => [
    ['contracts'],
    ['newest-contracts'],
    ['contract-state', id],
    ['contract', id],
    ['plan-changes', id],
    ['dashboard'],
  ],
  fact: (id) => [
    ['contract', id],
    ['plan-changes', id],
  ],
  customer: (id) => [['customers'], ['customer', id], ['team', 'assignments'], ['dashboard']],
  stakeholder: (id) => [['customer', id]],
  entitlement: (id) => [['customer', id]],
  price: (id) => [['customer', id]],
  plan: (id) => [['plans'], ['plan', id], ['dashboard']],
  'plan-task': (id) => [['plan', id], ['plans'], ['dashboard']],
  organization: () => [['organization', 'setup'], ['account']],
  setup: ORGANIZATION,
  provisioning: ORGANIZATION,
  export: () => [['organization', 'export']],
  member: TEAM,
  role: TEAM,
  invitation: () => [['team', 'invitations']],
};

/** The first words of every key above: what polling brings up to date where nobody tells. */
const FAMILIES: ReadonlySet<unknown> = new Set(
  Object.values(AFFECTED).flatMap((keys) => keys('').map(([family]) => family)),
);

/** Pages of a list that is read again as a whole; longer ones are stale until they are next opened. */
const SHORT = 2;
const isShort = ({ state }: Query): boolean =>
  ((state.data as InfiniteData<unknown> | undefined)?.pages?.length ?? 0) <= SHORT;

const affectedBy = ({ entity, id }: Change): readonly QueryKey[] => AFFECTED[entity]?.(id) ?? [];

/** @returns whether a record of this id, as new as the change, is in the data */
export function holds(data: unknown, change: Change): boolean {
  if (change.version === 0 || typeof data !== 'object' || data === null) return false;
  const { id, version } = data as { id?: unknown; version?: unknown };
  return (
    (id === change.id && Number(version) >= change.version) ||
    Object.values(data).some((value) => holds(value, change))
  );
}

/** Marks as stale, and asks for what is on the screen. */
export function bringUpToDate(queryClient: QueryClient, wanted: (query: Query) => boolean): void {
  void queryClient.invalidateQueries({ predicate: wanted, refetchType: 'none' });
  void queryClient.refetchQueries({ type: 'active', predicate: (query) => wanted(query) && isShort(query) });
}

const begins = (key: QueryKey, prefix: QueryKey): boolean =>
  prefix.every((part, index) => key[index] === part);

export const isAffected = (query: Query, changes: readonly Change[]): boolean =>
  changes.some(
    (change) =>
      affectedBy(change).some((prefix) => begins(query.queryKey, prefix)) && !holds(query.state.data, change),
  );

/** What other people's work may change. */
export const isShared = ({ queryKey }: Query): boolean =>
  FAMILIES.has(queryKey[0]) && (queryKey[0] !== 'organization' || queryKey[1] === 'setup');

/** Asked for again by itself at the moment, because something is under way. */
export const isMoving = (query: Query): boolean =>
  query.observers.some(({ options: { refetchInterval } }) =>
    Boolean(typeof refetchInterval === 'function' ? refetchInterval(query) : refetchInterval),
  );
