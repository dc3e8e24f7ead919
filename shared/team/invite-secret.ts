/**
 * What opens an invitation: a token of 256 bits that only the mail carries, and a code of 50 bits to be told or shown
 * (TEAM-04, TEAM-05, K17). Only hashes are kept.
 */
import { randomBytes } from 'node:crypto';
import { sha256 } from '../kernel/hash.ts';

/** Crockford's base 32: no letter that reads as a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;

/** How an invitation to the team is opened. */
export type SecretKind = 'token' | 'code';

export const newToken = () => randomBytes(32).toString('base64url');

/** Each sign is five bits of a random byte, so none is likelier than another. */
export const newCode = () =>
  Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET.charAt(byte & 31)).join('');

/** As people read it out: `7H3KQ-M2PXW`. */
export const showCode = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`;

/** A code as somebody typed it. @returns undefined for what cannot be one */
export function readCode(text: string): string | undefined {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((sign) => ALPHABET.includes(sign)) ? code : undefined;
}

/** The name of the directory's entry. A code never passes for a token, nor a link to the customer portal for either. */
export const secretHash = (kind: SecretKind | 'portal', secret: string) => sha256(`${kind}:${secret}`);
