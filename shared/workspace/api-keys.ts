/**
 * Making, rotating and revoking API keys (WS-03). The directory's entry of a key, `DIR#KEY#<hash>`, is what the
 * authorizer asks; it stands and falls with the record in one transaction. Wants the tenant access `govern`.
 */
import { type Actor, scopeOf } from '../kernel/actor.ts';
import { claim, release } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { newId } from '../kernel/ids.ts';
import { type GrantRecord, type Permission, reaches, type Scope } from '../kernel/permissions.ts';
import { notFound, Problem, versionConflict } from '../kernel/problem.ts';
import {
  created,
  failedConditions,
  getItem,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transact,
  updated,
} from '../kernel/records.ts';
import { epochSeconds, now } from '../kernel/time.ts';
import { keysUsedUp, planLimit } from '../organizations/limits.ts';
import { ApiKey, ApiKeyUse, apiKeyKey, type PreviousSecret, previousOf } from './api-key.ts';
import { hashOf, hintOf, makeKey } from './key-format.ts';
import { isKeyPermission } from './key-grants.ts';

/** More than this many services is a misunderstanding; it also bounds what a list reads. */
const MOST_KEYS = 100;

export interface NewApiKey {
  readonly name: string;
  readonly grants: GrantRecord;
  /** ISO 8601; none: good until revoked. */
  readonly expires_at?: string | null | undefined;
}

export interface IssuedKey {
  readonly record: Item;
  /** The whole key: shown now, and never again. */
  readonly secret: string;
}

/** @throws Problem 403 `exceeds_own_permissions`, 422 `key_limit_reached` */
export async function createApiKey(actor: Actor, input: NewApiKey): Promise<IssuedKey> {
  refuseExcess(actor, input.grants);
  const [keys, { plan, limit }] = await Promise.all([allKeys(actor), planLimit(actor, 'api_keys')]);
  if (limit !== null && keys.length >= limit) throw keysUsedUp(plan, limit, keys.length);
  if (keys.length >= MOST_KEYS)
    throw new Problem(
      422,
      'key_limit_reached',
      `An organization has at most ${MOST_KEYS} API keys. Revoke one that is not used any more.`,
      { maximum: MOST_KEYS },
    );
  const id = newId();
  const secret = makeKey(environment('STAGE'), id);
  const record = {
    tenant_id: actor.tenantId,
    id,
    name: input.name,
    grants: input.grants,
    hint: hintOf(secret),
    secret_hash: hashOf(secret),
    ...(input.expires_at && { ends_at: input.expires_at }),
    ...created(actor),
  };
  await transact(
    actor,
    [{ Put: ApiKey.create(record).params(table()) } as TransactItem, entryOf(actor, record)],
    'govern',
  );
  return { record, secret };
}

/** Keys that are not revoked. */
export const allKeys = async (actor: Actor): Promise<Item[]> =>
  (await queryAll(actor, ApiKey.query.record({ tenant_id: actor.tenantId }).params(table()))).filter(
    ({ archived_at }) => !archived_at,
  );

/** When keys were last used, by key. */
export async function keyUses(actor: Actor): Promise<ReadonlyMap<string, Item>> {
  const uses = await queryAll(actor, ApiKeyUse.query.record({ tenant_id: actor.tenantId }).params(table()));
  return new Map(uses.map((use) => [String(use.id), use]));
}

export interface Rotation {
  /** How long the secret before stays good. */
  readonly overlapHours: number;
  /** undefined: as before. */
  readonly expires_at?: string | null | undefined;
}

/**
 * A new secret at once; the one before stays good for the overlap. One that was still overlapping ends.
 * @throws Problem 404, 409 `version_conflict`, 422 `key_expired` without a new end
 */
export async function rotateApiKey(actor: Actor, id: string, rotation: Rotation): Promise<IssuedKey> {
  const before = await existing(actor, id);
  const { ends_at: formerEnd, previous: overlapping, ...rest } = before as Item & { ends_at?: string };
  const ends_at = rotation.expires_at === undefined ? formerEnd : (rotation.expires_at ?? undefined);
  if (ends_at !== undefined && ends_at <= now())
    throw new Problem(422, 'key_expired', 'This key has expired. Say until when the new secret is good.');
  const secret = makeKey(environment('STAGE'), id);
  const overlapEnd = new Date(Date.now() + rotation.overlapHours * 3_600_000).toISOString();
  const until = formerEnd !== undefined && formerEnd < overlapEnd ? formerEnd : overlapEnd;
  const overlaps = rotation.overlapHours > 0 && until > now();
  const previous: PreviousSecret | undefined = overlaps
    ? { hint: String(before.hint), secret_hash: String(before.secret_hash), until }
    : undefined;
  const changes = { hint: hintOf(secret), secret_hash: hashOf(secret), ...updated(actor) };
  const set = { ...changes, ...(ends_at && { ends_at }), ...(previous && { previous }) };
  const gone = [...(ends_at ? [] : ['ends_at']), ...(previous ? [] : ['previous'])];
  const patch = ApiKey.patch({ tenant_id: actor.tenantId, id }).set(set as never);
  const update = (gone.length > 0 ? patch.remove(gone as never) : patch)
    .add({ version: 1 })
    .where(
      (record, { eq, notExists }) =>
        `${eq(record.version, Number(before.version))} AND ${notExists(record.archived_at)}`,
    )
    .params(table());
  const record = { ...rest, ...set, version: Number(before.version) + 1 } as Item;
  await guarded(actor, before, [
    { Update: update } as TransactItem,
    entryOf(actor, record),
    previous
      ? entryOf(actor, { ...before, ends_at: until }, true)
      : release('KEY', String(before.secret_hash), actor.tenantId),
    ...(overlapping ? [release('KEY', (overlapping as PreviousSecret).secret_hash, actor.tenantId)] : []),
  ]);
  return { record, secret };
}

/** @throws Problem 404, 409 `version_conflict` when it is being rotated this moment */
export async function revokeApiKey(actor: Actor, id: string): Promise<void> {
  const before = await existing(actor, id);
  const previous = previousOf(before);
  const stamps = updated(actor);
  const update = ApiKey.patch({ tenant_id: actor.tenantId, id })
    .set({ ...stamps, archived_at: stamps.updated_at, archived_by: actor.id } as never)
    .add({ version: 1 })
    .where(({ version }, { eq }) => eq(version, Number(before.version)))
    .params(table());
  await guarded(actor, before, [
    { Update: update } as TransactItem,
    release('KEY', String(before.secret_hash), actor.tenantId),
    ...(previous ? [release('KEY', previous.secret_hash, actor.tenantId)] : []),
    { Delete: ApiKeyUse.delete({ tenant_id: actor.tenantId, id }).params(table()) } as TransactItem,
  ]);
}

async function existing(actor: Actor, id: string): Promise<Item> {
  const record = await getItem(actor, apiKeyKey(actor, id));
  if (!record || record.archived_at) throw notFound();
  return record;
}

async function guarded(actor: Actor, before: Item, items: readonly TransactItem[]): Promise<void> {
  try {
    await transact(actor, items, 'govern');
  } catch (error) {
    if (failedConditions(error)) throw versionConflict('API key', Number(before.version) + 1);
    throw error;
  }
}

/** What the authorizer needs to know. The table forgets it by itself some time after its end. */
function entryOf(actor: Actor, record: Item, replace = false): TransactItem {
  const { ends_at } = record as { ends_at?: string };
  return claim(
    'KEY',
    String(record.secret_hash),
    {
      tenant_id: actor.tenantId,
      key_id: record.id,
      name: record.name,
      grants: record.grants,
      status: 'active',
      ...(ends_at && { expires_at: epochSeconds(Date.parse(ends_at)) }),
    },
    replace,
  );
}

/** Nobody hands on more than they have. The system makes keys for whom it serves. */
function refuseExcess(actor: Actor, grants: GrantRecord): void {
  const asked = Object.entries(grants) as [Permission, Scope][];
  const excess = asked.filter(([permission, scope]) => {
    const own = scopeOf(actor, permission);
    return !isKeyPermission(permission) || !own || !reaches(own, scope);
  });
  if (excess.length > 0)
    throw new Problem(
      403,
      'exceeds_own_permissions',
      `You cannot give a key what you do not have yourself: ${excess.map(([permission]) => permission).join(', ')}.`,
      { permissions: excess.map(([permission]) => permission) },
    );
}
