import { AwsError } from '../../types.ts';

const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [/^Incorrect username or password/, 'The e-mail address or the password is not right.'],
  [/^Password attempts exceeded/, 'Too many wrong passwords. Wait a moment, then try again.'],
  [/^User is disabled/, 'This account is disabled. Ask whoever runs it for you.'],
  [
    /^User cannot be confirmed. Current status is CONFIRMED/,
    'This account is confirmed already. You can sign in.',
  ],
  [/^User is already confirmed/, 'This account is confirmed already. You can sign in.'],
  [/^SignUp is not permitted/, 'New accounts are opened by invitation only.'],
  [/^Temporary password has expired/, 'This temporary password has expired. Ask for a new invitation.'],
  [/^Invalid session for the user/, 'This took too long. Sign in again with the temporary password.'],
  [/^Contact administrator/, 'Passwords of these accounts are reset by an administrator.'],
  [
    /^Cannot reset password for the user/,
    'This e-mail address is not confirmed yet. Confirm the account first, then reset the password.',
  ],
  [
    /^Username should be an email|^Invalid email address format/,
    'Enter a whole e-mail address, like name@example.com.',
  ],
];

const BY_CODE: Readonly<Record<string, string>> = {
  CodeMismatchException: 'That code is not right. Look into the newest e-mail and try again.',
  ExpiredCodeException: 'That code has expired or was used already. Ask for a new one.',
  LimitExceededException: 'Too many attempts. Try again in an hour.',
  UserNotFoundException: 'There is no account with this name.',
  UsernameExistsException:
    'There is an account with this e-mail address already. Sign in, or reset its password.',
  PasswordResetRequiredException: 'A new password is needed. Choose "Forgot your password?".',
  PasswordHistoryPolicyViolationException: 'That password was in use before. Choose another one.',
  AliasExistsException: 'This e-mail address signs another account in already.',
};

/**
 * What a person is told about an error. A trigger's message and what has no sentence of its own
 * are shown as Cognito says them; errors that are not Cognito's are thrown on.
 */
export function sentenceFor(error: unknown): string {
  if (!(error instanceof AwsError)) throw error;
  const known = BY_MESSAGE.find(([pattern]) => pattern.test(error.message))?.[1] ?? BY_CODE[error.code];
  if (known !== undefined) return known;
  if (error.code === 'InvalidPasswordException') {
    return `Choose another password: ${error.message.replace(/^.*policy: /, '').toLowerCase()}.`;
  }
  return error.message;
}
