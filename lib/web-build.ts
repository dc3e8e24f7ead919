/** Builds the web app: the API client's types from the OpenAPI document, then Vite. */
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from './definitions.ts';

export async function buildWeb(outDir: string): Promise<void> {
  await build({ root: path.join(ROOT, 'web'), logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}
