import { AwsError } from '../types.ts';
import type { PasswordPolicy } from './pool.ts';

// "Adding user pool password requirements" in the Cognito guide; a space counts inside, not at an end.
const SYMBOLS = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|(?<=\S) (?=\S)/;
const LONGEST = 256;

/** What is wrong with a password, in Cognito's words; `undefined` when it conforms. */
export function passwordFault(policy: PasswordPolicy, password: string): string | undefined {
  if (password.length < policy.minimumLength) return 'Password not long enough';
  if (password.length > LONGEST) return 'Password too long';
  if (password !== password.trim()) return 'Password must not start or end with a space';
  if (policy.uppercase && !/[A-Z]/.test(password)) return 'Password must have uppercase characters';
  if (policy.lowercase && !/[a-z]/.test(password)) return 'Password must have lowercase characters';
  if (policy.numbers && !/[0-9]/.test(password)) return 'Password must have numeric characters';
  if (policy.symbols && !SYMBOLS.test(password)) return 'Password must have symbol characters';
  return undefined;
}

/** @throws InvalidPasswordException */
export function assertPassword(policy: PasswordPolicy, password: string): void {
  const fault = passwordFault(policy, password);
  if (fault === undefined) return;
  throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${fault}`);
}

/** The policy in words, for the sign-up page. */
export function describePolicy(policy: PasswordPolicy): string {
  const kinds = [
    policy.uppercase && 'an upper-case letter',
    policy.lowercase && 'a lower-case letter',
    policy.numbers && 'a number',
    policy.symbols && 'a special character',
  ].filter((kind) => kind !== false);
  const length = `At least ${policy.minimumLength} characters`;
  if (kinds.length === 0) return `${length}.`;
  const last = kinds.at(-1);
  return `${length}, with ${kinds.length === 1 ? last : `${kinds.slice(0, -1).join(', ')} and ${last}`}.`;
}
