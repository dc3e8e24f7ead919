import { queryOptions } from '@tanstack/react-query';
import { call, type InputOf, type ResponseOf } from '../../api/client.ts';
import { pace } from '../../live/pace.ts';

export type Wizard = ResponseOf<'GET /api/v1/onboarding'>;
export type WizardStep = Wizard['steps'][number]['key'];
export type SettingsVersion = ResponseOf<'GET /api/v1/organizations/{id}/versions'>['data'][number];
export type Plan = ResponseOf<'GET /api/v1/plans'>['data'][number];

export const WIZARD_STEPS: readonly WizardStep[] = [
  'company',
  'industry',
  'markets',
  'lead_sources',
  'integrations',
  'billing',
];

const OWN = { params: { id: 'current' } } as const;

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
  call('PUT /api/v1/organizations/{id}', { ...OWN, body });

export const setupQuery = queryOptions({
  queryKey: ['organization', 'setup'],
  queryFn: ({ signal }) => call('GET /api/v1/organizations/{id}/setup', OWN, { signal }),
  staleTime: 60_000,
  // It is an offer: without it the screen is whole.
  retry: false,
});

export const wizardQuery = queryOptions({
  queryKey: ['organization', 'wizard'],
  queryFn: ({ signal }) => call('GET /api/v1/onboarding', {}, { signal }),
});

export const saveStep = (body: InputOf<'PUT /api/v1/onboarding'>['body']) =>
  call('PUT /api/v1/onboarding', { body });

export const completeWizard = () => call('POST /api/v1/onboarding/complete');

export const blueprintsQuery = queryOptions({
  queryKey: ['blueprints'],
  queryFn: ({ signal }) => call('GET /api/v1/blueprints', {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const plansQuery = queryOptions({
  queryKey: ['subscription-plans'],
  queryFn: ({ signal }) => call('GET /api/v1/plans', {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const choosePlan = (body: InputOf<'PUT /api/v1/organizations/{id}/subscription'>['body']) =>
  call('PUT /api/v1/organizations/{id}/subscription', { ...OWN, body });

/** @param version of the organization: another one has other versions */
export const versionsQuery = (version: number, before?: number) =>
  queryOptions({
    queryKey: ['organization', 'versions', version, before ?? null],
    queryFn: ({ signal }) =>
      call(
        'GET /api/v1/organizations/{id}/versions',
        { ...OWN, query: before === undefined ? {} : { before } },
        { signal },
      ),
  });

export const rollBack = ({ to, version }: { readonly to: number; readonly version: number }) =>
  call('POST /api/v1/organizations/{id}/versions/{v}/rollback', {
    params: { id: 'current', v: String(to) },
    body: { version },
  });

export const configurationQuery = queryOptions({
  queryKey: ['organization', 'configuration'],
  queryFn: ({ signal }) => call('GET /api/v1/provision/configuration', {}, { signal }),
});

export const configure = () => call('POST /api/v1/provision/configure');

const POLL_MS = 1_500;

export const exportQuery = queryOptions({
  queryKey: ['organization', 'export'],
  queryFn: ({ signal }) => call('GET /api/v1/organizations/{id}/export', OWN, { signal }),
  refetchInterval: ({ state }) => (state.data?.status === 'running' ? pace(POLL_MS) : false),
});

export const startExport = () => call('POST /api/v1/organizations/{id}/export', OWN);

export const deleteOrganization = (confirm: string) =>
  call('DELETE /api/v1/organizations/{id}', { ...OWN, body: { confirm } });

export const restoreOrganization = () => call('POST /api/v1/organizations/{id}/restore', OWN);
