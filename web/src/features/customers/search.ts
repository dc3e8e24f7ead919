/** What the customers' screens take from their address. */
import type { CustomerStatus } from '../../api/types.ts';

export const STATUSES = [
  'lead',
  'prospect',
  'active',
  'inactive',
  'churned',
] as const satisfies readonly CustomerStatus[];

export const COLUMNS = ['status', 'owner', 'annual', 'term', 'followUp', 'added'] as const;
export type ColumnName = (typeof COLUMNS)[number];

const SORTS = ['-name', 'created_at', '-created_at'] as const;

export interface CustomersSearch {
  /** The beginning of the name. */
  readonly q?: string;
  readonly status?: CustomerStatus;
  /** The account of whom they are assigned to; `me` for one's own. */
  readonly owner?: string;
  /** By name where left out. */
  readonly sort?: (typeof SORTS)[number];
  /** Columns that are not shown, with commas between; what this browser remembers where left out. */
  readonly hide?: string;
  /** The organization's own fields that are columns, by key, likewise. */
  readonly show?: string;
}

/** What the list is asked for. */
export type CustomersFilter = Pick<CustomersSearch, 'q' | 'status' | 'owner' | 'sort'>;

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((candidate) => candidate === value);

const hiddenColumns = (hide: string): readonly ColumnName[] =>
  COLUMNS.filter((name) => hide.split(',').includes(name));

/** The columns that the list shows: as the address says, else as remembered. */
export const columnsOf = (hide: string): readonly ColumnName[] =>
  COLUMNS.filter((name) => !hiddenColumns(hide).includes(name));

/** As many as there may be. */
const MOST_FIELDS = 50;
const FIELD_KEY = /^[a-z][a-z0-9_]{0,39}$/;

export const shownFields = (show: string): readonly string[] => [
  ...new Set(
    show
      .split(',')
      .filter((key) => FIELD_KEY.test(key))
      .slice(0, MOST_FIELDS),
  ),
];

/** What is searched or filtered by status is sorted by name: the API has no other list of it. */
export function customersSearch(search: Record<string, unknown>): CustomersSearch {
  // An address may have `?q=42`, which is read as a number.
  const q = ['string', 'number'].includes(typeof search.q) ? String(search.q).slice(0, 200) : '';
  const status = oneOf(STATUSES, search.status);
  const sort = oneOf(SORTS, search.sort);
  const owner = typeof search.owner === 'string' ? search.owner.slice(0, 100) : '';
  const narrowed = q.trim() !== '' || status !== undefined;
  return {
    ...(q.trim() !== '' && { q }),
    ...(status && { status }),
    ...(owner !== '' && { owner }),
    ...(sort && !(narrowed && sort !== '-name') && { sort }),
    ...(typeof search.hide === 'string' && { hide: hiddenColumns(search.hide).join(',') }),
    ...(typeof search.show === 'string' && { show: shownFields(search.show).join(',') }),
  };
}

export const filterOf = ({ q, status, owner, sort }: CustomersSearch): CustomersFilter => ({
  ...(q && { q }),
  ...(status && { status }),
  ...(owner && { owner }),
  ...(sort && { sort }),
});

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
