/** Notes that an API key was used, with a role that can do nothing else. */
import type { Actor } from '../kernel/actor.ts';
import { putItem, table } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { ApiKeyUse } from './api-key.ts';

export const writeUse = (actor: Actor, id: string) =>
  putItem(actor, ApiKeyUse.put({ tenant_id: actor.tenantId, id, used_at: now() }).params(table()), 'note');
