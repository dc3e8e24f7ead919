import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isApiError } from '../api/errors.ts';
import { failedBehind, notReached, reached, succeededBehind } from './connection.ts';

const ATTEMPTS = 3;

const isUnreached = (error: Error) => error instanceof ApiError && error.status === 0;

/** What may pass by itself is tried again: no connection, a server's own fault. A refusal is an answer. */
const worthRetrying = (failures: number, error: Error) =>
  failures < ATTEMPTS - 1 && error instanceof ApiError && (error.status === 0 || error.status >= 500);

/** @param onSignedOut called when a call was refused because the session has ended */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (isApiError(error) && error.status === 401) onSignedOut();
    if (isUnreached(error)) notReached();
    else if (error instanceof ApiError) reached();
  };
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryHash, state }) => {
        onError(error);
        // The screen shows what it had and says nothing; without a connection there is another sentence.
        if (
          state.data !== undefined &&
          error instanceof ApiError &&
          !isUnreached(error) &&
          error.status !== 401
        )
          failedBehind(queryHash, error);
      },
      onSuccess: (_, { queryHash }) => {
        reached();
        succeededBehind(queryHash);
      },
    }),
    mutationCache: new MutationCache({ onError, onSuccess: reached }),
    defaultOptions: {
      // networkMode: a browser that believes itself offline may still reach a server on the same machine.
      queries: { retry: worthRetrying, staleTime: 10_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
