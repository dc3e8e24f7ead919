/**
 * Accounts that nobody has: of demonstrations and of developers. Their addresses end in `.invalid`, which no mail can be
 * sent to (RFC 2606), and stay unverified, so that Cognito sends nothing to them either. Only such accounts can be made,
 * entered without their password or deleted here: the check stands before each call.
 */
import { randomBytes } from 'node:crypto';
import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Identity } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { accountsClient, closeAccount, pool, type SessionTokens, setPassword, signIn } from './accounts.ts';

const MADE_UP = /^[a-z0-9-]+@(demo|dev)\.invalid$/;

export const isMadeUp = (email: string) => MADE_UP.test(email);

export const madeUpEmail = (what: string, domain: 'demo' | 'dev') =>
  `${what}-${newId().toLowerCase()}@${domain}.invalid`;

function assertMadeUp(email: string): void {
  if (!isMadeUp(email)) throw new Error('This is the address of a person.');
}

/** Meets the pool's policy, whatever was drawn. */
const newPassword = () => `Aa1-${randomBytes(24).toString('base64url')}`;

export interface MadeUpAccount {
  readonly identity: Identity;
  /** The first password: {@link enterFirst} replaces it by one that is forgotten at once. */
  readonly password: string;
}

export async function openMadeUp(email: string, name: string): Promise<MadeUpAccount> {
  assertMadeUp(email);
  const password = newPassword();
  const { User } = await accountsClient().send(
    new AdminCreateUserCommand({
      ...pool(),
      Username: email,
      TemporaryPassword: password,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'name', Value: name },
      ],
    }),
  );
  const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
  if (!sub) throw new Error('Cognito answered without an account.');
  const identity = { sub, email, name, tenantId: undefined, role: undefined, grants: new Map() };
  return { identity, password };
}

/** Signs in for the first time; its tokens name the organization that the account has by then. */
export const enterFirst = ({ identity, password }: MadeUpAccount): Promise<SessionTokens> =>
  signIn({ email: identity.email, password }, newPassword());

/** Signs in as a made-up account, with a new password that is forgotten at once. */
export async function enter(email: string): Promise<SessionTokens> {
  assertMadeUp(email);
  const password = newPassword();
  await setPassword(email, password);
  return signIn({ email, password });
}

/** One that is gone already is no matter. */
export async function closeMadeUp(email: string): Promise<void> {
  assertMadeUp(email);
  await closeAccount(email);
}
