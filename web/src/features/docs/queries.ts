import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { ApiDocument } from './reference.ts';

/** The API's description: public, and the same as long as this version of the app is. */
export const apiDocumentQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: async ({ signal }) =>
    (await call('GET /api/v1/openapi.json', {}, { signal, credential: 'cookie' })) as unknown as ApiDocument,
  staleTime: Number.POSITIVE_INFINITY,
});
