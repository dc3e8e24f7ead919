/**
 * Who asks, and what there is to be found: an organization to work in, one that must stay unseen, and one that the
 * platform's administrator may suspend without anybody missing it.
 */

import { randomBytes } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Principals } from '../../local/iam/principals.ts';
import { makePlatformAdmin } from '../client/platform.ts';
import { type Session, signUp } from '../client/session.ts';
import type { Operation } from './operations.ts';
import { Pools } from './pools.ts';

export interface FuzzedSystem {
  readonly appUrl: string;
  readonly awsUrl: string;
  readonly principals: Pick<Principals, 'sessionFor'>;
}

export interface Asker {
  readonly name: string;
  /** Undefined for nobody. */
  readonly session: Session | undefined;
  readonly permissions: ReadonlySet<string> | undefined;
  readonly isCanary: boolean;
  /** A platform administrator: works on nobody's records, and on organizations from outside. */
  readonly isPlatform: boolean;
}

export interface World {
  readonly askers: readonly Asker[];
  readonly own: Pools;
  readonly canary: Pools;
  /** What the platform's administrator asks for by id. */
  readonly platform: Pools;
  readonly marker: string;
  readonly canaryTenant: string;
  /** What the platform's administrator may know of the canary: how it is called. */
  readonly outside: readonly string[];
}

const PASSWORD = 'correct-Horse-7-battery';
const TABLE = 'gangway-dev';
const GOVERN_ROLE = 'arn:aws:iam::000000000000:role/gangway-dev-tenant-govern';

const contractOf = (company: string) => `MASTER SUBSCRIPTION AGREEMENT

This Agreement is entered into as of March 3, 2027 (the "Effective Date") by and between Harborlight Software, Inc. ("Provider") and ${company} LLC ("Customer").

1. Subscription. Provider grants Customer access to ${company} Dispatch for 120 named users during the term.
2. Term. The initial term of this Agreement is thirty-six (36) months from the Effective Date.
3. Fees. Customer shall pay an annual subscription fee of $54,000.00 for ${company} Dispatch. Invoices are due net thirty (30) days from receipt.
4. Governing law. This Agreement is governed by the laws of the State of Oregon.
5. Notices. Notices to Customer shall be sent to Renata ${company}, Chief Operating Officer, renata@${company.toLowerCase()}.example.
`;

/** Signs everybody up, founds both organizations, and fills them with records of every kind that lists show. */
export async function createWorld(system: FuzzedSystem, operations: readonly Operation[]): Promise<World> {
  const marker = `Kanari${randomBytes(6).toString('hex')}`;
  const account = (name: string) =>
    signUp(system.appUrl, {
      name,
      email: `${name.toLowerCase()}.${randomBytes(4).toString('hex')}@example.com`,
      password: PASSWORD,
    });
  const canaryAdmin = await account(marker);
  const canaryName = `${marker} Inc`;
  const canaryOrganization = await canaryAdmin.found(canaryName);
  const admin = await account('Admin');
  const organization = await admin.found(`Fuzzed ${randomBytes(4).toString('hex')}`);
  const [own, canary, platform] = [new Pools(), new Pools(), new Pools()];
  await fill(admin, 'Meridian', own, operations);
  await fill(canaryAdmin, marker, canary, operations);
  own.add('oauth', 'password');
  own.add('oauth', 'google');
  const csm = await account('Csm');
  const viewer = await account('Viewer');
  const homeless = await account('Homeless');
  const aside = await (await account('Aside')).found(`Aside ${randomBytes(4).toString('hex')}`);
  platform.add('organizations', aside.id);
  const overseer = await account('Overseer');
  await makePlatformAdmin(overseer);
  for (const [session, role] of [
    [csm, 'csm'],
    [viewer, 'viewer'],
  ] as const)
    await join(system, session, organization.id, role);
  const asker = async (
    name: string,
    session: Session,
    { isCanary = false, isPlatform = false } = {},
  ): Promise<Asker> => {
    const { org_id, permissions } = await session.expect('GET', '/api/v1/auth/me');
    const may = org_id || isPlatform ? new Set(permissions as string[]) : undefined;
    return { name, session, permissions: may, isCanary, isPlatform };
  };
  return {
    askers: [
      await asker('admin', admin),
      await asker('csm', csm),
      await asker('viewer', viewer),
      await asker('homeless', homeless),
      { name: 'nobody', session: undefined, permissions: undefined, isCanary: false, isPlatform: false },
      await asker('platform', overseer, { isPlatform: true }),
      await asker('canary', canaryAdmin, { isCanary: true }),
    ],
    own,
    canary,
    platform,
    marker,
    canaryTenant: canaryOrganization.id,
    outside: [canaryName, canaryOrganization.slug],
  };
}

/** Makes an account a member, by the directory alone: what a session needs to have a role. */
async function join(system: FuzzedSystem, session: Session, tenantId: string, role: string): Promise<void> {
  const { id } = await session.expect('GET', '/api/v1/auth/me');
  const credentials = system.principals.sessionFor(GOVERN_ROLE, 'fuzz', { tenant_id: tenantId });
  const client = new DynamoDBClient({ endpoint: system.awsUrl, region: 'eu-west-1', credentials });
  const text = (value: string) => ({ S: value });
  await client.send(
    new PutItemCommand({
      TableName: TABLE,
      Item: {
        pk: text(`DIR#USER#${id}`),
        sk: text('DIR'),
        tenant_id: text(tenantId),
        role: text(role),
        status: text('active'),
      },
    }),
  );
  client.destroy();
  await session.refresh();
}

async function fill(
  session: Session,
  company: string,
  pools: Pools,
  operations: readonly Operation[],
): Promise<void> {
  let customer: object = { name: `${company} GmbH` };
  for (let count = 0; count < 3; count++) {
    const bytes = Buffer.from(contractOf(company));
    const file = { name: `${company}-${count}.txt`, type: 'text/plain', bytes };
    const { id, customer_id } = await session.upload(file, customer);
    customer = { id: customer_id };
    const contract = await session.settled(id);
    pools.harvest(`/api/v1/contracts/${id}`, contract);
    pools.add('onboarding-plans', contract.plan_id);
    pools.harvest(
      '/api/v1/onboarding-plans',
      await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`),
    );
    const { facts } = await session.expect('GET', `/api/v1/contracts/${id}/extraction`);
    pools.harvest('/api/v1/facts', facts);
  }
  // Whatever there is a list of.
  for (const { method, path, permission } of operations)
    if (method === 'GET' && permission && !path.includes('{')) {
      const { status, body } = await session.call('GET', path);
      if (status < 300) pools.harvest(path, body);
    }
}
