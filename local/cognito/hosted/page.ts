import { randomBytes } from 'node:crypto';
import { Html, html } from '../../mail/index.ts';
import type { Client } from '../client.ts';
import { record, text } from '../input.ts';
import { type Pool, titleOf } from '../pool.ts';
import { csrfToken } from './browser.ts';
import type { HttpResponse, Visit } from './http.ts';

const STYLE = `
:root{color-scheme:light dark;--accent:#1f5fd0;--on-accent:#fff;--page:#f4f5f8;--card:#fff;--ink:#181c25;--soft:#586073;--line:#c3c9d6;--bad:#a51623;--bad-back:#fdecee;--good:#17603a;--good-back:#e8f6ee}
@media (prefers-color-scheme:dark){:root{--accent:#7fb0ff;--on-accent:#0c1626;--page:#101319;--card:#191e27;--ink:#edf0f6;--soft:#a6afc0;--line:#434c5d;--bad:#ffb3ba;--bad-back:#43191e;--good:#9fe3bd;--good-back:#15372a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{width:100%;max-width:26rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.75rem 1.5rem}
.product{margin:0;color:var(--soft);font-weight:600;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem}
p{margin:0 0 1rem;overflow-wrap:anywhere}
label{display:block;font-weight:600;margin-bottom:.25rem}
.field{margin-bottom:1rem}
.hint{margin:.25rem 0 0;color:var(--soft);font-size:.875rem}
input{width:100%;font:inherit;color:inherit;background:transparent;padding:.625rem .75rem;border:1px solid var(--line);border-radius:.5rem}
input.code{letter-spacing:.3em;font-variant-numeric:tabular-nums}
button,.button{display:block;width:100%;min-height:2.75rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;padding:.6rem 1rem;border-radius:.5rem;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);cursor:pointer}
.quiet{background:transparent;color:var(--ink);border-color:var(--line);margin-bottom:.75rem}
:is(a,button,input):focus-visible{outline:3px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
.notice{padding:.75rem;border-radius:.5rem;margin-bottom:1rem}
.bad{color:var(--bad);background:var(--bad-back)}
.good{color:var(--good);background:var(--good-back)}
.or{display:flex;align-items:center;gap:.75rem;color:var(--soft);margin:1.25rem 0}
.or::before,.or::after{content:"";flex:1;border-top:1px solid var(--line)}
.foot{margin:1.25rem 0 0;display:grid;gap:.375rem}
form+form{margin-top:.75rem}
`;

/** The accent colours of ManagedLoginBranding, whose settings give them as eight hexadecimal digits. */
function brandStyle(visit: Visit, client: Client | undefined): string {
  if (client === undefined) return '';
  const button = record(
    record(visit.parts.registry.branding(client.poolId, client.id).components).primaryButton,
  );
  const rules = (mode: string): string => {
    const { backgroundColor, textColor } = record(record(button[mode]).defaults);
    const colour = (value: unknown): string | undefined =>
      /^[0-9a-f]{6}([0-9a-f]{2})?$/i.exec(text(value) ?? '')?.[0];
    const back = colour(backgroundColor);
    const front = colour(textColor);
    return `${back === undefined ? '' : `--accent:#${back};`}${front === undefined ? '' : `--on-accent:#${front};`}`;
  };
  return `:root{${rules('lightMode')}}@media (prefers-color-scheme:dark){:root{${rules('darkMode')}}}`;
}

/** A source expression of the origins that a form's answer may lead to: browsers check redirects as well. */
function formTargets(client: Client | undefined): string {
  const origins = [...(client?.callbackUrls ?? []), ...(client?.logoutUrls ?? [])].flatMap((address) => {
    if (!URL.canParse(address)) return [];
    const { origin, protocol } = new URL(address);
    return [origin === 'null' ? protocol : origin];
  });
  return [...new Set(["'self'", ...origins])].join(' ');
}

export interface Page {
  readonly title: string;
  readonly content: Html;
  readonly status?: number;
  readonly client?: Client | undefined;
  readonly pool?: Pool | undefined;
  readonly cookies?: readonly string[];
}

/** A whole page: no script, styles by nonce, never framed, never cached. */
export function page(
  visit: Visit,
  { title, content, status = 200, client, pool, cookies = [] }: Page,
): HttpResponse {
  const nonce = randomBytes(16).toString('base64');
  const product = pool === undefined ? undefined : titleOf(pool.name);
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${product === undefined ? title : `${title} · ${product}`}</title>
<style nonce="${nonce}">${new Html(STYLE + brandStyle(visit, client))}</style>
</head>
<body>
<main>
${product !== undefined && html`<p class="product">${product}</p>`}
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action ${formTargets(client)}; frame-ancestors 'none'; base-uri 'none'`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    },
    body: body.markup,
  };
}

/** A page that only says what went wrong; it never leads to an address that the request named. */
export function errorPage(visit: Visit, status: number, title: string, sentence: string): HttpResponse {
  return page(visit, { status, title, content: html`<p class="notice bad" role="alert">${sentence}</p>` });
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'tel';
  readonly value?: string | undefined;
  readonly autocomplete: string;
  readonly hint?: string | undefined;
  readonly code?: boolean;
}

/** A labelled, required input; its hint is tied to it for screen readers. */
export function field({ name, label, type = 'text', value, autocomplete, hint, code = false }: Field): Html {
  const described = hint === undefined ? '' : `${name}-hint`;
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value ?? ''}" autocomplete="${autocomplete}" aria-describedby="${described}" required${code && html` class="code" inputmode="numeric" maxlength="6" pattern="[0-9]{6}"`}${(type === 'email' || code) && html` spellcheck="false" autocapitalize="none"`}>
${hint !== undefined && html`<p class="hint" id="${described}">${hint}</p>`}</div>`;
}

export interface Form {
  readonly action: string;
  readonly fields?: readonly Html[];
  readonly hidden?: Readonly<Record<string, string>>;
  readonly submit: string;
  readonly quiet?: boolean;
}

/** A form with the browser's CSRF token; the cookie that belongs to it must be sent with the page. */
export function form(
  visit: Visit,
  { action, fields = [], hidden = {}, submit, quiet = false }: Form,
  token = csrfToken(visit).token,
): Html {
  const inputs = Object.entries({ csrf: token, ...hidden });
  return html`<form method="post" action="${action}">
${inputs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${fields}
<button${quiet && html` class="quiet"`}>${submit}</button>
</form>`;
}

/** What the last attempt came to. */
export function notice(kind: 'bad' | 'good', sentence: string | undefined): Html | undefined {
  if (sentence === undefined) return undefined;
  return html`<p class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${sentence}</p>`;
}
