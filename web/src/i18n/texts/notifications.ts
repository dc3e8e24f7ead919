import { notifications } from '../en/notifications.ts';
import { addTexts } from '../i18n.ts';

addTexts({ notifications });
