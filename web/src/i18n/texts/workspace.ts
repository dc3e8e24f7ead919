import { workspace } from '../en/workspace.ts';
import { addTexts } from '../i18n.ts';

addTexts({ workspace });
