import { createHash, createHmac, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's N. Passwords of this machine alone, in a file of its user's own: those that matter are Cognito's to keep. */
const COST = 4_096;
/** Of hashes that do not say theirs. */
const FORMER_COST = 16_384;
const KEY_BYTES = 32;

function derive(password: string, salt: Buffer, N = COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, r: 8, p: 1 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** `scrypt$<salt>$<key>$<N>`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}$${COST}`;
}

/**
 * Whether the password made this hash. Without a hash it costs the same time and fails, so that
 * the time of an answer does not tell whether a user exists.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const none = `scrypt$AAAAAAAAAAAAAAAAAAAAAA$$${COST}`;
  const [, salt = '', key = '', cost = FORMER_COST] = (hash ?? none).split('$');
  const derived = await derive(password, Buffer.from(salt, 'base64url'), Number(cost));
  const expected = Buffer.from(key, 'base64url');
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}

/** Compares two secrets in constant time, their length included. */
export function same(left: string, right: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(left).digest(),
    createHash('sha256').update(right).digest(),
  );
}

/** A secret of 256 random bits in base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Under what a random token is stored: who reads the database cannot use it. */
export function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** HMAC-SHA256 in base64url. */
export function authenticate(secret: string, value: string): string {
  return createHmac('sha256', secret).update(value).digest('base64url');
}

/** The six digits of a confirmation code. */
export function confirmationCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** The S256 code challenge of a verifier (RFC 7636, 4.2). */
export function codeChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** A stable identifier of `length` characters of `alphabet`, derived from what names the thing. */
export function stableId(alphabet: string, length: number, ...identity: readonly string[]): string {
  const bytes = createHash('sha512').update(JSON.stringify(identity)).digest();
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}
