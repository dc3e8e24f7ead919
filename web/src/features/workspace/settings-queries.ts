/** Settings of the organization: each a document with a version. */
import { queryOptions } from '@tanstack/react-query';
import { call, type InputOf, type ResponseOf } from '../../api/client.ts';

export type Branding = ResponseOf<'GET /api/v1/workspace/branding'>;
export type Settings = ResponseOf<'GET /api/v1/workspace'>;
export type CustomField = ResponseOf<'GET /api/v1/workspace/custom-fields'>['customer'][number];
export type CustomFieldType = CustomField['type'];

export const brandingQuery = queryOptions({
  queryKey: ['workspace', 'branding'],
  queryFn: ({ signal }) => call('GET /api/v1/workspace/branding', {}, { signal }),
});

/** @param accent as `#0f766e` */
export const colorsQuery = (accent: string) =>
  queryOptions({
    queryKey: ['workspace', 'colors', accent],
    queryFn: ({ signal }) => call('GET /api/v1/workspace/branding/colors', { query: { accent } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const settingsQuery = queryOptions({
  queryKey: ['workspace', 'settings'],
  queryFn: ({ signal }) => call('GET /api/v1/workspace', {}, { signal }),
});

export const fieldsQuery = queryOptions({
  queryKey: ['workspace', 'fields'],
  queryFn: ({ signal }) => call('GET /api/v1/workspace/custom-fields', {}, { signal }),
});

export const saveBranding = (body: InputOf<'PUT /api/v1/workspace/branding'>['body']) =>
  call('PUT /api/v1/workspace/branding', { body });

export const requestLogo = (body: InputOf<'POST /api/v1/workspace/branding/logo'>['body']) =>
  call('POST /api/v1/workspace/branding/logo', { body });

export const saveSettings = (body: InputOf<'PUT /api/v1/workspace'>['body']) =>
  call('PUT /api/v1/workspace', { body });

export const saveFields = (body: { customer: CustomField[]; version: number }) =>
  call('PUT /api/v1/workspace/custom-fields', { body });
