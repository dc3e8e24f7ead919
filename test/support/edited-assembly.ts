/** A copy of the assembly with its templates changed, for what must go wrong when something is missing. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// biome-ignore lint/suspicious/noExplicitAny: templates have the shapes of hundreds of resource types
export type Template = any;

/**
 * @param into where the copy is put
 * @param edit changes a template in place, and tells whether it did
 * @throws Error when no template was changed
 */
export function editedAssembly(from: string, into: string, edit: (template: Template) => boolean): string {
  const copy = mkdtempSync(path.join(into, 'assembly-'));
  cpSync(from, copy, { recursive: true });
  const edited = readdirSync(copy)
    .filter((name) => name.endsWith('.template.json'))
    .filter((name) => {
      const file = path.join(copy, name);
      const template: Template = JSON.parse(readFileSync(file, 'utf8'));
      if (!edit(template)) return false;
      writeFileSync(file, JSON.stringify(template));
      return true;
    });
  if (edited.length === 0) throw new Error('No template was changed.');
  return copy;
}
