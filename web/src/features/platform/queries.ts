import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { call, type InputOf, type ResponseOf } from '../../api/client.ts';
import type { FleetFilter } from './search.ts';

type FleetPage = ResponseOf<'GET /api/v1/platform/organizations'>;
export type FleetOrganization = FleetPage['data'][number];
export type FleetDetail = ResponseOf<'GET /api/v1/platform/organizations/{id}'>;
export type Run = ResponseOf<'GET /api/v1/platform/provisioning'>['data'][number];
export type FleetMetrics = ResponseOf<'GET /api/v1/platform/metrics'>;
export type OversightEntry = ResponseOf<'GET /api/v1/platform/audit'>['data'][number];
export type OversightChange = InputOf<'PATCH /api/v1/platform/organizations/{id}'>['body'];

const PAGE = 50;
const LISTS = ['platform', 'organizations'];

const next = {
  initialPageParam: '',
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
};

export const fleetQuery = ({ q, status, plan, blueprint }: FleetFilter) =>
  infiniteQueryOptions({
    queryKey: [...LISTS, { q, status, plan, blueprint }],
    queryFn: ({ signal, pageParam }) =>
      call(
        'GET /api/v1/platform/organizations',
        {
          query: {
            limit: PAGE,
            ...(q && { q }),
            ...(status && { status }),
            ...(plan && { plan }),
            ...(blueprint && { blueprint }),
            ...(pageParam && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    ...next,
  });

export const detailQuery = (id: string) =>
  queryOptions({
    queryKey: ['platform', 'organization', id],
    queryFn: ({ signal }) => call('GET /api/v1/platform/organizations/{id}', { params: { id } }, { signal }),
  });

export const changeOrganization = (id: string, body: OversightChange) =>
  call('PATCH /api/v1/platform/organizations/{id}', { params: { id }, body });

/** The answer is newer than what lists show: those learn of it by the change stream, a moment later. */
export function showChanged(queryClient: QueryClient, changed: FleetDetail): void {
  queryClient.setQueryData(detailQuery(changed.id).queryKey, changed);
  queryClient.setQueriesData<InfiniteData<FleetPage>>(
    { queryKey: LISTS },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          data: page.data.map((row) =>
            row.id === changed.id
              ? { ...row, status: changed.status, plan: changed.plan, version: changed.version }
              : row,
          ),
        })),
      },
  );
  void queryClient.invalidateQueries({ queryKey: ['platform', 'log'] });
}

export const runsQuery = (status: Run['status'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['platform', 'runs', status ?? null],
    queryFn: ({ signal, pageParam }) =>
      call(
        'GET /api/v1/platform/provisioning',
        { query: { limit: PAGE, ...(status && { status }), ...(pageParam && { cursor: pageParam }) } },
        { signal },
      ),
    ...next,
  });

export const metricsQuery = queryOptions({
  queryKey: ['platform', 'metrics'],
  queryFn: ({ signal }) => call('GET /api/v1/platform/metrics', {}, { signal }),
});

export const logQuery = infiniteQueryOptions({
  queryKey: ['platform', 'log'],
  queryFn: ({ signal, pageParam }) =>
    call(
      'GET /api/v1/platform/audit',
      { query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
      { signal },
    ),
  ...next,
});
