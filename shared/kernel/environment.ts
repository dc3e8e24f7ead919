/** What the deployment tells a function. Read when first needed, so that a definition can be loaded without it. */
const NAMES = [
  'STAGE',
  'TABLE_NAME',
  'BUCKET_NAME',
  'APP_URL',
  'READ_ROLE_ARN',
  'WRITE_ROLE_ARN',
  'FOUND_ROLE_ARN',
  'GOVERN_ROLE_ARN',
  'RECOGNIZE_ROLE_ARN',
  'AUDIT_ROLE_ARN',
  'NOTE_ROLE_ARN',
  'CONNECT_ROLE_ARN',
  /** Where open sockets are written to: `https://<api>.execute-api.<region>.amazonaws.com/<stage>`. */
  'SOCKETS_URL',
  'SUMMARIZE_ROLE_ARN',
  'OVERSEE_ROLE_ARN',
  'CURSOR_KEY_SECRET',
  'AUDIT_KEY_SECRET',
  /** Days; 0 for ever. */
  'AUDIT_RETENTION_DAYS',
  'EVENT_BUS_NAME',
  /** JSON: the queues of FIFO reactions, each with the events it wants. */
  'FIFO_QUEUES',
  'CONSOLE_TOKENS_SECRET',
  'METRICS_TOKEN_SECRET',
  'QUEUE_NAMES',
  /** Those whose depth is asked for, dead-letter queues among them. */
  'DEPTH_QUEUES',
  'SEALING_KEY',
  'STATE_MACHINE_ARN',
  'PROVISIONING_MACHINE_ARN',
  'DELETION_MACHINE_ARN',
  'EXPORT_MACHINE_ARN',
  'DEMO_MACHINE_ARN',
  'DELETION_GRACE_DAYS',
  'ERASE_ROLE_ARN',
  'MODEL_ID',
  'MODEL_PRICES',
  'SIGN_IN_URL',
  'MAIL_FROM',
  'USER_POOL_ID',
  'CLIENT_ID',
  /** Where the authorizer knows two pools: the customers’. */
  'PORTAL_POOL_ID',
  'PORTAL_CLIENT_ID',
  'PORTAL_JWKS_URL',
  'AUTH_LIMITS',
  'ORIGIN_KEY_SECRET',
  'CAPTCHA',
  'CAPTCHA_SECRET',
  'SIGN_UP',
  /** JSON, or `off`. */
  'DEMO',
  'DEV_SECRET_SECRET',
  /** Where the token issuer's key set is fetched: the one thing that differs on a laptop. */
  'JWKS_URL',
] as const;

export type EnvironmentName = (typeof NAMES)[number];

/** @throws when the deployment did not set the variable: a defect of `lib/`, never of a request */
export function environment(name: EnvironmentName): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set for this function.`);
  return value;
}
