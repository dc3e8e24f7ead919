import { randomUUID } from 'node:crypto';
import { AwsError } from '../types.ts';
import { assertComplete, assertKnown, assertWritable, isEmail, mergeAttributes } from './attributes.ts';
import type { Client } from './client.ts';
import { type Codes, expiredCode, wrongCode } from './codes.ts';
import { invalid, type Json } from './input.ts';
import { type Delivery, deliveryTo, type Messages } from './messages.ts';
import type { Passwords } from './passwords.ts';
import type { Pool } from './pool.ts';
import { eventAttributes, type Triggers } from './triggers.ts';
import { type User, type Users, usernameExists } from './users.ts';

export interface SignUp {
  readonly username: string;
  readonly password: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly validationData?: Readonly<Record<string, string>> | undefined;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface AccountParts {
  readonly users: Users;
  readonly passwords: Passwords;
  readonly codes: Codes;
  readonly messages: Messages;
  readonly triggers: Triggers;
}

type Metadata = Readonly<Record<string, string>> | undefined;

function metadata(clientMetadata: Metadata): Json {
  return clientMetadata === undefined ? {} : { clientMetadata };
}

/** What people do with their own accounts, by the API and by the hosted pages alike. */
export class Accounts {
  readonly #parts: AccountParts;

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  /**
   * Registers a user and mails the confirmation code, unless the PreSignUp trigger confirmed the user.
   * @throws UsernameExistsException
   * @throws InvalidPasswordException
   * @throws InvalidParameterException
   */
  async signUp(
    pool: Pool,
    client: Client,
    given: SignUp,
  ): Promise<{ readonly user: User; readonly delivery: Delivery | undefined }> {
    const { users, passwords, triggers } = this.#parts;
    if (pool.adminCreatesOnly)
      throw new AwsError('NotAuthorizedException', 'SignUp is not permitted for this user pool');
    if (pool.emailIsUsername && !isEmail(given.username)) throw invalid('Username should be an email.');
    const attributes = mergeAttributes(
      pool.emailIsUsername ? { email: given.username } : {},
      given.attributes,
    );
    assertWritable(client, given.attributes);
    assertKnown(pool, attributes);
    assertComplete(pool, attributes);
    const hash = await passwords.admit(pool, given.password);
    if (users.find(pool, given.username) !== undefined) throw usernameExists(pool);
    const sub = randomUUID();
    const username = pool.emailIsUsername ? sub : given.username;
    const response = await triggers.run(pool, 'PreSignUp', {
      source: 'PreSignUp_SignUp',
      userName: username,
      clientId: client.id,
      request: {
        userAttributes: attributes,
        validationData: given.validationData ?? null,
        ...metadata(given.clientMetadata),
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    });
    const verified = response?.autoVerifyEmail === true && attributes.email !== undefined;
    const confirmed = response?.autoConfirmUser === true;
    const user = users.create(pool, {
      username,
      sub,
      attributes: {
        ...attributes,
        ...(attributes.email === undefined ? {} : { email_verified: String(verified) }),
      },
      status: confirmed ? 'CONFIRMED' : 'UNCONFIRMED',
      password: hash,
    });
    if (confirmed) {
      await this.#confirmed(pool, client, user, 'PostConfirmation_ConfirmSignUp', given.clientMetadata);
      return { user, delivery: undefined };
    }
    if (!pool.verifiesEmail) return { user, delivery: undefined };
    return {
      user,
      delivery: await this.#mailCode(pool, client, user, 'CustomMessage_SignUp', given.clientMetadata),
    };
  }

  /**
   * Confirms a sign-up by its mailed code, which also verifies the address.
   * @throws CodeMismatchException
   * @throws ExpiredCodeException
   * @throws NotAuthorizedException when the user is confirmed already
   */
  async confirmSignUp(
    pool: Pool,
    client: Client,
    name: string,
    code: string,
    clientMetadata?: Metadata,
  ): Promise<User> {
    const { users, codes } = this.#parts;
    const user = users.find(pool, name);
    if (user === undefined) throw client.hidesUserExistence ? expiredCode() : unknownUser();
    if (user.status !== 'UNCONFIRMED') {
      throw new AwsError(
        'NotAuthorizedException',
        `User cannot be confirmed. Current status is ${user.status}`,
      );
    }
    codes.check(user, 'sign-up', code);
    const confirmed = users.update(pool, user.key, ({ attributes }) => ({
      status: 'CONFIRMED',
      attributes: { ...attributes, email_verified: 'true' },
    }));
    codes.use(user, 'sign-up', code);
    await this.#confirmed(pool, client, confirmed, 'PostConfirmation_ConfirmSignUp', clientMetadata);
    return confirmed;
  }

  /** Mails another code. An unknown user gets a made-up delivery where the client hides who exists. */
  async resendCode(pool: Pool, client: Client, name: string, clientMetadata?: Metadata): Promise<Delivery> {
    const user = this.#parts.users.find(pool, name);
    if (user === undefined) {
      if (client.hidesUserExistence) return deliveryTo(isEmail(name) ? name : `${name}@hidden`);
      throw unknownUser();
    }
    if (user.status !== 'UNCONFIRMED') throw invalid('User is already confirmed.');
    const delivery = await this.#mailCode(pool, client, user, 'CustomMessage_ResendCode', clientMetadata);
    if (delivery === undefined) throw invalid('Auto verification not turned on.');
    return delivery;
  }

  /** Mails a code for a new password to the user's verified address. */
  async forgotPassword(
    pool: Pool,
    client: Client,
    name: string,
    clientMetadata?: Metadata,
  ): Promise<Delivery> {
    const user = this.#parts.users.find(pool, name);
    const simulated = deliveryTo(isEmail(name) ? name : `${name}@hidden`);
    if (user === undefined) {
      if (client.hidesUserExistence) return simulated;
      throw unknownUser();
    }
    if (!pool.recoversByEmail) {
      throw new AwsError('NotAuthorizedException', 'Contact administrator to reset password.');
    }
    if (!user.enabled) {
      if (client.hidesUserExistence) return simulated;
      throw new AwsError('NotAuthorizedException', 'User is disabled.');
    }
    if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER') {
      if (client.hidesUserExistence) return simulated;
      throw new AwsError('NotAuthorizedException', 'User password cannot be reset in the current state.');
    }
    if (user.attributes.email_verified !== 'true') {
      throw invalid(
        'Cannot reset password for the user as there is no registered/verified email or phone_number',
      );
    }
    const delivery = await this.#mailCode(pool, client, user, 'CustomMessage_ForgotPassword', clientMetadata);
    return delivery ?? simulated;
  }

  /**
   * Sets a new password by the mailed code.
   * @throws CodeMismatchException
   * @throws ExpiredCodeException
   * @throws InvalidPasswordException without using the code up
   */
  async confirmForgotPassword(
    pool: Pool,
    client: Client,
    given: {
      readonly name: string;
      readonly code: string;
      readonly password: string;
      readonly clientMetadata?: Metadata;
    },
  ): Promise<User> {
    const { name, code, password, clientMetadata } = given;
    const { users, codes, passwords } = this.#parts;
    const user = users.find(pool, name);
    if (user === undefined) throw client.hidesUserExistence ? wrongCode() : unknownUser();
    codes.check(user, 'password', code);
    const hash = await passwords.admit(pool, password, user);
    codes.use(user, 'password', code);
    const changed = passwords.set(pool, user, hash, 'CONFIRMED');
    await this.#confirmed(pool, client, changed, 'PostConfirmation_ConfirmForgotPassword', clientMetadata);
    return changed;
  }

  async #mailCode(
    pool: Pool,
    client: Client,
    user: User,
    source: 'CustomMessage_SignUp' | 'CustomMessage_ResendCode' | 'CustomMessage_ForgotPassword',
    clientMetadata: Metadata,
  ): Promise<Delivery | undefined> {
    const purpose = source === 'CustomMessage_ForgotPassword' ? 'password' : 'sign-up';
    const code = this.#parts.codes.issue(user, purpose);
    return this.#parts.messages.send(pool, user, { source, clientId: client.id, code, clientMetadata });
  }

  async #confirmed(
    pool: Pool,
    client: Client,
    user: User,
    source: 'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword',
    clientMetadata: Metadata,
  ): Promise<void> {
    await this.#parts.triggers.run(pool, 'PostConfirmation', {
      source,
      userName: user.username,
      clientId: client.id,
      request: { userAttributes: eventAttributes(user), ...metadata(clientMetadata) },
      response: {},
    });
  }
}

function unknownUser(): AwsError {
  return new AwsError('UserNotFoundException', 'Username/client id combination not found.');
}
