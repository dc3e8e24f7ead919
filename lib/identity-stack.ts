/**
 * Who may sign in, and how: the staff's user pool, its managed login, Google and Microsoft, the web client and the
 * triggers; and the pool of customers' users (`portal-pool.ts`).
 */
import {
  Aws,
  aws_cognito as cognito,
  aws_iam as iam,
  RemovalPolicy,
  SecretValue,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CALLBACK_PATH } from '../shared/identity/paths.ts';
import type { AccountAction } from '../shared/kernel/define.ts';
import { acknowledge } from './acknowledge.ts';
import { GangwayFunction } from './constructs/gangway-function.ts';
import { LoginGuard } from './constructs/login-guard.ts';
import { type FunctionFile, ofKind } from './definitions.ts';
import { secretName } from './names.ts';
import { PASSWORD_POLICY, PortalPool, SESSION_LENGTHS } from './portal-pool.ts';
import type { Stage } from './stage.ts';

/** The operations on accounts, and no others, on this one pool. */
export const accountsStatement = (userPoolId: string, actions: readonly AccountAction[]) =>
  new iam.PolicyStatement({
    sid: 'Accounts',
    actions: actions.map((action) => `cognito-idp:${action}`),
    resources: [`arn:${Aws.PARTITION}:cognito-idp:${Aws.REGION}:${Aws.ACCOUNT_ID}:userpool/${userPoolId}`],
  });

const SCOPES = ['openid', 'email', 'profile'];

const OPERATIONS = {
  'pre-sign-up': cognito.UserPoolOperation.PRE_SIGN_UP,
  'custom-message': cognito.UserPoolOperation.CUSTOM_MESSAGE,
} as const;

export class IdentityStack extends Stack {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly portal: PortalPool;

  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    functions: readonly FunctionFile[],
    props: StackProps,
  ) {
    super(scope, id, props);
    const pool = this.#pool(stage);
    if (stage.managedLoginCaptcha) new LoginGuard(this, 'Guard', stage, pool.userPoolArn);
    this.#triggers(stage, pool, functions);
    const providers = [this.#google(stage, pool), this.#microsoft(stage, pool)];
    const client = this.#client(stage, pool, providers);
    this.userPoolId = pool.userPoolId;
    this.clientId = client.userPoolClientId;
    this.portal = new PortalPool(this, 'Portal', stage, functions);
  }

  #pool(stage: Stage) {
    const pool = new cognito.UserPool(this, 'Pool', {
      userPoolName: stage.prefix,
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: true, mutable: true },
      },
      passwordPolicy: PASSWORD_POLICY,
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      userVerification: {
        emailStyle: cognito.VerificationEmailStyle.CODE,
        emailSubject: 'Your Gangway verification code',
        emailBody: 'Your verification code is {####}. It is good for 24 hours.',
      },
      ...(stage.senderEmail && {
        email: cognito.UserPoolEmail.withSES({
          fromEmail: stage.senderEmail,
          fromName: 'Gangway',
          sesRegion: stage.region,
        }),
      }),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(pool, {
      'AwsSolutions-COG3':
        'Threat protection needs the Plus plan; a stage that wants it changes the feature plan.',
      'AwsSolutions-COG8':
        'The Essentials plan has what the design needs: managed login and the access-token trigger.',
      'AwsSolutions-COG2': 'Second factors are each account’s own choice; providers bring theirs.',
    });
    const domain = pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: stage.signInPrefix },
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    domain.node.addDependency(pool);
    return pool;
  }

  #triggers(stage: Stage, pool: cognito.UserPool, functions: readonly FunctionFile[]) {
    for (const file of ofKind(functions, 'trigger')) {
      if (file.definition.pool) continue;
      const trigger = new GangwayFunction(this, { stage, file });
      const { trigger: event, uses } = file.definition;
      if (event === 'pre-token-generation')
        pool.addTrigger(
          cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
          trigger.function,
          cognito.LambdaVersion.V2_0,
        );
      else pool.addTrigger(OPERATIONS[event], trigger.function);
      // A policy of its own: the pool names the function, so the function's role cannot name the pool.
      if (uses.accounts?.length)
        new iam.Policy(this, `${file.id}-accounts`, {
          statements: [accountsStatement(pool.userPoolId, uses.accounts)],
          roles: [trigger.role],
        });
    }
  }

  /** Client ids and secrets are put into Secrets Manager before the first deployment; templates hold references only. */
  #providerSecret(stage: Stage, provider: string, field: 'client_id' | 'client_secret') {
    return SecretValue.secretsManager(secretName(stage, provider), { jsonField: field });
  }

  #google(stage: Stage, pool: cognito.UserPool) {
    return new cognito.UserPoolIdentityProviderGoogle(this, 'Google', {
      userPool: pool,
      clientId: this.#providerSecret(stage, 'google', 'client_id').unsafeUnwrap(),
      clientSecretValue: this.#providerSecret(stage, 'google', 'client_secret'),
      scopes: SCOPES,
      attributeMapping: {
        email: cognito.ProviderAttribute.GOOGLE_EMAIL,
        emailVerified: cognito.ProviderAttribute.GOOGLE_EMAIL_VERIFIED,
        fullname: cognito.ProviderAttribute.GOOGLE_NAME,
      },
    });
  }

  /** Microsoft's shared `common` issuer does not serve Cognito: tokens name the person's own tenant as issuer. */
  #microsoft(stage: Stage, pool: cognito.UserPool) {
    return new cognito.UserPoolIdentityProviderOidc(this, 'Microsoft', {
      userPool: pool,
      name: 'Microsoft',
      clientId: this.#providerSecret(stage, 'microsoft', 'client_id').unsafeUnwrap(),
      clientSecret: this.#providerSecret(stage, 'microsoft', 'client_secret').unsafeUnwrap(),
      issuerUrl: `https://login.microsoftonline.com/${stage.microsoftTenantId}/v2.0`,
      scopes: SCOPES,
      attributeRequestMethod: cognito.OidcAttributeRequestMethod.GET,
      attributeMapping: {
        email: cognito.ProviderAttribute.other('email'),
        fullname: cognito.ProviderAttribute.other('name'),
      },
    });
  }

  #client(stage: Stage, pool: cognito.UserPool, providers: readonly Construct[]) {
    const client = pool.addClient('Web', {
      userPoolClientName: `${stage.prefix}-web`,
      generateSecret: false,
      // Passwords by the API go through our own routes, with their limits: only IAM may use this flow.
      authFlows: { adminUserPassword: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: SCOPES.map((scope) => cognito.OAuthScope.custom(scope)),
        callbackUrls: [`${stage.appUrl}${CALLBACK_PATH}`],
        logoutUrls: [`${stage.appUrl}/`],
      },
      supportedIdentityProviders: [
        cognito.UserPoolClientIdentityProvider.COGNITO,
        cognito.UserPoolClientIdentityProvider.GOOGLE,
        cognito.UserPoolClientIdentityProvider.custom('Microsoft'),
      ],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      ...SESSION_LENGTHS,
    });
    client.node.addDependency(...providers);
    new cognito.CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    return client;
  }
}
