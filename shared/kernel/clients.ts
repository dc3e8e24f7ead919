/** SDK clients bound to one tenant. Bounded, and replaced with the credentials they were made from. */
import type { Actor } from './actor.ts';
import type { TenantAccess } from './define.ts';
import { Lru } from './lru.ts';
import { type Credentials, tenantCredentials } from './tenant-credentials.ts';

/** A factory of clients for tenants: `const s3For = perTenant(({ credentials }) => new S3Client({ credentials }))`. */
export function perTenant<C>(make: (config: { credentials: Credentials }) => C, limit = 100) {
  const clients = new Lru<string, { credentials: Credentials; client: C }>(limit);
  return async (actor: Actor, access: TenantAccess): Promise<C> => {
    const credentials = await tenantCredentials(actor, access);
    const key = `${access} ${actor.tenantId}`;
    const known = clients.get(key);
    if (known?.credentials === credentials) return known.client;
    const client = make({ credentials });
    clients.set(key, { credentials, client });
    return client;
  };
}
