/** `npm run bench`: the figures that ARCHITECTURE.md has budgets for, as tables and as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { textTable } from '../bin/client/table.ts';
import { machine, machineLine } from './machine.ts';
import type { PartResult } from './part.ts';
import { init } from './parts/init.ts';
import { load, loadParts } from './parts/load.ts';
import { pipeline } from './parts/pipeline.ts';
import { routes } from './parts/routes.ts';
import { startUp } from './parts/start-up.ts';
import { web } from './parts/web.ts';

/** What is measured where nothing is named. */
const WHOLE = [init, routes, pipeline, startUp, web, load];
const PARTS = [...WHOLE, ...loadParts];
const WIDTH_WITHOUT_TERMINAL = 160;

const HELP = `npm run bench [-- [options] [PART…]]

Measures, compares inside one run, and prints tables and one JSON document: the parts that are named, or the first six.
A part takes about two minutes, "load" about fifteen. Everything runs on this machine and talks to nothing else.

${PARTS.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}

  --count N     parts of load: at most so many instead of the requirement's number, to see whether they work
  --only NAME   the same as naming the part
  --json FILE   writes the JSON document into a file instead of printing it
  -h, --help    this text

Exit status: 0 also when a budget is exceeded (the tables say so), 1 when a part could not be measured, 2 for a
wrong call.
`;

interface Options {
  readonly only: readonly string[];
  readonly count: number | undefined;
  readonly json: string | undefined;
}

/** @returns what is asked for, or the exit status where nothing is left to do */
function readOptions(): Options | number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        only: { type: 'string', multiple: true, default: [] },
        json: { type: 'string' },
        count: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const only = [...positionals, ...values.only];
    const count = values.count === undefined ? undefined : Number(values.count);
    if (count !== undefined && !(Number.isInteger(count) && count > 0))
      throw new Error('--count takes a number from 1 on.');
    const unknown = only.find((name) => PARTS.every((part) => part.name !== name));
    if (unknown)
      throw new Error(`There is no part "${unknown}". Parts: ${PARTS.map(({ name }) => name).join(', ')}.`);
    return { only, count, json: values.json };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
}

const report = (line: string) => process.stderr.write(`  ${line}\n`);

/** @returns the exit status */
async function main({ only, count, json }: Options): Promise<number> {
  const measuredOn = machine();
  const startedAt = new Date().toISOString();
  const width = process.stdout.columns ?? WIDTH_WITHOUT_TERMINAL;
  console.log(machineLine(measuredOn));
  const results: Record<string, Pick<PartResult, 'data' | 'over'> | { error: string }> = {};
  let failed = false;
  for (const { name, run } of only.length === 0 ? WHOLE : PARTS.filter((part) => only.includes(part.name)))
    try {
      process.stderr.write(`${name}\n`);
      const { title, columns, rows, data, over, notes } = await run(report, { count });
      console.log(['', title, ...textTable(columns, rows, width), ...notes].join('\n'));
      if (over.length > 0) console.log(`Over budget: ${over.length} of these figures.`);
      results[name] = { data, over };
    } catch (error) {
      failed = true;
      process.stderr.write(`${name} could not be measured: ${(error as Error).stack}\n`);
      results[name] = { error: (error as Error).message };
    }
  const document = `${JSON.stringify({ startedAt, machine: measuredOn, parts: results }, null, json ? 2 : 0)}\n`;
  if (json) {
    mkdirSync(path.dirname(path.resolve(json)), { recursive: true });
    writeFileSync(json, document);
  } else process.stdout.write(`\n${document}`);
  return failed ? 1 : 0;
}

const options = readOptions();
process.exitCode = typeof options === 'number' ? options : await main(options);
