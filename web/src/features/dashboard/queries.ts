import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { pace } from '../../live/pace.ts';

const POLL_MS = 3000;

export const dashboardKey = ['dashboard'] as const;

/** @param day the reader's, ISO 8601: by it tasks are overdue or not */
export const dashboardQuery = (day: string) =>
  queryOptions({
    queryKey: [...dashboardKey, day],
    queryFn: ({ signal }) => call('GET /api/v1/dashboard', { query: { day } }, { signal }),
    // Much of what is done elsewhere changes it.
    staleTime: 1000,
    refetchInterval: ({ state }) => (state.data && state.data.processing.count > 0 ? pace(POLL_MS) : false),
  });
