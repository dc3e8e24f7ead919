import type { Actor } from './actor.ts';

/** The key of a tenant's file, `T/<tenantId>/…`. The one place where such a key is made. */
export const fileKey = (actor: Actor, ...path: readonly string[]) => ['T', actor.tenantId, ...path].join('/');
