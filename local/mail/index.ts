export { escapeHtml, Html, html } from './html.ts';
export type { Mail, OutgoingMail } from './mail.ts';
export { Mailbox, openMailbox } from './mailbox.ts';
