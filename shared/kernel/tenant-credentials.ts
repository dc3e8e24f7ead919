/**
 * Credentials for one tenant's data. A function's own role cannot touch records: it assumes a tenant role with the
 * session tag `tenant_id`, whose policies hold every key and object to that tenant.
 */
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Actor } from './actor.ts';
import type { TenantAccess } from './define.ts';
import { type EnvironmentName, environment } from './environment.ts';
import { Lru } from './lru.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** Each access by the least role that gives it; a function that may write reads with the same role. */
const ROLES: Record<TenantAccess, readonly EnvironmentName[]> = {
  read: [
    'READ_ROLE_ARN',
    'WRITE_ROLE_ARN',
    'GOVERN_ROLE_ARN',
    'ERASE_ROLE_ARN',
    'FOUND_ROLE_ARN',
    'OVERSEE_ROLE_ARN',
  ],
  write: ['WRITE_ROLE_ARN', 'GOVERN_ROLE_ARN', 'FOUND_ROLE_ARN'],
  found: ['FOUND_ROLE_ARN'],
  govern: ['GOVERN_ROLE_ARN'],
  erase: ['ERASE_ROLE_ARN'],
  recognize: ['RECOGNIZE_ROLE_ARN'],
  audit: ['AUDIT_ROLE_ARN'],
  note: ['NOTE_ROLE_ARN'],
  connect: ['CONNECT_ROLE_ARN'],
  summarize: ['SUMMARIZE_ROLE_ARN'],
  oversee: ['OVERSEE_ROLE_ARN'],
};

function roleFor(access: TenantAccess): string {
  const name = ROLES[access].find((candidate) => process.env[candidate]) ?? ROLES[access][0];
  return environment(name as EnvironmentName);
}

/** A presigned URL must outlive its credentials' remaining life by nothing: 15 minutes plus clock skew. */
const MARGIN_MS = 20 * 60_000;
const SESSION_SECONDS = 3600;

let sts: STSClient | undefined;
const cache = new Lru<string, Promise<Credentials>>(200);

/** Credentials of the tenant role; good for at least 20 more minutes. */
export async function tenantCredentials(actor: Actor, access: TenantAccess): Promise<Credentials> {
  const role = roleFor(access);
  const key = `${role} ${actor.tenantId}`;
  const cached = cache.get(key);
  if (cached) {
    const credentials = await cached;
    if (credentials.expiration.getTime() - Date.now() > MARGIN_MS) return credentials;
  }
  const fresh = assume(actor, role);
  cache.set(key, fresh);
  fresh.catch(() => cache.delete(key));
  return fresh;
}

async function assume(actor: Actor, role: string): Promise<Credentials> {
  sts ??= new STSClient({});
  const { Credentials: issued } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: role,
      RoleSessionName: sessionName(actor),
      DurationSeconds: SESSION_SECONDS,
      Tags: [{ Key: 'tenant_id', Value: actor.tenantId }],
    }),
  );
  if (!issued?.AccessKeyId || !issued.SecretAccessKey || !issued.SessionToken || !issued.Expiration)
    throw new Error('STS answered without credentials.');
  return {
    accessKeyId: issued.AccessKeyId,
    secretAccessKey: issued.SecretAccessKey,
    sessionToken: issued.SessionToken,
    expiration: issued.Expiration,
  };
}

/** `[\w+=,.@-]{2,64}`, as STS wants it; names the tenant in CloudTrail. */
const sessionName = (actor: Actor) => `t-${actor.tenantId}`;
