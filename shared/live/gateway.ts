/** API Gateway's side of open sockets: written to and closed with the function's own role, by ids of one organization. */
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { environment } from '../kernel/environment.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';

let client: ApiGatewayManagementApiClient | undefined;

const sockets = () => {
  client ??= new ApiGatewayManagementApiClient({
    endpoint: environment('SOCKETS_URL'),
    requestHandler: sharedRequestHandler(),
  });
  return client;
};

/** @returns false when the socket is gone */
export async function post(id: string, frame: string): Promise<boolean> {
  return unlessGone(sockets().send(new PostToConnectionCommand({ ConnectionId: id, Data: frame })));
}

/** Twice does no harm. */
export async function hangUp(id: string): Promise<void> {
  await unlessGone(sockets().send(new DeleteConnectionCommand({ ConnectionId: id })));
}

async function unlessGone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'GoneException') return false;
    throw error;
  }
}
