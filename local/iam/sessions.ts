/** Role sessions and their credentials, in memory: they end with the process, as its callers do. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Principal } from '../types.ts';
import type { NamedPolicy } from './document.ts';

/** What a caller signs its requests with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** A role session: a principal, its credentials and what it was assumed with. */
export interface Session extends Principal, Credentials {
  /** `<role id>:<session name>`, the condition key `aws:userid`. */
  readonly userId: string;
  readonly issuedAt: Date;
  /** The role at the start of the chain that assumed this one: a function's own role. Absent for sessions of services. */
  readonly sourceRoleArn?: string;
  /** Keys of the session tags that the next role in a chain inherits. */
  readonly transitiveTagKeys: readonly string[];
  /** Session policies, when it was assumed with any. */
  readonly policies?: readonly NamedPolicy[];
}

const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export class Sessions {
  readonly #byKey = new Map<string, Session>();
  readonly #limit: number;
  readonly #now: () => number;

  /** @param limit sessions kept; expired ones give way first, then the oldest that a role assumed, then any. */
  constructor(now: () => number, limit: number) {
    this.#now = now;
    this.#limit = limit;
  }

  /** @param seconds lifetime */
  open(session: Omit<Session, keyof Credentials | 'issuedAt'>, seconds: number): Session {
    const now = this.#now();
    this.#clean(now);
    const opened: Session = {
      ...session,
      accessKeyId: `ASIA${Array.from({ length: 16 }, () => KEY_ALPHABET[randomInt(32)]).join('')}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(120).toString('base64'),
      issuedAt: new Date(now),
      expiration: new Date(now + seconds * 1000),
    };
    this.#byKey.set(opened.accessKeyId, opened);
    return opened;
  }

  /** `expired` for a session whose time is over, `undefined` for a key that was never given out (or long ago). */
  find(accessKeyId: string): Session | 'expired' | undefined {
    const session = this.#byKey.get(accessKeyId);
    return session && session.expiration.getTime() <= this.#now() ? 'expired' : session;
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** Makes room in one go for a tenth of the limit, so that a full registry is not searched on every call. */
  #clean(now: number): void {
    if (this.#byKey.size < this.#limit) return;
    const enough = Math.floor(this.#limit * 0.9);
    const drop = (which: (session: Session) => boolean) => {
      // Insertion order is age.
      for (const [key, session] of this.#byKey) {
        if (this.#byKey.size <= enough) return;
        if (which(session)) this.#byKey.delete(key);
      }
    };
    drop(({ expiration }) => expiration.getTime() <= now);
    drop(({ sourceRoleArn }) => sourceRoleArn !== undefined);
    drop(() => true);
  }
}
