/** The load of the requirements (PLT-04, PLT-05, ORG-29, ORG-30): one scenario for each of their figures. */
import { type Session, signIn, signUp } from '../../bin/client/session.ts';
import type { System } from '../system.ts';
import { tableOf } from '../table.ts';
import { atOnce, atRate, inTurns, type Load } from './drive.ts';
import { fillOrganizations } from './organizations.ts';
import { accounts, admins, type Filled, filled, people } from './prepare.ts';

/** Milliseconds: of all calls together, or of 95 in 100 of them; and whose figure it is. */
interface Budget {
  readonly of: 'all' | 'p95';
  readonly ms: number;
  readonly row: string;
}

export interface Figure {
  readonly name: string;
  readonly load: Load;
  readonly budget?: Budget;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  /** How many, as the requirement has it. */
  readonly count: number;
  readonly run: (system: System, count: number) => Promise<readonly Figure[]>;
}

/** Of the requirement's simultaneous callers, as many connections as this machine keeps open at once. */
const CONNECTIONS = 200;
const TEAM_CHANGES_EACH = 4;
const SLUG_CHECKS = 200;

const shown = (count: number) => count.toLocaleString('en-US');
const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const turn = <T>(items: readonly T[], index: number) => items[index % items.length] as T;

const signUps: Scenario = {
  name: 'sign-ups',
  about: 'accounts opened at once, each with its mailed code',
  count: 100,
  run: async (system, count) => [
    {
      name: `${shown(count)} sign-ups at once`,
      load: await atOnce(people(count).map((person) => () => signUp(system.appUrl, person))),
      budget: { of: 'all', ms: 120_000, row: 'PLT-04: under 2 min' },
    },
  ],
};

const logins: Scenario = {
  name: 'logins',
  about: 'sign-ins with a password, a hundred at a time',
  count: 1_000,
  async run(system, count) {
    const callers = Math.min(100, count);
    const known = people(callers);
    await accounts(system, known);
    const load = await inTurns(
      callers,
      each(count, (index) => () => signIn(system.appUrl, turn(known, index))),
    );
    const budget = { of: 'p95', ms: 500, row: 'PLT-04: under 500 ms' } as const;
    return [{ name: `${shown(count)} logins, ${callers} at a time`, load, budget }];
  },
};

const organizations: Scenario = {
  name: 'organizations',
  about: 'organizations created at once',
  count: 50,
  async run(system, count) {
    const founders = await accounts(system, people(count));
    const load = await atOnce(founders.map((session, index) => () => session.found(`Founded ${index}`)));
    const budget = { of: 'all', ms: 60_000, row: 'PLT-04, ORG-29: under 1 min' } as const;
    return [{ name: `${shown(count)} organizations at once`, load, budget }];
  },
};

const team: Scenario = {
  name: 'team',
  about: 'invitations and roles, all at once, four in each organization',
  count: 200,
  async run(system, count) {
    const teams = await admins(system, Math.ceil(count / TEAM_CHANGES_EACH));
    const change = (index: number) => {
      const session = turn(teams, index);
      const nth = Math.floor(index / teams.length);
      return nth % 2 === 0
        ? session.expect('POST', '/api/v1/teams/invitations', {
            email: `joins-${index}@example.com`,
            role: 'csm',
          })
        : session.expect('POST', '/api/v1/roles', {
            name: `Role ${index}`,
            grants: { 'customer:read': 'org' },
          });
    };
    const load = await atOnce(each(count, (index) => () => change(index)));
    const budget = { of: 'p95', ms: 1_000, row: 'PLT-04: under 1 s' } as const;
    return [{ name: `${shown(count)} team changes at once`, load, budget }];
  },
};

const PROVISIONING_MS = 120_000;

/** Created, set up by the state machine, and found whole by its own check. */
async function provisioned(session: Session, name: string): Promise<void> {
  await session.found(name);
  await session.refresh();
  const deadline = performance.now() + PROVISIONING_MS;
  for (;;) {
    const { status } = await session.expect('GET', '/api/v1/provision/status/current');
    if (status === 'succeeded') break;
    if (status === 'failed' || performance.now() > deadline) throw new Error(`Provisioning is ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { healthy } = await session.expect('GET', '/api/v1/provision/health/current');
  if (healthy !== true) throw new Error('The account is not whole.');
}

const provisioning: Scenario = {
  name: 'provisioning',
  about: 'accounts provisioned and validated at once',
  count: 50,
  async run(system, count) {
    const founders = await accounts(system, people(count));
    const load = await atOnce(
      founders.map((session, index) => () => provisioned(session, `Provisioned ${index}`)),
    );
    const budget = {
      of: 'p95',
      ms: PROVISIONING_MS,
      row: 'ORG-29: under 2 min each; ORG-30: 50 of them',
    } as const;
    return [{ name: `${shown(count)} accounts provisioned and validated at once`, load, budget }];
  },
};

const tokens: Scenario = {
  name: 'tokens',
  about: 'access tokens verified, none from the gateway’s cache',
  count: 5_000,
  async run(system, count) {
    // One token can be spelt in 64 ways.
    const sessions = await admins(system, Math.min(50, Math.max(2, Math.ceil(count / 100))));
    const callers = Math.min(CONNECTIONS, count);
    const load = await inTurns(
      callers,
      each(count, (index) => async () => {
        const spelt = spelling(Math.floor(index / sessions.length));
        const response = await fetch(new URL('/api/v1/auth/me', system.appUrl), {
          headers: { authorization: `${spelt} ${turn(sessions, index).accessToken}` },
        });
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`Status ${response.status}`);
      }),
    );
    const budget = { of: 'p95', ms: 200, row: 'PLT-04: under 200 ms' } as const;
    return [{ name: `${shown(count)} token checks, ${callers} at a time`, load, budget }];
  },
};

/** The gateway keeps what it learned of a header: the scheme is spelt another way each time (RFC 9110, 11.1). */
const spelling = (variant: number) =>
  [...'bearer'].map((letter, bit) => ((variant >> bit) & 1 ? letter.toUpperCase() : letter)).join('');

/** What people do all day: lists, pages, and now and then a word on a record. */
const KINDS: readonly ((at: Filled, index: number) => Promise<unknown>)[] = [
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

const A_MINUTE = 10_000;

const requests: Scenario = {
  name: 'requests',
  about: 'reads and writes at the rate of 10,000 a minute',
  count: A_MINUTE,
  async run(system, count) {
    const at = await filled(await admins(system, Math.min(10, count)));
    const load = await atRate(
      A_MINUTE / 60,
      each(count, (index) => () => {
        return turn(KINDS, index)(turn(at, Math.floor(index / KINDS.length)), index);
      }),
    );
    const budget = { of: 'p95', ms: 1_000, row: 'PLT-05: 10,000 a minute' } as const;
    return [{ name: `${shown(count)} requests at 10,000 a minute`, load, budget }];
  },
};

const table: Scenario = {
  name: 'table',
  about: 'the same call with few organizations in the table and with 10,000',
  count: 10_000,
  async run(system, count) {
    const askers = await admins(system, 4);
    const checks = () =>
      inTurns(
        askers.length,
        each(Math.min(SLUG_CHECKS, count), (index) => () => {
          const path = `/api/v1/organizations/slug-available?slug=filler-${index}`;
          return turn(askers, index).expect('GET', path);
        }),
      );
    const few = await checks();
    await fillOrganizations(system, tableOf(system), count);
    const budget = { of: 'p95', ms: 200, row: 'PLT-05: 10,000 organizations' } as const;
    return [
      { name: 'Slug checks, few organizations', load: few },
      { name: `Slug checks, ${shown(count)} organizations`, load: await checks(), budget },
    ];
  },
};

export const SCENARIOS: readonly Scenario[] = [
  signUps,
  logins,
  organizations,
  team,
  provisioning,
  tokens,
  requests,
  table,
];
