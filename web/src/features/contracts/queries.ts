import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { Contract, FactChange, NewContract } from '../../api/types.ts';
import type { ContractsSearch } from './search.ts';

const PAGE = 50;
const POLL_MS = 1000;
const LIST_POLL_MS = 3000;
/** A presigned form is good for 15 minutes: a file that has not come by then will not come. */
const UPLOAD_MS = 15 * 60_000;

/** Something will change by itself: the file is on its way, or the pipeline runs. */
export const isUnderWay = ({ status, created_at, archived_at }: Contract, now = Date.now()): boolean =>
  !archived_at &&
  (status === 'processing' || (status === 'awaiting_upload' && now - Date.parse(created_at) < UPLOAD_MS));

export const contractsKey = ['contracts'] as const;

export const contractsQuery = ({ status }: Pick<ContractsSearch, 'status'>) =>
  infiniteQueryOptions({
    queryKey: [...contractsKey, { status }],
    queryFn: ({ signal, pageParam }) =>
      call(
        'GET /api/v1/contracts',
        { query: { limit: PAGE, ...(status && { status }), ...(pageParam && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ data }) => data.some((contract) => isUnderWay(contract)))
        ? LIST_POLL_MS
        : false,
  });

/** A contract with its facts; asked for every second while something is under way. */
export const extractionQuery = (id: string) =>
  queryOptions({
    queryKey: ['contract', id],
    queryFn: ({ signal }) => call('GET /api/v1/contracts/{id}/extraction', { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.contract) ? POLL_MS : false),
  });

export const createContract = (body: NewContract) => call('POST /api/v1/contracts', { body });

export const archiveContract = (id: string) => call('DELETE /api/v1/contracts/{id}', { params: { id } });

export const processAgain = (id: string) => call('POST /api/v1/contracts/{id}/parse', { params: { id } });

export const changeFacts = (id: string, changes: FactChange[]) =>
  call('PATCH /api/v1/contracts/{id}/extraction', { params: { id }, body: { changes } });

export const contractFile = (id: string) => call('GET /api/v1/contracts/{id}/file', { params: { id } });

/** Takes all facts over as they stand. */
export const confirmContract = ({ id, version }: Contract) =>
  call('POST /api/v1/contracts/{id}/confirm', { params: { id }, body: { version } });
