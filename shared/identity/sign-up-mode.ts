/** Who may open an account (K16, ID-28, ID-29): the stage's mode, for passwords and for Google and Microsoft alike. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { lookUp } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';

const SignUp = z.object({ mode: z.enum(['open', 'invite', 'domain']), domains: z.array(z.string()) });

export const signUpMode = () => SignUp.parse(JSON.parse(environment('SIGN_UP')));

/** The directory's entry `DIR#INVITED#…` of an address with an open invitation; `expires_at` in seconds. */
export const invitedName = (email: string) =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

async function isInvited(email: string): Promise<boolean> {
  const entry = await lookUp('INVITED', invitedName(email));
  return entry !== undefined && Number(entry.expires_at) * 1000 > Date.now();
}

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
