/** Words for what the platform's API says by key; a key that this version does not know is shown as it is. */
import type { Tone } from '../../components/status.tsx';
import { t } from '../../i18n/i18n.ts';
import type { FleetOrganization, Run } from './queries.ts';
import { BLUEPRINTS, PLANS } from './search.ts';

export const planText = (key: string): string => {
  const known = PLANS.find((plan) => plan === key);
  return known ? t(`platform.planName.${known}`) : key;
};

export const blueprintText = (key: string): string => {
  const known = BLUEPRINTS.find((blueprint) => blueprint === key);
  return known ? t(`platform.blueprintName.${known}`) : key;
};

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
