/**
 * Plays Google reCAPTCHA by its interface: the widget's script and `POST api/siteverify` with `secret` and `response`.
 * What stands behind the checkbox is a proof of work instead of Google's judgement; tokens are good once, for two
 * minutes, as Google's are (https://developers.google.com/recaptcha/docs/verify).
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Reply } from '../types.ts';
import { WIDGET } from './widget.ts';

/** Leading zero bits of the answer's hash: some thousand attempts, a moment for a browser. */
const BITS = 12;
const CHALLENGE_MS = 5 * 60_000;
const TOKEN_MS = 2 * 60_000;
/** More are not kept: the oldest go first. */
const LIMIT = 10_000;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

const json = (status: number, data: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(data),
});

/** Issued values with their ends, in the order of issue. */
class Issued {
  readonly #ends = new Map<string, number>();

  issue(lifetimeMs: number): string {
    const value = randomBytes(32).toString('base64url');
    this.#ends.set(value, Date.now() + lifetimeMs);
    const [oldest] = this.#ends.keys();
    if (this.#ends.size > LIMIT && oldest !== undefined) this.#ends.delete(oldest);
    return value;
  }

  /** Takes a value out: it is good once. */
  take(value: string): 'good' | 'expired' | 'unknown' {
    const end = this.#ends.get(value);
    if (end === undefined) return 'unknown';
    this.#ends.delete(value);
    return Date.now() < end ? 'good' : 'expired';
  }
}

const zeroBits = (bytes: Buffer): number => {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? bytes.length * 8 : first * 8 + Math.clz32(bytes[first] ?? 0) - 24;
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(body.toString('utf8')) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

export class Recaptcha {
  readonly #secret: string;
  readonly #challenges = new Issued();
  readonly #tokens = new Issued();

  /** @param secret what callers of `siteverify` must know; without one nobody does */
  constructor(secret = randomBytes(32).toString('base64url')) {
    this.#secret = secret;
  }

  /** Serves a path below the stand-in's own: `/api.js`, `/challenge`, `/answer`, `/api/siteverify`. */
  http({ method, path, body }: Asked): Reply {
    const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' };
    if (method === 'GET' && path === '/api.js') return { status: 200, headers, body: WIDGET };
    if (method !== 'POST') return json(405, { message: 'Method Not Allowed' });
    if (path === '/challenge')
      return json(200, { challenge: this.#challenges.issue(CHALLENGE_MS), bits: BITS });
    if (path === '/answer') return this.#answer(parse(body));
    if (path === '/api/siteverify') return this.#verify(new URLSearchParams(body.toString('utf8')));
    return json(404, { message: 'Not Found' });
  }

  #answer({ challenge, nonce }: Readonly<Record<string, unknown>>): Reply {
    if (typeof challenge !== 'string' || typeof nonce !== 'string' || nonce.length > 20)
      return json(400, { message: 'challenge and nonce are needed' });
    if (this.#challenges.take(challenge) !== 'good') return json(400, { message: 'ask again' });
    if (zeroBits(digest(`${challenge}:${nonce}`)) < BITS) return json(400, { message: 'not enough work' });
    return json(200, { token: this.#tokens.issue(TOKEN_MS) });
  }

  #verify(form: URLSearchParams): Reply {
    const [secret, response] = [form.get('secret') ?? '', form.get('response') ?? ''];
    const refuse = (...codes: string[]): Reply => json(200, { success: false, 'error-codes': codes });
    if (secret === '') return refuse('missing-input-secret');
    if (!same(secret, this.#secret)) return refuse('invalid-input-secret');
    if (response === '') return refuse('missing-input-response');
    const state = this.#tokens.take(response);
    if (state === 'good')
      return json(200, { success: true, challenge_ts: new Date().toISOString(), hostname: 'localhost' });
    return refuse(state === 'expired' ? 'timeout-or-duplicate' : 'invalid-input-response');
  }
}
