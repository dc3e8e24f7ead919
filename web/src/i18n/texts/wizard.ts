import { wizard } from '../en/wizard.ts';
import { addTexts } from '../i18n.ts';

addTexts({ wizard });
