import { randomInt, randomUUID } from 'node:crypto';
import { AwsError } from '../../types.ts';
import {
  assertComplete,
  assertKnown,
  isEmail,
  mergeAttributes,
  readAttributes,
  writeAttributes,
} from '../attributes.ts';
import { flag, invalid, type Json, list, record, required, strings, text } from '../input.ts';
import type { Parts } from '../parts.ts';
import type { PasswordPolicy, Pool } from '../pool.ts';
import { NO_CLIENT } from '../triggers.ts';
import { attributesOf, type User, usernameExists } from '../users.ts';
import { metadataOf } from './authentication.ts';
import { type Operation, oneOf, timestamp } from './operation.ts';

function poolOf(input: Json, parts: Parts): Pool {
  return parts.registry.pool(required(input, 'UserPoolId'));
}

function target(input: Json, parts: Parts): { readonly pool: Pool; readonly user: User } {
  const pool = poolOf(input, parts);
  return { pool, user: parts.users.get(pool, required(input, 'Username')) };
}

/** A user as ListUsers and AdminCreateUser give it. */
export function userType(user: User): Json {
  return {
    Username: user.username,
    Attributes: writeAttributes(attributesOf(user)),
    UserCreateDate: timestamp(user.created),
    UserLastModifiedDate: timestamp(user.modified),
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

/** A random password that meets any policy of this length. */
function temporaryPassword(policy: PasswordPolicy): string {
  const kinds = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!#%*+-=?@'];
  const draw = (alphabet: string): string => alphabet.charAt(randomInt(alphabet.length));
  const rest = Array.from({ length: Math.max(12, policy.minimumLength) - kinds.length }, () =>
    draw(kinds.join('')),
  );
  const characters = [...kinds.map(draw), ...rest];
  for (let index = characters.length - 1; index > 0; index--) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other] ?? '', characters[index] ?? ''];
  }
  return characters.join('');
}

async function invite(parts: Parts, pool: Pool, user: User, password: string, input: Json): Promise<void> {
  const media = strings(input.DesiredDeliveryMediums);
  if (input.MessageAction === 'SUPPRESS' || (media.length > 0 && !media.includes('EMAIL'))) return;
  await parts.messages.send(pool, user, {
    source: 'CustomMessage_AdminCreateUser',
    clientId: NO_CLIENT,
    code: password,
    clientMetadata: metadataOf(input),
  });
}

async function adminCreateUser(input: Json, parts: Parts): Promise<Json> {
  const pool = poolOf(input, parts);
  const name = required(input, 'Username');
  const action = oneOf(input, 'MessageAction', ['RESEND', 'SUPPRESS']);
  const password = text(input.TemporaryPassword) ?? temporaryPassword(pool.policy);
  if (action === 'RESEND') {
    const known = parts.users.get(pool, name);
    if (known.status !== 'FORCE_CHANGE_PASSWORD') {
      throw new AwsError(
        'UnsupportedUserStateException',
        `Resend not possible. ${known.username} status is ${known.status}`,
      );
    }
    const user = parts.passwords.set(
      pool,
      known,
      await parts.passwords.admit(pool, password),
      'FORCE_CHANGE_PASSWORD',
    );
    await invite(parts, pool, user, password, input);
    return { User: userType(user) };
  }
  if (pool.emailIsUsername && !isEmail(name)) throw invalid('Username should be an email.');
  const attributes = mergeAttributes(
    pool.emailIsUsername ? { email: name } : {},
    readAttributes(input.UserAttributes),
  );
  assertKnown(pool, attributes);
  assertComplete(pool, attributes);
  const hash = await parts.passwords.admit(pool, password);
  if (parts.users.find(pool, name) !== undefined) throw usernameExists(pool);
  const sub = randomUUID();
  const username = pool.emailIsUsername ? sub : name;
  const clientMetadata = metadataOf(input);
  await parts.triggers.run(pool, 'PreSignUp', {
    source: 'PreSignUp_AdminCreateUser',
    userName: username,
    clientId: NO_CLIENT,
    request: {
      userAttributes: attributes,
      validationData: input.ValidationData === undefined ? null : readAttributes(input.ValidationData),
      ...(clientMetadata === undefined ? {} : { clientMetadata }),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  const user = parts.users.create(pool, {
    username,
    sub,
    attributes,
    status: 'FORCE_CHANGE_PASSWORD',
    password: hash,
  });
  await invite(parts, pool, user, password, input);
  return { User: userType(user) };
}

async function adminSetUserPassword(input: Json, parts: Parts): Promise<Json> {
  const { pool, user } = target(input, parts);
  if (user.status === 'EXTERNAL_PROVIDER') throw invalid('A federated user has no password here.');
  const hash = await parts.passwords.admit(pool, required(input, 'Password'), user);
  parts.passwords.set(pool, user, hash, flag(input.Permanent, false) ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD');
  return {};
}

function adminUpdateUserAttributes(input: Json, parts: Parts): Json {
  const { pool, user } = target(input, parts);
  const changes = readAttributes(input.UserAttributes);
  assertKnown(pool, changes);
  const fixed = Object.keys(changes).find((name) => pool.schema.get(name)?.mutable === false);
  if (fixed !== undefined) throw invalid(`user.${fixed}: Attribute cannot be updated.`);
  parts.users.update(pool, user.key, ({ attributes }) => {
    // A new address is an unverified one, unless the administrator says otherwise.
    const moved = changes.email !== undefined && changes.email !== attributes.email;
    const merged = mergeAttributes(attributes, { ...(moved ? { email_verified: 'false' } : {}), ...changes });
    assertComplete(pool, merged);
    return { attributes: merged };
  });
  return {};
}

function setEnabled(input: Json, parts: Parts, enabled: boolean): Json {
  const { pool, user } = target(input, parts);
  parts.users.update(pool, user.key, () => ({ enabled }));
  if (!enabled) parts.grants.revokeAll(user);
  return {};
}

function adminLinkProviderForUser(input: Json, parts: Parts): Json {
  const pool = poolOf(input, parts);
  const destination = record(input.DestinationUser);
  const source = record(input.SourceUser);
  if (destination.ProviderName !== 'Cognito')
    throw invalid('DestinationUser must be a user of the pool (ProviderName Cognito)');
  if (source.ProviderAttributeName !== 'Cognito_Subject') {
    throw invalid('SourceUser must be named by its subject (ProviderAttributeName Cognito_Subject)');
  }
  const provider = parts.registry.findProvider(pool.id, required(source, 'ProviderName'));
  if (provider === undefined)
    throw invalid(`Identity provider ${String(source.ProviderName)} does not exist.`);
  const subject = required(source, 'ProviderAttributeValue');
  const user = parts.users.get(pool, required(destination, 'ProviderAttributeValue'));
  if (parts.users.find(pool, `${provider.name}_${subject}`) !== undefined) {
    throw invalid('Merging is not currently supported, provide a SourceUser that does not exist.');
  }
  if (parts.users.linked(pool, provider.name, subject) !== undefined)
    throw invalid('SourceUser is already linked to DestinationUser');
  parts.users.link(pool, user, provider, subject);
  return {};
}

const WHO = ['UserPoolId', 'Username'];

/** Operations of administrators on users, which IAM allows on the pool. */
export const ADMINISTRATION: Readonly<Record<string, Operation>> = {
  AdminGetUser: {
    authorized: true,
    accepts: WHO,
    run: (input, parts) => {
      const { Attributes, ...user } = userType(target(input, parts).user);
      return { ...user, UserAttributes: list(Attributes) };
    },
  },
  AdminCreateUser: {
    authorized: true,
    accepts: [
      ...WHO,
      'UserAttributes',
      'ValidationData',
      'TemporaryPassword',
      'MessageAction',
      'DesiredDeliveryMediums',
      'ClientMetadata',
    ],
    run: adminCreateUser,
  },
  AdminSetUserPassword: {
    authorized: true,
    accepts: [...WHO, 'Password', 'Permanent'],
    run: adminSetUserPassword,
  },
  AdminUpdateUserAttributes: {
    authorized: true,
    accepts: [...WHO, 'UserAttributes', 'ClientMetadata'],
    run: adminUpdateUserAttributes,
  },
  AdminDisableUser: {
    authorized: true,
    accepts: WHO,
    run: (input, parts) => setEnabled(input, parts, false),
  },
  AdminEnableUser: { authorized: true, accepts: WHO, run: (input, parts) => setEnabled(input, parts, true) },
  AdminDeleteUser: {
    authorized: true,
    accepts: WHO,
    run: (input, parts) => {
      const { pool, user } = target(input, parts);
      parts.users.delete(pool, user);
      return {};
    },
  },
  AdminUserGlobalSignOut: {
    authorized: true,
    accepts: WHO,
    run: (input, parts) => {
      parts.grants.revokeAll(target(input, parts).user);
      return {};
    },
  },
  AdminLinkProviderForUser: {
    authorized: true,
    accepts: ['UserPoolId', 'DestinationUser', 'SourceUser'],
    run: adminLinkProviderForUser,
  },
};
