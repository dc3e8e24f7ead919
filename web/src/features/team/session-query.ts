import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { isApiError } from '../../api/errors.ts';
import { adopted } from '../identity/adopt.ts';
import { accountQuery } from '../identity/queries.ts';

/** Who is signed in, or null: on a page that is for both, nobody is sent to sign in. */
export const sessionQuery = queryOptions({
  queryKey: [...accountQuery.queryKey, 'or-nobody'],
  queryFn: async ({ signal }) => {
    try {
      return adopted(await call('GET /api/v1/auth/me', {}, { signal }));
    } catch (error) {
      if (isApiError(error) && error.status === 401) return null;
      throw error;
    }
  },
});
