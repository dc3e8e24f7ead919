import { createHash } from 'node:crypto';

/** A made-up account at an outside provider. */
export interface Person {
  readonly email: string;
  readonly name: string;
  readonly emailVerified: boolean;
}

/** Which provider is played. */
export type Kind = 'google' | 'microsoft';

function hash(kind: Kind, purpose: string, email: string): Buffer {
  return createHash('sha256').update(`${kind}|${purpose}|${email.toLowerCase()}`).digest();
}

function uuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The subject of an e-mail address: 21 digits at Google, 43 characters of base64url at Microsoft; always the same. */
export function subjectOf(kind: Kind, email: string): string {
  const bytes = hash(kind, 'sub', email);
  if (kind === 'microsoft') return bytes.toString('base64url');
  return `1${(bytes.readBigUInt64BE() % 10n ** 20n).toString().padStart(20, '0')}`;
}

// The tenant of personal Microsoft accounts, for issuers that name no tenant.
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** The tenant that a Microsoft issuer names. */
export function tenantOf(issuer: string): string {
  return /^https:\/\/login\.microsoftonline\.com\/([0-9a-f-]{36})\//.exec(issuer)?.[1] ?? PERSONAL_TENANT;
}

/** The claims of the provider's id token, as its documentation has them. */
export function claimsOf(
  kind: Kind,
  person: Person,
  issuer: string,
): Readonly<Record<string, unknown>> & { readonly sub: string } {
  const sub = subjectOf(kind, person.email);
  const [given = '', ...family] = person.name.split(' ');
  if (kind === 'google') {
    return {
      sub,
      email: person.email,
      email_verified: person.emailVerified,
      name: person.name,
      given_name: given,
      ...(family.length > 0 ? { family_name: family.join(' ') } : {}),
    };
  }
  // Microsoft says nothing about whether an address is verified.
  return {
    sub,
    email: person.email,
    name: person.name,
    preferred_username: person.email,
    oid: uuid(hash(kind, 'oid', person.email)),
    tid: tenantOf(issuer),
    ver: '2.0',
  };
}
