/**
 * The API's one authorizer. It verifies and describes; it does not refuse: what it cannot verify reaches the route
 * without an identity, which answers 401 in the API's own error shape. HTTP APIs cannot shape a gateway's refusal.
 */
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { verifyAccessToken } from '../../shared/identity/access-token.ts';
import { defineAuthorizer } from '../../shared/kernel/define.ts';
import { log } from '../../shared/kernel/log.ts';
import { permissionsOf } from '../../shared/team/roles.ts';

export const authorizer = defineAuthorizer({
  summary: 'Verifies bearer credentials',
  memory: 512,
  timeout: 10,
  uses: {},
});

export async function handler(event: APIGatewayRequestAuthorizerEventV2) {
  const [scheme, token] = (event.headers?.authorization ?? '').split(' ');
  const anonymous = { isAuthorized: true, context: {} };
  if (scheme?.toLowerCase() !== 'bearer' || !token) return anonymous;
  const claims = await verifyAccessToken(token);
  if (!claims) return anonymous;
  log.debug('verified', { sub: claims.sub });
  return {
    isAuthorized: true,
    context: {
      sub: claims.sub,
      email: claims.email,
      name: claims.name,
      ...(claims.tenantId && {
        tenant_id: claims.tenantId,
        role: claims.role,
        permissions: permissionsOf(claims.role).join(' '),
      }),
    },
  };
}
