/**
 * Accounts of customers' people, in a pool of their own: never mixed with the staff's (K1, ID-35). Names are ours, made
 * of organization and address, so that one address may belong to users of two organizations, and to a member elsewhere,
 * without either knowing of the other (K2). Nobody signs up: an invitation makes the account. There is no managed login
 * and Cognito mails nothing; both are the portal's own routes, with their limits.
 */
import { aws_cognito as cognito, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { GangwayFunction } from './constructs/gangway-function.ts';
import { type FunctionFile, ofKind } from './definitions.ts';
import type { Stage } from './stage.ts';

/** Of the staff and of customers' people alike. */
export const PASSWORD_POLICY: cognito.PasswordPolicy = {
  minLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireDigits: true,
  requireSymbols: true,
  passwordHistorySize: 5,
};

/** Access for 15 minutes, renewed for 30 days by refresh tokens that rotate (ID-17). */
export const SESSION_LENGTHS = {
  accessTokenValidity: Duration.minutes(15),
  idTokenValidity: Duration.minutes(15),
  refreshTokenValidity: Duration.days(30),
  refreshTokenRotationGracePeriod: Duration.seconds(30),
};

export class PortalPool extends Construct {
  readonly userPoolId: string;
  readonly clientId: string;

  constructor(scope: Construct, id: string, stage: Stage, functions: readonly FunctionFile[]) {
    super(scope, id);
    const pool = new cognito.UserPool(this, 'Pool', {
      userPoolName: `${stage.prefix}-portal`,
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: true, mutable: true },
      },
      passwordPolicy: PASSWORD_POLICY,
      mfa: cognito.Mfa.OFF,
      // A new password is set by a link that the portal itself mails.
      accountRecovery: cognito.AccountRecovery.NONE,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(pool, {
      'AwsSolutions-COG2': 'Somebody at a customer sees one plan; a second factor is not asked of them.',
      'AwsSolutions-COG3':
        'Threat protection needs the Plus plan; a stage that wants it changes the feature plan.',
      'AwsSolutions-COG8': 'The Essentials plan has what the design needs: the access-token trigger.',
    });
    for (const file of ofKind(functions, 'trigger')) {
      const { pool: whose, trigger } = file.definition;
      if (whose !== 'portal') continue;
      if (trigger !== 'pre-token-generation') throw new Error(`The portal's pool has no ${trigger} trigger.`);
      const { function: target } = new GangwayFunction(this, { stage, file });
      pool.addTrigger(
        cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
        target,
        cognito.LambdaVersion.V2_0,
      );
    }
    const client = pool.addClient('Web', {
      userPoolClientName: `${stage.prefix}-portal`,
      generateSecret: false,
      // Passwords go through the portal's own routes, with their limits: only IAM may use this flow.
      authFlows: { adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      ...SESSION_LENGTHS,
    });
    this.userPoolId = pool.userPoolId;
    this.clientId = client.userPoolClientId;
  }
}
