import { queryOptions } from '@tanstack/react-query';
import { call, type InputOf } from '../../api/client.ts';

export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) => call('GET /api/v1/organizations/current', {}, { signal }),
});

/** @param wanted a name to make a slug of, or a slug to check */
export const slugQuery = (wanted: { readonly name: string } | { readonly slug: string }) =>
  queryOptions({
    queryKey: ['slug', wanted],
    queryFn: ({ signal }) =>
      call('GET /api/v1/organizations/slug-available', { query: { ...wanted } }, { signal }),
  });

export const createOrganization = (body: { readonly name: string; readonly slug?: string }) =>
  call('POST /api/v1/organizations', { body });

export const updateOrganization = (body: InputOf<'PUT /api/v1/organizations/{id}'>['body']) =>
  call('PUT /api/v1/organizations/{id}', { params: { id: 'current' }, body });
