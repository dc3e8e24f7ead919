/** Words for what the platform's API says by key; a key that this version does not know is shown as it is. */
import type { Tone } from '../../components/status.tsx';
import { t } from '../../i18n/i18n.ts';
import type { FleetOrganization, OversightEntry, Run } from './queries.ts';
import { BLUEPRINTS, PLANS } from './search.ts';

export const planText = (key: string): string => {
  const known = PLANS.find((plan) => plan === key);
  return known ? t(`platform.planName.${known}`) : key;
};

export const blueprintText = (key: string): string => {
  const known = BLUEPRINTS.find((blueprint) => blueprint === key);
  if (!known) return key;
  return known === 'customer-success'
    ? t('platform.blueprintName.customer_success')
    : t(`platform.blueprintName.${known}`);
};

/** Texts have no dots in their keys: those part contexts. */
const ACTIONS = {
  'organization.suspended': 'platform.action.organization_suspended',
  'organization.reactivated': 'platform.action.organization_reactivated',
  'organization.plan_changed': 'platform.action.organization_plan_changed',
  'administrator.appointed': 'platform.action.administrator_appointed',
  'administrator.removed': 'platform.action.administrator_removed',
} as const satisfies Readonly<Record<OversightEntry['action'], string>>;

export const actionText = (action: OversightEntry['action']): string => t(ACTIONS[action]);

export const STATUS_TONES: Readonly<Record<FleetOrganization['status'], Tone>> = {
  active: 'good',
  suspended: 'bad',
  deleting: 'attention',
};

export const RUN_TONES: Readonly<Record<Run['status'], Tone>> = {
  pending: 'quiet',
  running: 'busy',
  succeeded: 'good',
  failed: 'bad',
};
