/** One pool of sockets for all clients of one container, whatever tenant they serve. */
import { NodeHttpHandler } from '@smithy/node-http-handler';

let handler: NodeHttpHandler | undefined;

export function sharedRequestHandler(): NodeHttpHandler {
  handler ??= new NodeHttpHandler({ connectionTimeout: 2_000, requestTimeout: 10_000 });
  return handler;
}
