/** Who may open an account (K16, ID-28, ID-29): the stage's mode, for passwords and for Google and Microsoft alike. */
import * as z from 'zod';
import { lookUp, say } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { sha256 } from '../kernel/hash.ts';
import type { TransactItem } from '../kernel/records.ts';

const SignUp = z.object({ mode: z.enum(['open', 'invite', 'domain']), domains: z.array(z.string()) });

export const signUpMode = () => SignUp.parse(JSON.parse(environment('SIGN_UP')));

/** The directory's entry of an address with open invitations, `DIR#INVITED#…`. */
export const invitedName = (email: string) => sha256(email.trim().toLowerCase());

/** Each organization that invites the address has an attribute of its own there: until when, in seconds. */
export const invitedBy = (tenantId: string) => `by_${tenantId}`;

async function isInvited(email: string): Promise<boolean> {
  const entry = await lookUp('INVITED', invitedName(email));
  return Object.entries(entry ?? {}).some(
    ([name, until]) => name.startsWith(invitedBy('')) && Number(until) * 1000 > Date.now(),
  );
}

/** A transaction's part: the address may sign up until then, whatever other organizations think of it. */
export const letSignUp = (email: string, tenantId: string, until: number): TransactItem =>
  say('INVITED', invitedName(email), invitedBy(tenantId), until);

/** A transaction's part: as far as this organization goes, the address may sign up no more. */
export const letSignUpNoMore = (email: string, tenantId: string): TransactItem =>
  say('INVITED', invitedName(email), invitedBy(tenantId), undefined);

/**
 * @param verified whether somebody vouches for the address, or will before the account works
 * @returns the sentence that refuses; undefined for whom it is open
 */
export async function signUpRefusal(email: string, verified: boolean): Promise<string | undefined> {
  const { mode, domains } = signUpMode();
  if (mode === 'open') return undefined;
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  // An invitation and a domain are given to whoever holds the address: who does not prove that has neither.
  if (verified && domains.includes(domain)) return undefined;
  if (verified && (await isInvited(email))) return undefined;
  return mode === 'invite'
    ? 'Accounts are opened by invitation here. Ask an administrator of your organization for one.'
    : 'Accounts are for people of certain organizations here. Use your work address, or ask for an invitation.';
}
