import { AwsError } from '../../types.ts';
import { mergeAttributes, missingAttributes } from '../attributes.ts';
import type { Client } from '../client.ts';
import { invalid, type Json } from '../input.ts';
import type { Parts } from '../parts.ts';
import type { Pool } from '../pool.ts';
import type { Provider } from '../provider.ts';
import { eventAttributes } from '../triggers.ts';
import type { User } from '../users.ts';

/** The user attributes that the provider's mapping makes of its claims. */
export function mappedAttributes(provider: Provider, claims: Json): Readonly<Record<string, string>> {
  const entries = Object.entries(provider.mapping).flatMap(([attribute, claim]): [string, string][] => {
    const value = claims[claim];
    const plain = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
    return attribute === 'username' || !plain ? [] : [[attribute, String(value)]];
  });
  const mapped = Object.fromEntries(entries);
  // Without a mapping nobody vouches for the address.
  return mapped.email === undefined ? mapped : { email_verified: 'false', ...mapped };
}

/**
 * The user of an account at a provider: the one it is linked to, the one it made before, or a new
 * one named `<Provider>_<subject>`.
 * @throws UserLambdaValidationException when a trigger refuses
 */
export async function federatedUser(
  parts: Parts,
  { pool, client }: { readonly pool: Pool; readonly client: Client },
  provider: Provider,
  claims: Json & { readonly sub: string },
): Promise<User> {
  const username = `${provider.name}_${claims.sub}`;
  const mapped = mappedAttributes(provider, claims);
  const known = parts.users.linked(pool, provider.name, claims.sub) ?? parts.users.find(pool, username);
  if (known === undefined)
    return register(parts, pool, client, provider, { username, subject: claims.sub, mapped });
  if (!known.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  await parts.signIn.before(pool, client, known, username);
  const user = parts.users.update(pool, known.key, ({ attributes }) => ({
    attributes: mergeAttributes(attributes, mapped),
  }));
  await parts.signIn.after(pool, client, user);
  return user;
}

async function register(
  parts: Parts,
  pool: Pool,
  client: Client,
  provider: Provider,
  given: {
    readonly username: string;
    readonly subject: string;
    readonly mapped: Readonly<Record<string, string>>;
  },
): Promise<User> {
  const { username, subject, mapped } = given;
  const missing = missingAttributes(pool, mapped);
  if (missing.length > 0) throw invalid(`attributes required: [${missing.join(', ')}]`);
  const response = await parts.triggers.run(pool, 'PreSignUp', {
    source: 'PreSignUp_ExternalProvider',
    userName: username,
    clientId: client.id,
    request: {
      userAttributes: { 'cognito:email_alias': '', 'cognito:phone_number_alias': '', ...mapped },
      validationData: {},
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  if (parts.users.linked(pool, provider.name, subject) !== undefined) {
    // Cognito fails the sign-in in which the trigger linked the account; the next one goes through.
    throw invalid(`Already found an entry for username ${username}`);
  }
  const verified: Record<string, string> =
    response?.autoVerifyEmail === true && mapped.email !== undefined ? { email_verified: 'true' } : {};
  const user = parts.users.create(pool, {
    username,
    attributes: { ...mapped, ...verified },
    status: 'EXTERNAL_PROVIDER',
    identities: [
      {
        userId: subject,
        providerName: provider.name,
        providerType: provider.type,
        issuer: null,
        primary: true,
        dateCreated: Date.now(),
      },
    ],
  });
  await parts.triggers.run(pool, 'PostConfirmation', {
    source: 'PostConfirmation_ConfirmSignUp',
    userName: username,
    clientId: client.id,
    request: { userAttributes: eventAttributes(user) },
    response: {},
  });
  return user;
}
