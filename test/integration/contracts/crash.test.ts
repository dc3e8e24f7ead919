/** The process dies without warning, in each state of the pipeline and between the calls of its functions. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Session, signIn, signUp } from '../../../bin/client/session.ts';
import { ensureAssembly } from '../../../lib/assembly.ts';
import type { BreakpointInput } from '../../../local/breakpoints/index.ts';
import { AGREEMENT, scannedPdf, TYPES } from '../../support/documents.ts';
import { contentOf, expectWhole, type Outcome, outcomeOf } from '../../support/outcomes.ts';
import { newPerson } from '../../support/people.ts';
import { SystemProcess } from '../../support/system-process.ts';
import { type Announced, announce, send, type TestFile, textFile } from '../../support/uploads.ts';

const text = textFile();
/** The agreement without four clauses and the provider's signature: six scans are recognized here, each of them twice. */
const SHORT = AGREEMENT.replace(/^[2456]\. .*\n\n|^HARBORLIGHT (?:.+\n)+\n/gm, '');
const blank = textFile('   \n');
let scan: TestFile;

/** Where a contract's processing stands still when the process dies. `id` is the contract's. */
interface Moment {
  readonly name: string;
  readonly file: () => TestFile;
  readonly breakpoint: (id: string) => BreakpointInput;
}

const state = (name: string, when: 'before' | 'after', file = () => text): Moment => ({
  name: when === 'before' ? `${name} was entered` : `${name} was done, and the machine had not heard of it`,
  file,
  breakpoint: (id) => ({ state: name, when, text: id }),
});
const call = (name: string, fn: string, operation: string, when: 'before' | 'after'): Moment => ({
  name,
  file: () => text,
  breakpoint: (id) => ({ call: operation, function: `gangway-dev-contracts-${fn}`, when, text: id }),
});

/** Before a run: the messages of several contracts may come in one batch, and one that is held holds up the others. */
const BEFORE_RUN: readonly Moment[] = [
  call('the file had arrived, and nothing said so', 'start-pipeline', 'dynamodb:UpdateItem', 'before'),
  call('the contract said "processing", and nothing ran', 'start-pipeline', 'dynamodb:UpdateItem', 'after'),
  call(
    'the run had begun, and its message was still there',
    'start-pipeline',
    'states:StartExecution',
    'after',
  ),
];

const IN_RUN: readonly Moment[] = [
  ...['Inspect', 'Read', 'Parse', 'Ground', 'Stakeholders', 'Plan', 'Publish'].flatMap((name) => [
    state(name, 'before'),
    state(name, 'after'),
  ]),
  call('facts were about to be written', 'ground-facts', 'dynamodb:TransactWriteItems', 'before'),
  call('facts were written, and nothing said so', 'ground-facts', 'dynamodb:TransactWriteItems', 'after'),
  call(
    'people and plan were written, and nothing said so',
    'publish-contract',
    'dynamodb:TransactWriteItems',
    'after',
  ),
  state('StartRecognition', 'before', () => scan),
  state('StartRecognition', 'after', () => scan),
  state('PollRecognition', 'before', () => scan),
  state('PollRecognition', 'after', () => scan),
];

const person = newPerson();
let system: SystemProcess;
let session: Session;
let withAi: Session;
const contracts = new Map<string, Announced['contract']>();
let undisturbed: Outcome;
let undisturbedScan: Outcome;

/** The last state that a contract's execution has entered. */
async function currentState(contractId: string): Promise<string | undefined> {
  const read = async (query = '') =>
    (await fetch(`${system.appUrl}/_local/executions${query}`)).json() as Promise<Record<string, never>>;
  const { executions } = (await read()) as unknown as { executions: { arn: string; name: string }[] };
  const execution = executions.find(({ name }) => name.startsWith(contractId));
  if (!execution) return undefined;
  const { states } = (await read(`?arn=${encodeURIComponent(execution.arn)}`)) as unknown as {
    states: { name: string }[];
  };
  return states.at(-1)?.name;
}

async function executionsOf(contractId: string): Promise<{ status: string; redriveCount: number }[]> {
  const response = await fetch(`${system.appUrl}/_local/executions`);
  const { executions } = (await response.json()) as {
    executions: { name: string; status: string; redriveCount: number }[];
  };
  return executions.filter(({ name }) => name.startsWith(contractId));
}

async function undisturbedRun(file: TestFile): Promise<Outcome> {
  const { contract, upload } = await announce(session, file);
  await send(upload, file);
  await session.settled(contract.id);
  return outcomeOf(session, contract.id);
}

beforeAll(async () => {
  scan = { name: 'scan.pdf', type: TYPES.pdf, bytes: await scannedPdf(SHORT) };
  system = new SystemProcess(await ensureAssembly());
  await system.start();
  session = await signUp(system.appUrl, person);
  await session.found('Tessellate');
  [undisturbed, undisturbedScan] = await Promise.all([undisturbedRun(text), undisturbedRun(scan)]);

  withAi = await signUp(system.appUrl, newPerson());
  await withAi.found('Tessellate AI');
  const { id, name, version } = await withAi.expect('GET', '/api/v1/organizations/current');
  await withAi.expect('PUT', `/api/v1/organizations/${id}`, { name, ai_enabled: true, version });
  await fetch(`${system.appUrl}/_local/bedrock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ entries: [{ toolInput: {} }] }),
  });

  const prepared = async ({ name, file, breakpoint }: Moment) => {
    const { contract, upload } = await announce(session, file());
    contracts.set(name, contract);
    return { breakpoint: breakpoint(contract.id), send: () => send(upload, file()) };
  };
  const inRun = await Promise.all(IN_RUN.map(prepared));
  const beforeRun = await Promise.all(BEFORE_RUN.map(prepared));
  const waiting = await announce(session, scan);
  const uploaded = await announce(session, text);
  const asked = await announce(withAi, text);
  const unreadable = await announce(session, blank);
  contracts.set('it waited for the recognition of a scan', waiting.contract);
  contracts.set('its file had just been acknowledged', uploaded.contract);
  contracts.set('the model was asked', asked.contract);
  contracts.set('its file was refused', unreadable.contract);

  await system.breakAt(
    ...[...inRun, ...beforeRun].map(({ breakpoint }) => breakpoint),
    { state: 'ParseSection', when: 'after', text: asked.contract.id },
    { state: 'Inspect', when: 'after', text: unreadable.contract.id },
  );
  await Promise.all([send(asked.upload, text), send(unreadable.upload, blank)]);
  await Promise.all(inRun.map((contract) => contract.send()));
  let standing = inRun.length + 2;
  await system.held(standing);
  for (const contract of beforeRun) {
    await contract.send();
    await system.held(++standing);
  }
  await send(waiting.upload, scan);
  while ((await currentState(waiting.contract.id)) !== 'WaitForRecognition') await sleep(20);
  await send(uploaded.upload, text);
  await system.kill();
  await system.start();
}, 170_000);

afterAll(() => system.remove());

describe('a contract comes out whole, and nothing of it twice, by itself, when the process was killed while', () => {
  it.each([
    ...[...BEFORE_RUN, ...IN_RUN].map(({ name }) => name),
    'it waited for the recognition of a scan',
    'its file had just been acknowledged',
  ])('%s', async (name) => {
    const { id } = contracts.get(name)!;
    await session.settled(id, { timeoutMs: 60_000 });
    const outcome = await outcomeOf(session, id);
    expectWhole(outcome);
    const whole = outcome.contract.reader === 'textract' ? undisturbedScan : undisturbed;
    expect(contentOf(outcome)).toEqual(contentOf(whole));
    expect(await executionsOf(id)).toEqual([expect.objectContaining({ redriveCount: 0 })]);
  });
});

it('a section that the model had answered is asked again, and the contract comes out whole', async () => {
  const { id } = contracts.get('the model was asked')!;
  await withAi.settled(id);
  const outcome = await outcomeOf(withAi, id);
  expectWhole(outcome);
  expect(outcome.contract).toMatchObject({ extractor: 'model', run: 1 });
});

it('a file that was refused when the process died stays refused, for the same reason', async () => {
  const { id } = contracts.get('its file was refused')!;
  await expect
    .poll(() => executionsOf(id), { timeout: 30_000 })
    .not.toContainEqual(expect.objectContaining({ status: 'RUNNING' }));
  const contract = await session.expect('GET', `/api/v1/contracts/${id}`);
  expect(contract).toMatchObject({ status: 'failed', failure: { code: 'empty' }, plan_id: null });
});

describe('what was acknowledged before the process was killed is there', () => {
  it('the account, with its password and its organization', async () => {
    const again = await signIn(system.appUrl, person);
    expect((await again.call('GET', '/api/v1/auth/me')).body).toMatchObject({
      email: person.email,
      role: 'admin',
      organization: { name: 'Tessellate' },
    });
  });

  it('each contract, with its file byte by byte', async () => {
    const lists = await Promise.all(
      [session, withAi].map((each) => each.list('/api/v1/contracts?limit=100')),
    );
    const ids = lists.flat().map((contract) => contract.id);
    for (const { id } of contracts.values()) expect(ids).toContain(id);
    const { id } = contracts.get('its file had just been acknowledged')!;
    const { url } = await session.expect('GET', `/api/v1/contracts/${id}/file`);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(text.bytes);
  });
});

describe('processing again', () => {
  it('goes on by asking once more, when the process was killed between the record and the run', async () => {
    const { id } = contracts.get('Inspect was entered')!;
    await session.settled(id);
    await system.breakAt({
      call: 'states:StartExecution',
      function: 'gangway-dev-contracts-retry-contract',
      text: id,
    });
    const asked = session.call('POST', `/api/v1/contracts/${id}/parse`).catch(() => undefined);
    await system.held(1);
    await system.kill();
    await asked;
    await system.start();
    expect((await session.expect('GET', `/api/v1/contracts/${id}`)).status).toBe('processing');
    expect([202, 409]).toContain((await session.call('POST', `/api/v1/contracts/${id}/parse`)).status);
    expect(await session.settled(id)).toMatchObject({ run: 2 });
    expectWhole(await outcomeOf(session, id));
  });
});

describe('at any moment', () => {
  it('killed again and again, contracts still come out whole', { timeout: 90_000 }, async () => {
    const ids: string[] = [];
    for (const pause of [150, 900, 2200]) {
      const { contract, upload } = await announce(session, text);
      await send(upload, text);
      ids.push(contract.id);
      await sleep(pause);
      await system.kill();
      await system.start();
    }
    for (const id of ids) {
      await session.settled(id);
      const outcome = await outcomeOf(session, id);
      expectWhole(outcome);
      expect(contentOf(outcome)).toEqual(contentOf(undisturbed));
    }
  });
});
