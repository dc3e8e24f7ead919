/**
 * Tells people's open sockets which records changed. Duplicates and any order do no harm: who is told twice asks twice.
 * A batch of events is one frame for each socket at most, and a batch is bounded, so frames are.
 */

import { hasEnded } from '../identity/sessions.ts';
import { type Actor, actorOf, may } from '../kernel/actor.ts';
import { log } from '../kernel/log.ts';
import { Lru } from '../kernel/lru.ts';
import { reachesAll, reachesRecord } from '../kernel/reach.ts';
import type { RecordEvent } from '../kernel/record-event.ts';
import { getItem, type Item, table } from '../kernel/records.ts';
import { standingOf } from '../team/standing.ts';
import { type Change, changesOf, changesStandings, type Told } from './changes.ts';
import { type Connection, connectionsOf, forget } from './connections.ts';
import { hangUp, post } from './gateway.ts';

/** How long what was said of somebody's standing is taken for true; a change of it that comes by here is not waited for. */
const STANDING_MS = 10_000;
const standings = new Lru<string, { readonly at: number; readonly member: Promise<Actor | undefined> }>(
  2_000,
);

/** Somebody with more windows than that is told in the newest ones; the others are closed, and ask by themselves. */
const SOCKETS_PER_SESSION = 12;
const AT_ONCE = 20;

export async function tell(actor: Actor, events: readonly RecordEvent[]): Promise<void> {
  const changes = changesOf(events);
  if (changes.length === 0) return;
  const connections = await connectionsOf(actor);
  if (connections.length === 0) return;
  const fresh = changesStandings(events);
  const heads = headsFor(actor);
  const people = Map.groupBy(connections, ({ account, session }) => `${account} ${session}`);
  await inTurns([...people.values()], async (own) => {
    const [newest = [], oldest] = split(own);
    const member = await memberOf(actor, own[0] as Connection, fresh);
    const readable = member ? await readableBy(member, changes, heads) : [];
    const unwanted = member ? oldest : own;
    await Promise.all(unwanted.map((connection) => close(actor, connection)));
    if (!member || readable.length === 0) return;
    const frame = JSON.stringify({ type: 'changes', changes: readable });
    await Promise.all(
      newest.map(async (connection) => {
        if (!(await post(connection.id, frame))) await forget(actor, connection);
      }),
    );
  });
}

function split(
  own: readonly Connection[],
): readonly [newest: readonly Connection[], oldest: readonly Connection[]] {
  const sorted = own.toSorted((a, b) => (a.connectedAt < b.connectedAt ? 1 : -1));
  return [sorted.slice(0, SOCKETS_PER_SESSION), sorted.slice(SOCKETS_PER_SESSION)];
}

async function close(actor: Actor, connection: Connection): Promise<void> {
  log.info('socket closed', { account: connection.account });
  await Promise.all([hangUp(connection.id), forget(actor, connection)]);
}

/** Whoever's socket it is, with what they may do now; undefined when that is nothing here any more. */
async function memberOf(
  actor: Actor,
  { account, session }: Connection,
  fresh: boolean,
): Promise<Actor | undefined> {
  const key = `${actor.tenantId} ${account} ${session}`;
  const known = fresh ? undefined : standings.get(key);
  if (known && Date.now() - known.at < STANDING_MS) return known.member;
  const member = ask(actor, account, session);
  standings.set(key, { at: Date.now(), member });
  member.catch(() => standings.delete(key));
  return member;
}

async function ask(actor: Actor, account: string, session: string): Promise<Actor | undefined> {
  const [standing, isOver] = await Promise.all([
    standingOf(account, actor.tenantId),
    hasEnded({ account, id: session }),
  ]);
  if (isOver || !('role' in standing)) return undefined;
  const { role, grants } = standing;
  const identity = { sub: account, email: '', name: '', tenantId: actor.tenantId, role, grants };
  return actorOf(identity, actor.requestId);
}

type Heads = (key: NonNullable<Told['head']>) => Promise<Item | undefined>;

/** Owners of records, each asked for once, and only where somebody's scope makes it matter. */
function headsFor(actor: Actor): Heads {
  const known = new Map<string, Promise<Item | undefined>>();
  return (Key) => {
    const asked =
      known.get(Key.pk) ??
      getItem(actor, {
        TableName: table().table,
        Key,
        ProjectionExpression: 'owner_id, brought_by, created_by',
      });
    known.set(Key.pk, asked);
    return asked;
  };
}

async function readableBy(member: Actor, changes: readonly Told[], heads: Heads): Promise<Change[]> {
  const readable = await Promise.all(
    changes.map(async ({ change, permission, head, images }) => {
      if (!may(member, permission)) return [];
      if ((!head && !images) || reachesAll(member, permission)) return [change];
      const records = head ? [await heads(head)] : (images ?? []);
      return records.some((record) => reachesRecord(member, permission, record)) ? [change] : [];
    }),
  );
  return readable.flat();
}

/** Some at a time; what goes wrong with one is thrown when the others are done, so that it is tried again. */
async function inTurns<T>(entries: readonly T[], work: (entry: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    const results = await Promise.allSettled(entries.slice(start, start + AT_ONCE).map(work));
    failures.push(...results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
  }
  if (failures.length > 0) throw failures[0];
}
