/** The fuzzer's loop: so many requests, a few at a time, each judged; the first fault of each kind made small. */
import { type Fault, isOfPlatform, judge, type Secrets } from './judge.ts';
import { minimize } from './minimize.ts';
import { type Operation, operationAt } from './operations.ts';
import { type Random, randomOf } from './random.ts';
import { type Draft, draft, type Ids, targetOf } from './requests.ts';
import { type Received, Sender, type Sent } from './send.ts';
import { type Asker, createWorld, type FuzzedSystem, type World } from './world.ts';

export interface Finding {
  readonly index: number;
  readonly asker: string;
  readonly operation: string;
  readonly fault: Fault;
  /** The smallest request that shows it, as it would be typed. */
  readonly request: string;
}

export interface Outcome {
  readonly sent: number;
  readonly seconds: number;
  readonly findings: readonly Finding[];
  /** Answers by operation, status and code: `{"GET /health": {"200": 3}}`. */
  readonly answers: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** Operations whose input was accepted from somebody who may. */
  readonly reached: ReadonlySet<string>;
}

export interface FuzzOptions {
  readonly count: number;
  readonly seed: number;
  /** Send only this request of the seed's. */
  readonly only?: number;
  readonly report?: (line: string) => void;
}

/** Of the system that is asked: so that all functions stay warm. */
export const KEPT_WORKERS = 320;
/** The machine is shared with the system under test. */
const AT_ONCE = 4;
/** After so many kinds of faults there is enough to mend. */
const ENOUGH = 10;
/** Access tokens last 15 minutes. */
const TOKEN_AGE_MS = 10 * 60_000;

export async function fuzz(
  system: FuzzedSystem,
  operations: readonly Operation[],
  { count, seed, only, report = () => {} }: FuzzOptions,
): Promise<Outcome> {
  const world = await createWorld(system, operations);
  const sender = new Sender(system.appUrl);
  const run = new Run(world, operations, sender, seed, count);
  const started = performance.now();
  let next = only ?? 0;
  const end = only === undefined ? count : only + 1;
  let refreshed = Date.now();
  const work = async () => {
    while (next < end && run.findings.length < ENOUGH) {
      const index = next++;
      if (Date.now() - refreshed > TOKEN_AGE_MS) {
        refreshed = Date.now();
        for (const { session } of world.askers) await session?.refresh();
      }
      await run.one(index);
      if (index > 0 && index % 500 === 0) report(`${index} requests sent.`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = (performance.now() - started) / 1000;
  sender.close();
  return {
    sent: next - (only ?? 0),
    seconds,
    findings: run.findings,
    answers: run.answers,
    reached: run.reached,
  };
}

class Run {
  readonly findings: Finding[] = [];
  readonly answers = new Map<string, Record<string, number>>();
  readonly reached = new Set<string>();
  readonly #known = new Set<string>();
  /** Ids of the canary's that others wrote into records of their own, which then hold them: how often. */
  readonly #told = new Map<string, number>();
  readonly #world: World;
  readonly #operations: readonly Operation[];
  readonly #sender: Sender;
  readonly #seed: number;
  readonly #count: number;

  constructor(world: World, operations: readonly Operation[], sender: Sender, seed: number, count: number) {
    this.#count = count;
    this.#world = world;
    this.#operations = operations;
    this.#sender = sender;
    this.#seed = seed;
  }

  async one(index: number): Promise<void> {
    const operation = operationAt(this.#operations, index, this.#count);
    const random = randomOf(this.#seed, index);
    const asker = this.#asker(operation, random);
    const ids = idsFor(asker, this.#world);
    const request = draft(operation, random, ids);
    const { fault, answer } = await this.#ask(operation, asker, request);
    const row = this.answers.get(operation.name) ?? {};
    const code = answer && /^\{"code":"(\w+)"/.exec(answer.text)?.[1];
    const answered = answer ? `${answer.status}${code ? ` ${code}` : ''}` : 'none';
    row[answered] = (row[answered] ?? 0) + 1;
    this.answers.set(operation.name, row);
    if (request.isValid && answer && ![400, 401, 403].includes(answer.status))
      this.reached.add(operation.name);
    if (answer && answer.status < 300 && asker.session) this.#learn(asker, request, answer);
    if (!fault) return;
    const key = `${operation.name} ${fault.what}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    const smallest = await minimize(request, async (smaller) => {
      const again = await this.#ask(operation, asker, smaller);
      return again.fault?.what === fault.what;
    });
    this.findings.push({
      index,
      asker: asker.name,
      operation: operation.name,
      fault,
      request: shown(operation, smallest),
    });
  }

  #asker(operation: Operation, random: Random): Asker {
    const { askers } = this.#world;
    const [admin] = askers;
    const canary = askers.find(({ isCanary }) => isCanary);
    // The canary reads only: what is at stake is that nobody else gets its answers.
    if (canary && operation.method === 'GET' && random.chance(0.1)) return canary;
    const able = isOfPlatform(operation) ? askers.find(({ isPlatform }) => isPlatform) : admin;
    if (able && random.chance(0.65)) return able;
    return random.pick(askers.filter(({ isCanary }) => !isCanary));
  }

  async #ask(
    operation: Operation,
    asker: Asker,
    request: Draft,
  ): Promise<{ fault?: Fault; answer?: Received }> {
    const own = request.headers.some(([name]) => name === 'authorization');
    const sent: Sent = {
      method: operation.method,
      target: targetOf(request),
      headers: [
        ...(asker.session && !own ? [['authorization', `Bearer ${asker.session.accessToken}`] as const] : []),
        ...request.headers,
      ],
      ...(request.body !== undefined && { body: request.body }),
    };
    const { marker, canary, canaryTenant: tenant, outside } = this.#world;
    const ids = canary.unguessable();
    const body = operation.method === 'GET' || asker.isCanary ? '' : String(request.body ?? '');
    const told = ids.filter((id) => body.includes(id));
    const question = {
      operation,
      sent,
      permissions: own ? undefined : asker.permissions,
      isSignedIn: asker.session !== undefined && !own,
      isCanary: asker.isCanary,
      isPlatform: asker.isPlatform && !own,
    };
    // From now on, and not only when it is answered: others may read the record before that.
    this.#tell(told, 1);
    try {
      let answer = await this.#sender.send(sent);
      // Others work on the same records at the same moment; alone it must not be busy.
      for (let again = 0; answer.status === 503 && again < 3; again++) {
        await new Promise((resolve) => setTimeout(resolve, 200 * (again + 1)));
        answer = await this.#sender.send(sent);
      }
      const secrets: Secrets = { marker, ids: ids.filter((id) => !this.#told.get(id)), tenant, outside };
      const fault = judge(question, answer, secrets);
      if (answer.status >= 300) this.#tell(told, -1);
      return { answer, ...(fault && { fault }) };
    } catch (error) {
      return { fault: { what: 'no answer', detail: String(error) } };
    }
  }

  #tell(told: readonly string[], by: 1 | -1): void {
    for (const id of told) this.#told.set(id, (this.#told.get(id) ?? 0) + by);
  }

  #learn(asker: Asker, request: Draft, { text, headers }: Received): void {
    if (!/json/.test(String(headers['content-type']))) return;
    if (asker.isPlatform) {
      // It sees everybody's organizations, and is to change the one that is there for it.
      const cursor = /"next_cursor":"([^"]+)"/.exec(text)?.[1];
      if (cursor) this.#world.platform.add('cursors', cursor);
      return;
    }
    const pools = asker.isCanary ? this.#world.canary : this.#world.own;
    try {
      pools.harvest(request.segments.join('/'), JSON.parse(text));
    } catch {
      // Not JSON after all: the judge has said so.
    }
  }
}

const idsFor = (asker: Asker, { own, canary, platform, canaryTenant }: World): Ids => {
  const [mine, others] = asker.isPlatform
    ? [platform, platform]
    : asker.isCanary
      ? [canary, own]
      : [own, canary];
  return {
    own: (kind, random) => mine.pick(kind, random),
    foreign: (kind, random) => others.pick(kind, random),
    foreignTenant: canaryTenant,
  };
};

function shown({ method }: Operation, request: Draft): string {
  const body = request.body === undefined ? '' : `\n\n${request.body.toString().slice(0, 2_000)}`;
  return `${method} ${targetOf(request)}\n${request.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}${body}`;
}
