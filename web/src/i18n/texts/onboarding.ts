import { onboarding } from '../en/onboarding.ts';
import { addTexts } from '../i18n.ts';

addTexts({ onboarding });
