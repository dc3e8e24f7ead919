import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';

/** Who is signed in; a 401 when nobody is. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => call('GET /api/v1/auth/me', {}, { signal }),
  staleTime: 5 * 60_000,
});

export const signOut = () => call('POST /api/v1/auth/logout', {}, { credential: 'cookie' });
