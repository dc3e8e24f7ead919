/**
 * Lists to choose from, as `{value, label}` (WS-08). The values are the constants that the routes validate by, so that
 * nothing is offered that would be refused; the labels' keys are held to them by their type.
 */
import { REQUIREMENT_CATEGORIES, STAKEHOLDER_ROLES } from '../contracts/extraction.ts';
import { CONTRACT_STATUSES } from '../contracts/statuses.ts';
import { CUSTOMER_STATUSES } from '../customers/customer-statuses.ts';
import { INFLUENCE_LEVELS } from '../customers/stakeholder-model.ts';
import { PERMISSIONS } from '../kernel/permissions.ts';
import { OWNER_ROLES, TASK_STATUSES } from '../onboarding/plan-model.ts';
import { LEAD_SOURCES } from '../organizations/settings.ts';
import { KEY_PERMISSIONS } from './key-grants.ts';

const LANGUAGES = ['en', 'de'] as const;
type Language = (typeof LANGUAGES)[number];

export interface Entry {
  readonly value: string;
  readonly label: string;
}

/** English and German. */
type Label = readonly [string, string];

const list =
  <T extends string>(values: readonly T[], labels: Readonly<Record<T, Label>>) =>
  (language: Language): Entry[] =>
    values.map((value) => ({ value, label: labels[value][LANGUAGES.indexOf(language)] ?? value }));

const customerStatuses = list(CUSTOMER_STATUSES, {
  lead: ['Lead', 'Lead'],
  prospect: ['Prospect', 'Interessent'],
  active: ['Active', 'Aktiv'],
  inactive: ['Inactive', 'Inaktiv'],
  churned: ['Churned', 'Abgewandert'],
});

export const PICKLISTS = {
  statuses: customerStatuses,
  'customer-statuses': customerStatuses,
  sources: list(LEAD_SOURCES, {
    website: ['Website', 'Website'],
    referral: ['Referral', 'Empfehlung'],
    partner: ['Partner', 'Partner'],
    event: ['Event', 'Veranstaltung'],
    advertising: ['Advertising', 'Werbung'],
    social_media: ['Social media', 'Soziale Medien'],
    outbound: ['Outbound', 'Eigene Ansprache'],
    marketplace: ['Marketplace', 'Marktplatz'],
    import: ['Import', 'Import'],
  }),
  'contract-statuses': list(CONTRACT_STATUSES, {
    awaiting_upload: ['Awaiting upload', 'Wartet auf die Datei'],
    processing: ['Being read', 'Wird gelesen'],
    review: ['To check', 'Zu prüfen'],
    ready: ['Ready', 'Bereit'],
    confirmed: ['Confirmed', 'Bestätigt'],
    failed: ['Failed', 'Fehlgeschlagen'],
  }),
  'task-statuses': list(TASK_STATUSES, {
    todo: ['To do', 'Zu tun'],
    in_progress: ['In progress', 'In Arbeit'],
    blocked: ['Blocked', 'Blockiert'],
    done: ['Done', 'Erledigt'],
  }),
  'stakeholder-roles': list(STAKEHOLDER_ROLES, {
    executive_sponsor: ['Executive sponsor', 'Sponsor'],
    signatory: ['Signatory', 'Unterzeichner'],
    billing: ['Billing', 'Abrechnung'],
    technical: ['Technical', 'Technik'],
    project: ['Project', 'Projekt'],
    notices: ['Notices', 'Mitteilungen'],
    other: ['Other', 'Andere'],
  }),
  'influence-levels': list(INFLUENCE_LEVELS, {
    decision_maker: ['Decision maker', 'Entscheidet'],
    influencer: ['Influencer', 'Beeinflusst'],
    user: ['User', 'Arbeitet damit'],
    informed: ['Informed', 'Wird informiert'],
  }),
  'owner-roles': list(OWNER_ROLES, {
    success_manager: ['Success manager', 'Customer Success'],
    sales: ['Sales', 'Vertrieb'],
    technical: ['Technical', 'Technik'],
    project: ['Project', 'Projekt'],
    billing: ['Billing', 'Abrechnung'],
    trainer: ['Trainer', 'Training'],
    support: ['Support', 'Support'],
    executive_sponsor: ['Executive sponsor', 'Sponsor'],
  }),
  'requirement-categories': list(REQUIREMENT_CATEGORIES, {
    security: ['Security', 'Sicherheit'],
    identity: ['Identity', 'Identität'],
    data: ['Data', 'Daten'],
    integration: ['Integration', 'Integration'],
    performance: ['Performance', 'Leistung'],
    infrastructure: ['Infrastructure', 'Infrastruktur'],
    migration: ['Migration', 'Migration'],
    compliance: ['Compliance', 'Compliance'],
    other: ['Other', 'Anderes'],
  }),
  'api-key-permissions': list(KEY_PERMISSIONS, {
    'organization:read': [PERMISSIONS['organization:read'], 'Die Organisation sehen'],
    'settings:manage': [
      PERMISSIONS['settings:manage'],
      'Einstellungen ändern: Aussehen, Felder, Benachrichtigungen',
    ],
    'team:read': [PERMISSIONS['team:read'], 'Das Team und seine Rollen sehen'],
    'integration:manage': [PERMISSIONS['integration:manage'], 'Andere Systeme verbinden'],
    'report:read': [PERMISSIONS['report:read'], 'Berichte sehen'],
    'audit:read': [PERMISSIONS['audit:read'], 'Das Protokoll lesen'],
    'audit:export': [PERMISSIONS['audit:export'], 'Das Protokoll ausführen'],
    'customer:read': [PERMISSIONS['customer:read'], 'Kunden sehen'],
    'customer:write': [PERMISSIONS['customer:write'], 'Kunden anlegen und ändern'],
    'customer:assign': [PERMISSIONS['customer:assign'], 'Kunden Mitgliedern zuweisen'],
    'stakeholder:read': [PERMISSIONS['stakeholder:read'], 'Personen bei Kunden sehen'],
    'stakeholder:write': [PERMISSIONS['stakeholder:write'], 'Personen bei Kunden anlegen und ändern'],
    'contract:read': [PERMISSIONS['contract:read'], 'Verträge sehen, und was aus ihnen gelesen wurde'],
    'contract:write': [PERMISSIONS['contract:write'], 'Verträge hochladen, berichtigen und bestätigen'],
    'contract:delete': [PERMISSIONS['contract:delete'], 'Verträge archivieren'],
    'contract:restore': [PERMISSIONS['contract:restore'], 'Archivierte Verträge zurückholen'],
    'plan:read': [PERMISSIONS['plan:read'], 'Einführungspläne sehen'],
    'plan:write': [PERMISSIONS['plan:write'], 'An Einführungsplänen arbeiten'],
  }),
} as const satisfies Readonly<Record<string, (language: Language) => Entry[]>>;

type Picklist = keyof typeof PICKLISTS;

export const isPicklist = (name: string): name is Picklist => Object.hasOwn(PICKLISTS, name);

/**
 * Of `Accept-Language`, the language that weighs most and is there; English where none is.
 * RFC 9110, 12.5.4: `de-CH, en;q=0.5`.
 */
export function preferredLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const known = LANGUAGES.find((candidate) => candidate === language);
    if (known) return known;
  }
  return 'en';
}
