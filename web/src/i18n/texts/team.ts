import { team } from '../en/team.ts';
import { addTexts } from '../i18n.ts';

addTexts({ team });
