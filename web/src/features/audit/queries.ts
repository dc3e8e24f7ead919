import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { AuditFilter } from './search.ts';

const PAGE = 50;

export const auditQuery = ({ event, actor, type, resource, from, to }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', { event, actor, type, resource, from, to }],
    queryFn: ({ signal, pageParam }) =>
      call(
        'GET /api/v1/audit',
        {
          query: {
            limit: PAGE,
            ...(event && { event }),
            ...(actor && { actor }),
            ...(type && { resource_type: type }),
            ...(resource && { resource_id: resource }),
            ...(from && { from }),
            ...(to && { to }),
            ...(pageParam && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['audit', 'entry', id],
    queryFn: ({ signal }) => call('GET /api/v1/audit/{id}', { params: { id } }, { signal }),
    // An entry never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const exportLog = ({ from, to }: AuditFilter) =>
  call('POST /api/v1/audit/export', { body: { ...(from && { from }), ...(to && { to }) } });
