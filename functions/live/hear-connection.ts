/**
 * What comes from a browser: only signs that it is still there, which keep the socket from being closed for silence.
 * What they say is not looked at, and touches nothing.
 */
import type { APIGatewayProxyResult } from 'aws-lambda';
import { defineSocketRoute } from '../../shared/kernel/define.ts';

export const socket = defineSocketRoute({
  route: '$default',
  summary: 'Takes the signs of life of sockets',
  memory: 128,
  uses: {},
});

export const handler = async (): Promise<APIGatewayProxyResult> => ({ statusCode: 200, body: '' });
