import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rolesText } from '../../../bin/roles/text.ts';

it('docs/roles.md says what is granted: `npm run docs:roles` writes it anew', () => {
  const written = readFileSync(path.resolve(import.meta.dirname, '../../../docs/roles.md'), 'utf8');
  expect(written).toBe(rolesText());
});
