import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { PlanTask } from '../../api/types.ts';

const PAGE = 50;

export const plansQuery = infiniteQueryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal, pageParam }) =>
    call(
      'GET /api/v1/onboarding-plans',
      { query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: ({ next_cursor }) => next_cursor,
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id],
    queryFn: ({ signal }) => call('GET /api/v1/onboarding-plans/{id}', { params: { id } }, { signal }),
  });

/** Ticks a task, or takes the tick back. */
export const setTaskDone = (planId: string, { key, version }: PlanTask, done: boolean) =>
  call('PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}', {
    params: { id: planId, task_key: key },
    body: { version, status: done ? 'done' : 'todo' },
  });
