import { api } from './api.ts';
import { common } from './common.ts';
import { contracts } from './contracts.ts';
import { customers } from './customers.ts';
import { identity } from './identity.ts';
import { onboarding } from './onboarding.ts';
import { organizations } from './organizations.ts';
import { shell } from './shell.ts';

export const de = { api, common, contracts, customers, identity, onboarding, organizations, shell };
