import { queryOptions } from '@tanstack/react-query';
import { call, type InputOf } from '../../api/client.ts';
import type { Operations } from '../../api/schema.ts';
import { adopted } from './adopt.ts';

/** Who is signed in; a 401 when nobody is. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: async ({ signal }) => adopted(await call('GET /api/v1/auth/me', {}, { signal })),
  staleTime: 5 * 60_000,
});

export const signOut = () => call('POST /api/v1/auth/logout', {}, { credential: 'cookie' });

/** How one can sign in here; nobody has to be signed in for it. */
export const optionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: ({ signal }) => call('GET /api/v1/auth/config', {}, { signal, credential: 'cookie' }),
  staleTime: Number.POSITIVE_INFINITY,
});

type AuthOperation = `POST /api/v1/auth/${
  | 'login'
  | 'register'
  | 'verify-email'
  | 'resend-verification'
  | 'forgot-password'
  | 'reset-password'}`;

/** Needs no token: whoever calls is about to get one. */
const open =
  <K extends AuthOperation>(operation: K) =>
  (body: Operations[K]['body']) =>
    call<AuthOperation>(operation, { body } as InputOf<AuthOperation>, { credential: 'cookie' });

export const login = open('POST /api/v1/auth/login');
export const register = open('POST /api/v1/auth/register');
export const verifyEmail = open('POST /api/v1/auth/verify-email');
export const resendVerification = open('POST /api/v1/auth/resend-verification');
export const forgotPassword = open('POST /api/v1/auth/forgot-password');
export const resetPassword = open('POST /api/v1/auth/reset-password');

/** Begins a demonstration and signs in to it. */
export const startDemo = () => call('POST /api/v1/auth/demo', {}, { credential: 'cookie' });

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call('GET /api/v1/auth/sessions', {}, { signal }),
});

export const endSession = (id: string) => call('DELETE /api/v1/auth/sessions/{id}', { params: { id } });

export const changePassword = (body: InputOf<'POST /api/v1/auth/change-password'>['body']) =>
  call('POST /api/v1/auth/change-password', { body });
