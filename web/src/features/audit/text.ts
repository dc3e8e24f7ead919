/** The audit log in words. What is not known by name is shown as it is: new kinds of records appear by themselves. */
import type { AuditEntry } from '../../api/types.ts';
import { formatDateTime } from '../../components/format.ts';
import { t } from '../../i18n/i18n.ts';
import type { Verdict } from './verify.ts';

const ENTITIES = {
  account: 'account',
  api_key: 'apiKey',
  'audit-export': 'auditExport',
  branding: 'branding',
  configuration: 'configuration',
  contract: 'contract',
  custom_fields: 'customFields',
  customer: 'customer',
  entitlement: 'entitlement',
  export: 'export',
  fact: 'fact',
  invitation: 'invitation',
  member: 'member',
  notification_defaults: 'notificationDefaults',
  notification_settings: 'notificationSettings',
  onboarding: 'onboarding',
  organization: 'organization',
  'plan-task': 'planTask',
  plan: 'plan',
  portal_user: 'portalUser',
  price: 'price',
  provisioning: 'provisioning',
  role: 'role',
  'settings-version': 'settingsVersion',
  setup: 'setup',
  stakeholder: 'stakeholder',
  views: 'views',
  workspace: 'workspace',
} as const;

export const ENTITY_NAMES = Object.keys(ENTITIES) as readonly (keyof typeof ENTITIES)[];

const CHANGES = ['created', 'updated', 'status_changed', 'archived', 'restored', 'deleted'] as const;
/** What happens to an account is no change of a record. */
const ACCESS = [
  'signed_in',
  'sign_in_failed',
  'locked',
  'signed_out',
  'session_ended',
  'password_changed',
  'password_reset',
] as const;
type Action = (typeof CHANGES | typeof ACCESS)[number];

/** What can have happened to a kind of record. */
export const actionsOf = (entity: string | undefined): readonly Action[] =>
  entity === 'account' ? ACCESS : CHANGES;

const isKnown = (entity: string): entity is keyof typeof ENTITIES => Object.hasOwn(ENTITIES, entity);
const isAction = (action: string): action is Action =>
  [...CHANGES, ...ACCESS].some((known) => known === action);

export const entityText = (entity: string): string =>
  isKnown(entity) ? t(`audit.entity.${ENTITIES[entity]}`) : entity;

export const actionText = (action: string): string =>
  isAction(action) ? t(`audit.action.${action}`) : action;

/** `customer.updated`: "Customer: changed". */
export function eventText(event: string): string {
  const [entity = '', action = ''] = event.split('.');
  return t('audit.eventText', { entity: entityText(entity), action: actionText(action) });
}

/** Who gives a wrong password may be anybody. */
const UNKNOWN = 'system:sign-in';

export function actorText({ actor }: AuditEntry): string {
  if (actor.id === UNKNOWN) return t('audit.unknown');
  return actor.kind === 'system' ? t('audit.system') : actor.name;
}

/** A value as people read it; nothing for what is not there. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}

export function verdictText({ broken, checked, head, until }: Verdict): string {
  if (broken) {
    const { sequence, reason } = broken;
    return t('audit.broken', { sequence, checked, reason: t(`audit.reason.${reason}`) });
  }
  if (!head) return t('audit.nothing');
  return t('audit.intact', { count: checked, until: until ? formatDateTime(until) : '–' });
}
