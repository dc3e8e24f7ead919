import { Html, html } from './html.ts';
import type { Mail } from './mail.ts';

/**
 * Framed messages inherit this policy: no script anywhere, no request to a tracker. Styles stay
 * allowed inline, because messages carry them in attributes.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'";

const STYLE = new Html(`
:root { color-scheme: light dark; --line: #8886; --soft: #8882; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 0 auto; padding: 1rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin-block: 1rem; }
label { display: grid; gap: .25rem; flex: 1 1 12rem; }
input, button { font: inherit; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .375rem; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin-block: 1rem; }
h2 { font-size: 1.125rem; margin: 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin-block: .5rem; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .75rem; border-radius: .375rem; }
iframe { width: 100%; height: 24rem; border: 1px solid var(--line); border-radius: .375rem; background: #fff; }
`);

/** Plain text with its web addresses made clickable. */
function linked(text: string): readonly (Html | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
    .map((part, index) =>
      index % 2 === 0 ? part : html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>`,
    );
}

function article(mail: Mail): Html {
  // Links of a framed message open a tab of their own; the frame runs no script and reaches nothing of this page.
  const framed =
    mail.html === undefined
      ? undefined
      : html`<details><summary>As HTML</summary><iframe title="${mail.subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${`<base target="_blank">${mail.html}`}"></iframe></details>`;
  return html`<article>
<h2>${mail.subject}</h2>
<dl><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to.join(', ')}</dd><dt>At</dt><dd><time datetime="${mail.receivedAt}">${mail.receivedAt}</time></dd></dl>
<pre>${linked(mail.text)}</pre>
${framed}
</article>`;
}

/** The mailbox page for these messages; `to` is the address they were chosen by. */
export function mailboxPage(messages: readonly Mail[], to: string | undefined): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Mailbox</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Mailbox</h1>
<form method="get"><label>Recipient<input type="email" name="to" value="${to ?? ''}" autocomplete="off"></label><button>Show</button></form>
${messages.length === 0 ? html`<p>No message${to === undefined ? '' : ` to ${to}`} yet.</p>` : messages.map(article)}
</main>
</body>
</html>
`.markup;
}
