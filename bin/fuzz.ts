/** `npm run fuzz`: requests made from the API's own description, at a system of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureAssembly } from '../lib/assembly.ts';
import { loadFunctions } from '../lib/definitions.ts';
import { openApi } from '../lib/openapi.ts';
import { type Document, operationsOf } from './fuzz/operations.ts';
import { type Finding, fuzz, KEPT_WORKERS } from './fuzz/run.ts';
import { startLocal } from './local-runtime.ts';

const HELP = `npm run fuzz -- [N] [--seed S] [--only I] [--route TEXT]

Sends N requests (1000 by default) made from the OpenAPI document, valid and broken, as several people of two
organizations, and fails when an answer is a 5xx, late, of the wrong shape, or has a byte of the other organization.

  --seed S      makes the same requests again; without it a new seed is drawn and printed
  --only I      sends request I of the seed alone
  --route TEXT  only operations whose "METHOD /path" holds the text
  --answers     prints what each operation answered`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    only: { type: 'string' },
    route: { type: 'string' },
    answers: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const count = Number(positionals[0] ?? 1000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const only = values.only === undefined ? undefined : Number(values.only);
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
if (![count, seed, only ?? 0].every((value) => Number.isSafeInteger(value) && value >= 0)) {
  console.error('N, --seed and --only are whole numbers.');
  process.exit(2);
}

const functions = await loadFunctions();
const operations = operationsOf(openApi(functions, '0') as unknown as Document).filter(({ name }) =>
  name.includes(values.route ?? ''),
);
if (operations.length === 0) {
  console.error(`No operation holds "${values.route}".`);
  process.exit(2);
}
const assembly = await ensureAssembly(console.log);
const data = mkdtempSync(path.join(tmpdir(), 'gangway-fuzz-'));
const system = await startLocal({ assembly, data, maxWorkers: KEPT_WORKERS });
let failed = false;
try {
  console.log(`${count} requests to ${operations.length} operations, seed ${seed}.`);
  const outcome = await fuzz(system, operations, {
    count,
    seed,
    ...(only !== undefined && { only }),
    report: console.log,
  });
  failed = outcome.findings.length > 0;
  if (values.answers) for (const [name, row] of [...outcome.answers].sort()) console.log(name, row);
  for (const finding of outcome.findings) print(finding);
  const rate = Math.round(outcome.sent / outcome.seconds);
  console.log(
    `${outcome.sent} requests in ${outcome.seconds.toFixed(1)} s (${rate}/s), ${outcome.findings.length} faults.`,
  );
} finally {
  await system.stop();
  rmSync(data, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

function print({ index, asker, operation, fault, request }: Finding): void {
  console.log(`\n${fault.what}: ${operation} as ${asker} (--seed ${seed} --only ${index})`);
  console.log(fault.detail);
  console.log(`\n${request.replace(/^/gm, '    ')}\n`);
}
