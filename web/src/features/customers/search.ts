/** What the customers' screens take from their address. */
import type { CustomerStatus } from '../../api/types.ts';

export const STATUSES = [
  'lead',
  'prospect',
  'active',
  'inactive',
  'churned',
] as const satisfies readonly CustomerStatus[];

const SORTS = ['-name', 'created_at', '-created_at'] as const;

export interface CustomersSearch {
  /** The beginning of the name. */
  readonly q?: string;
  readonly status?: CustomerStatus;
  /** By name where left out. */
  readonly sort?: (typeof SORTS)[number];
}

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((candidate) => candidate === value);

/** What is searched or filtered is sorted by name: the API has no other list of it. */
export function customersSearch(search: Record<string, unknown>): CustomersSearch {
  // An address may have `?q=42`, which is read as a number.
  const q = ['string', 'number'].includes(typeof search.q) ? String(search.q).slice(0, 200) : '';
  const status = oneOf(STATUSES, search.status);
  const sort = oneOf(SORTS, search.sort);
  const narrowed = q.trim() !== '' || status !== undefined;
  return {
    ...(q.trim() !== '' && { q }),
    ...(status && { status }),
    ...(sort && !(narrowed && sort !== '-name') && { sort }),
  };
}

export const TABS = ['people', 'commercial', 'contracts', 'plan', 'timeline', 'portal'] as const;
export type CustomerTab = (typeof TABS)[number];

export const TIMELINE_KINDS = ['contracts', 'plan', 'people'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export interface CustomerSearch {
  /** The people where left out. */
  readonly tab?: CustomerTab;
  /** Of the timeline: everything where left out. */
  readonly kind?: TimelineKind;
}

export function customerSearch(search: Record<string, unknown>): CustomerSearch {
  const tab = oneOf(TABS, search.tab);
  const kind = oneOf(TIMELINE_KINDS, search.kind);
  return {
    ...(tab && tab !== 'people' && { tab }),
    ...(kind && tab === 'timeline' && { kind }),
  };
}
