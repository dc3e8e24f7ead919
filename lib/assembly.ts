/** The assembly for the local runtime and the tests: built and synthesized when a source changed, else as it lies there. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './definitions.ts';
import { DIST } from './dist.ts';

/** Everything that the assembly is made of. */
const SOURCES = [
  'bin/gangway.ts',
  '{functions,lib,shared}/**/*.ts',
  'web/**/*',
  'cdk.json',
  'package-lock.json',
];

/** @returns the folder of the assembly */
export async function ensureAssembly(report: (line: string) => void = () => {}): Promise<string> {
  const folder = path.join(DIST, 'assembly');
  const stampFile = path.join(DIST, 'assembly.stamp');
  const stamp = stampOf();
  if (
    existsSync(path.join(folder, 'manifest.json')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp
  )
    return folder;
  // Loading the CDK costs more than a second: only when there is something to do.
  const { build } = await import('./build.ts');
  const { synthesize } = await import('./synth.ts');
  const started = performance.now();
  const result = await build();
  report(`Built ${result.functions} functions and the web app.`);
  // `npm run synth` and the tests of the infrastructure validate; a start need not wait for it.
  process.env.CDK_VALIDATION ??= 'false';
  await synthesize(folder);
  mkdirSync(DIST, { recursive: true });
  writeFileSync(stampFile, stamp);
  report(`Synthesized in ${((performance.now() - started) / 1000).toFixed(1)} s in all.`);
  return folder;
}

/** Names, sizes and times of the sources: a change of any of them changes it. */
function stampOf(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) {
    const { size, mtimeMs, isFile } = stat(path.join(ROOT, file));
    if (isFile) hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const stat = (file: string) => {
  const entry = statSync(file);
  return { size: entry.size, mtimeMs: entry.mtimeMs, isFile: entry.isFile() };
};
