import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { NewTask, PlanChanges, TaskChanges } from '../../api/types.ts';

const PAGE = 50;

export const plansKey = ['plans'] as const;

export const plansQuery = infiniteQueryOptions({
  queryKey: plansKey,
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

export const updatePlan = (id: string, body: PlanChanges) =>
  call('PATCH /api/v1/onboarding-plans/{id}', { params: { id }, body });

export const archivePlan = (id: string) => call('DELETE /api/v1/onboarding-plans/{id}', { params: { id } });

export const restorePlan = (id: string) =>
  call('POST /api/v1/onboarding-plans/{id}/restore', { params: { id } });

export const updateTask = (planId: string, key: string, body: TaskChanges & { version: number }) =>
  call('PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}', {
    params: { id: planId, task_key: key },
    body,
  });

export const addTask = (planId: string, body: NewTask) =>
  call('POST /api/v1/onboarding-plans/{id}/tasks', { params: { id: planId }, body });

export const archiveTask = (planId: string, key: string) =>
  call('DELETE /api/v1/onboarding-plans/{id}/tasks/{task_key}', { params: { id: planId, task_key: key } });

export const restoreTask = (planId: string, key: string) =>
  call('POST /api/v1/onboarding-plans/{id}/tasks/{task_key}/restore', {
    params: { id: planId, task_key: key },
  });

export const planCalendar = (id: string) =>
  call('GET /api/v1/onboarding-plans/{id}/calendar', { params: { id } });
