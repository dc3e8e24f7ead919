/** The frame of every local page. */
import { Html, html } from '../mail/index.ts';

const STYLE = new Html(`
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; border-bottom: 1px solid var(--line); padding-bottom: .5rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
pre { background: var(--soft); padding: .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-size: .9em; overflow-wrap: anywhere; }
.bad { color: light-dark(#b3261e, #ff8a80); }
`);

const LINKS = [
  ['/_local', 'Overview'],
  ['/_local/mail', 'Mail'],
  ['/_local/executions', 'Executions'],
  ['/_local/queues', 'Queues'],
  ['/_local/denied', 'Denied calls'],
  ['/_local/calls', 'Calls'],
  ['/_local/logs', 'Logs'],
] as const;

export function layout(title: string, content: Html): string {
  const links = LINKS.map(([path, name]) => html`<a href="${path}">${name}</a>`);
  return String(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${STYLE}</style></head>
<body><nav>${links}</nav><main><h1>${title}</h1>${content}</main></body>
</html>`);
}

/** A table, or a sentence where there is nothing to show. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
  empty: string,
): Html {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  const body = rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  const head = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  return html`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
