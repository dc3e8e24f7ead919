/**
 * Cursors: where a list goes on. Signed with a key from Secrets Manager and bound to tenant and query,
 * so that a borrowed, forged or recycled cursor is refused rather than followed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Actor } from './actor.ts';
import { Problem } from './problem.ts';
import type { Item } from './records.ts';
import { secretValue } from './secrets.ts';

const signingKey = () => secretValue('CURSOR_KEY_SECRET');

/** Exported for its tests: everything but where the key comes from. */
export function seal(key: string, scope: string, last: Item): string {
  const payload = Buffer.from(JSON.stringify(last)).toString('base64url');
  return `${payload}.${mac(key, scope, payload)}`;
}

/** @returns undefined unless `cursor` was sealed with this key for this scope */
export function unseal(key: string, scope: string, cursor: string): Item | undefined {
  const [payload, signature, ...rest] = cursor.split('.');
  if (!payload || !signature || rest.length > 0) return undefined;
  const expected = Buffer.from(mac(key, scope, payload));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Item;
}

const mac = (key: string, scope: string, payload: string) =>
  createHmac('sha256', key)
    .update(JSON.stringify([scope, payload]))
    .digest('base64url');

const scopeOf = (owner: string, query: unknown) => JSON.stringify([owner, query]);

/** @param query what the list is and was asked for, without the cursor itself */
export const sealCursor = (actor: Actor, query: unknown, last: Item | undefined): Promise<string | null> =>
  sealFor(actor.tenantId, query, last);

export const openCursor = (
  actor: Actor,
  query: unknown,
  cursor: string | undefined,
): Promise<Item | undefined> => openFor(actor.tenantId, query, cursor);

/** @param owner whose list it is: a tenant's id, or what is nobody's id */
export async function sealFor(owner: string, query: unknown, last: Item | undefined): Promise<string | null> {
  return last ? seal(await signingKey(), scopeOf(owner, query), last) : null;
}

/** @throws Problem 400 `invalid_cursor` */
export async function openFor(
  owner: string,
  query: unknown,
  cursor: string | undefined,
): Promise<Item | undefined> {
  if (!cursor) return undefined;
  const last = unseal(await signingKey(), scopeOf(owner, query), cursor);
  if (!last)
    throw new Problem(
      400,
      'invalid_cursor',
      'This cursor does not belong to this list. Start again without a cursor.',
    );
  return last;
}
