/** A copy of the assembly with its templates changed, for what must go wrong when something is missing. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// biome-ignore lint/suspicious/noExplicitAny: templates have the shapes of hundreds of resource types
export type Template = any;

/**
 * @param copy the folder to make; assets are linked from the original
 * @param edit changes a template in place, and tells whether it did
 * @throws Error when no template was changed
 */
export function editedAssembly(from: string, copy: string, edit: (template: Template) => boolean): string {
  mkdirSync(copy);
  let changed = false;
  for (const name of readdirSync(from)) {
    if (name.endsWith('.template.json')) {
      const template: Template = JSON.parse(readFileSync(path.join(from, name), 'utf8'));
      changed = edit(template) || changed;
      writeFileSync(path.join(copy, name), JSON.stringify(template));
    } else symlinkSync(path.join(from, name), path.join(copy, name));
  }
  if (!changed) throw new Error('No template was changed.');
  return copy;
}
