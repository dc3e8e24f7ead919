/**
 * The build. Functions: one esbuild pass with splitting over all entry points, then a folder of hard links for each
 * function: its entry and the chunks it reaches, nothing else. The bundle's own content is the asset's hash.
 */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { type FunctionFile, loadFunctions, ROOT } from './definitions.ts';
import { BUNDLES, DIST, WEB } from './dist.ts';
import { openApi } from './openapi.ts';
import { slimElectrodb } from './slim-electrodb.ts';
import { buildWeb } from './web-build.ts';

export interface BuildResult {
  readonly functions: number;
  readonly bundleMs: number;
  readonly medianKB: number;
  readonly webMs: number;
}

export async function build(): Promise<BuildResult> {
  const functions = await loadFunctions();
  mkdirSync(DIST, { recursive: true });
  const openapi = JSON.stringify(openApi(functions, version()));
  writeFileSync(path.join(DIST, 'openapi.json'), openapi);
  const started = performance.now();
  const sizes = await bundle(functions);
  for (const { id, definition } of functions)
    if (definition.kind === 'route')
      for (const file of definition.files ?? []) writeFileSync(path.join(BUNDLES, id, file), openapi);
  const bundled = performance.now();
  await buildWeb(WEB);
  return {
    functions: functions.length,
    bundleMs: Math.round(bundled - started),
    medianKB: Math.round((sizes.toSorted((a, b) => a - b)[sizes.length >> 1] ?? 0) / 1024),
    webMs: Math.round(performance.now() - bundled),
  };
}

/** The product's version, as package.json has it. */
export const version = () =>
  (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

/** How code is bundled; the bench measures against the same. */
export const BUNDLE_OPTIONS = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  legalComments: 'none',
  mainFields: ['module', 'main'],
  logLevel: 'error',
  plugins: [slimElectrodb],
  // CommonJS dependencies call require() for Node's own modules.
  banner: {
    js: "import{createRequire as __require}from'node:module';const require=__require(import.meta.url);",
  },
} as const satisfies esbuild.BuildOptions;

/** @returns bytes of each function's folder */
async function bundle(functions: readonly FunctionFile[]): Promise<number[]> {
  const staging = path.join(DIST, 'bundle');
  for (const folder of [staging, BUNDLES]) rmSync(folder, { recursive: true, force: true });
  const { metafile } = await esbuild.build({
    ...BUNDLE_OPTIONS,
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(functions.map(({ id, file }) => [id, file])),
    outdir: path.relative(ROOT, staging),
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[hash]',
    splitting: true,
    metafile: true,
  });
  const outputs = metafile.outputs;
  const base = path.relative(ROOT, staging);
  return functions.map(({ id }) => {
    const reached = new Set<string>();
    const follow = (file: string) => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const imported of outputs[file]?.imports ?? []) if (!imported.external) follow(imported.path);
    };
    const entry = path.join(base, `${id}.mjs`);
    follow(entry);
    let bytes = 0;
    for (const file of reached) {
      const target = path.join(BUNDLES, id, file === entry ? 'index.mjs' : path.relative(base, file));
      mkdirSync(path.dirname(target), { recursive: true });
      linkSync(path.join(ROOT, file), target);
      bytes += outputs[file]?.bytes ?? 0;
    }
    return bytes;
  });
}
