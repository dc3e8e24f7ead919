import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { call, type ResponseOf } from '../../api/client.ts';
import type { Contract, ContractStatus, FactChange, NewContract } from '../../api/types.ts';
import { pace } from '../../live/pace.ts';
import type { ContractsSearch } from './search.ts';

const PAGE = 100;
/** Pages of a list that is read again as a whole. */
const SHORT = 2;
const POLL_MS = 1000;
const LIST_POLL_MS = 3000;
/** A presigned form is good for 15 minutes: a file that has not come by then will not come. */
const UPLOAD_MS = 15 * 60_000;

/** Something will change by itself: the file is on its way, or the pipeline runs. */
export const isUnderWay = ({ status, created_at, archived_at }: Contract, now = Date.now()): boolean =>
  !archived_at &&
  (status === 'processing' || (status === 'awaiting_upload' && now - Date.parse(created_at) < UPLOAD_MS));

export const contractsKey = ['contracts'] as const;

/** What the index is asked for; the rest is done with what is loaded. */
export interface ContractsFilter {
  readonly status?: ContractStatus;
  readonly customer?: string;
  readonly archived?: true;
}

/** By status or by customer: the API's indexes take one of them. */
export const filterOf = ({ status, customer, archived }: ContractsSearch): ContractsFilter => ({
  ...(customer ? { customer } : status && { status }),
  ...(archived && { archived }),
});

type ContractsPage = ResponseOf<'GET /api/v1/contracts'>;

const fetchContracts = (
  { status, customer, archived }: ContractsFilter,
  cursor: string,
  signal: AbortSignal,
): Promise<ContractsPage> =>
  call(
    'GET /api/v1/contracts',
    {
      query: {
        limit: PAGE,
        ...(status && { status }),
        ...(customer && { customer_id: customer }),
        ...(archived && { archived: 'true' }),
        ...(cursor && { cursor }),
      },
    },
    { signal },
  );

const isShort = (data: InfiniteData<ContractsPage> | undefined) => (data?.pages.length ?? 0) <= SHORT;
const isMoving = (data: InfiniteData<ContractsPage> | undefined) =>
  data?.pages.some((page) => page.data.some((contract) => isUnderWay(contract))) ?? false;

export const contractsQuery = (filter: ContractsFilter) =>
  infiniteQueryOptions({
    queryKey: [...contractsKey, filter],
    queryFn: ({ signal, pageParam }) => fetchContracts(filter, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    // All pages are asked for again: of a long list only the newest, by `newestQuery`.
    refetchOnWindowFocus: ({ state }) => isShort(state.data),
    refetchInterval: ({ state }) =>
      isShort(state.data) && isMoving(state.data) ? pace(LIST_POLL_MS) : false,
  });

/** The newest of a long list while something is under way; what it brings is for `withNewest`. */
export const newestQuery = (filter: ContractsFilter, list: InfiniteData<ContractsPage> | undefined) =>
  queryOptions({
    queryKey: ['newest-contracts', filter],
    queryFn: ({ signal }) => fetchContracts(filter, '', signal),
    enabled: !isShort(list) && isMoving(list),
    refetchInterval: () => pace(LIST_POLL_MS),
  });

/** Rows as they are now; those that are newer than the list come first. */
export function withNewest(list: readonly Contract[], newest: readonly Contract[]): readonly Contract[] {
  if (newest.length === 0) return list;
  const fresh = new Map(newest.map((contract) => [contract.id, contract]));
  const known = new Set(list.map(({ id }) => id));
  const first = list[0]?.id ?? '';
  return [
    ...newest.filter(({ id }) => !known.has(id) && id > first),
    ...list.map((contract) => {
      const now = fresh.get(contract.id);
      return now && now.version > contract.version ? now : contract;
    }),
  ];
}

/** After a change: short lists are read again at once, long ones when they are next opened. */
export async function refreshContracts(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: contractsKey, refetchType: 'none' });
  await queryClient.refetchQueries({
    queryKey: contractsKey,
    type: 'active',
    predicate: ({ state }) => isShort(state.data as InfiniteData<ContractsPage> | undefined),
  });
}

/** One contract without its facts, as long as it moves. */
export const contractQuery = (id: string) =>
  queryOptions({
    queryKey: ['contract-state', id],
    queryFn: ({ signal }) => call('GET /api/v1/contracts/{id}', { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : pace(LIST_POLL_MS)),
  });

/** A contract with its facts; asked for every second while something is under way. */
export const extractionQuery = (id: string) =>
  queryOptions({
    queryKey: ['contract', id],
    queryFn: ({ signal }) => call('GET /api/v1/contracts/{id}/extraction', { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.contract) ? pace(POLL_MS) : false),
  });

/** @param key sent twice with the same one, it is announced once */
export const createContract = (body: NewContract, key: string) =>
  call('POST /api/v1/contracts', { body }, { idempotencyKey: key });

/** A new form for a contract whose file did not come. */
export const renewUpload = (id: string) => call('POST /api/v1/contracts/{id}/upload', { params: { id } });

export const restoreContract = (id: string) =>
  call('POST /api/v1/contracts/{id}/restore', { params: { id } });

export const archiveContract = (id: string) => call('DELETE /api/v1/contracts/{id}', { params: { id } });

export const processAgain = (id: string) => call('POST /api/v1/contracts/{id}/parse', { params: { id } });

export const changeFacts = (id: string, changes: FactChange[]) =>
  call('PATCH /api/v1/contracts/{id}/extraction', { params: { id }, body: { changes } });

/** What confirming would change in the plan; asked for anew after each decision. */
export const planChangesQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan-changes', id],
    queryFn: ({ signal }) => call('GET /api/v1/contracts/{id}/plan-changes', { params: { id } }, { signal }),
  });

export const contractFile = (id: string) => call('GET /api/v1/contracts/{id}/file', { params: { id } });

/** Takes all facts over as they stand. */
export const confirmContract = ({ id, version }: Contract) =>
  call('POST /api/v1/contracts/{id}/confirm', { params: { id }, body: { version } });
