/**
 * What an API key may do now: asked of the directory for each key that the gateway has not cached, so that a revoked
 * key, and any key of a suspended organization, is refused within the authorizer's cache time.
 */
import { actorOf } from '../kernel/actor.ts';
import { lookUp } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { log } from '../kernel/log.ts';
import { Lru } from '../kernel/lru.ts';
import { writeGrants } from '../kernel/permissions.ts';
import type { Item } from '../kernel/records.ts';
import type { AuthorizerContext } from '../kernel/serve.ts';
import { hashOf, readKey } from './key-format.ts';
import { keyGrants } from './key-grants.ts';

const NOTED_EVERY_MS = 60_000;
/** A request never waits longer than this for the note that it was made. */
const NOTE_TIMEOUT_MS = 500;

const noted = new Lru<string, number>(1000);

/** @returns nothing for what is no key, or none any more */
export async function keyContext(key: string, requestId: string): Promise<AuthorizerContext> {
  if (!readKey(environment('STAGE'), key)) return {};
  const entry = await lookUp('KEY', hashOf(key));
  if (entry?.status !== 'active' || ended(entry)) return {};
  const tenantId = String(entry.tenant_id);
  const id = String(entry.key_id);
  const context = { sub: `key:${id}`, kind: 'key', name: String(entry.name) } as const;
  // Side by side with what has to be asked anyway.
  const [tenant] = await Promise.all([lookUp('TENANT', tenantId), noteUse(tenantId, id, requestId)]);
  if (tenant?.status !== 'active') return { ...context, refusal: 'organization_suspended' };
  const grants = keyGrants(entry.grants as Record<string, unknown>);
  return {
    ...context,
    tenant_id: tenantId,
    grants: writeGrants(grants),
    ...(tenant.demo === 'yes' && { demo: 'yes' }),
  };
}

/** The table removes what has expired when it gets to it: that may take days. */
const ended = ({ expires_at }: Item) => typeof expires_at === 'number' && expires_at * 1000 <= Date.now();

/** At most once a minute, and never in the way: a key works whether or not its use could be noted. */
async function noteUse(tenantId: string, id: string, requestId: string): Promise<void> {
  const last = noted.get(id);
  if (last !== undefined && Date.now() - last < NOTED_EVERY_MS) return;
  noted.set(id, Date.now());
  const { setTimeout: after } = await import('node:timers/promises');
  const stop = new AbortController();
  try {
    await Promise.race([
      write(tenantId, id, requestId),
      after(NOTE_TIMEOUT_MS, undefined, { signal: stop.signal, ref: false }),
    ]);
  } catch (error) {
    log.warn('use not noted', { key: id, reason: (error as Error).name });
  } finally {
    stop.abort();
  }
}

async function write(tenantId: string, id: string, requestId: string): Promise<void> {
  const grants = new Map();
  const identity = { sub: `key:${id}`, email: '', name: '', tenantId, role: undefined, grants };
  const actor = actorOf(identity, requestId);
  // Loaded by the first key: tokens, the common case, do without.
  const { writeUse } = await import('./key-use.ts');
  if (actor) await writeUse(actor, id);
}
