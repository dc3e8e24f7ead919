/**
 * Every step of setting up fails once (ORG-28): its permission is taken away, or one is given that must not be there. The
 * status says which step it was and why, and asking again goes on from there without doing anything twice.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Session, signUp } from '../../../bin/client/session.ts';
import { executionsOf } from '../../support/executions.ts';
import { newPerson } from '../../support/people.ts';
import { provisioned, until } from '../../support/provisioned.ts';
import { useOwnSystem } from '../../support/runtime.ts';

const STEPS = ['isolation', 'configuration', 'credentials', 'notifications', 'backup'] as const;
type Step = (typeof STEPS)[number];
const stateOf = (step: Step) => `${step.charAt(0).toUpperCase()}${step.slice(1)}`;

// Pauses between attempts at a state.
const system = useOwnSystem({ waitScale: 0.001 });

const ROLE = 'gangway-dev-tenant-';
type Statement = Readonly<Record<string, unknown>>;

/** What is wrong with a role, for one organization. */
interface Trouble {
  readonly step: Step;
  readonly code: string;
  readonly role: 'read' | 'write';
  readonly statement: (tenant: string) => Statement;
  /** What comes before needs the same permission: it is taken away when they are done. */
  readonly late?: true;
}

const of = (tenant: string) => ({ StringEquals: { 'aws:PrincipalTag/tenant_id': tenant } });
const writingTo = (partition: string) => (tenant: string) => ({
  Effect: 'Deny',
  Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
  Resource: '*',
  Condition: { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': [`T#${tenant}#${partition}`] } },
});

const TROUBLES: Readonly<Record<string, Trouble>> = {
  'may not write its files': {
    step: 'isolation',
    code: 'not_permitted',
    role: 'write',
    statement: (tenant) => ({
      Effect: 'Deny',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::*/T/${tenant}/*`,
    }),
  },
  'may read other organizations’ records': {
    step: 'isolation',
    code: 'isolation_broken',
    role: 'read',
    statement: (tenant) => ({
      Effect: 'Allow',
      Action: 'dynamodb:GetItem',
      Resource: '*',
      Condition: of(tenant),
    }),
  },
  'may not write its configuration': {
    step: 'configuration',
    code: 'not_permitted',
    role: 'write',
    statement: writingTo('CONFIGURATION'),
  },
  'may write with the session for reading': {
    step: 'credentials',
    code: 'reader_writes',
    role: 'read',
    statement: (tenant) => ({
      Effect: 'Allow',
      Action: ['s3:PutObject', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: of(tenant),
    }),
  },
  'may not write what its members are told of': {
    step: 'notifications',
    code: 'not_permitted',
    role: 'write',
    statement: writingTo('ORG'),
    late: true,
  },
  'may not write how it is backed up': {
    step: 'backup',
    code: 'not_permitted',
    role: 'write',
    statement: writingTo('DEFAULTS'),
    late: true,
  },
};
const NAMES = Object.keys(TROUBLES);

/** Gives a role a policy, or takes it away again. */
function attach(name: string, tenant: string, isThere: boolean): void {
  const { role, statement } = TROUBLES[name] as Trouble;
  system.current.principals.deploy({
    stack: 'test',
    logicalId: `Trouble${NAMES.indexOf(name)}`,
    type: 'AWS::IAM::Policy',
    properties: {
      PolicyName: `trouble-${NAMES.indexOf(name)}`,
      Roles: isThere ? [`${ROLE}${role}`] : [],
      PolicyDocument: { Version: '2012-10-17', Statement: [statement(tenant)] },
    },
  });
}

const holds = (count: number) =>
  until(30_000, async () => (system.current.breakpoints.held().length === count ? true : undefined));

interface Founded {
  readonly session: Session;
  readonly id: string;
}
const organizations = new Map<string, Founded>();

describe('an organization that', () => {
  beforeAll(async () => {
    const { appUrl, breakpoints } = system.current;
    breakpoints.set([{ state: stateOf('isolation') }]);
    await Promise.all(
      NAMES.map(async (name, index) => {
        const session = await signUp(appUrl, newPerson());
        const { id } = await session.found(`Trouble ${index}`);
        organizations.set(name, { session, id });
      }),
    );
    await holds(NAMES.length);
    const late = NAMES.filter((name) => TROUBLES[name]?.late);
    const idOf = (name: string) => organizations.get(name)?.id as string;
    for (const name of NAMES) if (!late.includes(name)) attach(name, idOf(name), true);
    breakpoints.set(
      late.map((name) => ({ state: stateOf((TROUBLES[name] as Trouble).step), text: idOf(name) })),
    );
    await holds(late.length);
    for (const name of late) attach(name, idOf(name), true);
    breakpoints.set([]);
  }, 120_000);

  it.each(NAMES)('%s fails at that step and says so, and goes on from there when it may', async (name) => {
    const { step, code } = TROUBLES[name] as Trouble;
    const { session, id } = organizations.get(name) as Founded;
    const place = STEPS.indexOf(step);
    // The machine gives up after its last try.
    await until(30_000, async () =>
      executionsOf(system.current, id)[0]?.status === 'FAILED' ? true : undefined,
    );
    const failed = await provisioned(session);
    expect(failed).toMatchObject({ attempt: 1, status: 'failed', ended_at: null });
    expect(failed.steps.map(({ status }: { status: string }) => status)).toEqual(
      STEPS.map((_, index) => (index < place ? 'succeeded' : index === place ? 'failed' : 'pending')),
    );
    expect(failed.steps[place]).toMatchObject({
      key: step,
      code,
      error: expect.stringMatching(/^[A-Z].+\.$/),
    });
    expect(JSON.stringify(failed)).not.toMatch(/AccessDenied|arn:|dynamodb|is not authorized/i);

    // What every organization begins with holds before the step has written it.
    const { checks } = await session.expect('GET', '/api/v1/provision/health/current');
    expect(checks[STEPS.indexOf('notifications')]).toEqual({
      key: 'notifications',
      ok: true,
      detail: expect.stringMatching(place > STEPS.indexOf('notifications') ? /chosen/ : /begins with/),
    });
    expect(checks[STEPS.indexOf('backup')]).toMatchObject({ key: 'backup', ok: false });

    attach(name, id, false);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => session.call('POST', '/api/v1/provision/account')),
    );
    expect(answers.map(({ status, body }) => [status, body.attempt])).toEqual(answers.map(() => [202, 1]));
    const done = await provisioned(session);
    expect(done).toMatchObject({ attempt: 1, status: 'succeeded' });
    // What was done before stands as it was.
    expect(done.steps.slice(0, place)).toEqual(failed.steps.slice(0, place));
    expect(done.steps.slice(place)).toEqual(
      STEPS.slice(place).map((key) =>
        expect.objectContaining({ key, status: 'succeeded', error: null, code: null }),
      ),
    );
    const [execution, ...others] = executionsOf(system.current, id);
    expect(others).toEqual([]);
    expect(execution).toMatchObject({ redriveCount: 1 });
    const entered = STEPS.map(
      (key) => execution?.states.filter((state) => state.name === stateOf(key)).length,
    );
    expect(entered).toEqual(STEPS.map((key) => (key === step ? 2 : 1)));
    expect(await session.expect('GET', '/api/v1/provision/health/current')).toMatchObject({ healthy: true });
    expect(await session.expect('GET', '/api/v1/provision/configuration')).toMatchObject({
      configuration_version: 1,
    });
  });
});
