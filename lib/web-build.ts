/** Builds the web app with Vite. The types of its API client are kept up to date by `node web/generate.ts`. */
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from './definitions.ts';

export async function buildWeb(outDir: string): Promise<void> {
  await build({ root: path.join(ROOT, 'web'), logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}
