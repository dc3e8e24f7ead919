import { type Html, html } from '../../mail/index.ts';
import { describePolicy } from '../password-policy.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { providersOf } from './authorize.ts';
import { csrfToken } from './browser.ts';
import type { HttpResponse, Visit } from './http.ts';
import { type Field, field, form, notice, page } from './page.ts';

/** What a page is shown with. */
export interface Shown {
  readonly bad?: string | undefined;
  readonly good?: string | undefined;
  /** What the person typed, to be typed no second time. */
  readonly name?: string | undefined;
  readonly values?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

function link(visit: Visit, request: AuthorizationRequest, path: string): string {
  return `${visit.base}${path}?${request.query}`;
}

function show(
  visit: Visit,
  request: AuthorizationRequest,
  title: string,
  shown: Shown,
  content: (token: string) => Html,
): HttpResponse {
  const { token, setCookie } = csrfToken(visit);
  return page(visit, {
    title,
    status: shown.bad === undefined ? 200 : 400,
    client: request.client,
    pool: request.pool,
    content: html`${notice('bad', shown.bad)}${notice('good', shown.good)}${content(token)}`,
    cookies: [...(setCookie === undefined ? [] : [setCookie]), ...(shown.cookies ?? [])],
  });
}

/** The field in which people say who they are: the pool decides whether that is an e-mail address. */
function nameField(request: AuthorizationRequest, value: string | undefined): Html {
  const email: Field = {
    name: 'username',
    label: 'E-mail address',
    type: 'email',
    value,
    autocomplete: 'username',
  };
  return field(request.pool.emailIsUsername ? email : { ...email, label: 'User name', type: 'text' });
}

function codeField(): Html {
  return field({
    name: 'code',
    label: 'Code',
    autocomplete: 'one-time-code',
    hint: 'Six digits, from the e-mail that was sent to you.',
    code: true,
  });
}

function passwordField(request: AuthorizationRequest, label: string): Html {
  const hint = describePolicy(request.pool.policy);
  return field({ name: 'password', label, type: 'password', autocomplete: 'new-password', hint });
}

function providerLinks(visit: Visit, request: AuthorizationRequest): readonly Html[] {
  return providersOf(visit, request.client).map(({ name }) => {
    // Who is at this page is asked who they are: an older session must not answer for them.
    const choice = new URLSearchParams({ identity_provider: name, prompt: 'login' });
    const address = `${link(visit, request, '/oauth2/authorize')}&${choice}`;
    return html`<a class="button quiet" href="${address}">Continue with ${name}</a>`;
  });
}

export function loginForm(visit: Visit, request: AuthorizationRequest, shown: Shown = {}): HttpResponse {
  const links = providerLinks(visit, request);
  const passwords = request.client.providers.includes('COGNITO');
  return show(visit, request, 'Sign in', shown, (token) => {
    const password = field({
      name: 'password',
      label: 'Password',
      type: 'password',
      autocomplete: 'current-password',
    });
    const fields = [nameField(request, shown.name ?? request.loginHint), password];
    const own = html`${form(visit, { action: link(visit, request, '/login'), fields, submit: 'Sign in' }, token)}
<div class="foot"><a href="${link(visit, request, '/forgotPassword')}">Forgot your password?</a>
${!request.pool.adminCreatesOnly && html`<span>New here? <a href="${link(visit, request, '/signup')}">Create an account</a></span>`}</div>`;
    return html`${links}${links.length > 0 && passwords && html`<p class="or">or</p>`}${passwords && own}`;
  });
}

/** The attributes that the sign-up page asks for beside the user name and the password. */
export function askedAttributes({ pool }: AuthorizationRequest): readonly string[] {
  const needed = [...pool.schema.values()].filter(({ required }) => required).map(({ name }) => name);
  const email = pool.verifiesEmail || pool.emailIsAlias ? ['email'] : [];
  return [...new Set([...email, ...needed])].filter(
    (name) => name !== 'sub' && !name.endsWith('_verified') && !(pool.emailIsUsername && name === 'email'),
  );
}

const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  name: 'name',
  given_name: 'given-name',
  family_name: 'family-name',
  phone_number: 'tel',
  email: 'email',
};

function attributeField(name: string, value: string | undefined): Html {
  const words = name.replace('custom:', '').replaceAll('_', ' ');
  const label = name === 'email' ? 'E-mail address' : words.charAt(0).toUpperCase() + words.slice(1);
  const type = name === 'email' ? 'email' : name === 'phone_number' ? 'tel' : 'text';
  return field({ name: `attribute:${name}`, label, type, value, autocomplete: AUTOCOMPLETE[name] ?? 'on' });
}

export function signUpForm(visit: Visit, request: AuthorizationRequest, shown: Shown = {}): HttpResponse {
  const links = providerLinks(visit, request);
  return show(visit, request, 'Create an account', shown, (token) => {
    const attributes = askedAttributes(request).map((name) => attributeField(name, shown.values?.[name]));
    const fields = [
      nameField(request, shown.name ?? request.loginHint),
      ...attributes,
      passwordField(request, 'Password'),
    ];
    return html`${links}${links.length > 0 && html`<p class="or">or</p>`}
${form(visit, { action: link(visit, request, '/signup'), fields, submit: 'Create account' }, token)}
<p class="foot"><span>Have an account? <a href="${link(visit, request, '/login')}">Sign in</a></span></p>`;
  });
}

export function confirmForm(visit: Visit, request: AuthorizationRequest, shown: Shown = {}): HttpResponse {
  return show(visit, request, 'Confirm your e-mail address', shown, (token) => {
    const action = link(visit, request, '/confirm');
    const fields = [nameField(request, shown.name), codeField()];
    // The second form holds no field for the code, so that asking for another one needs none.
    const again =
      shown.name !== undefined && shown.name !== ''
        ? form(
            visit,
            {
              action,
              hidden: { username: shown.name, resend: 'yes' },
              submit: 'Send a new code',
              quiet: true,
            },
            token,
          )
        : undefined;
    return html`${form(visit, { action, fields, submit: 'Confirm' }, token)}${again}
<p class="foot"><a href="${link(visit, request, '/login')}">Back to sign-in</a></p>`;
  });
}

export function forgotPasswordForm(
  visit: Visit,
  request: AuthorizationRequest,
  shown: Shown = {},
): HttpResponse {
  return show(visit, request, 'Reset your password', shown, (token) => {
    const action = link(visit, request, '/forgotPassword');
    const fields = [nameField(request, shown.name ?? request.loginHint)];
    return html`<p>We send you a code with which you can choose a new password.</p>
${form(visit, { action, fields, submit: 'Send the code' }, token)}
<p class="foot"><a href="${link(visit, request, '/login')}">Back to sign-in</a> <a href="${link(visit, request, '/confirm')}">Confirm a new account</a></p>`;
  });
}

export function newPasswordForm(
  visit: Visit,
  request: AuthorizationRequest,
  shown: Shown & { readonly byCode: boolean },
): HttpResponse {
  return show(visit, request, 'Choose a new password', shown, (token) => {
    const action = link(visit, request, shown.byCode ? '/confirmForgotPassword' : '/newPassword');
    const who = shown.byCode ? [nameField(request, shown.name), codeField()] : [];
    const again =
      shown.byCode && shown.name !== undefined && shown.name !== ''
        ? form(
            visit,
            {
              action: link(visit, request, '/forgotPassword'),
              hidden: { username: shown.name },
              submit: 'Send a new code',
              quiet: true,
            },
            token,
          )
        : undefined;
    const fields = [...who, passwordField(request, 'New password')];
    return html`${form(visit, { action, fields, submit: 'Save and sign in' }, token)}${again}
<p class="foot"><a href="${link(visit, request, '/login')}">Back to sign-in</a></p>`;
  });
}
