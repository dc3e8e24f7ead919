import type { notifications as english } from '../en/notifications.ts';
import type { Translated } from '../translated.ts';

export const notifications: Translated<typeof english> = {
  title: 'Mitteilungen',
  intro:
    'Per E-Mail an {{email}}. Nie über etwas, das Sie selbst getan haben, und nie über Kunden, die Sie nicht sehen dürfen.',
  yours: 'Worüber Sie benachrichtigt werden',
  everybody: 'Für alle',
  everybodyHelp:
    'Worüber Mitglieder von {{organization}} benachrichtigt werden, solange sie nichts anderes wählen.',
  asOrganization: 'Wie in der Organisation',
  reset: 'Zurück zur Organisation',
  resetName: '{{event}}: zurück zur Organisation',
  none: 'Es gibt noch nichts, worüber Ihre Rolle benachrichtigt würde.',
  events: {
    contract_ready: 'Ein Vertrag wurde gelesen',
    contract_failed: 'Ein Vertrag konnte nicht gelesen werden',
    customer_assigned: 'Ihnen wird ein Kunde zugewiesen',
    member_joined: 'Jemand tritt dem Team bei',
  },
  help: {
    contract_ready:
      'Sie haben ihn hochgeladen oder betreuen den Kunden: Er wartet auf Prüfung oder Bestätigung.',
    contract_failed: 'Sie haben ihn hochgeladen oder betreuen den Kunden.',
    customer_assigned: 'Durch jemand anderen. Mehrere auf einmal kommen in einer E-Mail.',
    member_joined: 'Eine Einladung wurde angenommen. Für alle, die das Team verwalten.',
  },
};
