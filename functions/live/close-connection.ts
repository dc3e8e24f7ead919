/** Forgets a socket that closed. Not every one is told of: those are found when they are written to, or expire. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { defineSocketRoute } from '../../shared/kernel/define.ts';
import { log } from '../../shared/kernel/log.ts';
import { dropConnection } from '../../shared/live/connections.ts';

export const socket = defineSocketRoute({
  route: '$disconnect',
  summary: 'Forgets a socket that closed',
  uses: { tenant: ['connect'], ledger: ['SOCKET'] },
});

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { connectionId = '', requestId } = event.requestContext;
  log.resetKeys();
  log.appendKeys({ request_id: requestId });
  await dropConnection(connectionId, requestId);
  return { statusCode: 200, body: '' };
}
