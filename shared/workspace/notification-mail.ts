/** Mail about what happened: names and a link, nothing of what records say. What people named stands in it as text. */
import { escapeMarkup, type MailContent, mailPage, oneLine } from '../kernel/mail.ts';
import type { Item } from '../kernel/records.ts';
import type { Occasion } from './occasions.ts';
import type { WorkspaceSettings } from './workspace.ts';

export type Language = WorkspaceSettings['language'];

interface NotificationMail {
  /** At least one; several are all assigned customers. */
  readonly occasions: readonly Pick<Occasion, 'name' | 'event'>[];
  readonly organization: string;
  /** Who did it, where that is somebody of the team. */
  readonly by?: string;
  readonly appUrl: string;
}

interface Words {
  readonly subject: string;
  readonly lead: string;
  readonly action: string;
}

/** What the sentences are made of. */
interface Named {
  readonly organization: string;
  readonly by: string | undefined;
  readonly customer: string;
  readonly file: string;
  readonly person: string;
  /** Facts of the contract wait for a decision. */
  readonly review: boolean;
  /** Assigned customers. */
  readonly count: number;
}

type Sentences = Readonly<Record<Occasion['name'], (named: Named) => Words>>;

const EN: Sentences = {
  contract_ready: ({ customer, file, review }) => ({
    subject: `${customer}: ${review ? 'a contract waits for your review' : 'a contract is ready'}`,
    lead: review
      ? `The contract “${file}” of ${customer} has been read. Some of what was found needs a person’s eye before it can be confirmed.`
      : `The contract “${file}” of ${customer} has been read, and nothing in it is in doubt. You can confirm it.`,
    action: 'Open the contract',
  }),
  contract_failed: ({ customer, file }) => ({
    subject: `${customer}: a contract could not be read`,
    lead: `The contract “${file}” of ${customer} could not be read. Its page says why, and what you can do.`,
    action: 'See what happened',
  }),
  customer_assigned: ({ by, customer, count, organization }) => {
    const what = count === 1 ? customer : `${count} customers`;
    return {
      subject: by ? `${by} assigned ${what} to you` : `Now yours: ${what}`,
      lead: `${by ?? organization} assigned ${what} to you, with contracts and onboarding plans.`,
      action: count === 1 ? 'Open the customer' : 'See your customers',
    };
  },
  member_joined: ({ person, organization }) => ({
    subject: `${person} joined ${organization}`,
    lead: `${person} accepted their invitation and is now a member of ${organization}.`,
    action: 'Open the team',
  }),
};

const DE: Sentences = {
  contract_ready: ({ customer, file, review }) => ({
    subject: `${customer}: ${review ? 'Ein Vertrag wartet auf Ihre Prüfung' : 'Ein Vertrag ist bereit'}`,
    lead: review
      ? `Der Vertrag „${file}“ von ${customer} wurde gelesen. Manches davon sollte sich jemand ansehen, bevor er bestätigt wird.`
      : `Der Vertrag „${file}“ von ${customer} wurde gelesen, und nichts darin ist zweifelhaft. Sie können ihn bestätigen.`,
    action: 'Vertrag öffnen',
  }),
  contract_failed: ({ customer, file }) => ({
    subject: `${customer}: Ein Vertrag konnte nicht gelesen werden`,
    lead: `Der Vertrag „${file}“ von ${customer} konnte nicht gelesen werden. Warum, und was Sie tun können, steht auf seiner Seite.`,
    action: 'Ansehen, was geschehen ist',
  }),
  customer_assigned: ({ by, customer, count, organization }) => {
    const what = count === 1 ? customer : `${count} Kunden`;
    return {
      subject: by ? `${by} hat Ihnen ${what} zugewiesen` : `Jetzt bei Ihnen: ${what}`,
      lead: `${by ?? organization} hat Ihnen ${what} zugewiesen, mit Verträgen und Einführungsplänen.`,
      action: count === 1 ? 'Kunden öffnen' : 'Ihre Kunden ansehen',
    };
  },
  member_joined: ({ person, organization }) => ({
    subject: `${person} ist ${organization} beigetreten`,
    lead: `${person} hat die Einladung angenommen und gehört jetzt zu ${organization}.`,
    action: 'Team öffnen',
  }),
};

const SENTENCES: Readonly<Record<Language, Sentences>> = { en: EN, de: DE };

const CHOOSE: Readonly<Record<Language, string>> = {
  en: 'Choose what you are told of',
  de: 'Wählen, worüber Sie benachrichtigt werden',
};

/** More are not named, but counted. */
const MOST_NAMED = 20;

const textOf = (image: Item | null, name: string) => oneLine(String(image?.[name] ?? ''));

/** Where in the app it is seen. */
function pathOf({ occasions }: NotificationMail): string {
  const [{ name, event }] = occasions as readonly [Occasion];
  if (name === 'member_joined') return '/settings/team';
  if (name !== 'customer_assigned') return `/contracts/${event.record_id}`;
  return occasions.length === 1 ? `/customers/${event.record_id}` : '/customers';
}

export function notificationMail(language: Language, mail: NotificationMail): MailContent {
  const { occasions, organization, by, appUrl } = mail;
  const [{ name, event }] = occasions as readonly [Occasion];
  const { after, entity } = event;
  const { subject, lead, action } = SENTENCES[language][name]({
    organization: oneLine(organization),
    by: by && oneLine(by),
    customer: textOf(after, entity === 'customer' ? 'name' : 'customer_name'),
    file: textOf(after, 'file_name'),
    person: textOf(after, 'name'),
    review: after?.status === 'review',
    count: occasions.length,
  });
  const names = occasions.length > 1 ? occasions.map((one) => textOf(one.event.after, 'name')) : [];
  const listed = names.slice(0, MOST_NAMED);
  if (names.length > listed.length) listed.push('…');
  const link = `${appUrl}${pathOf(mail)}`;
  const choose = `${appUrl}/settings/notifications`;
  const safe = escapeMarkup;
  return {
    subject,
    text: [
      lead,
      ...(listed.length > 0 ? [listed.map((one) => `- ${one}`).join('\n')] : []),
      `${action}:\n${link}`,
      `${CHOOSE[language]}:\n${choose}`,
    ].join('\n\n'),
    html: mailPage({
      language,
      subject,
      lead: [
        `<p>${safe(lead)}</p>`,
        ...(listed.length > 0 ? [`<ul>${listed.map((one) => `<li>${safe(one)}</li>`).join('')}</ul>`] : []),
      ].join('\n'),
      action,
      link,
      rest: `<p style="color:#555"><a href="${safe(choose)}" style="color:#555">${safe(CHOOSE[language])}</a></p>`,
    }),
  };
}
