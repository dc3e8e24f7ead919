/**
 * What a token of the customers' user pool opens now: asked of the directory and of the customer for each credential that
 * the gateway has not cached, so that a removed user, an archived customer and a suspended organization are refused within
 * the authorizer's cache time.
 */
import { customerKey } from '../customers/customer.ts';
import type { AccessClaims } from '../identity/access-token.ts';
import { hasEnded, sessionRef } from '../identity/sessions.ts';
import { isTenantId, systemActor } from '../kernel/actor.ts';
import { lookUp } from '../kernel/directory.ts';
import { log } from '../kernel/log.ts';
import { getItem } from '../kernel/records.ts';
import type { AuthorizerContext } from '../kernel/serve.ts';

/** @returns nothing for a session that was ended */
export async function portalStanding(claims: AccessClaims, requestId: string): Promise<AuthorizerContext> {
  const { sub, email, name, tenantId, customerId } = claims;
  const session = sessionRef(sub, claims.authTime);
  const account = { sub, kind: 'portal', email, name, session: session.id } as const;
  // A token that was issued before its user was one names nobody.
  if (!isTenantId(tenantId) || !customerId) return { ...account, refusal: 'portal_ended' };
  const actor = systemActor(tenantId, 'portal-standing', requestId);
  const [over, user, tenant, customer] = await Promise.all([
    hasEnded(session),
    lookUp('PORTAL', sub),
    lookUp('TENANT', tenantId),
    getItem(actor, customerKey(actor, customerId)),
  ]);
  if (over) return {};
  const same = user?.status === 'active' && user.tenant_id === tenantId && user.customer_id === customerId;
  const refusal =
    !same || !customer || customer.archived_at
      ? 'portal_ended'
      : tenant?.status === 'active'
        ? undefined
        : 'portal_closed';
  if (refusal) {
    log.info('portal refused', { sub, reason: refusal });
    return { ...account, refusal };
  }
  return { ...account, tenant_id: tenantId, customer_id: customerId, portal_user: String(user?.user_id) };
}
