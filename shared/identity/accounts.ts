/**
 * Accounts by Cognito's own API. Passwords go through and are kept nowhere else (K14). What Cognito refuses becomes one
 * of our codes; whether an account exists is never among the answers.
 */
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandOutput,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { environment } from '../kernel/environment.ts';
import { invalid, Problem } from '../kernel/problem.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';

let cognito: CognitoIdentityProviderClient | undefined;

export const accountsClient = () => {
  cognito ??= new CognitoIdentityProviderClient({ requestHandler: sharedRequestHandler() });
  return cognito;
};

const app = () => ({ ClientId: environment('CLIENT_ID') });
export const pool = () => ({ UserPoolId: environment('USER_POOL_ID') });

/** Tells the mail's wording why the code is sent: `functions/identity/word-mails.ts`. */
export const ALREADY_REGISTERED = 'already_registered';

export interface SessionTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** @throws what Cognito refused, by its name in {@link refusalOf} */
export const signUp = ({ email, password, name }: Credentials & { readonly name: string }) =>
  accountsClient().send(
    new SignUpCommand({
      ...app(),
      Username: email,
      Password: password,
      UserAttributes: [{ Name: 'name', Value: name }],
    }),
  );

export const confirmSignUp = (email: string, code: string) =>
  accountsClient().send(new ConfirmSignUpCommand({ ...app(), Username: email, ConfirmationCode: code }));

export const resendCode = (email: string) =>
  accountsClient().send(new ResendConfirmationCodeCommand({ ...app(), Username: email }));

/** @param reason said to the wording of the mail */
export const sendResetCode = (email: string, reason?: typeof ALREADY_REGISTERED) =>
  accountsClient().send(
    new ForgotPasswordCommand({
      ...app(),
      Username: email,
      ...(reason && { ClientMetadata: { reason } }),
    }),
  );

export const resetPassword = (email: string, code: string, password: string) =>
  accountsClient().send(
    new ConfirmForgotPasswordCommand({
      ...app(),
      Username: email,
      ConfirmationCode: code,
      Password: password,
    }),
  );

/**
 * @param newPassword in place of a first one that somebody else made up
 * @throws Problem 403 `new_password_required`, 403 `second_factor_required`
 */
export async function signIn({ email, password }: Credentials, newPassword?: string): Promise<SessionTokens> {
  let answer: AdminInitiateAuthCommandOutput = await accountsClient().send(
    new AdminInitiateAuthCommand({
      ...pool(),
      ...app(),
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  if (answer.ChallengeName === 'NEW_PASSWORD_REQUIRED') {
    if (!newPassword)
      throw new Problem(403, 'new_password_required', 'Choose a password of your own to sign in.');
    answer = await accountsClient().send(
      new AdminRespondToAuthChallengeCommand({
        ...pool(),
        ...app(),
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: answer.Session,
        ChallengeResponses: {
          USERNAME: answer.ChallengeParameters?.USER_ID_FOR_SRP ?? email,
          NEW_PASSWORD: newPassword,
        },
      }),
    );
  }
  const { AccessToken, RefreshToken, ExpiresIn } = answer.AuthenticationResult ?? {};
  if (!AccessToken || !RefreshToken)
    throw new Problem(
      403,
      'second_factor_required',
      'This account has a second factor. Sign in with "Continue with e-mail" on the sign-in page.',
    );
  return { accessToken: AccessToken, refreshToken: RefreshToken, expiresIn: ExpiresIn ?? 0 };
}

/** @param accessToken of a sign-in by this API, which alone has the scope for it */
export const changePassword = (accessToken: string, current: string, next: string) =>
  accountsClient().send(
    new ChangePasswordCommand({
      AccessToken: accessToken,
      PreviousPassword: current,
      ProposedPassword: next,
    }),
  );

/**
 * A new access token; the refresh token rotates.
 * @throws what Cognito refused, by its name in {@link refusalOf}
 */
export async function renew(refreshToken: string): Promise<SessionTokens> {
  const { AuthenticationResult } = await accountsClient().send(
    new GetTokensFromRefreshTokenCommand({ ...app(), RefreshToken: refreshToken }),
  );
  const { AccessToken, RefreshToken, ExpiresIn } = AuthenticationResult ?? {};
  if (!AccessToken) throw new Error('Cognito answered without an access token.');
  // Without rotation (a grace-period retry) the old token stays good.
  return { accessToken: AccessToken, refreshToken: RefreshToken ?? refreshToken, expiresIn: ExpiresIn ?? 0 };
}

export const revoke = (refreshToken: string) =>
  accountsClient().send(new RevokeTokenCommand({ ...app(), Token: refreshToken }));

/** The account's id. @throws UserNotFoundException */
export async function accountOf(email: string): Promise<string> {
  const { UserAttributes = [] } = await accountsClient().send(
    new AdminGetUserCommand({ ...pool(), Username: email }),
  );
  return UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

/** @returns undefined unless there is an account of this address that has verified it */
export async function verifiedAccount(email: string): Promise<{ id: string; name: string } | undefined> {
  try {
    const { UserAttributes = [], UserStatus } = await accountsClient().send(
      new AdminGetUserCommand({ ...pool(), Username: email }),
    );
    const value = (name: string) => UserAttributes.find(({ Name }) => Name === name)?.Value ?? '';
    if (UserStatus !== 'CONFIRMED' || value('email_verified') !== 'true') return undefined;
    return { id: value('sub'), name: value('name') };
  } catch (error) {
    if (refusalOf(error) === 'UserNotFoundException') return undefined;
    throw error;
  }
}

/**
 * An account that somebody else opens, with an address that was proven already. Opening it again is no error.
 * @returns the account's id
 */
export async function openAccount(
  username: string,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<string> {
  const attributes = { email, name, email_verified: 'true' };
  try {
    const { User } = await accountsClient().send(
      new AdminCreateUserCommand({
        ...pool(),
        Username: username,
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
        MessageAction: 'SUPPRESS',
      }),
    );
    return User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
  } catch (error) {
    if (refusalOf(error) === 'UsernameExistsException') return accountOf(username);
    throw error;
  }
}

/** @throws what Cognito refused, by its name in {@link refusalOf} */
export const setPassword = (username: string, password: string) =>
  accountsClient().send(
    new AdminSetUserPasswordCommand({
      ...pool(),
      Username: username,
      Password: password,
      Permanent: true,
    }),
  );

/** Closes an account for good; one that is not there is closed. */
export async function closeAccount(username: string): Promise<void> {
  try {
    await accountsClient().send(new AdminDeleteUserCommand({ ...pool(), Username: username }));
  } catch (error) {
    if (refusalOf(error) !== 'UserNotFoundException') throw error;
  }
}

/** Ends every refresh token of an account. */
export const signOutEverywhere = (account: string) =>
  accountsClient().send(new AdminUserGlobalSignOutCommand({ ...pool(), Username: account }));

export const rename = (account: string, name: string) =>
  accountsClient().send(
    new AdminUpdateUserAttributesCommand({
      ...pool(),
      Username: account,
      UserAttributes: [{ Name: 'name', Value: name }],
    }),
  );

/** The name of what Cognito refused; undefined for any other error. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof CognitoIdentityProviderServiceException ? error.name : undefined;

const passwordField = (message: string, field: string) =>
  invalid([{ field, code: 'password_policy', message }]);

/**
 * What a refusal of Cognito is to the caller. Codes and unknown accounts are told apart by nobody.
 * @param field of the password, for what is wrong with it
 * @returns the error itself where it is none of them
 */
export function problemOf(error: unknown, field = 'password'): unknown {
  switch (refusalOf(error)) {
    case 'NotAuthorizedException':
    case 'UserNotFoundException':
      return new Problem(401, 'wrong_credentials', 'E-mail address or password is wrong.');
    case 'UserNotConfirmedException':
      return new Problem(
        403,
        'email_not_verified',
        'Verify your e-mail address first: enter the code that was mailed to you, or have it sent again.',
      );
    case 'PasswordResetRequiredException':
      return new Problem(403, 'password_reset_required', 'Set a new password with "Forgot your password?".');
    case 'CodeMismatchException':
    case 'ExpiredCodeException':
      return wrongCode();
    case 'InvalidPasswordException':
      return passwordField(policySentence(error), field);
    case 'PasswordHistoryPolicyViolationException':
      return passwordField('choose a password that you have not used lately', field);
    case 'UserLambdaValidationException':
      return signUpRefused(error);
    case 'LimitExceededException':
    case 'TooManyFailedAttemptsException':
      return new Problem(
        429,
        'too_many_requests',
        'Too many attempts. Try again in an hour.',
        { retry_after: 3600 },
        { 'retry-after': '3600' },
      );
    default:
      return error;
  }
}

export const wrongCode = () =>
  new Problem(400, 'wrong_code', 'The code is wrong or too old. Check it, or have a new one sent.');

/** Cognito's sentence, without its preamble. */
const policySentence = (error: unknown) =>
  (error instanceof Error ? error.message : '')
    .replace(/^Password did not conform with policy: /, '')
    .toLowerCase() || 'the password does not meet the rules';

/** The trigger's own sentence, between Cognito's words (`shared/identity/sign-up-mode.ts`). */
const signUpRefused = (error: unknown) =>
  new Problem(
    403,
    'sign_up_closed',
    `${(error instanceof Error ? error.message : '').replace(/^PreSignUp failed with error /, '').replace(/\.+$/, '')}.`,
  );
