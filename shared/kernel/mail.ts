/** Mail to people, through SES in the stage's name. */
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { environment } from './environment.ts';
import { log } from './log.ts';
import { sharedRequestHandler } from './sockets.ts';

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

let client: SESv2Client | undefined;

const part = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** @returns false when SES did not take it; why is in the log, the address is not */
export async function sendMail(to: string, content: MailContent): Promise<boolean> {
  try {
    await send(to, content);
    return true;
  } catch (error) {
    log.warn('mail not sent', { reason: error instanceof Error ? error.name : 'unknown' });
    return false;
  }
}

/** What SES will not take the next time either: the address, or what is written. */
const FOR_GOOD: ReadonlySet<string> = new Set(['MessageRejected', 'BadRequestException']);

/** For mail that can wait. @throws what may be over later, so that it is tried again */
export async function sendMailOrRetry(to: string, content: MailContent): Promise<void> {
  try {
    await send(to, content);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    if (!FOR_GOOD.has(reason)) throw error;
    log.warn('mail refused', { reason });
  }
}

async function send(to: string, { subject, text, html }: MailContent): Promise<void> {
  // Many who may send a mail hardly ever do.
  const { SESv2Client, SendEmailCommand } = await import('@aws-sdk/client-sesv2');
  client ??= new SESv2Client({ requestHandler: sharedRequestHandler() });
  await client.send(
    new SendEmailCommand({
      FromEmailAddress: `Gangway <${environment('MAIL_FROM')}>`,
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } } },
    }),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For element content and quoted attributes. */
export const escapeMarkup = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

interface MailPage {
  readonly language: string;
  readonly subject: string;
  /** Markup above the button. */
  readonly lead: string;
  /** What the button says, and where it leads. */
  readonly action: string;
  readonly link: string;
  /** Markup below it. */
  readonly rest: string;
}

/** The look of all mail with one thing to do. */
export const mailPage = ({ language, subject, lead, action, link, rest }: MailPage): string =>
  [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escapeMarkup(subject)}</title>`,
    '<body style="font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1.5rem">',
    lead,
    `<p><a href="${escapeMarkup(link)}" style="display:inline-block;padding:.6rem 1.1rem;border-radius:.4rem;`,
    `background:#1b5e9b;color:#fff;text-decoration:none">${escapeMarkup(action)}</a></p>`,
    `${rest}</body></html>`,
  ].join('\n');

/** What people named, on one line: it stands in subjects and between sentences. */
export const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed();
