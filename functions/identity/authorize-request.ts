/**
 * The API's one authorizer. It verifies and describes; it does not refuse: what it cannot verify reaches the route
 * without an identity, which answers 401 in the API's own error shape. HTTP APIs cannot shape a gateway's refusal.
 */
/**
 * The API's one authorizer. It verifies and describes; it does not refuse: what it cannot verify reaches the route
 * without an identity, which answers 401 in the API's own error shape. HTTP APIs cannot shape a gateway's refusal.
 */
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { type AccessClaims, verifyAccessToken } from '../../shared/identity/access-token.ts';
import { hasEnded, sessionRef } from '../../shared/identity/sessions.ts';
import { defineAuthorizer } from '../../shared/kernel/define.ts';
import { log } from '../../shared/kernel/log.ts';
import { writeGrants } from '../../shared/kernel/permissions.ts';
import type { AuthorizerContext } from '../../shared/kernel/serve.ts';
import { standingOf } from '../../shared/team/standing.ts';

export const authorizer = defineAuthorizer({
  summary: 'Verifies bearer credentials',
  memory: 512,
  timeout: 10,
  uses: { directory: ['USER', 'TENANT'], ledger: ['SESSION'] },
});

export async function handler(event: APIGatewayRequestAuthorizerEventV2) {
  return { isAuthorized: true, context: await contextOf(event) };
}

async function contextOf(event: APIGatewayRequestAuthorizerEventV2): Promise<AuthorizerContext> {
  const [scheme, token] = (event.headers?.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) return {};
  const claims = await verifyAccessToken(token);
  if (!claims) return {};
  log.debug('verified', { sub: claims.sub });
  const session = sessionRef(claims.sub, claims.authTime);
  const [over, member] = await Promise.all([hasEnded(session), claims.tenantId ? membership(claims) : {}]);
  if (over) return {};
  const account = { sub: claims.sub, email: claims.email, name: claims.name };
  return { ...account, session: session.id, ...member };
}

/** What the token says of the organization is taken only while the directory says the same. */
async function membership({ sub, tenantId }: AccessClaims): Promise<AuthorizerContext> {
  const standing = await standingOf(sub, tenantId);
  if ('refusal' in standing) {
    log.info('membership refused', { sub, reason: standing.refusal });
    return { refusal: standing.refusal };
  }
  return { tenant_id: tenantId, role: standing.role, grants: writeGrants(standing.grants) };
}
