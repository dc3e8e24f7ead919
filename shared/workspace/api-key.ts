/** API keys as records: everything of a key but its secret (WS-03). */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { type Item, table } from '../kernel/records.ts';

export const ApiKey = new Entity({
  model: { entity: 'api_key', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    /** Scope by permission. */
    grants: { type: 'any', required: true },
    /** How the key begins and ends. */
    hint: { type: 'string', required: true },
    /** SHA-256: under it the directory knows the key. */
    secret_hash: { type: 'string', required: true },
    /** ISO 8601; without it the key is good until it is revoked. */
    ends_at: { type: 'string' },
    /** The secret before, while both are good: `{hint, secret_hash, until}`. */
    previous: { type: 'any' },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#APIKEYS`, ['id'], `KEY#\${id}`) },
});

/** When a key was last used: apart from the key, so that who notes it can change nothing else. */
export const ApiKeyUse = new Entity({
  model: { entity: 'api_key_use', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    /** ISO 8601. */
    used_at: { type: 'string', required: true },
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#APIKEY-USES`, ['id'], `KEY#\${id}`) },
});

export interface PreviousSecret {
  readonly hint: string;
  readonly secret_hash: string;
  /** ISO 8601. */
  readonly until: string;
}

export const apiKeyKey = (actor: Actor, id: string) =>
  ApiKey.get({ tenant_id: actor.tenantId, id }).params(table());

export const previousOf = (record: Item) => record.previous as PreviousSecret | undefined;

/** @param maker the maker's name, where there is still such a member */
export function apiKeyView(record: Item, used: Item | undefined, maker: string | undefined, at: string) {
  const { ends_at } = record as { ends_at?: string };
  const previous = previousOf(record);
  return {
    id: String(record.id),
    name: String(record.name),
    hint: String(record.hint),
    permissions: record.grants as Record<string, string>,
    status: ends_at !== undefined && ends_at <= at ? ('expired' as const) : ('active' as const),
    expires_at: ends_at ?? null,
    last_used_at: (used?.used_at as string | undefined) ?? null,
    previous: previous && previous.until > at ? { hint: previous.hint, expires_at: previous.until } : null,
    created_at: String(record.created_at),
    created_by: { id: String(record.created_by), name: maker ?? null },
    version: Number(record.version),
  };
}
