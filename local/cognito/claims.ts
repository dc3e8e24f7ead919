import { type Json, record, strings } from './input.ts';
import { STANDARD_ATTRIBUTES } from './pool.ts';
import type { User } from './users.ts';

/** What a pre token generation trigger may change of one token. */
export interface TokenChanges {
  readonly set: Json;
  readonly suppress: readonly string[];
  readonly addScopes: readonly string[];
  readonly dropScopes: readonly string[];
}

export interface Overrides {
  readonly id: TokenChanges;
  readonly access: TokenChanges;
  /** `undefined`: the user's own groups. */
  readonly groups: readonly string[] | undefined;
}

function changesOf(value: unknown): TokenChanges {
  const given = record(value);
  return {
    set: record(given.claimsToAddOrOverride),
    suppress: strings(given.claimsToSuppress),
    addScopes: strings(given.scopesToAdd),
    dropScopes: strings(given.scopesToSuppress),
  };
}

/** Reads the response of the trigger: version 1 changes the id token only. */
export function readOverrides(response: Json | undefined, version: '1' | '2' | '3'): Overrides {
  const details = record(
    version === '1' ? response?.claimsOverrideDetails : response?.claimsAndScopeOverrideDetails,
  );
  const groupDetails = record(details.groupOverrideDetails);
  return {
    id: changesOf(version === '1' ? details : details.idTokenGeneration),
    access: changesOf(version === '1' ? {} : details.accessTokenGeneration),
    groups: groupDetails.groupsToOverride === undefined ? undefined : strings(groupDetails.groupsToOverride),
  };
}

// "Claims you can't add or override" of the pre token generation trigger's page.
const PROTECTED: ReadonlySet<string> = new Set([
  'acr',
  'amr',
  'at_hash',
  'auth_time',
  'azp',
  'exp',
  'iat',
  'iss',
  'jti',
  'nbf',
  'nonce',
  'origin_jti',
  'sub',
  'token_use',
  'aud',
  'identities',
  'cognito:username',
  'client_id',
  'device_key',
  'event_id',
  'scope',
  'username',
  'version',
]);

/** Applies a trigger's changes; what it may not touch stays. */
export function applyChanges(claims: Json, changes: TokenChanges): Json {
  const set = Object.entries(changes.set).filter(([name]) => !PROTECTED.has(name));
  const suppressed = new Set(changes.suppress.filter((name) => !PROTECTED.has(name)));
  const merged = { ...claims, ...Object.fromEntries(set) };
  return Object.fromEntries(
    Object.entries(merged).filter(([name, value]) => !suppressed.has(name) && value !== null),
  );
}

const EMAIL_CLAIMS = ['email', 'email_verified'];
const PHONE_CLAIMS = ['phone_number', 'phone_number_verified'];

/**
 * The user's attributes as claims: only what the client may read, and of that only what the scopes
 * name, where they name more than `openid` (Cognito guide, "Scopes, M2M, and resource servers").
 */
export function attributeClaims(
  user: User,
  scopes: readonly string[],
  readable: readonly string[] | undefined,
): Json {
  const narrowed = scopes.some((scope) => ['email', 'phone', 'profile'].includes(scope));
  const inScope = (name: string): boolean =>
    !narrowed ||
    scopes.includes('profile') ||
    (scopes.includes('email') && EMAIL_CLAIMS.includes(name)) ||
    (scopes.includes('phone') && PHONE_CLAIMS.includes(name));
  const mayRead = (name: string): boolean => (readable ?? STANDARD_ATTRIBUTES).includes(name);
  const claims: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(user.attributes)) {
    if (!inScope(name) || !mayRead(name)) continue;
    claims[name] = name.endsWith('_verified') ? value === 'true' : value;
  }
  if (user.identities.length > 0) {
    claims.identities = user.identities.map(({ primary, dateCreated, ...identity }) => ({
      ...identity,
      primary: String(primary),
      dateCreated: String(dateCreated),
    }));
  }
  return claims;
}
