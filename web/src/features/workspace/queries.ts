import { queryOptions } from '@tanstack/react-query';
import { call, type InputOf, type ResponseOf } from '../../api/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';

export type ApiKey = ResponseOf<'GET /api/v1/workspace/api-keys'>['data'][number];
export type NewApiKey = InputOf<'POST /api/v1/workspace/api-keys'>['body'];
type Rotation = InputOf<'POST /api/v1/workspace/api-keys/{id}/rotate'>['body'];

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => call('GET /api/v1/workspace/api-keys', {}, { signal }),
});

/** What a key may be given, in words. */
export const keyPermissionsQuery = () =>
  queryOptions({
    queryKey: ['metadata', 'api-key-permissions', currentLanguage()],
    queryFn: ({ signal }) =>
      call('GET /api/v1/metadata/{picklist}', { params: { picklist: 'api-key-permissions' } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const createApiKey = (body: NewApiKey) => call('POST /api/v1/workspace/api-keys', { body });

export const rotateApiKey = ({ id, ...body }: Rotation & { readonly id: string }) =>
  call('POST /api/v1/workspace/api-keys/{id}/rotate', { params: { id }, body });

export const revokeApiKey = (id: string) =>
  call('DELETE /api/v1/workspace/api-keys/{id}', { params: { id } });
