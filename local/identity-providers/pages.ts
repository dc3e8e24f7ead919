import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Html, html } from '../mail/index.ts';
import type { Kind, Person } from './people.ts';

const NAMES: Readonly<Record<Kind, string>> = { google: 'Google', microsoft: 'Microsoft' };

const STYLE = new Html(`
:root{color-scheme:light dark;--accent:#0b57d0;--on-accent:#fff;--page:#f0f4f9;--card:#fff;--ink:#1f1f1f;--soft:#5a5f66;--line:#b9bec6}
@media (prefers-color-scheme:dark){:root{--accent:#a8c7fa;--on-accent:#062e6f;--page:#16181b;--card:#1f2226;--ink:#e8eaed;--soft:#a9aeb5;--line:#50555c}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{width:100%;max-width:28rem;background:var(--card);border-radius:1rem;padding:1.75rem 1.5rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem;overflow-wrap:anywhere}
p,ul{overflow-wrap:anywhere}
.played{color:var(--soft);font-size:.875rem}
label{display:block;font-weight:600}
.field{margin-bottom:1rem}
.check{display:flex;gap:.5rem;align-items:center;min-height:2.75rem}
.check input{width:1.25rem;height:1.25rem}
input:not([type=checkbox]){width:100%;font:inherit;color:inherit;background:transparent;padding:.625rem .75rem;border:1px solid var(--line);border-radius:.375rem}
button{width:100%;min-height:2.75rem;font:inherit;font-weight:600;padding:.5rem 1rem;border-radius:1.5rem;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);cursor:pointer}
button.quiet{background:transparent;color:inherit;border-color:var(--line);margin-top:.5rem}
:is(button,input):focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`);

/** Sends a page: no script, styles by nonce. Redirects of its forms lead to the application, so their targets stay open. */
export function sendPage(
  response: ServerResponse,
  status: number,
  kind: Kind,
  title: string,
  content: Html,
): void {
  const nonce = randomBytes(16).toString('base64');
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${NAMES[kind]}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
<p class="played">This page plays ${NAMES[kind]} on your own machine. Nothing is sent to ${NAMES[kind]}.</p>
</main>
</body>
</html>
`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(body.markup);
}

function verifiedBox(kind: Kind): Html | undefined {
  // Microsoft's tokens say nothing about verification.
  if (kind === 'microsoft') return undefined;
  return html`<label class="check"><input type="checkbox" name="verified" value="yes" checked>Verified e-mail</label>`;
}

/** Which account to use: one that was used before, or any other one that is typed in. */
export function chooser(
  kind: Kind,
  shown: {
    readonly app: string;
    readonly people: readonly Person[];
    readonly hint: string;
    readonly fault?: string;
  },
): Html {
  const known = shown.people.map(
    (person) => html`<form method="post">
<input type="hidden" name="email" value="${person.email}"><input type="hidden" name="name" value="${person.name}">
${person.emailVerified && html`<input type="hidden" name="verified" value="yes">`}
<button class="quiet">${person.name} (${person.email})</button>
</form>`,
  );
  return html`<p>to continue to <strong>${shown.app}</strong></p>
${shown.fault !== undefined && html`<p role="alert">${shown.fault}</p>`}
${known}
<form method="post">
<div class="field"><label for="email">E-mail address</label><input id="email" name="email" type="email" value="${shown.hint}" autocomplete="email" required></div>
<div class="field"><label for="name">Name</label><input id="name" name="name" autocomplete="name" required></div>
${verifiedBox(kind)}
<button>Continue</button>
</form>
<form method="post"><input type="hidden" name="deny" value="yes"><button class="quiet">Deny</button></form>`;
}

/** Whether the application may learn who the person is. */
export function consent(app: string, person: Person): Html {
  return html`<p><strong>${app}</strong> will learn your name and your e-mail address, <strong>${person.email}</strong>.</p>
<form method="post"><input type="hidden" name="allow" value="yes"><button>Allow</button></form>
<form method="post"><input type="hidden" name="deny" value="yes"><button class="quiet">Deny</button></form>`;
}

export function alert(sentence: string): Html {
  return html`<p role="alert">${sentence}</p>`;
}
