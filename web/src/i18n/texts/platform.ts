import { platform } from '../en/platform.ts';
import { addTexts } from '../i18n.ts';

addTexts({ platform });
