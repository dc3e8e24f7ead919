/**
 * Who acts, and for which tenant. The data layer takes an Actor and builds keys from nothing else;
 * only the functions below make one, from a verified credential or from a key that IAM has checked.
 */
import type { Grants, Permission, Scope } from './permissions.ts';

declare const verified: unique symbol;

/** A ULID: 26 characters of Crockford's base 32. No delimiter, no wildcard, nothing that a user types. */
export type TenantId = string & { readonly [verified]: 'tenant' };

export interface Actor {
  readonly tenantId: TenantId;
  /** The account (`sub`), the API key (`key:<id>`), the customer's user (`portal:<id>`) or the part of the system that acts. */
  readonly id: string;
  /** `key`: another system, with an API key of the organization. `portal`: somebody at a customer. */
  readonly kind: 'user' | 'key' | 'portal' | 'system';
  readonly requestId: string;
  readonly grants: Grants;
  /** From where a request came; the system has no such place. */
  readonly origin?: Origin;
  /** In an organization that is only looked at, and deleted within hours (ID-06). */
  readonly demo?: true;
  /** How many reactions to changes lie between a person's request and this: bounded (record-event.ts). */
  readonly depth: number;
  readonly [verified]: 'actor';
}

/** Somebody at a customer, in the portal: acts for that customer alone, and has none of the staff's permissions. */
export interface PortalActor extends Actor {
  readonly kind: 'portal';
  readonly customerId: string;
  /** Of the record of who may use the portal; also the name of the account. */
  readonly userId: string;
}

/** Where a request came from, for the audit log (AUD-01). */
export interface Origin {
  /** IP address. */
  readonly address: string;
  /** The `User-Agent`, cut to {@link AGENT_LENGTH}. */
  readonly agent: string;
}

const AGENT_LENGTH = 200;

/** What of a request's sender is kept. */
export const originOf = (address: string, agent: string | undefined): Origin => ({
  address: address.slice(0, 45),
  agent: (agent ?? '').slice(0, AGENT_LENGTH).toWellFormed(),
});

/** A verified account, with or without an organization. */
export interface Identity {
  readonly sub: string;
  /** In place of a member: an API key, somebody at a customer. */
  readonly kind?: 'key' | 'portal';
  readonly email: string;
  readonly name: string;
  readonly tenantId: string | undefined;
  readonly role: string | undefined;
  /** Why the account may not act for its organization, or not for the platform just now. */
  readonly refusal?: string | undefined;
  /** The session that the credential is of. */
  readonly session?: string | undefined;
  /** Of somebody at a customer. */
  readonly portal?: { readonly customerId: string; readonly userId: string };
  readonly grants: Grants;
  /** Of a demonstration. */
  readonly demo?: true | undefined;
}

/** The role of platform administrators (TEAM-15): no role of an organization, and none that one can make. */
export const PLATFORM_ROLE = 'super_admin';

/**
 * Who administers the platform, outside any organization (K2). Not an Actor: nothing that takes one, no record of any
 * organization among it, can be reached with it.
 */
export interface PlatformAdmin {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly requestId: string;
  readonly origin: Origin;
  readonly grants: Grants;
  readonly [verified]: 'platform';
}

const NOTHING: Grants = new Map();

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export const isTenantId = (value: unknown): value is TenantId =>
  typeof value === 'string' && ULID.test(value);

function actor(tenantId: string, rest: Omit<Actor, 'tenantId' | typeof verified>): Actor {
  if (!isTenantId(tenantId)) throw new Error('A credential names a tenant that is not a ULID.');
  return { tenantId, ...rest } as Actor;
}

/** The actor of a request, from what the authorizer verified. */
export function actorOf(identity: Identity, requestId: string, origin?: Origin): Actor | undefined {
  // Somebody at a customer is none of the staff: portalActorOf.
  if (!identity.tenantId || identity.kind === 'portal') return undefined;
  return actor(identity.tenantId, {
    id: identity.sub,
    kind: identity.kind ?? 'user',
    requestId,
    grants: identity.grants,
    ...(origin && { origin }),
    ...(identity.demo && { demo: true }),
    depth: 0,
  });
}

/** A customer's user, from what the authorizer verified: never with grants, whatever the identity says. */
export function portalActorOf(
  { portal, tenantId, kind }: Identity,
  requestId: string,
  origin?: Origin,
): PortalActor | undefined {
  if (kind !== 'portal' || !tenantId || !portal) return undefined;
  return portalUserActor(tenantId, portal, requestId, origin);
}

/** A customer's user whom the link in their mail names, before they have signed in; and `portalActorOf`. */
export function portalUserActor(
  tenantId: string,
  portal: Pick<PortalActor, 'customerId' | 'userId'>,
  requestId: string,
  origin?: Origin,
): PortalActor {
  const kind = 'portal';
  const id = `portal:${portal.userId}`;
  const rest = { id, kind, requestId, grants: NOTHING, ...(origin && { origin }), depth: 0 } as const;
  return { ...actor(tenantId, rest), kind, ...portal };
}

/**
 * The system itself, at work for one tenant: pipeline states and reactions. `tenantId` comes from an object key
 * that only this tenant's role could have written, carried by the execution's input.
 */
export function systemActor(tenantId: string, part: string, requestId: string, depth = 0): Actor {
  return actor(tenantId, { id: `system:${part}`, kind: 'system', requestId, grants: NOTHING, depth });
}

/**
 * An account that enters an organization: its founder, whose tenant id was just made, or somebody who joins by an
 * invitation that the directory knows to be the organization's.
 */
export function newcomerOf(identity: Identity, tenantId: string, requestId: string, origin?: Origin): Actor {
  return actor(tenantId, {
    id: identity.sub,
    kind: 'user',
    requestId,
    grants: NOTHING,
    ...(origin && { origin }),
    depth: 0,
  });
}

/** The platform administrator of a request: an account without organization, to which the directory says that it is one. */
export function platformAdminOf(
  identity: Identity,
  requestId: string,
  origin: Origin,
): PlatformAdmin | undefined {
  if (identity.role !== PLATFORM_ROLE || identity.tenantId || identity.kind) return undefined;
  const { sub: id, email, name, grants } = identity;
  return { id, email, name, requestId, origin, grants } as PlatformAdmin;
}

/**
 * The platform at work on one organization. Its log names the platform, not the person: who it was stands under the same
 * request id in the platform's own log.
 */
export const platformActor = (tenantId: string, requestId: string): Actor =>
  systemActor(tenantId, 'platform', requestId);

export const may = (actor: Actor, permission: Permission) => actor.grants.has(permission);

/** Which records the permission reaches. The system works on all of its tenant's. */
export const scopeOf = (actor: Actor, permission: Permission): Scope | undefined =>
  actor.kind === 'system' ? 'org' : actor.grants.get(permission);
