/** `npm run onboard -- FILE`: from a contract to an onboarding plan in a terminal, by the same assembly as everywhere. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ApiError, type Session, signIn, signUp } from './client/session.ts';
import { answersFor, type ContractAnswer } from './onboard/answers.ts';
import { onboardDocument } from './onboard/document.ts';
import { type ContractFile, readContractFile } from './onboard/file.ts';
import { reportLines } from './onboard/report.ts';
import { acquireSystem } from './onboard/system.ts';
import { progressLine, seconds, stageTiming } from './onboard/timings.ts';

const HELP = `npm run onboard -- FILE [options]

Takes a contract (PDF, scan, DOCX, PNG, JPEG, TIFF, text) to an onboarding plan: uploads it, follows the pipeline,
then prints people, entitlements, pricing, the plan's tasks with their dates, risks, and what needs review.
Progress goes to standard error. Uses the system that runs on the port, or a temporary one where none runs.

  --json             one JSON document on standard output instead of tables
  --customer NAME    the customer's name (default: the file's name)
  --port N           where the system runs (default 4000)
  --email ADDRESS    sign in to this account of a running system, with --password; without them a new account
  --password TEXT    and organization are made for each call
  -h, --help         this text

Exit status: 0 with a plan, 1 when the contract failed or could not be taken, 2 for a wrong call.
`;

/** 500 scanned pages at two seconds each, and some. */
const PATIENCE_MS = 30 * 60_000;
const POLL_MS = 50;
const NARROWEST_TERMINAL = 80;
const WIDTH_WITHOUT_TERMINAL = 140;

interface Options {
  readonly file: string;
  readonly json: boolean;
  readonly customer: string | undefined;
  readonly port: number;
  readonly account: { readonly email: string; readonly password: string } | undefined;
}

const report = (line: string) => process.stderr.write(`${line}\n`);

/** @returns what is asked for, or the exit status where nothing is left to do */
function readOptions(): Options | number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        customer: { type: 'string' },
        port: { type: 'string', default: '4000' },
        email: { type: 'string' },
        password: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new Error('Name one file.');
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
    const { email, password, json, customer } = values;
    if ((email === undefined) !== (password === undefined))
      throw new Error('--email and --password go together.');
    const account = email !== undefined && password !== undefined ? { email, password } : undefined;
    return { file, json, customer, port, account };
  } catch (error) {
    report(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
}

/** A session that has an organization: that of the account, or a new one. */
async function openSession(appUrl: string, account: Options['account']): Promise<Session> {
  if (account) {
    const session = await signIn(appUrl, account).catch((cause: unknown) => {
      throw new Error(`Nobody could be signed in as ${account.email}: check --email and --password.`, {
        cause,
      });
    });
    const { org_id } = await session.expect('GET', '/api/v1/auth/me');
    if (!org_id) await session.found('Command line');
    return session;
  }
  const mark = randomBytes(6).toString('hex');
  const session = await signUp(appUrl, {
    name: 'Command line',
    email: `command-line-${mark}@example.com`,
    password: `Aa1-${randomBytes(18).toString('base64url')}`,
  });
  await session.found(`Command line ${mark}`);
  return session;
}

/** Announces and uploads; a customer of this name who is there already gets the contract. */
async function upload(session: Session, file: ContractFile, name: string): Promise<{ id: string }> {
  try {
    return await session.upload(file, { name });
  } catch (error) {
    const existing = error instanceof ApiError && error.answer.body?.data?.customer_id;
    if (!existing) throw error;
    return session.upload(file, { id: existing });
  }
}

/** @returns the exit status */
async function onboard(options: Options, file: ContractFile, appUrl: string): Promise<number> {
  const session = await openSession(appUrl, options.account);
  const name = options.customer ?? path.parse(file.name).name;
  report(`${file.name} for ${name}`);
  const began = performance.now();
  const announced = await upload(session, file, name);
  const uploadMs = Math.round(performance.now() - began);
  report(progressLine('upload', uploadMs));
  const contract: ContractAnswer = await session.settled(announced.id, {
    timeoutMs: PATIENCE_MS,
    pollMs: POLL_MS,
    onStage: (stage) => report(progressLine(stage.stage, stageTiming(stage).ms)),
  });
  const totalMs = Math.round(performance.now() - began);
  report(progressLine('in all', totalMs));
  const answers = await answersFor(session, contract);
  const timings = { uploadMs, totalMs, stages: contract.progress.stages.map(stageTiming) };
  if (options.json)
    process.stdout.write(`${JSON.stringify(onboardDocument(options.file, answers, timings), null, 2)}\n`);
  if (contract.status === 'failed') {
    report(contract.failure?.message ?? 'The contract could not be processed.');
    return 1;
  }
  if (!options.json) {
    const width = Math.max(NARROWEST_TERMINAL, process.stdout.columns ?? WIDTH_WITHOUT_TERMINAL);
    process.stdout.write(`\n${reportLines(answers, width).join('\n')}\n`);
    report(`\nFrom file to plan in ${seconds(totalMs)}.`);
  }
  return 0;
}

/** What went wrong, as a sentence: the API's own where it was the API that refused. */
function sentence(error: unknown): string {
  if (error instanceof ApiError && error.answer.body?.message) {
    const { message, data } = error.answer.body as {
      message: string;
      data?: { errors?: { field: string; message: string }[] };
    };
    const errors = data?.errors ?? [];
    // A single one is the message itself.
    return [
      message,
      ...(errors.length > 1 ? errors.map((each) => `${each.field}: ${each.message}`) : []),
    ].join('\n  ');
  }
  return error instanceof Error ? error.message : String(error);
}

async function main(options: Options): Promise<number> {
  const file = await readContractFile(options.file);
  const system = await acquireSystem(options.port, report);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      system.release().finally(() => process.exit(130));
    });
  try {
    return await onboard(options, file, system.appUrl);
  } finally {
    await system.release();
  }
}

const options = readOptions();
if (typeof options === 'number') process.exitCode = options;
else
  try {
    process.exitCode = await main(options);
  } catch (error) {
    process.exitCode = 1;
    report(sentence(error));
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ file: options.file, error: { message: sentence(error) } })}\n`,
      );
  }
