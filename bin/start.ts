/** The whole system on this machine: builds, synthesizes, and runs the assembly that `cdk deploy` would ship. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureAssembly } from '../lib/assembly.ts';
import { ROOT } from '../lib/definitions.ts';
import { startLocal } from './local-runtime.ts';

const HELP = `npm start -- [options]

  --port N      the app's port (default 4000); AWS's endpoint takes the next one
  --data DIR    where records, files and queues are kept (default .data)
  --fresh       begin with nothing: empties the data folder first
  --help        this text

A language model for contracts, where an organization turns AI on, is named in .env: see .env.example.`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    data: { type: 'string', default: '.data' },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await start();

async function start(): Promise<void> {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65534)
    fail(`--port takes a number from 1 to 65534, not "${values.port}".`);
  const data = path.resolve(ROOT, values.data);
  if (existsSync(path.join(ROOT, '.env'))) process.loadEnvFile(path.join(ROOT, '.env'));
  const started = performance.now();
  const assembly = await ensureAssembly(console.log);
  if (values.fresh) rmSync(data, { recursive: true, force: true });
  const runtime = await startLocal({ assembly, data, appPort: port, awsPort: port + 1 }).catch(
    (error: Error) => fail(error.message),
  );
  console.log(`
  Gangway          ${runtime.appUrl}
  Mail, runs, logs ${runtime.appUrl}/_local
  Data             ${path.relative(process.cwd(), data) || '.'}

Ready after ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      runtime.stop().then(
        () => process.exit(0),
        (error: Error) => fail(error.message),
      );
    });
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
