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

/** @returns false when SES did not take it; why is in the log, the address is not */
export async function sendMail(to: string, { subject, text, html }: MailContent): Promise<boolean> {
  client ??= new SESv2Client({ requestHandler: sharedRequestHandler() });
  const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
  try {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: `Gangway <${environment('MAIL_FROM')}>`,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } } },
      }),
    );
    return true;
  } catch (error) {
    log.warn('mail not sent', { reason: error instanceof Error ? error.name : 'unknown' });
    return false;
  }
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
