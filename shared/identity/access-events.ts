/**
 * Signing in and out, passwords and sessions, told to the organization's audit log (AUD-01, TEAM-24): a record each,
 * which the change stream makes an entry of, and which leaves by itself soon after.
 */
import { Entity } from 'electrodb';
import { type Actor, actorOf, type Identity, type Origin, originOf, systemActor } from '../kernel/actor.ts';
import { lookUp } from '../kernel/directory.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { log, traceOf } from '../kernel/log.ts';
import { conditionFailed, created, putItem, table } from '../kernel/records.ts';
import { DAY_SECONDS, epochSeconds } from '../kernel/time.ts';
import { accountOf, refusalOf } from './accounts.ts';
import { evenly } from './evenly.ts';
import { LOCK_FAILURES } from './limits.ts';
import { type SessionRef, sessionOf } from './sessions.ts';
import { viewerAddress } from './viewer.ts';

const OCCURRENCES = [
  'signed_in',
  'sign_in_failed',
  'locked',
  'signed_out',
  'session_ended',
  'password_changed',
  'password_reset',
] as const;
type Occurrence = (typeof OCCURRENCES)[number];

/** By what somebody signed in; `managed_login` where Cognito's page let them choose. */
export type Means = 'password' | 'google' | 'microsoft' | 'managed_login';

const AccessEvent = new Entity({
  model: { entity: 'account', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    /** The account's `sub`. */
    id: { type: 'string', required: true, readOnly: true },
    occurrence: { type: OCCURRENCES, required: true },
    /** What makes it one and the same, so that it is told once: a session, a request. */
    mark: { type: 'string', required: true },
    means: { type: 'string' },
    session: { type: 'string' },
    /** Wrong passwords in a row. */
    failures: { type: 'number' },
    expires_at: { type: 'number', required: true },
    ...stamps,
  },
  indexes: {
    record: primary(
      ['tenant_id'],
      `T#\${tenant_id}#SIGN-INS`,
      ['id', 'occurrence', 'mark'],
      `\${id}#\${occurrence}#\${mark}`,
    ),
  },
});

/** As long as the table's stream keeps a change, twice over. */
const KEPT_SECONDS = 2 * DAY_SECONDS;

interface Told {
  readonly account: string;
  readonly occurrence: Occurrence;
  readonly mark: string;
  readonly means?: Means;
  readonly session?: string;
  readonly failures?: number;
}

/** Nobody stays out, or in, because the log could not be written: that is logged, and its alarm goes off. */
async function tell(actor: Actor, origin: Origin, { account, ...told }: Told): Promise<void> {
  const record = {
    tenant_id: actor.tenantId,
    id: account,
    ...told,
    expires_at: epochSeconds() + KEPT_SECONDS,
    ...created(actor),
  };
  // The system has no place of its own; what it tells of came from one.
  const cause = { ...record.cause, ...origin };
  try {
    await putItem(actor, AccessEvent.create({ ...record, cause }).params(table()), 'note');
  } catch (error) {
    if (!conditionFailed(error)) log.error('not told to the audit log', { failure: traceOf(error) });
  }
}

interface Asked {
  readonly requestId: string;
  readonly header: (name: string) => string | undefined;
  readonly sourceIp: string;
}

const placeOf = async (request: Asked): Promise<Origin> =>
  originOf(await viewerAddress(request), request.header('user-agent'));

function memberActor(account: string, tenantId: string, { requestId }: Asked): Actor | undefined {
  const identity: Identity = {
    sub: account,
    email: '',
    name: '',
    tenantId: tenantId || undefined,
    role: undefined,
    grants: new Map(),
  };
  return actorOf(identity, requestId);
}

/** Of whom the token is, which came straight from Cognito; accounts without an organization have no log. */
async function tellOfToken(
  accessToken: string,
  request: Asked,
  told: (session: SessionRef) => Omit<Told, 'account' | 'session'>,
): Promise<void> {
  const session = sessionOf(accessToken);
  const actor = memberActor(session.account, session.tenantId, request);
  if (!actor) return;
  await tell(actor, await placeOf(request), {
    account: session.account,
    session: session.id,
    ...told(session),
  });
}

/** @param failures wrong passwords just before */
export const tellSignIn = (accessToken: string, request: Asked, means: Means, failures = 0) =>
  tellOfToken(accessToken, request, ({ id }) => ({
    occurrence: 'signed_in',
    mark: id,
    means,
    ...(failures > 0 && { failures }),
  }));

export const tellSignOut = (accessToken: string, request: Asked) =>
  tellOfToken(accessToken, request, ({ id }) => ({ occurrence: 'signed_out', mark: id }));

/** What somebody who is signed in did about their account. */
export async function tellOf(
  identity: Identity,
  request: Asked,
  occurrence: 'session_ended' | 'password_changed',
  session?: string,
): Promise<void> {
  const actor = memberActor(identity.sub, identity.tenantId ?? '', request);
  if (!actor) return;
  const told = { account: identity.sub, occurrence, mark: request.requestId };
  await tell(actor, await placeOf(request), { ...told, ...(session && { session }) });
}

/** Somebody set a new password by a mailed code. */
export async function tellReset(account: string, request: Asked): Promise<void> {
  const actor = memberActor(account, await tenantOf(account), request);
  if (!actor) return;
  const told = { account, occurrence: 'password_reset', mark: request.requestId } as const;
  await tell(actor, await placeOf(request), told);
}

/** How long answering takes when a wrong password is told, to members' accounts and to unknown ones alike. */
const LEAST_MS = 400;

/**
 * A wrong password. The first of a row is told, and the one that closes the account: nobody can flood the log by
 * guessing. For unknown addresses nothing is told, in the same time.
 * @param failures in a row, this one included
 */
export async function tellFailure(email: string, failures: number, request: Asked): Promise<void> {
  if (failures !== 1 && failures !== LOCK_FAILURES) return;
  await evenly(async () => {
    try {
      const account = await accountOf(email);
      const tenantId = await tenantOf(account);
      if (!tenantId) return;
      await tell(systemActor(tenantId, SIGN_IN, request.requestId), await placeOf(request), {
        account,
        occurrence: failures === 1 ? 'sign_in_failed' : 'locked',
        mark: request.requestId,
        failures,
      });
    } catch (error) {
      if (refusalOf(error) !== 'UserNotFoundException')
        log.error('not told to the audit log', { failure: traceOf(error) });
    }
  }, LEAST_MS);
}

/** Who tried is not known: only whose account it was. */
const SIGN_IN = 'sign-in';

const tenantOf = async (account: string) => String((await lookUp('USER', account))?.tenant_id ?? '');
