/** Every Lambda's declaration, read from the files of `functions/`. One file is one function. */
import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Definition } from '../shared/kernel/define.ts';

export interface FunctionFile<D extends Definition = Definition> {
  /** `<context>-<verb-noun>`, unique within a stage. */
  readonly id: string;
  readonly context: string;
  /** Relative to the repository: `functions/contracts/create-contract.ts`. */
  readonly file: string;
  readonly definition: D;
}

export const ROOT = path.resolve(import.meta.dirname, '..');

/** Functions in a stable order. @throws when a file of `functions/` declares nothing, or more than one thing */
export async function loadFunctions(): Promise<FunctionFile[]> {
  const files = globSync('functions/*/*.ts', { cwd: ROOT }).sort();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(path.join(ROOT, file)).href)) as Record<string, unknown>;
      const definitions = Object.values(module).filter(isDefinition);
      const [definition] = definitions;
      if (!definition || definitions.length > 1 || typeof module.handler !== 'function')
        throw new Error(`${file} must export exactly one definition and a handler.`);
      const [, context = '', name = ''] = file.replace(/\.ts$/, '').split('/');
      return { id: `${context}-${name}`, context, file, definition };
    }),
  );
}

const KINDS = new Set([
  'route',
  'socket',
  'step',
  'trigger',
  'consumer',
  'reaction',
  'publisher',
  'subscriber',
  'authorizer',
  'command',
]);
const isDefinition = (value: unknown): value is Definition =>
  typeof value === 'object' && value !== null && 'kind' in value && KINDS.has(String(value.kind));

export const ofKind = <K extends Definition['kind']>(functions: readonly FunctionFile[], kind: K) =>
  functions.filter(
    (entry): entry is FunctionFile<Extract<Definition, { kind: K }>> => entry.definition.kind === kind,
  );
