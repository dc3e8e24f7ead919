import type { onboarding as english } from '../en/onboarding.ts';
import type { Translated } from '../translated.ts';

export const onboarding = {
  plans: 'Pläne',
  plan: 'Plan',
  emptyTitle: 'Pläne entstehen aus Verträgen',
  emptyHelp:
    'Laden Sie einen Vertrag hoch: Sobald er gelesen ist, steht hier sein Onboarding-Plan mit Terminen.',
  toContracts: 'Zu den Verträgen',
  column: {
    plan: 'Kunde und Plan',
    goesLive: 'Produktivstart',
    done: 'Erledigt',
  },
  progress: '{{done, number}} von {{total, number}}',
  progressLong: '{{done, number}} von {{total, number}} Aufgaben erledigt',
  nextStep: 'Nächster Schritt',
  allDone: 'Alles in diesem Plan ist erledigt.',
  done: 'Als erledigt markieren',
  openContract: 'Vertrag öffnen',
  risks: 'Risiken',
  success: 'Woran Sie den Erfolg erkennen',
  by: 'Bis {{date}}',
  goesLive: 'Produktivstart {{date}}',
  span: '{{from}} – {{to}}',
  due: 'Fällig {{date}}',
  wasDue: 'War fällig {{date}}',
  after: 'Nach: {{titles}}',
  later:
    'Der Vertrag verlangt den Produktivstart am {{agreed}}. Die Arbeit braucht bis {{planned}}: Vereinbaren Sie einen neuen Termin, oder verschieben Sie Aufgaben.',
  conflict:
    'Inzwischen hat jemand anderes diese Aufgabe geändert. Der Plan wurde neu geladen: Sehen Sie noch einmal hin.',
  stillWaits: 'Erledigt. Eigentlich sollte vorher fertig sein: {{titles}}.',
  why: 'Warum das hier steht',
  fromPage: 'Von Seite {{page, number}} des Vertrags',
  fromContract: 'Aus dem Vertrag',
  quote: '„{{words}}“',
  archived: 'Dieser Plan ist archiviert.',
  owner: '{{name}} ({{side}})',
  role: {
    success_manager: 'Customer-Success',
    sales: 'Vertrieb',
    technical: 'Technische Leitung',
    project: 'Projektleitung',
    billing: 'Abrechnung',
    trainer: 'Schulung',
    support: 'Support',
    executive_sponsor: 'Sponsor der Geschäftsleitung',
  },
  side: {
    provider: 'Ihr Team',
    customer: 'Kunde',
  },
  severity: {
    high: 'Hoch',
    medium: 'Mittel',
    low: 'Niedrig',
  },
  state: {
    blocked: 'Blockiert',
    in_progress: 'In Arbeit',
  },
} as const satisfies Translated<typeof english>;
