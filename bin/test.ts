/** All checks: types and style, beside the build, then the suites. `npm test -- unit` runs one suite. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../lib/definitions.ts';
import { DIST } from '../lib/dist.ts';

const HELP = `npm test [-- SUITE…]

Checks types and style, then runs the suites. Suites: unit, infra, integration, isolation, e2e; all of them by default.`;

const SUITES = ['unit', 'infra', 'integration', 'isolation', 'e2e'];

const named = process.argv.slice(2);
if (named.includes('--help')) {
  console.log(HELP);
  process.exit(0);
}
const unknown = named.filter((name) => !SUITES.includes(name));
if (unknown.length > 0) {
  console.error(`There is no suite "${unknown[0]}". Suites: ${SUITES.join(', ')}.`);
  process.exit(2);
}

/** Ends the whole with the first that fails. */
const run = (command: string, ...args: string[]) =>
  new Promise<void>((resolve) => {
    console.log(`\n> ${command} ${args.join(' ')}`);
    spawn(path.join(ROOT, 'node_modules/.bin', command), args, { cwd: ROOT, stdio: 'inherit' }).on(
      'exit',
      (status) => (status === 0 ? resolve() : process.exit(status ?? 1)),
    );
  });

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Node 24 or newer is needed, this is ${process.version}. On Linux x64 \`npm ci\` brings it; elsewhere see .nvmrc.`,
  );
  process.exit(1);
}
// Tests start many processes; each would take the types out of the same files again.
process.env.NODE_COMPILE_CACHE ??= path.join(DIST, 'compile-cache');
// Several threads would each make the types of the libraries for themselves: twice the work, in the same time.
const checks = Promise.all([run('tsc', '-p', '.', '--singleThreaded'), run('biome', 'check', '.')]);
const suites = (named.length > 0 ? named : SUITES).filter((suite) =>
  existsSync(path.join(ROOT, 'test', suite)),
);
// The assembly is made once, by itself, before anything is measured against it.
if (suites.some((suite) => suite !== 'unit')) {
  const { ensureAssembly } = await import('../lib/assembly.ts');
  await ensureAssembly(console.log);
}
await checks;
await run('vitest', 'run', ...suites.map((suite) => `test/${suite}/`));
