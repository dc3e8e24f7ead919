/** `npm run iam:report`: what functions were granted and never used, and what they were denied, over the suites. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../lib/definitions.ts';
import { compare } from './iam-report/compare.ts';
import { reportText } from './iam-report/text.ts';
import { readUsage, usageFiles } from './iam-report/usage.ts';

const HELP = `npm run iam:report [-- options]

Compares what each function's roles allow with what it used while the suites ran against the assembly
(test/integration, test/isolation), and lists what was denied. Roles that a function assumes for a tenant are
counted for that function. Reads what the suites left behind; runs them first where they left nothing.

  --run        run the suites first, also where they left something
  --json       one JSON document on standard output instead of tables
  -h, --help   this text

Exit status: 0, whatever the report says; that of the suites when they were run and did not pass; 2 for a wrong call.
`;

/** Where `test/support/runtime.ts` leaves what a suite used. */
const USAGE = path.join(ROOT, 'test-output/usage');
const SUITES = ['test/integration', 'test/isolation'];
const WIDTH_WITHOUT_TERMINAL = 160;

/** @returns the exit status of the suites */
function runSuites(): number {
  // What a suite left that is no more would count as used.
  rmSync(USAGE, { recursive: true, force: true });
  const { status } = spawnSync(path.join(ROOT, 'node_modules/.bin/vitest'), ['run', ...SUITES], {
    cwd: ROOT,
    // Standard output is the report's.
    stdio: ['ignore', 2, 2],
  });
  return status ?? 1;
}

function main(): number {
  let options: { run: boolean; json: boolean; help: boolean };
  try {
    options = parseArgs({
      options: {
        run: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const status = options.run || usageFiles(USAGE).length === 0 ? runSuites() : 0;
  if (status !== 0)
    process.stderr.write('Some tests did not pass: the report may lack what they would use.\n');
  const report = compare(readUsage(USAGE));
  const width = process.stdout.columns ?? WIDTH_WITHOUT_TERMINAL;
  process.stdout.write(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : `${reportText(report, width).join('\n')}\n`,
  );
  return status;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
