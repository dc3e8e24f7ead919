import { AwsError } from '../../types.ts';
import type { User } from '../users.ts';
import {
  askedAttributes,
  confirmForm,
  forgotPasswordForm,
  loginForm,
  newPasswordForm,
  type Shown,
  signUpForm,
} from './account-forms.ts';
import { type AuthorizationRequest, enter } from './authorization-request.ts';
import { endFlow, readFlow, startFlow } from './browser.ts';
import { type HttpResponse, redirect, type Visit } from './http.ts';
import { sentenceFor } from './sentences.ts';

/** A page that is shown on GET and acts on POST. */
export interface AccountPage {
  readonly show: (visit: Visit, request: AuthorizationRequest) => HttpResponse;
  readonly act: (visit: Visit, request: AuthorizationRequest) => Promise<HttpResponse>;
}

function typed(visit: Visit, name: string): string {
  return visit.form.get(name)?.trim() ?? '';
}

function password(visit: Visit): string {
  return visit.form.get('password') ?? '';
}

function onTo(
  visit: Visit,
  request: AuthorizationRequest,
  path: string,
  cookies: readonly string[] = [],
): HttpResponse {
  return redirect(`${visit.base}${path}?${request.query}`, cookies);
}

/** What remains to be done before this person may enter; the right password was given. */
function confirmLater(visit: Visit, request: AuthorizationRequest, name: string, user: User): HttpResponse {
  const flow = startFlow(visit, { purpose: 'confirm', clientId: request.client.id, name, user: user.key });
  return onTo(visit, request, '/confirm', [flow]);
}

async function login(visit: Visit, request: AuthorizationRequest): Promise<HttpResponse> {
  const { parts } = visit;
  const { pool, client } = request;
  const name = typed(visit, 'username');
  if (!client.providers.includes('COGNITO'))
    return loginForm(visit, request, { bad: 'Sign in with one of these.' });
  try {
    const user = await parts.signIn.byPassword(pool, client, name, password(visit));
    if (user.status !== 'FORCE_CHANGE_PASSWORD') return enter(visit, request, user);
    const challenge = parts.signIn.challenge(client, user);
    const flow = { purpose: 'new-password', clientId: client.id, name, user: user.key, challenge } as const;
    return onTo(visit, request, '/newPassword', [startFlow(visit, flow)]);
  } catch (error) {
    const unconfirmed = error instanceof AwsError && error.code === 'UserNotConfirmedException';
    const user = unconfirmed ? parts.users.find(pool, name) : undefined;
    if (user !== undefined) return confirmLater(visit, request, name, user);
    return loginForm(visit, request, { bad: sentenceFor(error), name });
  }
}

async function signUp(visit: Visit, request: AuthorizationRequest): Promise<HttpResponse> {
  const { parts } = visit;
  const { pool, client } = request;
  const username = typed(visit, 'username');
  const values = Object.fromEntries(
    askedAttributes(request).map((name) => [name, typed(visit, `attribute:${name}`)]),
  );
  const shown = (bad: string): HttpResponse => signUpForm(visit, request, { bad, name: username, values });
  if (!client.providers.includes('COGNITO')) return shown('Create the account with one of these.');
  try {
    const given = { username, password: password(visit), attributes: values };
    const { user } = await parts.accounts.signUp(pool, client, given);
    return user.status === 'CONFIRMED'
      ? enter(visit, request, user)
      : confirmLater(visit, request, username, user);
  } catch (error) {
    return shown(sentenceFor(error));
  }
}

async function confirm(visit: Visit, request: AuthorizationRequest): Promise<HttpResponse> {
  const { accounts, signIn } = visit.parts;
  const { pool, client } = request;
  const name = typed(visit, 'username');
  try {
    if (visit.form.has('resend')) {
      await accounts.resendCode(pool, client, name);
      return confirmForm(visit, request, {
        good: 'A new code is on its way. Only the newest one works.',
        name,
      });
    }
    const user = await accounts.confirmSignUp(pool, client, name, typed(visit, 'code'));
    // Only the browser in which the password was given gets in without giving it again.
    const flow = readFlow(visit, 'confirm', client.id);
    if (flow?.user !== user.key) {
      return loginForm(visit, request, {
        good: 'Your e-mail address is confirmed. You can sign in now.',
        name,
      });
    }
    await signIn.before(pool, client, user, name);
    await signIn.after(pool, client, user);
    return enter(visit, request, user, [endFlow(visit)]);
  } catch (error) {
    return confirmForm(visit, request, { bad: sentenceFor(error), name });
  }
}

async function forgotPassword(visit: Visit, request: AuthorizationRequest): Promise<HttpResponse> {
  const name = typed(visit, 'username');
  try {
    await visit.parts.accounts.forgotPassword(request.pool, request.client, name);
    const good = 'If there is an account with this name, a code is on its way. Only the newest one works.';
    return newPasswordForm(visit, request, { good, name, byCode: true });
  } catch (error) {
    return forgotPasswordForm(visit, request, { bad: sentenceFor(error), name });
  }
}

async function confirmForgotPassword(visit: Visit, request: AuthorizationRequest): Promise<HttpResponse> {
  const { accounts, signIn } = visit.parts;
  const { pool, client } = request;
  const name = typed(visit, 'username');
  try {
    const given = { name, code: typed(visit, 'code'), password: password(visit) };
    const user = await accounts.confirmForgotPassword(pool, client, given);
    await signIn.before(pool, client, user, name);
    await signIn.after(pool, client, user);
    return enter(visit, request, user);
  } catch (error) {
    return newPasswordForm(visit, request, { bad: sentenceFor(error), name, byCode: true });
  }
}

async function newPassword(visit: Visit, request: AuthorizationRequest): Promise<HttpResponse> {
  const { pool, client } = request;
  const challenge = readFlow(visit, 'new-password', client.id)?.challenge ?? '';
  try {
    const user = await visit.parts.signIn.newPassword(pool, client, challenge, password(visit));
    return enter(visit, request, user, [endFlow(visit)]);
  } catch (error) {
    return newPasswordForm(visit, request, { bad: sentenceFor(error), byCode: false });
  }
}

function confirmShown(visit: Visit, request: AuthorizationRequest): Shown {
  const flow = readFlow(visit, 'confirm', request.client.id);
  if (flow === undefined) return {};
  return { name: flow.name, good: 'We sent a code to your e-mail address. Enter it to finish.' };
}

/** The pages by path. */
export const ACCOUNT_PAGES: Readonly<Record<string, AccountPage>> = {
  '/login': { show: loginForm, act: login },
  '/signup': { show: signUpForm, act: signUp },
  '/confirm': {
    show: (visit, request) => confirmForm(visit, request, confirmShown(visit, request)),
    act: confirm,
  },
  '/forgotPassword': { show: forgotPasswordForm, act: forgotPassword },
  '/confirmForgotPassword': {
    show: (visit, request) => newPasswordForm(visit, request, { byCode: true }),
    act: confirmForgotPassword,
  },
  '/newPassword': {
    show: (visit, request) => newPasswordForm(visit, request, { byCode: false }),
    act: newPassword,
  },
};
