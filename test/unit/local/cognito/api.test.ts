import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { words } from './browser.ts';
import { openWorld, PASSWORD, type World } from './harness.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const EMAIL = 'a@acme.example';
const client = () => ({ ClientId: world.client.ref });
const pool = () => ({ UserPoolId: world.pool.ref });

async function signUp(email = EMAIL): Promise<string> {
  const command = new SignUpCommand({ ...client(), Username: email, Password: PASSWORD });
  return (await world.sdk.send(command)).UserSub ?? '';
}

async function registered(email = EMAIL): Promise<string> {
  const sub = await signUp(email);
  const code = world.mailedCode(email);
  await world.sdk.send(new ConfirmSignUpCommand({ ...client(), Username: email, ConfirmationCode: code }));
  return sub;
}

async function signIn(password = PASSWORD, username = EMAIL) {
  const AuthParameters = { USERNAME: username, PASSWORD: password };
  return world.sdk.send(
    new InitiateAuthCommand({ ...client(), AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
}

async function tokens(): Promise<{ access: string; refresh: string }> {
  const { AuthenticationResult } = await signIn();
  return {
    access: AuthenticationResult?.AccessToken ?? '',
    refresh: AuthenticationResult?.RefreshToken ?? '',
  };
}

describe('accounts', () => {
  it('are opened, confirmed and signed in to', async () => {
    const signedUp = await world.sdk.send(
      new SignUpCommand({
        ...client(),
        Username: EMAIL,
        Password: PASSWORD,
        UserAttributes: [{ Name: 'name', Value: 'A' }],
      }),
    );
    expect(signedUp).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@a***' },
    });
    await expect(signIn()).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
    const confirm = (ConfirmationCode: string) =>
      world.sdk.send(new ConfirmSignUpCommand({ ...client(), Username: EMAIL, ConfirmationCode }));
    const first = world.mailedCode(EMAIL);
    await world.sdk.send(new ResendConfirmationCodeCommand({ ...client(), Username: EMAIL }));
    const second = world.mailedCode(EMAIL);
    if (first !== second)
      await expect(confirm(first)).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await confirm(second);
    await expect(confirm(second)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const { access } = await tokens();
    expect(await world.verifier('access').verify(access)).toMatchObject({
      sub: signedUp.UserSub,
      scope: 'aws.cognito.signin.user.admin',
    });
    expect(await world.sdk.send(new GetUserCommand({ AccessToken: access }))).toMatchObject({
      Username: signedUp.UserSub,
      UserAttributes: expect.arrayContaining([{ Name: 'email_verified', Value: 'true' }]),
    });
  });

  it('fail with the names of Cognito', async () => {
    await signUp();
    const again = (input: object) =>
      world.sdk.send(new SignUpCommand({ ...client(), Username: EMAIL, Password: PASSWORD, ...input }));
    const attribute = (Name: string) => ({
      Username: 'b@acme.example',
      UserAttributes: [{ Name, Value: 'x' }],
    });
    await expect(again({})).rejects.toMatchObject({ name: 'UsernameExistsException' });
    await expect(again({ Username: 'plain' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(again({ Password: 'weak' })).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await expect(again({ ClientId: 'nobody' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(again(attribute('custom:unknown'))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(again(attribute('email_verified'))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const unknown = { ...client(), Username: 'nobody@acme.example', ConfirmationCode: '123456' };
    await expect(world.sdk.send(new ConfirmSignUpCommand(unknown))).rejects.toMatchObject({
      name: 'ExpiredCodeException',
    });
    await expect(signIn(PASSWORD, 'nobody@acme.example')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  it('say who exists only where the client allows it', async () => {
    world.deployAll({ client: { PreventUserExistenceErrors: 'LEGACY' } });
    await expect(signIn(PASSWORD, 'nobody@acme.example')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
    const forgot = new ForgotPasswordCommand({ ...client(), Username: 'nobody@acme.example' });
    await expect(world.sdk.send(forgot)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    world.deployAll({});
    const { CodeDeliveryDetails } = await world.sdk.send(forgot);
    expect(CodeDeliveryDetails?.Destination).toBe('n***@a***');
  });

  it('are not opened by people where administrators open them', async () => {
    world.deployAll({ pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } });
    await expect(signUp()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('get a new password by a mailed code or by the old one', async () => {
    await registered();
    await world.sdk.send(new ForgotPasswordCommand({ ...client(), Username: EMAIL }));
    const input = { ...client(), Username: EMAIL, ConfirmationCode: world.mailedCode(EMAIL) };
    await world.sdk.send(new ConfirmForgotPasswordCommand({ ...input, Password: 'Second-Horse-8' }));
    await expect(
      world.sdk.send(new ConfirmForgotPasswordCommand({ ...input, Password: 'Third-Horse-9' })),
    ).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    const AccessToken = (await signIn('Second-Horse-8')).AuthenticationResult?.AccessToken;
    const change = (PreviousPassword: string) =>
      world.sdk.send(
        new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: 'Third-Horse-9' }),
      );
    await expect(change('Wrong-Horse-0')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await change('Second-Horse-8');
    expect((await signIn('Third-Horse-9')).AuthenticationResult?.TokenType).toBe('Bearer');
  });

  it('do not take a former password back where the pool remembers them', async () => {
    world.deployAll({ pool: { Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } } } });
    await registered();
    const set = (Password: string) =>
      world.sdk.send(
        new AdminSetUserPasswordCommand({ ...pool(), Username: EMAIL, Password, Permanent: true }),
      );
    await set('Second-Horse-8');
    await expect(set(PASSWORD)).rejects.toMatchObject({ name: 'PasswordHistoryPolicyViolationException' });
    await set('Third-Horse-9');
    await set(PASSWORD);
  });
});

describe('tokens of the API', () => {
  it('are refreshed and rotated by GetTokensFromRefreshToken; a reuse is named', async () => {
    await registered();
    const { refresh } = await tokens();
    const get = (RefreshToken: string) =>
      world.sdk.send(new GetTokensFromRefreshTokenCommand({ ...client(), RefreshToken }));
    const { AuthenticationResult } = await get(refresh);
    expect(AuthenticationResult?.RefreshToken).not.toBe(refresh);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
    await expect(get(refresh)).rejects.toMatchObject({ name: 'RefreshTokenReuseException' });
    await expect(get(AuthenticationResult?.RefreshToken ?? '')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('are refreshed by REFRESH_TOKEN_AUTH where the client does not rotate', async () => {
    await registered();
    const refresh = (REFRESH_TOKEN: string) =>
      world.sdk.send(
        new InitiateAuthCommand({
          ...client(),
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN },
        }),
      );
    await expect(refresh((await tokens()).refresh)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    world.deployAll({
      client: {
        RefreshTokenRotation: { Feature: 'DISABLED' },
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      },
    });
    const { AuthenticationResult } = await refresh((await tokens()).refresh);
    expect(AuthenticationResult?.IdToken).toBeDefined();
    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
  });

  it.each([
    [
      'GlobalSignOut',
      (t: { access: string }) => world.sdk.send(new GlobalSignOutCommand({ AccessToken: t.access })),
    ],
    [
      'AdminUserGlobalSignOut',
      () => world.sdk.send(new AdminUserGlobalSignOutCommand({ ...pool(), Username: EMAIL })),
    ],
    [
      'RevokeToken',
      (t: { refresh: string }) => world.sdk.send(new RevokeTokenCommand({ ...client(), Token: t.refresh })),
    ],
    ['AdminDisableUser', () => world.sdk.send(new AdminDisableUserCommand({ ...pool(), Username: EMAIL }))],
    ['AdminDeleteUser', () => world.sdk.send(new AdminDeleteUserCommand({ ...pool(), Username: EMAIL }))],
  ])('end by %s', async (_, end) => {
    await registered();
    const held = await tokens();
    await end(held);
    const refresh = new GetTokensFromRefreshTokenCommand({ ...client(), RefreshToken: held.refresh });
    await expect(world.sdk.send(refresh)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const get = new GetUserCommand({ AccessToken: held.access });
    await expect(world.sdk.send(get)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('of the hosted pages do not serve the API without its scope', async () => {
    const { access_token } = await world.tokensFor(EMAIL);
    await expect(world.sdk.send(new GetUserCommand({ AccessToken: access_token }))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(world.sdk.send(new GetUserCommand({ AccessToken: 'x.y.z' }))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });
});

describe('administrators', () => {
  it('invite users, who choose their password at the first sign-in', async () => {
    const { User } = await world.sdk.send(
      new AdminCreateUserCommand({
        ...pool(),
        Username: EMAIL,
        UserAttributes: [{ Name: 'custom:tenant', Value: 'acme' }],
      }),
    );
    expect(User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
    expect(User?.UserCreateDate).toBeInstanceOf(Date);
    const temporary =
      /temporary password is (\S+)/.exec(world.mailbox.list({ to: EMAIL })[0]?.text ?? '')?.[1] ?? '';
    const challenge = await signIn(temporary);
    expect(challenge.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    const respond = (Session: string | undefined, NEW_PASSWORD: string) =>
      world.sdk.send(
        new RespondToAuthChallengeCommand({
          ...client(),
          ChallengeName: 'NEW_PASSWORD_REQUIRED',
          Session,
          ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD },
        }),
      );
    await expect(respond('forged', PASSWORD)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(respond(challenge.Session, 'weak')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    const { AuthenticationResult } = await respond(challenge.Session, PASSWORD);
    expect(await world.verifier('id').verify(AuthenticationResult?.IdToken ?? '')).toMatchObject({
      email: EMAIL,
    });
    await expect(respond(challenge.Session, 'Another-Horse-8')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('invite users who sign in on the pages', async () => {
    const create = {
      ...pool(),
      Username: EMAIL,
      TemporaryPassword: 'Temporary-1',
      MessageAction: 'SUPPRESS',
    } as const;
    await world.sdk.send(new AdminCreateUserCommand(create));
    expect(world.mailbox.list()).toHaveLength(0);
    const browser = world.browser();
    const login = await browser.open(world.authorizeUrl());
    const page = await browser.submit(login, 'Sign in', { username: EMAIL, password: 'Temporary-1' });
    expect(words(page)).toContain('Choose a new password');
    expect(
      (await browser.submit(page, 'Save and sign in', { password: PASSWORD })).url.searchParams.has('code'),
    ).toBe(true);
  });

  it('refuse a temporary password that is too old', async () => {
    await world.sdk.send(
      new AdminCreateUserCommand({ ...pool(), Username: EMAIL, TemporaryPassword: 'Temporary-1' }),
    );
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * 86_400_000 + 1 });
    await expect(signIn('Temporary-1')).rejects.toMatchObject({
      message: expect.stringContaining('has expired'),
    });
  });

  it('change users, and bring disabled ones back', async () => {
    await registered();
    await world.sdk.send(
      new AdminUpdateUserAttributesCommand({
        ...pool(),
        Username: EMAIL,
        UserAttributes: [
          { Name: 'email', Value: 'new@acme.example' },
          { Name: 'name', Value: 'Jane' },
        ],
      }),
    );
    const Username = 'new@acme.example';
    const { UserAttributes } = await world.sdk.send(new AdminGetUserCommand({ ...pool(), Username }));
    expect(UserAttributes).toEqual(
      expect.arrayContaining([
        { Name: 'name', Value: 'Jane' },
        { Name: 'email_verified', Value: 'false' },
      ]),
    );
    await world.sdk.send(new AdminDisableUserCommand({ ...pool(), Username }));
    await expect(signIn(PASSWORD, Username)).rejects.toMatchObject({ message: 'User is disabled.' });
    await world.sdk.send(new AdminEnableUserCommand({ ...pool(), Username }));
    expect((await signIn(PASSWORD, Username)).AuthenticationResult).toBeDefined();
    await expect(signIn(PASSWORD, EMAIL)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('find users by e-mail address and page through all', async () => {
    for (const name of ['a', 'b', 'c']) await signUp(`${name}@acme.example`);
    const list = (input: object) => world.sdk.send(new ListUsersCommand({ ...pool(), ...input }));
    const found = await list({ Filter: 'email = "B@acme.example"' });
    expect(
      found.Users?.map(({ Attributes }) => Attributes?.find(({ Name }) => Name === 'email')?.Value),
    ).toEqual(['b@acme.example']);
    expect(
      (await list({ Filter: 'email ^= "c@"', AttributesToGet: ['email'] })).Users?.[0]?.Attributes,
    ).toEqual([{ Name: 'email', Value: 'c@acme.example' }]);
    expect((await list({ Filter: 'email = "none@acme.example"' })).Users).toEqual([]);
    const first = await list({ Limit: 2 });
    const second = await list({ Limit: 2, PaginationToken: first.PaginationToken });
    expect(second.PaginationToken).toBeUndefined();
    const names = [...(first.Users ?? []), ...(second.Users ?? [])].map(({ Username }) => Username);
    expect(new Set(names).size).toBe(3);
    await expect(list({ Filter: 'email' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('read the pool and the client', async () => {
    await registered();
    expect((await world.sdk.send(new DescribeUserPoolCommand(pool()))).UserPool).toMatchObject({
      Id: world.pool.ref,
      Name: 'shop-users',
      Arn: world.pool.attributes.Arn,
      Domain: 'shop',
      EstimatedNumberOfUsers: 1,
    });
    const { UserPoolClient } = await world.sdk.send(
      new DescribeUserPoolClientCommand({ ...pool(), ...client() }),
    );
    expect(UserPoolClient).toMatchObject({
      ClientId: world.client.ref,
      UserPoolId: world.pool.ref,
      AccessTokenValidity: 15,
    });
  });
});

describe('authorization', () => {
  const arn = 'arn:aws:cognito-idp:eu-west-1:000000000000:userpool/';

  it('is asked of IAM for administrators, on the pool', () => {
    for (const operation of ['AdminGetUser', 'AdminLinkProviderForUser', 'ListUsers', 'DescribeUserPool']) {
      expect(world.cognito.requirements(world.call(operation, { UserPoolId: world.pool.ref }))).toEqual([
        { action: `cognito-idp:${operation}`, resource: `${arn}${world.pool.ref}`, context: {} },
      ]);
    }
  });

  it('is nobody’s business for what people do themselves', () => {
    for (const operation of [
      'SignUp',
      'InitiateAuth',
      'GetUser',
      'GetTokensFromRefreshToken',
      'RevokeToken',
    ]) {
      expect(world.cognito.requirements(world.call(operation, {}))).toEqual([]);
    }
  });

  it('does not hide what is not there', async () => {
    expect(() => world.cognito.requirements(world.call('CreateGroup', {}))).toThrow(
      /cognito-idp:CreateGroup/,
    );
    await expect(world.cognito.handle(world.call('AdminGetUser', { Surprise: 1 }))).rejects.toMatchObject({
      code: 'NotImplemented',
      message: expect.stringContaining('AdminGetUser with Surprise'),
    });
    const AuthFlow = 'USER_SRP_AUTH';
    await expect(world.sdk.send(new InitiateAuthCommand({ ...client(), AuthFlow }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
  });

  it('by SECRET_HASH is needed at a client with a secret', async () => {
    world.deployAll({ client: { GenerateSecret: true } });
    await expect(signUp()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const { createHmac } = await import('node:crypto');
    const SecretHash = createHmac('sha256', String(world.client.attributes.ClientSecret))
      .update(EMAIL + world.client.ref)
      .digest('base64');
    const command = new SignUpCommand({ ...client(), Username: EMAIL, Password: PASSWORD, SecretHash });
    expect((await world.sdk.send(command)).UserConfirmed).toBe(false);
  });
});
