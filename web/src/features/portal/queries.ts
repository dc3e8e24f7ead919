import { queryOptions } from '@tanstack/react-query';
import { call, type InputOf, type ResponseOf } from '../../api/client.ts';

export type OwnProfile = ResponseOf<'GET /api/v1/customers/me'>;
export type OwnPlan = NonNullable<ResponseOf<'GET /api/v1/customers/me/onboarding-plan'>['plan']>;
export type OwnTask = OwnPlan['tasks'][number];
export type Brand = OwnProfile['organization'];
export type PortalLink = ResponseOf<'POST /api/v1/portal/auth/link'>;
export type PortalUser = ResponseOf<'GET /api/v1/customers/{id}/portal-users'>['data'][number];

const PORTAL = { credential: 'portal' } as const;
const OPEN = { credential: 'cookie' } as const;

export const brandQuery = (slug: string) =>
  queryOptions({
    queryKey: ['portal', 'brand', slug],
    queryFn: ({ signal }) =>
      call('GET /api/v1/portal/branding/{slug}', { params: { slug } }, { signal, ...OPEN }),
    staleTime: 4 * 60_000,
  });

export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['portal', 'link', token],
    queryFn: ({ signal }) => call('POST /api/v1/portal/auth/link', { body: { token } }, { signal, ...OPEN }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export const profileKey = ['portal', 'me'] as const;
export const profileQuery = queryOptions({
  queryKey: profileKey,
  queryFn: ({ signal }) => call('GET /api/v1/customers/me', {}, { signal, ...PORTAL }),
  // The logo's link is good for five minutes.
  staleTime: 4 * 60_000,
});

export const ownPlanQuery = (planId: string | undefined) =>
  queryOptions({
    queryKey: ['portal', 'plan', planId ?? null],
    queryFn: ({ signal }) =>
      call(
        'GET /api/v1/customers/me/onboarding-plan',
        { query: planId ? { plan_id: planId } : {} },
        { signal, ...PORTAL },
      ),
  });

export const changeStep = (planId: string, { key, version }: OwnTask, status: 'todo' | 'done') =>
  call(
    'PATCH /api/v1/customers/me/onboarding-plan/tasks/{task_key}',
    { params: { task_key: key }, body: { plan_id: planId, version, status } },
    PORTAL,
  );

export const signInToPortal = (body: InputOf<'POST /api/v1/portal/auth/login'>['body']) =>
  call('POST /api/v1/portal/auth/login', { body }, OPEN);

export const forgotPortalPassword = (body: InputOf<'POST /api/v1/portal/auth/forgot-password'>['body']) =>
  call('POST /api/v1/portal/auth/forgot-password', { body }, OPEN);

export const setPortalPassword = (body: InputOf<'POST /api/v1/portal/auth/set-password'>['body']) =>
  call('POST /api/v1/portal/auth/set-password', { body }, OPEN);

export const signOutOfPortal = () => call('POST /api/v1/portal/auth/logout', {}, OPEN);

export const changeProfile = (body: InputOf<'PATCH /api/v1/customers/me'>['body']) =>
  call('PATCH /api/v1/customers/me', { body }, PORTAL);

export const changePortalPassword = (body: InputOf<'POST /api/v1/portal/auth/change-password'>['body']) =>
  call('POST /api/v1/portal/auth/change-password', { body }, PORTAL);

/** The staff's side. */
export const portalUsersQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customer', customerId, 'portal-users'],
    queryFn: ({ signal }) =>
      call(
        'GET /api/v1/customers/{id}/portal-users',
        { params: { id: customerId }, query: { limit: 100 } },
        { signal },
      ),
  });

export const invitePortalUser = (customerId: string, email: string, language: 'en' | 'de') =>
  call('POST /api/v1/customers/{id}/portal-users', {
    params: { id: customerId },
    body: { email, language },
  });

export const removePortalUser = (customerId: string, userId: string) =>
  call('DELETE /api/v1/customers/{id}/portal-users/{user_id}', {
    params: { id: customerId, user_id: userId },
  });
