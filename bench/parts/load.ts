/** The load of the requirements (PLT-04, PLT-05), from this machine against itself. */
import { type Person, type Session, signIn, signUp } from '../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../test/support/documents.ts';
import { atOnce, atRate, inTurns, type Load } from '../load/drive.ts';
import { fillOrganizations } from '../load/organizations.ts';
import { type Part, verdict } from '../part.ts';
import { percentile } from '../statistics.ts';
import { type System, withSystem } from '../system.ts';
import { tableOf } from '../table.ts';

const SIGN_UPS = 100;
const LOGINS = 1_000;
const ORGANIZATIONS = 50;
const TOKEN_CHECKS = 5_000;
const REQUESTS_A_MINUTE = 10_000;
const ORGANIZATIONS_IN_TABLE = 10_000;
const SLUG_CHECKS = 200;
/** Of the requirement's simultaneous callers, as many connections as this machine keeps open at once. */
const CONNECTIONS = 200;
const PASSWORD = 'correct-Horse-7-battery';

interface Figure {
  readonly name: string;
  readonly calls: number;
  readonly load: Load;
  /** Milliseconds: of all calls together, or of 95 in 100 of them. */
  readonly budget?: { readonly of: 'all' | 'p95'; readonly ms: number; readonly row: string };
}

const people = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Load ${index}`,
    email: `load-${index}-${Date.now().toString(36)}@example.com`,
    password: PASSWORD,
  }));

async function measure(system: System, progress: (line: string) => void): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (figure: Omit<Figure, 'calls'>) => {
    figures.push({ ...figure, calls: figure.load.outcomes.length });
    progress(`${figure.name}: ${Math.round(figure.load.wall)} ms.`);
  };
  const accounts = people(SIGN_UPS);
  const sessions: Session[] = [];
  add({
    name: `${SIGN_UPS} sign-ups at once`,
    load: await atOnce(
      accounts.map((person) => async () => {
        sessions.push(await signUp(system.appUrl, person));
      }),
    ),
    budget: { of: 'all', ms: 120_000, row: 'PLT-04: under 2 min' },
  });
  const founders = sessions.slice(0, ORGANIZATIONS);
  add({
    name: `${founders.length} organizations at once`,
    load: await atOnce(founders.map((session, index) => () => session.found(`Load ${index}`))),
    budget: { of: 'all', ms: 60_000, row: 'PLT-04: under 1 min' },
  });
  add({
    name: `${LOGINS.toLocaleString('en-US')} logins, ${SIGN_UPS} at a time`,
    load: await inTurns(
      SIGN_UPS,
      Array.from(
        { length: LOGINS },
        (_, index) => () => signIn(system.appUrl, accounts[index % accounts.length] as Person),
      ),
    ),
    budget: { of: 'p95', ms: 500, row: 'PLT-04: under 500 ms' },
  });
  for (const session of founders) await session.refresh();
  add({
    name: `${TOKEN_CHECKS.toLocaleString('en-US')} token checks, ${CONNECTIONS} at a time`,
    load: await inTurns(CONNECTIONS, tokenChecks(system, founders)),
    budget: { of: 'p95', ms: 200, row: 'PLT-04: under 200 ms' },
  });
  const filled = await filledOrganizations(founders.slice(0, 10));
  add({
    name: `${REQUESTS_A_MINUTE.toLocaleString('en-US')} requests in a minute`,
    load: await atRate(REQUESTS_A_MINUTE / 60, requests(filled)),
    budget: { of: 'p95', ms: 1_000, row: 'PLT-05: 10,000 a minute' },
  });
  const slugs = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => () =>
        (founders[index % founders.length] as Session).expect(
          'GET',
          `/api/v1/organizations/slug-available?slug=filler-${index}`,
        ),
    );
  add({ name: 'Slug checks, few organizations', load: await inTurns(4, slugs(SLUG_CHECKS)) });
  await fillOrganizations(system, tableOf(system), ORGANIZATIONS_IN_TABLE);
  add({
    name: `Slug checks, ${ORGANIZATIONS_IN_TABLE.toLocaleString('en-US')} organizations`,
    load: await inTurns(4, slugs(SLUG_CHECKS)),
  });
  return figures;
}

/** The gateway keeps what it learned of a header: the scheme is spelt another way each time (RFC 9110, 11.1). */
function tokenChecks(system: System, sessions: readonly Session[]): (() => Promise<unknown>)[] {
  return Array.from({ length: TOKEN_CHECKS }, (_, index) => async () => {
    const session = sessions[index % sessions.length] as Session;
    const response = await fetch(new URL('/api/v1/auth/me', system.appUrl), {
      headers: { authorization: `${spelling(Math.floor(index / sessions.length))} ${session.accessToken}` },
    });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`Status ${response.status}`);
  });
}

const spelling = (variant: number) =>
  [...'bearer'].map((letter, bit) => ((variant >> bit) & 1 ? letter.toUpperCase() : letter)).join('');

interface Filled {
  readonly session: Session;
  readonly contractId: string;
  readonly customerId: string;
}

/** Each with one contract that has gone through the pipeline. */
async function filledOrganizations(sessions: readonly Session[]): Promise<Filled[]> {
  const filled: Filled[] = [];
  for (const session of sessions) {
    const file = { name: 'agreement.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
    const contract = await session.settled((await session.upload(file, { name: 'Meridian Freight' })).id);
    filled.push({ session, contractId: contract.id, customerId: contract.customer_id });
  }
  return filled;
}

/** What people do all day: lists, pages, and now and then a word on a record. */
function requests(filled: readonly Filled[]): (() => Promise<unknown>)[] {
  const kinds: ((at: Filled, index: number) => Promise<unknown>)[] = [
    ({ session }) => session.expect('GET', '/api/v1/auth/me'),
    ({ session }) => session.expect('GET', '/api/v1/contracts'),
    ({ session, contractId }) => session.expect('GET', `/api/v1/contracts/${contractId}`),
    ({ session, contractId }) => session.expect('GET', `/api/v1/contracts/${contractId}/extraction`),
    ({ session }) => session.expect('GET', '/api/v1/customers'),
    ({ session, customerId }) => session.expect('GET', `/api/v1/customers/${customerId}`),
    ({ session }) => session.expect('GET', '/api/v1/onboarding-plans'),
    ({ session, contractId }) => session.expect('GET', `/api/v1/onboarding-plans/${contractId}`),
    ({ session }) => session.expect('GET', '/api/v1/dashboard'),
    ({ session, customerId }, index) =>
      session.expect('POST', '/api/v1/stakeholders', {
        customer_id: customerId,
        name: `Person ${index}`,
        roles: ['other'],
      }),
  ];
  return Array.from({ length: REQUESTS_A_MINUTE }, (_, index) => () => {
    const kind = kinds[index % kinds.length] as (typeof kinds)[number];
    return kind(filled[Math.floor(index / kinds.length) % filled.length] as Filled, index);
  });
}

/** What a figure is held to: errors count as over, whatever was fast. */
export function judgeLoad({ load, budget }: Pick<Figure, 'load' | 'budget'>): string {
  const failed = load.outcomes.filter(({ error }) => error !== undefined).length;
  if (failed > 0) return `over: ${failed} failed`;
  if (!budget) return 'none';
  const value = budget.of === 'all' ? load.wall : percentile(times(load), 0.95);
  return `${verdict(value, budget.ms)} (${budget.row}; ${budget.of === 'all' ? 'all together' : 'p95'})`;
}

const times = ({ outcomes }: Load) => outcomes.map(({ ms }) => ms);

export const load: Part = {
  name: 'load',
  about: 'sign-ups, logins, organizations, token checks and 10,000 requests a minute, each many at once',
  run: (progress) =>
    withSystem(progress, async (system) => {
      const figures = await measure(system, progress);
      const shares = [0.5, 0.95, 0.99] as const;
      const rows = figures.map((figure) => ({
        ...figure,
        percentiles: shares.map((share) => Math.round(percentile(times(figure.load), share))),
        errors: figure.load.outcomes.flatMap(({ error }) => error ?? []),
        judged: judgeLoad(figure),
      }));
      return {
        title: 'Load, milliseconds',
        columns: [
          { title: 'WHAT' },
          ...['CALLS', 'IN ALL', 'P50', 'P95', 'P99', 'ERRORS'].map((title) => ({
            title,
            align: 'right' as const,
          })),
          { title: 'BUDGET', wrap: true },
        ],
        rows: rows.map(({ name, calls, load: { wall }, percentiles, errors, judged }) => [
          name,
          ...[calls, Math.round(wall), ...percentiles, errors.length].map(String),
          judged,
        ]),
        data: rows.map(({ name, calls, load: { wall }, percentiles: [p50, p95, p99], errors, judged }) => ({
          name,
          calls,
          wall,
          p50,
          p95,
          p99,
          errors: errors.length,
          firstError: errors[0] ?? null,
          judged,
        })),
        over: rows
          .filter(({ judged }) => judged.startsWith('over'))
          .map(({ name, judged }) => `${name}: ${judged}`),
        notes: [
          'Callers and system share this machine’s cores. A sign-up is five pages of the managed login and a mail; a login is two.',
          'The requests are nine reads and a write in turn, begun at a steady rate; what a call takes counts from when it was due.',
        ],
      };
    }),
};
