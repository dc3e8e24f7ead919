/** The mail that invites. What people named stands in it as text, never as markup. */
import { escapeMarkup, type MailContent, mailPage, oneLine } from '../kernel/mail.ts';
import type { Language } from './invitation.ts';

export interface InvitationMail {
  readonly organization: string;
  readonly inviter: string;
  readonly role: string;
  readonly link: string;
  /** ISO 8601. */
  readonly validUntil: string;
}

interface Words {
  readonly subject: string;
  readonly lead: string;
  readonly action: string;
  readonly good: string;
  readonly ignore: string;
}

const WORDS: Readonly<Record<Language, (mail: InvitationMail) => Words>> = {
  en: ({ organization, inviter, role, validUntil }) => ({
    subject: `${inviter} invites you to ${organization} on Gangway`,
    lead: `${inviter} invites you to join ${organization} on Gangway with the role “${role}”.`,
    action: 'Accept the invitation',
    good: `The link is good once, until ${day(validUntil, 'en-GB')}, for the account with this address.`,
    ignore: 'If you did not expect this, ignore it: nothing happens.',
  }),
  de: ({ organization, inviter, role, validUntil }) => ({
    subject: `${inviter} lädt Sie zu ${organization} auf Gangway ein`,
    lead: `${inviter} lädt Sie ein, ${organization} auf Gangway mit der Rolle „${role}“ beizutreten.`,
    action: 'Einladung annehmen',
    good: `Der Link gilt einmal, bis ${day(validUntil, 'de-DE')}, für das Konto mit dieser Adresse.`,
    ignore: 'Wenn Sie das nicht erwartet haben, ignorieren Sie es: Es geschieht nichts.',
  }),
};

const day = (at: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));

export function invitationMail(language: Language, mail: InvitationMail): MailContent {
  const named = {
    ...mail,
    organization: oneLine(mail.organization),
    inviter: oneLine(mail.inviter),
    role: oneLine(mail.role),
  };
  const { subject, lead, action, good, ignore } = WORDS[language](named);
  const safe = escapeMarkup;
  return {
    subject,
    text: [lead, `${action}:\n${mail.link}`, good, ignore].join('\n\n'),
    html: mailPage({
      language,
      subject,
      lead: `<p>${safe(lead)}</p>`,
      action,
      link: mail.link,
      rest: `<p>${safe(good)}</p><p style="color:#555">${safe(ignore)}</p>`,
    }),
  };
}
