import { notImplemented } from '../types.ts';
import { flag, invalid, type Json, list, record, strings, text, whole } from './input.ts';

/** The triggers that the local runtime runs. */
export const TRIGGERS = [
  'PreSignUp',
  'PostConfirmation',
  'PreAuthentication',
  'PostAuthentication',
  'CustomMessage',
  'PreTokenGeneration',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly lowercase: boolean;
  readonly uppercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
  /** How many former passwords may not come back. */
  readonly history: number;
  readonly temporaryValidityDays: number;
}

export interface Template {
  readonly subject: string;
  readonly message: string;
}

export interface AttributeSchema {
  readonly name: string;
  readonly required: boolean;
  readonly mutable: boolean;
}

/** A user pool as its template resource describes it. */
export interface Pool {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly issuer: string;
  readonly created: number;
  readonly modified: number;
  readonly properties: Json;
  readonly policy: PasswordPolicy;
  /** People sign in with their e-mail address, and Cognito makes the user name up. */
  readonly emailIsUsername: boolean;
  /** A verified e-mail address works beside the user name. */
  readonly emailIsAlias: boolean;
  readonly caseSensitive: boolean;
  readonly verifiesEmail: boolean;
  readonly adminCreatesOnly: boolean;
  readonly recoversByEmail: boolean;
  readonly from: string;
  readonly verification: Template;
  readonly invitation: Template;
  /** Custom attributes and standard ones that the template says something of, by name (`custom:tenant`). */
  readonly schema: ReadonlyMap<string, AttributeSchema>;
  readonly triggers: Partial<Readonly<Record<Trigger, string>>>;
  /** Version of the pre token generation event. */
  readonly tokenEvent: '1' | '2' | '3';
}

/** The standard attributes of OpenID Connect that every pool has. */
export const STANDARD_ATTRIBUTES: readonly string[] = [
  'address',
  'birthdate',
  'email',
  'email_verified',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'phone_number',
  'phone_number_verified',
  'picture',
  'preferred_username',
  'profile',
  'sub',
  'updated_at',
  'website',
  'zoneinfo',
];

function readPolicy(properties: Json): PasswordPolicy {
  const policy = record(record(properties.Policies).PasswordPolicy);
  return {
    minimumLength: whole(policy.MinimumLength, 8),
    lowercase: flag(policy.RequireLowercase, true),
    uppercase: flag(policy.RequireUppercase, true),
    numbers: flag(policy.RequireNumbers, true),
    symbols: flag(policy.RequireSymbols, true),
    history: whole(policy.PasswordHistorySize, 0),
    temporaryValidityDays: whole(policy.TemporaryPasswordValidityDays, 7),
  };
}

function readSchema(properties: Json): ReadonlyMap<string, AttributeSchema> {
  const attributes = list(properties.Schema).map((item) => {
    const given = record(item);
    const plain = text(given.Name) ?? '';
    const name = STANDARD_ATTRIBUTES.includes(plain) ? plain : `custom:${plain}`;
    return { name, required: flag(given.Required, false), mutable: flag(given.Mutable, true) };
  });
  return new Map(attributes.map((attribute) => [attribute.name, attribute]));
}

function readTriggers(properties: Json): Pick<Pool, 'triggers' | 'tokenEvent'> {
  const config = record(properties.LambdaConfig);
  const tokenConfig = record(config.PreTokenGenerationConfig);
  const known = new Set<string>([...TRIGGERS, 'PreTokenGenerationConfig', 'KMSKeyID']);
  const unknown = Object.keys(config).find((name) => !known.has(name));
  if (unknown !== undefined) throw notImplemented('cognito-idp', `${unknown} trigger`);
  const triggers: Partial<Record<Trigger, string>> = {};
  for (const trigger of TRIGGERS) {
    const target = text(config[trigger]);
    if (target !== undefined) triggers[trigger] = target;
  }
  const tokenTarget = text(tokenConfig.LambdaArn);
  if (tokenTarget !== undefined) triggers.PreTokenGeneration = tokenTarget;
  const version = text(tokenConfig.LambdaVersion) ?? 'V1_0';
  if (!/^V[123]_0$/.test(version)) throw invalid(`Unknown LambdaVersion ${version}`);
  return { triggers, tokenEvent: version.charAt(1) as Pool['tokenEvent'] };
}

function readMessages(properties: Json): Pick<Pool, 'from' | 'verification' | 'invitation'> {
  const verification = record(properties.VerificationMessageTemplate);
  if (verification.DefaultEmailOption === 'CONFIRM_WITH_LINK') {
    throw notImplemented('cognito-idp', 'DefaultEmailOption CONFIRM_WITH_LINK');
  }
  const invitation = record(record(properties.AdminCreateUserConfig).InviteMessageTemplate);
  return {
    from: text(record(properties.EmailConfiguration).From) ?? 'no-reply@verificationemail.com',
    verification: {
      subject:
        text(verification.EmailSubject) ??
        text(properties.EmailVerificationSubject) ??
        'Your verification code',
      message:
        text(verification.EmailMessage) ??
        text(properties.EmailVerificationMessage) ??
        'Your confirmation code is {####}',
    },
    invitation: {
      subject: text(invitation.EmailSubject) ?? 'Your temporary password',
      message:
        text(invitation.EmailMessage) ?? 'Your username is {username} and temporary password is {####}',
    },
  };
}

/**
 * Reads the properties of `AWS::Cognito::UserPool`.
 * @throws NotImplemented for what would change the behaviour and is not there: other triggers,
 * confirmation by link, sign-in by phone, obligatory MFA
 */
export function readPool(
  identity: Pick<Pool, 'id' | 'arn' | 'name' | 'issuer' | 'created' | 'modified'>,
  properties: Json,
): Pool {
  if (properties.MfaConfiguration === 'ON') throw notImplemented('cognito-idp', 'MfaConfiguration ON');
  const signIn = [...strings(properties.UsernameAttributes), ...strings(properties.AliasAttributes)];
  const other = signIn.find((attribute) => attribute !== 'email');
  if (other !== undefined) throw notImplemented('cognito-idp', `sign-in by ${other}`);
  const recovery = list(record(properties.AccountRecoverySetting).RecoveryMechanisms).map(
    (item) => record(item).Name,
  );
  return {
    ...identity,
    properties,
    policy: readPolicy(properties),
    emailIsUsername: strings(properties.UsernameAttributes).includes('email'),
    emailIsAlias: strings(properties.AliasAttributes).includes('email'),
    // CloudFormation's default: without UsernameConfiguration a pool is case-sensitive.
    caseSensitive: flag(record(properties.UsernameConfiguration).CaseSensitive, true),
    verifiesEmail: strings(properties.AutoVerifiedAttributes).includes('email'),
    adminCreatesOnly: flag(record(properties.AdminCreateUserConfig).AllowAdminCreateUserOnly, false),
    recoversByEmail: recovery.length === 0 || recovery.includes('verified_email'),
    schema: readSchema(properties),
    ...readMessages(properties),
    ...readTriggers(properties),
  };
}

/**
 * The name that people see on the sign-in pages, from a pool's name: `gangway-user-pool` and
 * `gangway_users` give "Gangway".
 */
export function titleOf(poolName: string): string {
  const words = poolName
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  while (words.length > 1 && /^(users?|pool|userpool|identity)$/i.test(words.at(-1) ?? '')) words.pop();
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || 'Sign in';
}
