import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/errors.ts';

const ATTEMPTS = 3;

/** What may pass by itself is tried again: no connection, a server's own fault. A refusal is an answer. */
const worthRetrying = (failures: number, error: Error) =>
  failures < ATTEMPTS - 1 && error instanceof ApiError && (error.status === 0 || error.status >= 500);

/** @param onSignedOut called when a call was refused because the session has ended */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // networkMode: a browser that believes itself offline may still reach a server on the same machine.
      queries: { retry: worthRetrying, staleTime: 10_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
