/**
 * Whether an account administers the platform now (TEAM-15, K2): asked of the directory for each credential that is not
 * cached. `DIR#PLATFORM#<sub>` is written by a command of whoever operates the stage and by nothing else: no tenant role
 * reaches it, so that whoever could write memberships could still not make an administrator.
 */
import { lookUp } from '../kernel/directory.ts';
import type { Grants } from '../kernel/permissions.ts';

/** A session that was left open looks at nothing the next day. */
const READ_MS = 12 * 3_600_000;
/** What changes organizations wants a fresh sign-in. */
const MANAGE_MS = 3_600_000;

export interface PlatformStanding {
  readonly grants: Grants;
  /** Something is left out, because the sign-in is too long ago. */
  readonly refusal?: 'sign_in_again';
}

/** What a sign-in of this age may do. */
export function grantsAt(signedInAt: number, now = Date.now()): PlatformStanding {
  const age = now - signedInAt;
  // Not a number: never.
  const [mayRead, mayManage] = [age < READ_MS, age < MANAGE_MS];
  return {
    grants: new Map([
      ...(mayRead ? [['platform:read', 'platform'] as const] : []),
      ...(mayManage ? [['platform:manage', 'platform'] as const] : []),
    ]),
    ...(!mayManage && { refusal: 'sign_in_again' as const }),
  };
}

/**
 * @param signedInAt when its session began, in ms since 1970
 * @returns undefined for who is none
 */
export async function platformStanding(
  account: string,
  signedInAt: number,
): Promise<PlatformStanding | undefined> {
  const entry = await lookUp('PLATFORM', account);
  return entry?.status === 'active' ? grantsAt(signedInAt) : undefined;
}
