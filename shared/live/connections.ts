/**
 * Open sockets of an organization's people, in its own partition: `T#<tenant>#CONNECTIONS`, written and read with the
 * role that may do nothing else. Beside each lies, by its id alone, whose it is: a socket that closes says nothing more.
 */
import { type Actor, systemActor } from '../kernel/actor.ts';
import { changeEntry, readEntry } from '../kernel/ledger.ts';
import { deleteItem, putItem, queryAll, table } from '../kernel/records.ts';
import { epochSeconds, now } from '../kernel/time.ts';

/** Whose a ticket or a socket is. */
export interface Holder {
  readonly tenantId: string;
  readonly account: string;
  /** The sign-in that it is of: who signs out elsewhere is told no more. */
  readonly session: string;
}

export interface Connection {
  /** As API Gateway gives it. */
  readonly id: string;
  readonly account: string;
  readonly session: string;
  /** RFC 3339. */
  readonly connectedAt: string;
}

/** API Gateway closes sockets after two hours; what is left of one behind that is nobody's. */
const KEPT_SECONDS = 2 * 3600 + 600;
const ENTRY = 'CONNECTION';

const keyOf = (tenantId: string, { account, id }: Pick<Connection, 'account' | 'id'>) => ({
  pk: `T#${tenantId}#CONNECTIONS`,
  sk: `C#${account}#${id}`,
});

/** The tenant is what the ticket was issued for, to an actor of that tenant. */
const actorFor = (tenantId: string, requestId: string) => systemActor(tenantId, 'live', requestId);

/** Two writes at the same time: the socket, and whose it is. */
export async function keepConnection(
  { tenantId, account, session }: Holder,
  id: string,
  requestId: string,
): Promise<void> {
  const expires = epochSeconds() + KEPT_SECONDS;
  const actor = actorFor(tenantId, requestId);
  await Promise.all([
    changeEntry(
      'SOCKET',
      id,
      {
        update: 'SET #tenant = :tenant, #account = :account, #expires = :expires',
        names: { '#tenant': 'tenant_id', '#account': 'account', '#expires': 'expires_at' },
        values: { ':tenant': tenantId, ':account': account, ':expires': expires },
      },
      ENTRY,
    ),
    putItem(
      actor,
      {
        TableName: table().table,
        Item: {
          ...keyOf(tenantId, { account, id }),
          id,
          account,
          session,
          connected_at: now(),
          expires_at: expires,
        },
      },
      'connect',
    ),
  ]);
}

/** A socket that closed: found by its id. Twice does no harm. */
export async function dropConnection(id: string, requestId: string): Promise<void> {
  const entry = await readEntry('SOCKET', id, ENTRY);
  if (!entry) return;
  const tenantId = String(entry.tenant_id);
  await forget(actorFor(tenantId, requestId), { id, account: String(entry.account) });
}

export const forget = (actor: Actor, connection: Pick<Connection, 'account' | 'id'>): Promise<void> =>
  deleteItem(actor, { TableName: table().table, Key: keyOf(actor.tenantId, connection) }, 'connect');

/** Of the organization, in one Query; what is past its time is no socket any more. */
export async function connectionsOf(actor: Actor): Promise<Connection[]> {
  const items = await queryAll(
    actor,
    {
      TableName: table().table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#CONNECTIONS` },
      ConsistentRead: true,
    },
    'connect',
  );
  const now = Date.now() / 1000;
  return items
    .filter(({ expires_at }) => Number(expires_at) > now)
    .map(({ id, account, session, connected_at }) => ({
      id: String(id),
      account: String(account),
      session: String(session),
      connectedAt: String(connected_at),
    }));
}
