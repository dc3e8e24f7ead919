/** The portal's mails, in the name of the organization. What people named stands in them as text, never as markup. */
import { escapeMarkup, type MailContent, mailPage, oneLine } from '../kernel/mail.ts';
import type { Language } from './portal-user.ts';

export interface PortalMail {
  readonly organization: string;
  readonly name: string;
  readonly link: string;
}

interface Words {
  readonly subject: string;
  readonly greeting: string;
  readonly lead: string;
  readonly action: string;
  readonly good: string;
  readonly ignore: string;
}

type Wording = Readonly<Record<Language, (mail: PortalMail) => Words>>;

const INVITATION: Wording = {
  en: ({ organization, name }) => ({
    subject: `${organization}: your customer portal`,
    greeting: `Hello ${name},`,
    lead: `${organization} invites you to its customer portal. You see there how your onboarding is going and what comes next.`,
    action: 'Choose a password',
    good: 'The link is good once, for seven days.',
    ignore: 'If you did not expect this, ignore it: nothing happens.',
  }),
  de: ({ organization, name }) => ({
    subject: `${organization}: Ihr Kundenportal`,
    greeting: `Guten Tag ${name},`,
    lead: `${organization} lädt Sie in das Kundenportal ein. Dort sehen Sie, wie Ihre Einführung vorangeht und was als Nächstes ansteht.`,
    action: 'Passwort wählen',
    good: 'Der Link gilt einmal, sieben Tage lang.',
    ignore: 'Wenn Sie das nicht erwartet haben, ignorieren Sie es: Es geschieht nichts.',
  }),
};

const RESET: Wording = {
  en: ({ organization, name }) => ({
    subject: `${organization}: a new password for your customer portal`,
    greeting: `Hello ${name},`,
    lead: `Somebody, probably you, asked for a new password for the customer portal of ${organization}.`,
    action: 'Set a new password',
    good: 'The link is good once, for an hour.',
    ignore: 'If it was not you, do nothing: your password is as it was.',
  }),
  de: ({ organization, name }) => ({
    subject: `${organization}: ein neues Passwort für Ihr Kundenportal`,
    greeting: `Guten Tag ${name},`,
    lead: `Jemand, wahrscheinlich Sie, möchte ein neues Passwort für das Kundenportal von ${organization}.`,
    action: 'Neues Passwort setzen',
    good: 'Der Link gilt einmal, eine Stunde lang.',
    ignore: 'Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es war.',
  }),
};

function written(wording: Wording, language: Language, mail: PortalMail): MailContent {
  const named = { ...mail, organization: oneLine(mail.organization), name: oneLine(mail.name) };
  const { subject, greeting, lead, action, good, ignore } = wording[language](named);
  const safe = escapeMarkup;
  return {
    subject,
    text: [greeting, lead, `${action}:\n${mail.link}`, good, ignore].join('\n\n'),
    html: mailPage({
      language,
      subject,
      lead: `<p>${safe(greeting)}</p><p>${safe(lead)}</p>`,
      action,
      link: mail.link,
      rest: `<p>${safe(good)}</p><p style="color:#555">${safe(ignore)}</p>`,
    }),
  };
}

export const portalInvitation = (language: Language, mail: PortalMail) => written(INVITATION, language, mail);
export const portalReset = (language: Language, mail: PortalMail) => written(RESET, language, mail);
