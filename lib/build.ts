/**
 * The build. Functions: one esbuild pass with splitting over all entry points, then a folder for each function: what it
 * loads at its start in one file, and hard links to the chunks that it may load later, nothing else. The bundle's own
 * content is the asset's hash.
 */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { type FunctionFile, loadFunctions, ROOT } from './definitions.ts';
import { BUNDLES, CHUNKS, DIST, WEB } from './dist.ts';
import { createLinker } from './link.ts';
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
  for (const folder of [CHUNKS, BUNDLES]) rmSync(folder, { recursive: true, force: true });
  const { outputFiles } = await esbuild.build({
    ...BUNDLE_OPTIONS,
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(functions.map(({ id, file }) => [id, file])),
    outdir: path.relative(ROOT, CHUNKS),
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[hash]',
    splitting: true,
    write: false,
  });
  const chunks = new Map(
    outputFiles.map(({ path: file, text }) => [path.relative(CHUNKS, file).replaceAll(path.sep, '/'), text]),
  );
  const link = await createLinker(chunks, BUNDLE_OPTIONS.banner.js);
  mkdirSync(path.join(CHUNKS, 'chunks'), { recursive: true });
  for (const [file, text] of chunks) writeFileSync(path.join(CHUNKS, file), text);
  return functions.map(({ id }) => {
    const { written, kept } = link(`${id}.mjs`);
    const folder = path.join(BUNDLES, id);
    mkdirSync(path.join(folder, 'chunks'), { recursive: true });
    for (const [file, text] of written) writeFileSync(path.join(folder, file), text);
    for (const file of kept) linkSync(path.join(CHUNKS, file), path.join(folder, file));
    const texts = [...written.values(), ...kept.map((file) => chunks.get(file) as string)];
    return texts.reduce((sum, text) => sum + text.length, 0);
  });
}
