/** Live updates over real sockets: who gets in, who is told of what, and that nobody else is (NOT-08, K24). */
import { createHash } from 'node:crypto';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import type { CallRecord } from '../../../local/gateway/call-log.ts';
import { newAdmin, newMember } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { Live, ticketOf } from '../../support/sockets.ts';

const system = useSystem();
const app = () => system.current.appUrl;
const ROLE = 'arn:aws:iam::000000000000:role/gangway-dev-';

const config = (role: string, tags: Record<string, string> = {}) => ({
  endpoint: system.current.awsUrl,
  region: 'eu-west-1',
  credentials: system.current.principals.sessionFor(`${ROLE}${role}`, 'test', tags),
});
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: Error) => error.name,
  );

const me = (session: Session) => session.expect('GET', '/api/v1/auth/me');
const idOf = async (session: Session): Promise<string> => (await me(session)).id;
const tenantOf = async (session: Session): Promise<string> =>
  (await session.expect('GET', '/api/v1/organizations/current')).id;

async function customer(session: Session, name: string): Promise<string> {
  const { contract } = await session.expect('POST', '/api/v1/contracts', {
    customer: { name },
    file_name: 'a.txt',
    content_type: 'text/plain',
    size: 10,
  });
  return contract.customer_id;
}

/** Ids of the sockets that an organization is said to have, by the role that keeps them. */
async function kept(tenant: string): Promise<string[]> {
  const { Items = [] } = await new DynamoDBClient(config('tenant-connect', { tenant_id: tenant })).send(
    new QueryCommand({
      TableName: 'gangway-dev',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `T#${tenant}#CONNECTIONS` } },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ id }) => String(id?.S));
}

const calls = async (name: string) => {
  const response = await fetch(`${app()}/_local/calls?function=gangway-dev-live-${name}`);
  return ((await response.json()) as { calls: CallRecord[] }).calls.filter(
    ({ service }) => service !== 'sts' && service !== 'sqs',
  );
};
const operations = async (name: string, from = 0) =>
  (await calls(name)).slice(from).map(({ operation }) => operation);

let ada: Session;
let bob: Session;
beforeAll(async () => {
  [ada, bob] = await Promise.all([newAdmin(app()), newAdmin(app())]);
});

describe('a ticket', () => {
  it('opens one socket, whoever else comes with it at the same time, and none afterwards', async () => {
    const before = (await calls('create-ticket')).length;
    const ticket = await ticketOf(ada);
    const opened = (await Promise.all([1, 2, 3].map(() => Live.open(app(), ticket)))).filter((live) => live);
    expect(opened).toHaveLength(1);
    expect(await Live.open(app(), ticket)).toBeUndefined();
    opened[0]?.close();
    expect(await operations('create-ticket', before)).toEqual(['UpdateItem']);
  });

  it('that is forged, from elsewhere or over opens nothing', async () => {
    const ticket = await ticketOf(ada);
    const hash = createHash('sha256').update(ticket).digest('hex');
    await new DynamoDBClient(config('fn-live-create-ticket')).send(
      new UpdateItemCommand({
        TableName: 'gangway-dev',
        Key: { pk: { S: `DIR#SOCKET#${hash}` }, sk: { S: 'TICKET' } },
        UpdateExpression: 'SET expires_at = :past',
        ConditionExpression: 'attribute_exists(tenant_id)',
        ExpressionAttributeValues: { ':past': { N: String(Math.floor(Date.now() / 1000)) } },
      }),
    );
    const forged = ['', 'x'.repeat(43), hash, ada.accessToken, ticket];
    expect(await Promise.all(forged.map((text) => Live.open(app(), text)))).toEqual(
      forged.map(() => undefined),
    );
    expect((await fetch(new URL('/api/v1/ws/ticket', app()), { method: 'POST' })).status).toBe(401);
    expect((await fetch(new URL('/ws/notifications', app()))).status).toBe(426);
  });
});

describe('a socket', () => {
  it('is told of its own organization’s records, by ids alone, and never of another’s', async () => {
    const [ofAda, ofBob] = await Promise.all([Live.of(ada), Live.of(bob)]);
    const create = (session: Session) =>
      Promise.all([1, 2, 3].map((count) => customer(session, `Secretive Freight ${count}`)));
    const [adas, bobs] = await Promise.all([create(ada), create(bob)]);
    const has = (ids: string[]) => (live: Live) => ids.every((id) => live.ids.has(id));
    await Promise.all([ofAda.until(has(adas)), ofBob.until(has(bobs))]);
    for (const [live, session] of [
      [ofAda, ada],
      [ofBob, bob],
    ] as const) {
      const own = new Set(
        [...(await session.list('/api/v1/customers')), ...(await session.list('/api/v1/contracts'))].map(
          ({ id }) => id,
        ),
      );
      const told = live.changes.filter(({ entity }) => entity === 'customer' || entity === 'contract');
      for (const { id } of told) expect(own).toContain(id);
      for (const frame of live.frames) expect(frame).not.toMatch(/Secretive|a\.txt|tenant/);
      for (const change of live.changes)
        expect(Object.keys(change)).toEqual(['type', 'entity', 'id', 'version', 'at']);
    }
    // Attempts at setting an organization up are counted from 1 in each; other ids are nobody else's.
    const idsOf = (live: Live) =>
      live.changes.filter(({ entity }) => entity !== 'provisioning').map(({ id }) => id);
    expect(idsOf(ofAda).filter((id) => idsOf(ofBob).includes(id))).toEqual([]);
    // Whose sockets, each account's standing once; then the sockets alone.
    const first = await operations('tell-connections');
    expect(first.slice(0, 1)).toEqual(['Query']);
    const before = (await calls('tell-connections')).length;
    const next = await customer(ada, 'Next');
    await ofAda.until(has([next]));
    const later = await operations('tell-connections', before);
    expect(later.filter((name) => name !== 'Query' && name !== 'PostToConnection')).toEqual([]);
    ofAda.close();
    ofBob.close();
  });

  it('of whoever sees only what is theirs is told of that alone', async () => {
    const csm = await newMember(ada, 'csm');
    const [ofAda, ofCsm] = await Promise.all([Live.of(ada), Live.of(csm)]);
    const hidden = await customer(ada, 'Hidden');
    await ofAda.until(({ ids }) => ids.has(hidden));
    const given = await customer(ada, 'Given');
    await ada.expect('PUT', '/api/v1/teams/assignments', {
      member_id: await idOf(csm),
      customer_ids: [given],
    });
    await ofCsm.until(({ ids }) => ids.has(given));
    // What stands within a customer goes by the customer's owner.
    const person = { name: 'Jo', customer_id: hidden };
    await ada.expect('POST', '/api/v1/stakeholders', person);
    await ada.expect('POST', '/api/v1/stakeholders', { ...person, customer_id: given });
    const people = ({ changes }: Live) => changes.filter(({ entity }) => entity === 'stakeholder');
    await ofCsm.until((live) => people(live).length > 0);
    await ofAda.until((live) => people(live).length > 1);
    expect(people(ofCsm).map(({ id }) => id)).toEqual([given]);
    expect(ofCsm.ids).not.toContain(hidden);
    const own = new Set((await csm.list('/api/v1/contracts')).map(({ id }) => id));
    for (const { entity, id } of ofCsm.changes) if (entity === 'contract') expect(own).toContain(id);
    ofAda.close();
    ofCsm.close();
  });

  it('of somebody with a narrow reach is told from being assigned until being unassigned, and neither before nor after', async () => {
    const { key } = await ada.expect('POST', '/api/v1/roles', {
      name: 'Broker',
      description: '',
      grants: { 'customer:read': 'own', 'contract:read': 'own', 'contract:write': 'own' },
    });
    const [csm, broker] = [await newMember(ada, 'csm'), await newMember(ada, key)];
    const [ofAda, ofCsm, ofBroker] = [await Live.of(ada), await Live.of(csm), await Live.of(broker)];
    const path = (id: string) => `/api/v1/customers/${id}`;
    const assign = async (to: Session, id: string) =>
      ada.expect('PUT', '/api/v1/teams/assignments', { member_id: await idOf(to), customer_ids: [id] });
    const toldOf = ({ changes }: Live, ...ids: string[]) => changes.filter(({ id }) => ids.includes(id));
    const hasVersion = (live: Live, id: string, wanted: number) =>
      toldOf(live, id).some(({ version }) => version === wanted);
    /** A new name, which its contracts get too; waits until who sees everything was told of both. */
    const rename = async (id: string, contract: string): Promise<number> => {
      const { version } = await ada.expect('GET', path(id));
      const name = `Renamed ${version} ${id}`;
      const renamed = await ada.expect('PATCH', path(id), { version, name });
      const ofContract = await ada.expect('GET', `/api/v1/contracts/${contract}`);
      await ofAda.until((live) => hasVersion(live, id, renamed.version));
      await ofAda.until((live) => hasVersion(live, contract, ofContract.version));
      return renamed.version;
    };
    const made = async (by: Session, name: string) => {
      const id = await customer(by, name);
      const contracts = await ada.list(`/api/v1/contracts?customer_id=${id}`);
      return { id, contract: String(contracts[0]?.id) };
    };

    const [given, never, brought] = [
      await made(ada, 'Lent'),
      await made(ada, 'Kept'),
      await made(broker, 'Brought'),
    ];
    await rename(given.id, given.contract);
    await assign(csm, given.id);
    // `own` is what one brought in: what others hand over is not.
    await assign(broker, never.id);
    await ofCsm.until(({ ids }) => ids.has(given.id) && ids.has(given.contract));
    const [heard] = toldOf(ofCsm, given.id);
    // Its first word of the customer is of the assignment, not of what was before.
    expect(heard?.version).toBeGreaterThan(2);
    const during = await rename(given.id, given.contract);
    await ofCsm.until((live) => hasVersion(live, given.id, during));

    await assign(ada, given.id);
    const { version: lost } = await ada.expect('GET', path(given.id));
    // A list that loses a customer must know; it is the last word of it.
    const { version: lostToo } = await ada.expect('GET', `/api/v1/contracts/${given.contract}`);
    await ofCsm.until(
      (live) => hasVersion(live, given.id, lost) && hasVersion(live, given.contract, lostToo),
    );
    const last = toldOf(ofCsm, given.id, given.contract);
    await rename(given.id, given.contract);
    await rename(given.id, given.contract);
    await rename(never.id, never.contract);
    const fence = await made(ada, 'Fence');
    await assign(csm, fence.id);
    await ofCsm.until(({ ids }) => ids.has(fence.id));
    await ofBroker.until(({ ids }) => ids.has(brought.id) && ids.has(brought.contract));
    expect(toldOf(ofCsm, given.id, given.contract)).toEqual(last);
    expect(toldOf(ofCsm, never.id, never.contract, brought.id, brought.contract)).toEqual([]);
    expect(toldOf(ofBroker, given.id, given.contract, never.id, never.contract, fence.id)).toEqual([]);
    for (const live of [ofAda, ofCsm, ofBroker]) live.close();
  });

  it('is closed when its member is removed, and when its session is ended', async () => {
    const [removed, gone] = [await newMember(ada, 'viewer'), await newMember(ada, 'viewer')];
    const [ofRemoved, ofGone] = [await Live.of(removed), await Live.of(gone)];
    const ticket = await ticketOf(removed);
    await ada.expect('DELETE', `/api/v1/teams/members/${await idOf(removed)}`);
    expect(await ofRemoved.closed).toBe(1000);
    const told = ofRemoved.frames.length;
    // A ticket of before lets nobody listen: standing is asked for when there is something to tell.
    const late = await Live.open(app(), ticket);
    const sessions = await gone.list('/api/v1/auth/sessions');
    for (const { id } of sessions) await gone.call('DELETE', `/api/v1/auth/sessions/${id}`);
    await ada.expect('POST', '/api/v1/roles', {
      name: 'Reader',
      description: '',
      grants: { 'customer:read': 'org' },
    });
    await Promise.all([ofGone.closed, late?.closed]);
    expect(late?.frames ?? []).toEqual([]);
    expect(ofRemoved.frames).toHaveLength(told);
  });

  it('that is gone is forgotten: when it says so, and when it is written to', async () => {
    const tenant = await tenantOf(bob);
    const [stays, leaves] = [await Live.of(bob), await Live.of(bob)];
    const before = await kept(tenant);
    await new DynamoDBClient(config('tenant-connect', { tenant_id: tenant })).send(
      new PutItemCommand({
        TableName: 'gangway-dev',
        Item: {
          pk: { S: `T#${tenant}#CONNECTIONS` },
          sk: { S: `C#${await idOf(bob)}#ghost=` },
          id: { S: 'ghost=' },
          account: { S: await idOf(bob) },
          session: { S: 's0-00000000' },
          connected_at: { S: new Date().toISOString() },
          expires_at: { N: String(Math.floor(Date.now() / 1000) + 600) },
        },
      }),
    );
    leaves.close();
    await leaves.closed;
    const id = await customer(bob, 'Another');
    await stays.until(({ ids }) => ids.has(id));
    await expect.poll(() => kept(tenant), { timeout: 5_000 }).toHaveLength(1);
    expect(before).toEqual(expect.arrayContaining(await kept(tenant)));
    stays.close();
    await expect.poll(() => kept(tenant), { timeout: 5_000 }).toEqual([]);
  });

  it('is written to and closed by the function that tells, and by no other', async () => {
    const live = await Live.of(ada);
    const [id = ''] = await kept(await tenantOf(ada)).then((ids) => ids.slice(-1));
    const stack = (system.current.outputs['gangway-dev-sockets'] ?? {}) as Record<string, unknown>;
    const api = String(Object.values(stack)[0]);
    const client = (role: string) =>
      new ApiGatewayManagementApiClient({
        ...config(role),
        endpoint: `${system.current.awsUrl}/_execute-api/${api}/live`,
      });
    const message = { ConnectionId: id, Data: 'x' };
    for (const role of ['fn-live-create-ticket', 'fn-live-open-connection', 'fn-contracts-get-contract'])
      expect(await outcome(client(role).send(new PostToConnectionCommand(message)))).toMatch(/AccessDenied/);
    const own = client('fn-live-tell-connections');
    expect(await outcome(own.send(new GetConnectionCommand({ ConnectionId: id })))).toMatch(/AccessDenied/);
    const large = { ConnectionId: id, Data: 'x'.repeat(129 * 1024) };
    expect(await outcome(own.send(new PostToConnectionCommand(large)))).toBe('PayloadTooLargeException');
    const ghost = { ConnectionId: 'ghost=', Data: 'x' };
    expect(await outcome(own.send(new PostToConnectionCommand(ghost)))).toBe('GoneException');
    expect(await outcome(own.send(new DeleteConnectionCommand({ ConnectionId: id })))).toBe('done');
    expect(await live.closed).toBe(1000);
  });
});
