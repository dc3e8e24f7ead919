/**
 * API keys as text: `gw_<stage>_<key id>_<secret><checksum>` (WS-03). The secret has 256 bits, so its plain SHA-256 is
 * as good as a slow hash. The checksum lets a mistyped or invented key be refused without asking anybody, and secret
 * scanners tell a key from text that looks like one; docs/api-keys.md has the pattern.
 */
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256 } from '../kernel/hash.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_BYTES = 32;
/** 62^43 > 2^256 and 62^6 > 2^32. */
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

const KEY = /^gw_(live|test)_([0-7][0-9A-HJKMNP-TV-Z]{25})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** Every key begins so; nothing else that the API takes as a credential does. */
export const looksLikeKey = (text: string) => text.startsWith('gw_');

/** Keys of one stage say nothing to another. */
const kindOf = (stage: string) => (stage === 'prod' ? 'live' : 'test');

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS[Number(rest % 62n)] + text;
  return text;
}

const checksum = (text: string) => base62(BigInt(crc32(text)), CHECKSUM_LENGTH);

/** A new key. The text is shown once and kept nowhere. */
export function makeKey(stage: string, id: string): string {
  const secret = base62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_LENGTH);
  const text = `gw_${kindOf(stage)}_${id}_${secret}`;
  return text + checksum(text);
}

/** @returns the key's id, or undefined for what cannot be a key of this stage */
export function readKey(stage: string, text: string): string | undefined {
  const parts = KEY.exec(text);
  if (!parts || parts[1] !== kindOf(stage)) return undefined;
  return checksum(text.slice(0, -CHECKSUM_LENGTH)) === parts[4] ? parts[2] : undefined;
}

/**
 * By what a key is found. A digest is looked up, never compared with one that was stored: how long that takes says
 * nothing about a secret that nobody can choose the digest of.
 */
export const hashOf = sha256;

/** What may be shown of a key afterwards: enough to tell it from the others. */
export const hintOf = (key: string) => `${key.slice(0, 12)}…${key.slice(-4)}`;
