/** Sockets as a browser opens them, and what came through them. */
import { once } from 'node:events';
import type { Session } from '../../bin/client/session.ts';

export interface Change {
  readonly type: string;
  readonly entity: string;
  readonly id: string;
  readonly version: number;
  readonly at: string;
}

const TIMEOUT_MS = 10_000;

export class Live {
  readonly frames: string[] = [];
  readonly #socket: WebSocket;
  /** The code with which it was closed. */
  readonly closed: Promise<number>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.frames.push(String(data)));
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code));
    });
  }

  /** @returns undefined when the handshake was refused */
  static async open(appUrl: string, ticket: string): Promise<Live | undefined> {
    const address = new URL('/ws/notifications', appUrl.replace('http', 'ws'));
    address.searchParams.set('ticket', ticket);
    const socket = new WebSocket(address);
    const live = new Live(socket);
    const isOpen = await Promise.race([
      once(socket, 'open').then(() => true),
      live.closed.then(() => false),
      once(socket, 'error').then(() => false),
    ]);
    return isOpen ? live : undefined;
  }

  static async of(session: Session): Promise<Live> {
    const live = await Live.open(session.appUrl, await ticketOf(session));
    if (!live) throw new Error('The socket was refused.');
    return live;
  }

  get changes(): Change[] {
    return this.frames.flatMap((frame) => (JSON.parse(frame) as { changes: Change[] }).changes);
  }

  get ids(): Set<string> {
    return new Set(this.changes.map(({ id }) => id));
  }

  async until(isThere: (live: Live) => boolean): Promise<void> {
    const deadline = Date.now() + TIMEOUT_MS;
    while (!isThere(this)) {
      if (Date.now() > deadline) throw new Error(`Not told of it: ${this.frames.join('\n') || 'nothing'}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  close(): void {
    this.#socket.close();
  }
}

export const ticketOf = async (session: Session): Promise<string> =>
  (await session.expect('POST', '/api/v1/ws/ticket')).ticket;
