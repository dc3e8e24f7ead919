/** Forgets a socket that closed. Not every one is told of: those are found when they are written to, or expire. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { defineSocketRoute } from '../../shared/kernel/define.ts';
import { guard } from '../../shared/kernel/guard.ts';
import { dropConnection } from '../../shared/live/connections.ts';

export const socket = defineSocketRoute({
  route: '$disconnect',
  summary: 'Forgets a socket that closed',
  uses: { tenant: ['connect'], ledger: ['SOCKET'] },
});

export const handler = guard(async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const { connectionId = '', requestId } = event.requestContext;
  await dropConnection(connectionId, requestId);
  return { statusCode: 200, body: '' };
});
