/** What a contract's screen takes from its address. */
export interface ContractSearch {
  /** The key of the fact that is chosen: `governing_law/0`. */
  readonly fact?: string;
  /** On a narrow screen, what is shown: the facts where left out. */
  readonly view?: 'document';
}

export const contractSearch = ({ fact, view }: Record<string, unknown>): ContractSearch => ({
  ...(typeof fact === 'string' && fact.length <= 100 && { fact }),
  ...(view === 'document' && { view }),
});

/** What the list of contracts takes from its address. */
import type { ContractStatus } from '../../api/types.ts';
import { TONE } from './text.ts';

export const COLUMNS = ['state', 'pages', 'toCheck', 'added'] as const;
export type ColumnName = (typeof COLUMNS)[number];

const SORTS = ['customer', 'pages', 'toCheck', 'added'] as const;
type SortName = (typeof SORTS)[number];
/** `-pages`: the most pages first. */
export type Sort = SortName | `-${SortName}`;

export interface ContractsSearch {
  readonly status?: ContractStatus;
  /** A customer's id. */
  readonly customer?: string;
  readonly archived?: true;
  /** What is searched for. */
  readonly q?: string;
  /** The newest first where left out. */
  readonly sort?: Sort;
  /** Columns that are not shown, with commas between; what this browser remembers where left out. */
  readonly hide?: string;
  /** Asks for a file at once. */
  readonly upload?: true;
}

const text = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 200;
const isSort = (value: unknown): value is Sort =>
  typeof value === 'string' && SORTS.some((name) => name === value.replace(/^-/, ''));

export const contractsSearch = ({
  status,
  customer,
  archived,
  q,
  sort,
  hide,
  upload,
}: Record<string, unknown>): ContractsSearch => ({
  ...(typeof status === 'string' && Object.hasOwn(TONE, status) && { status: status as ContractStatus }),
  ...(text(customer) && { customer }),
  ...(archived === true && { archived }),
  // The router reads what looks like a number as one.
  ...((text(q) || typeof q === 'number') && { q: String(q) }),
  ...(isSort(sort) && { sort }),
  ...(typeof hide === 'string' && { hide: hiddenColumns(hide).join(',') }),
  ...(upload === true && { upload }),
});

export const hiddenColumns = (hide: string): readonly ColumnName[] =>
  COLUMNS.filter((name) => hide.split(',').includes(name));

/** The columns that the list shows: as the address says, else as remembered. */
export const columnsOf = (hide: string): readonly ColumnName[] =>
  COLUMNS.filter((name) => !hiddenColumns(hide).includes(name));
