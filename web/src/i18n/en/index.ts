import { api } from './api.ts';
import type { apiKeys } from './api-keys.ts';
import { appearance } from './appearance.ts';
import type { audit } from './audit.ts';
import { common } from './common.ts';
import { contracts } from './contracts.ts';
import { customers } from './customers.ts';
import type { dashboard } from './dashboard.ts';
import { docs } from './docs.ts';
import { identity } from './identity.ts';
import type { notifications } from './notifications.ts';
import type { onboarding } from './onboarding.ts';
import type { organizations } from './organizations.ts';
import { palette } from './palette.ts';
import { planEffect } from './plan-effect.ts';
import type { platform } from './platform.ts';
import type { portal } from './portal.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { shortcuts } from './shortcuts.ts';
import type { team } from './team.ts';
import { uploads } from './uploads.ts';
import { viewer } from './viewer.ts';
import type { wizard } from './wizard.ts';
import type { workspace } from './workspace.ts';

/** Texts that the app begins with, by context. A key reads `contracts.status.ready`. */
export const en = {
  api,
  appearance,
  common,
  contracts,
  customers,
  docs,
  identity,
  palette,
  planEffect,
  settings,
  shell,
  shortcuts,
  viewer,
  uploads,
};

/** Every text of the app; those that are not of `en` come with the screens that need them (`i18n/texts`). */
export type English = typeof en & {
  readonly apiKeys: typeof apiKeys;
  readonly audit: typeof audit;
  readonly dashboard: typeof dashboard;
  readonly notifications: typeof notifications;
  readonly onboarding: typeof onboarding;
  readonly organizations: typeof organizations;
  readonly platform: typeof platform;
  readonly portal: typeof portal;
  readonly team: typeof team;
  readonly wizard: typeof wizard;
  readonly workspace: typeof workspace;
};
