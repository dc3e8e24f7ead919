import { api } from './api.ts';
import { apiKeys } from './api-keys.ts';
import { appearance } from './appearance.ts';
import { audit } from './audit.ts';
import { common } from './common.ts';
import { contracts } from './contracts.ts';
import { customers } from './customers.ts';
import { dashboard } from './dashboard.ts';
import { docs } from './docs.ts';
import { identity } from './identity.ts';
import { notifications } from './notifications.ts';
import { onboarding } from './onboarding.ts';
import { organizations } from './organizations.ts';
import { palette } from './palette.ts';
import { planEffect } from './plan-effect.ts';
import { platform } from './platform.ts';
import { portal } from './portal.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { shortcuts } from './shortcuts.ts';
import { team } from './team.ts';
import { uploads } from './uploads.ts';
import { viewer } from './viewer.ts';
import { wizard } from './wizard.ts';
import { workspace } from './workspace.ts';

export const de = {
  api,
  apiKeys,
  appearance,
  audit,
  common,
  contracts,
  customers,
  dashboard,
  docs,
  identity,
  notifications,
  onboarding,
  organizations,
  palette,
  planEffect,
  platform,
  portal,
  settings,
  shell,
  shortcuts,
  team,
  viewer,
  uploads,
  wizard,
  workspace,
};
