/** `npm run docs:roles`: writes docs/roles.md from the vocabulary and the presets. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../lib/definitions.ts';
import { rolesText } from './roles/text.ts';

writeFileSync(path.join(ROOT, 'docs/roles.md'), rolesText());
