/**
 * The socket by which the app is told what others change (NOT-08): opened by a one-use ticket, again after it broke, and
 * closed while nobody looks. Where there is none, what is on the screen is asked for every half minute (K29).
 */
import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/errors.ts';
import { openSocket, socketTicket } from '../api/socket.ts';
import { bringUpToDate, type Change, isAffected, isMoving, isShared } from './affected.ts';
import { setTold } from './pace.ts';

/** Changes come in crowds: they are looked at together, and no more often than this. */
const TOGETHER_MS = 250;
const BETWEEN_MS = 1_000;
/** The longest wait for changes of one's own. */
const MUTATION_MS = 2_000;
const POLL_MS = 30_000;
/** API Gateway and CloudFront close what is silent for ten minutes. */
const SIGN_OF_LIFE_MS = 4 * 60_000;
/** A tab that is looked at again within this has missed nothing. */
const HIDDEN_MS = 60_000;
const LONGEST_WAIT_MS = 60_000;

/** Full jitter: those who lost their socket together do not come back together. */
export const waitAfter = (failures: number, random = Math.random): number =>
  Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** failures) * random();

/** Signed out, not allowed, or a server that knows no tickets: asking again would change nothing. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;

/** @returns ends it */
export function startLive(queryClient: QueryClient): () => void {
  const live = new Live(queryClient);
  document.addEventListener('visibilitychange', live.onVisibility);
  window.addEventListener('online', live.onOnline);
  void live.open();
  return () => {
    document.removeEventListener('visibilitychange', live.onVisibility);
    window.removeEventListener('online', live.onOnline);
    live.end();
  };
}

class Live {
  readonly #queryClient: QueryClient;
  #socket: WebSocket | undefined;
  #opening = false;
  #ended = false;
  #failures = 0;
  /** It was open before: something may have been missed since. */
  #missed = false;
  #retry: number | undefined;
  #hide: number | undefined;
  #flush: number | undefined;
  #flushed = 0;
  #changes: Change[] = [];
  #heardAt = 0;
  readonly #poll: number;
  readonly #life: number;

  constructor(queryClient: QueryClient) {
    this.#queryClient = queryClient;
    this.#poll = window.setInterval(() => {
      if (!this.#isOpen && !document.hidden) bringUpToDate(queryClient, isShared);
    }, POLL_MS);
    this.#life = window.setInterval(() => {
      if (this.#isOpen) this.#socket?.send('{}');
    }, SIGN_OF_LIFE_MS);
  }

  get #isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  async open(): Promise<void> {
    if (this.#ended || this.#opening || this.#socket || document.hidden) return;
    this.#opening = true;
    window.clearTimeout(this.#retry);
    try {
      const ticket = await socketTicket();
      // A tab that was left meanwhile opens one when it is looked at again.
      if (!this.#ended && !document.hidden) this.#connect(ticket);
    } catch (error) {
      if (!isFinal(error)) this.#again();
    } finally {
      this.#opening = false;
    }
  }

  #connect(ticket: string): void {
    const socket = openSocket(ticket);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#failures = 0;
      // What moves has been asked for at its own pace until now; whatever else was missed, only since the last socket.
      const wanted = this.#missed ? isShared : isMoving;
      bringUpToDate(this.#queryClient, wanted);
      setTold(true);
      this.#missed = true;
    });
    socket.addEventListener('message', ({ data }) => this.#hear(String(data)));
    socket.addEventListener('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      setTold(false);
      this.#again();
    });
  }

  #again(): void {
    if (this.#ended || document.hidden) return;
    window.clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => void this.open(), waitAfter(this.#failures));
    this.#failures += 1;
  }

  #hear(frame: string): void {
    const { type, changes } = JSON.parse(frame) as { type?: string; changes?: readonly Change[] };
    if (type !== 'changes' || !changes) return;
    if (this.#changes.length === 0) this.#heardAt = Date.now();
    this.#changes.push(...changes);
    const wait = Math.max(TOGETHER_MS, this.#flushed + BETWEEN_MS - Date.now());
    this.#flush ??= window.setTimeout(() => this.#tell(), wait);
  }

  #tell(): void {
    this.#flush = undefined;
    // One's own change is on its way: its answer may say what this would ask for. Uploads take longer.
    if (this.#queryClient.isMutating() > 0 && Date.now() - this.#heardAt < MUTATION_MS) {
      this.#flush = window.setTimeout(() => this.#tell(), TOGETHER_MS);
      return;
    }
    const changes = this.#changes.splice(0);
    this.#flushed = Date.now();
    bringUpToDate(this.#queryClient, (query) => isAffected(query, changes));
  }

  readonly onOnline = (): void => {
    this.#failures = 0;
    void this.open();
  };

  readonly onVisibility = (): void => {
    window.clearTimeout(this.#hide);
    if (document.hidden) this.#hide = window.setTimeout(() => this.#hangUp(), HIDDEN_MS);
    else void this.open();
  };

  #hangUp(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    setTold(false);
    window.clearTimeout(this.#retry);
    socket?.close();
  }

  end(): void {
    this.#ended = true;
    for (const timer of [this.#poll, this.#life]) window.clearInterval(timer);
    for (const timer of [this.#flush, this.#hide]) window.clearTimeout(timer);
    this.#hangUp();
  }
}
