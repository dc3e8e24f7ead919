import type { DatabaseSync } from 'node:sqlite';
import type { Mailbox } from '../mail/index.ts';
import type { Invoke } from '../types.ts';
import { Accounts } from './accounts.ts';
import { Codes } from './codes.ts';
import { dropExpired, keptSecret, openDatabase } from './database.ts';
import { Grants } from './grants.ts';
import { Keys } from './keys.ts';
import { Messages } from './messages.ts';
import { Passwords } from './passwords.ts';
import { Registry } from './registry.ts';
import { SignIn } from './sign-in.ts';
import { Tokens } from './tokens.ts';
import { Triggers } from './triggers.ts';
import { Users } from './users.ts';

export interface CognitoOptions {
  /** Where the state is kept. */
  readonly dir: string;
  readonly account: string;
  readonly region: string;
  /** Where browsers reach the hosted pages, without a slash at the end: `http://127.0.0.1:4001`. */
  readonly baseUrl: () => string;
  readonly mailbox: Mailbox;
  readonly invoke: Invoke;
  /**
   * Base URL of whatever plays the identity provider of this name (`Google`) and issuer
   * (`https://accounts.google.com`); its discovery document is at
   * `<url>/.well-known/openid-configuration`. `undefined`: the provider's real issuer.
   */
  readonly providerUrl: (name: string, issuer: string) => string | undefined;
}

/** Everything that the API and the hosted pages are made of. */
export interface Parts extends CognitoOptions {
  readonly database: DatabaseSync;
  /** Signs what the hosted pages hand to browsers. */
  readonly pageSecret: string;
  readonly registry: Registry;
  readonly keys: Keys;
  readonly users: Users;
  readonly passwords: Passwords;
  readonly codes: Codes;
  readonly grants: Grants;
  readonly triggers: Triggers;
  readonly messages: Messages;
  readonly tokens: Tokens;
  readonly accounts: Accounts;
  readonly signIn: SignIn;
}

/** Opens the state and puts the parts together. */
export function openParts(options: CognitoOptions): Parts {
  const database = openDatabase(options.dir);
  dropExpired(database);
  const users = new Users(database);
  const keys = new Keys(database);
  const grants = new Grants(database);
  const codes = new Codes(database);
  const passwords = new Passwords(database, users);
  const triggers = new Triggers(options.invoke, options.region);
  const messages = new Messages(options.mailbox, triggers);
  return {
    ...options,
    database,
    pageSecret: keptSecret(database, 'page-secret'),
    registry: new Registry(database, options),
    keys,
    users,
    passwords,
    codes,
    grants,
    triggers,
    messages,
    tokens: new Tokens({ keys, grants, triggers, users }),
    accounts: new Accounts({ users, passwords, codes, messages, triggers }),
    signIn: new SignIn(database, { users, passwords, triggers }),
  };
}
