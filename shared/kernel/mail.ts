/** Mail to people, through SES in the stage's name. */
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
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

/** What people named, on one line: it stands in subjects and between sentences. */
export const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed();
