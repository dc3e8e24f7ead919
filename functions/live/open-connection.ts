/** Lets a socket in by its ticket. Without a good one the handshake is answered 403, and there is no socket. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { defineSocketRoute } from '../../shared/kernel/define.ts';
import { guard } from '../../shared/kernel/guard.ts';
import { log } from '../../shared/kernel/log.ts';
import { keepConnection } from '../../shared/live/connections.ts';
import { burnTicket } from '../../shared/live/ticket.ts';

export const socket = defineSocketRoute({
  route: '$connect',
  summary: 'Lets a socket in by its ticket',
  uses: { tenant: ['connect'], ledger: ['SOCKET'] },
});

export const handler = guard(async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const { connectionId = '', requestId } = event.requestContext;
  const holder = await burnTicket(event.queryStringParameters?.ticket ?? '');
  if (!holder) {
    log.info('socket refused');
    return { statusCode: 403, body: '' };
  }
  await keepConnection(holder, connectionId, requestId);
  log.info('socket opened', { tenant_id: holder.tenantId, actor: holder.account });
  return { statusCode: 200, body: '' };
});
