/** What differs between stages. Values come from the context (`-c stage=prod`, `stages` in cdk.json); nothing of an account is in the code. */
import type { App } from 'aws-cdk-lib';
import * as z from 'zod';

const StageConfig = z.strictObject({
  region: z.string().default('eu-west-1'),
  /** Where the web app lives, without scheme: `app.example.com`. */
  domainName: z.string(),
  /** Prefix of the managed login's domain, unique in the region. */
  signInPrefix: z.string(),
  /** The directory (tenant) id of the Microsoft Entra application. */
  microsoftTenantId: z.string(),
  /** Origins besides the app's own that may call the API from a browser: `https://console.example.com`. */
  corsAllowedOrigins: z
    .array(
      z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d+)?$/, 'an origin, without path and without wildcard'),
    )
    .default([]),
  /**
   * A verified SES sender. Without it Cognito's own sender (50 mails a day) sends verification codes, and invitations
   * come from `no-reply@<domainName>`.
   */
  senderEmail: z.email().optional(),
  /** Who may open an account: everybody, the invited, or people of these e-mail domains and the invited (K16). */
  signUp: z
    .strictObject({
      mode: z.enum(['open', 'invite', 'domain']),
      domains: z.array(z.hostname().toLowerCase()).default([]),
    })
    .refine(
      ({ mode, domains }) => mode !== 'domain' || domains.length > 0,
      'the mode "domain" needs domains',
    ),
  /** Requests that an address and an account have in a minute on each route that takes credentials (ID-18). */
  authLimits: z.strictObject({
    address: z.number().int().positive().default(5),
    account: z.number().int().positive().default(5),
  }),
  /** Who says whether a person is there: a service with reCAPTCHA's interface (ID-14). Off only where it says so. */
  captcha: z.union([
    z.literal('off'),
    z.strictObject({ siteKey: z.string().min(1), scriptUrl: z.url(), verifyUrl: z.url() }),
  ]),
  /** Whether the managed login's own pages ask as well, by a web ACL on the user pool. It costs about $7 a month. */
  managedLoginCaptcha: z.boolean().default(false),
  /** Who is mailed when an alarm goes off. */
  alarmEmail: z.email().optional(),
  /** Bedrock model or inference profile of the contract parser. */
  modelId: z.string(),
  /** US dollars for a million input and output tokens of that model. */
  modelPrices: z.strictObject({ input: z.number().positive(), output: z.number().positive() }),
  /** Days that entries of the audit log are kept (AUD-05); for ever where it is left out. */
  auditRetentionDays: z.number().int().min(30).max(3650).optional(),
  /** Days in which deleting an organization can be taken back; parts of days too. */
  deletionGraceDays: z.number().positive().max(365).default(30),
  /**
   * Lets anybody look around in an organization of their own, which is deleted after some hours (ID-06). How many may
   * begin in an hour, in all and from one address, bounds what that costs.
   */
  demo: z
    .strictObject({
      hours: z.number().positive().max(72).default(4),
      perHour: z.number().int().positive().default(60),
      perAddress: z.number().int().positive().default(5),
    })
    .optional(),
  /** Routes that make up organizations and sign in as anybody made up (ID-33). Not where real people are. */
  development: z.literal(true).optional(),
  /** Days that function logs are kept. */
  logRetentionDays: z.literal([7, 14, 30, 60, 90, 180, 365]).default(90),
});

export type StageConfig = z.output<typeof StageConfig>;

export interface Stage extends StageConfig {
  readonly name: string;
  /** `gangway-<stage>`: begins every name. */
  readonly prefix: string;
  readonly appUrl: string;
}

/** @throws when the stage is unknown or its values are not whole */
export function stageOf(app: App): Stage {
  const name = z
    .string()
    .regex(/^[a-z][a-z0-9]{1,11}$/, 'a stage is 2 to 12 lower-case letters and digits')
    .parse(app.node.tryGetContext('stage') ?? 'dev');
  const stages = (app.node.tryGetContext('stages') ?? {}) as Record<string, unknown>;
  if (!(name in stages))
    throw new Error(`There is no stage "${name}". Stages in cdk.json: ${Object.keys(stages).join(', ')}.`);
  const config = StageConfig.parse(stages[name]);
  return { ...config, name, prefix: `gangway-${name}`, appUrl: `https://${config.domainName}` };
}
