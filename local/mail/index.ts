export { escapeHtml, Html, html } from './html.ts';
export { type Mail, Mailbox, type OutgoingMail, openMailbox } from './mailbox.ts';
