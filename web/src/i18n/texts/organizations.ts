import { organizations } from '../en/organizations.ts';
import { addTexts } from '../i18n.ts';

addTexts({ organizations });
