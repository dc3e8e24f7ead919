/** A socket to the server that the app came from. */
import { call } from './client.ts';

/**
 * A ticket for one, good once and for a minute.
 * @throws ApiError
 */
export const socketTicket = async (): Promise<string> => (await call('POST /api/v1/ws/ticket')).ticket;

export function openSocket(ticket: string): WebSocket {
  const address = new URL('/ws/notifications', window.location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  address.searchParams.set('ticket', ticket);
  return new WebSocket(address);
}
