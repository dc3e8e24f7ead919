/**
 * The API's one authorizer. It verifies and describes; it does not refuse: what it cannot verify reaches the route
 * without an identity, which answers 401 in the API's own error shape. HTTP APIs cannot shape a gateway's refusal.
 *
 * API keys come as bearer tokens, too; at the app's own domain `X-API-Key` is made one (lib/web-stack.ts). Beside
 * `Authorization` the distribution's key is looked at, and no other header: the gateway keeps an answer by these two.
 */
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { type AccessClaims, verifyAccessToken } from '../../shared/identity/access-token.ts';
import { consoleActorId, consoleGrants } from '../../shared/identity/console-roles.ts';
import { isOriginKey } from '../../shared/identity/origin-key.ts';
import { CONSOLE_PATHS } from '../../shared/identity/paths.ts';
import { hasEnded, sessionRef } from '../../shared/identity/sessions.ts';
import { PLATFORM_ROLE } from '../../shared/kernel/actor.ts';
import { defineAuthorizer } from '../../shared/kernel/define.ts';
import { lookUp } from '../../shared/kernel/directory.ts';
import { guard } from '../../shared/kernel/guard.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';
import { writeGrants } from '../../shared/kernel/permissions.ts';
import type { AuthorizerContext } from '../../shared/kernel/serve.ts';
import { platformStanding } from '../../shared/platform/standing.ts';
import { standingOf } from '../../shared/team/standing.ts';
import { looksLikeKey } from '../../shared/workspace/key-format.ts';
import { keyContext } from '../../shared/workspace/key-standing.ts';

export const authorizer = defineAuthorizer({
  summary: 'Verifies access tokens and API keys',
  memory: 512,
  timeout: 10,
  uses: {
    tenant: ['note', 'read'],
    directory: ['USER', 'TENANT', 'KEY', 'PORTAL', 'PLATFORM'],
    secrets: ['console-tokens', 'origin-key'],
    ledger: ['SESSION'],
  },
});

export const handler = guard(async (event: APIGatewayRequestAuthorizerEventV2) => {
  const [context, sent] = await Promise.all([contextOf(event), isFromDistribution(event)]);
  return { isAuthorized: true, context: { ...context, ...(sent && { via: 'distribution' as const }) } };
});

/** Read once by each process, beside what is asked of the directory. Without its secret the API works on, and believes nobody. */
async function isFromDistribution({ headers }: APIGatewayRequestAuthorizerEventV2): Promise<boolean> {
  try {
    return await isOriginKey(headers?.['x-origin-key']);
  } catch (error) {
    log.error('origin key unreadable', { failure: traceOf(error) });
    return false;
  }
}

async function contextOf(event: APIGatewayRequestAuthorizerEventV2): Promise<AuthorizerContext> {
  const [scheme, token] = (event.headers?.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) return {};
  // By the route, not by the token: which algorithm is believed is not the caller's to choose (K11).
  if (event.routeKey.split(' ')[1]?.startsWith(CONSOLE_PATHS)) return consoleContext(token);
  if (looksLikeKey(token)) return keyContext(token, event.requestContext.requestId);
  const claims = await verifyAccessToken(token);
  if (!claims) return {};
  log.debug('verified', { sub: claims.sub });
  if (claims.pool === 'portal') return portalContext(claims, event.requestContext.requestId);
  const session = sessionRef(claims.sub, claims.authTime);
  const [over, member] = await Promise.all([
    hasEnded(session),
    claims.tenantId ? membership(claims) : claims.role === PLATFORM_ROLE ? administration(claims) : {},
  ]);
  if (over) return {};
  const account = { sub: claims.sub, email: claims.email, name: claims.name };
  return { ...account, session: session.id, ...member };
}

async function consoleContext(token: string): Promise<AuthorizerContext> {
  // Loaded where it is needed: the API itself must not wait for it.
  const { verifyConsoleToken } = await import('../../shared/identity/console-token.ts');
  const claims = await verifyConsoleToken(token);
  const status = claims && (await lookUp('TENANT', claims.tenantId))?.status;
  if (!claims || status === undefined) return {};
  const account = { sub: consoleActorId(claims.sub), email: claims.email, name: claims.email };
  if (status !== 'active') return { ...account, refusal: 'organization_suspended' };
  const grants = writeGrants(consoleGrants(claims.role));
  return { ...account, tenant_id: claims.tenantId, role: claims.role, grants };
}

/** Of the customer portal: whose token it is never depends on the route, what it opens does (`serve`). */
async function portalContext(claims: AccessClaims, requestId: string): Promise<AuthorizerContext> {
  // Loaded by the first of them: members, the common case, do without.
  const { portalStanding } = await import('../../shared/portal/standing.ts');
  return portalStanding(claims, requestId);
}

/** What the token says of administering the platform is taken only while the directory says the same. */
async function administration({ sub, authTime }: AccessClaims): Promise<AuthorizerContext> {
  const standing = await platformStanding(sub, authTime * 1000);
  if (!standing) return {};
  const { grants, refusal } = standing;
  return { role: PLATFORM_ROLE, grants: writeGrants(grants), ...(refusal && { refusal }) };
}

/** What the token says of the organization is taken only while the directory says the same. */
async function membership({ sub, tenantId }: AccessClaims): Promise<AuthorizerContext> {
  const standing = await standingOf(sub, tenantId);
  const { refusal } = standing;
  if (refusal) log.info('membership refused', { sub, reason: refusal });
  if (!('role' in standing)) return { refusal: standing.refusal };
  return {
    tenant_id: tenantId,
    role: standing.role,
    grants: writeGrants(standing.grants),
    ...(standing.demo && { demo: standing.demo }),
    ...(refusal && { refusal }),
  };
}
