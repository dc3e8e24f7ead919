/** Which roles somebody may hand out: those that exist, and let nobody do more than they may themselves. */
import type { Actor } from '../kernel/actor.ts';
import { covers } from '../kernel/permissions.ts';
import { invalid, Problem } from '../kernel/problem.ts';
import { presetsOf } from './presets.ts';
import { grantsOfRole, type TenantEntry } from './roles.ts';

const exists = ({ blueprint, roles }: TenantEntry, role: string) =>
  Object.hasOwn(roles, role) || presetsOf(blueprint).some(({ key }) => key === role);

/** @throws Problem 400 for a role that is not there, 403 `role_exceeds_yours` */
export function permitRole(actor: Actor, entry: TenantEntry, role: string): void {
  if (!exists(entry, role))
    throw invalid([{ field: 'role', code: 'unknown', message: 'is not a role of this organization' }]);
  permitOver(actor, entry, role);
}

/** Somebody with more rights than one's own is not one's to change; the system has no rights to compare. @throws Problem 403 `role_exceeds_yours` */
export function permitOver(actor: Actor, entry: TenantEntry, role: string): void {
  if (actor.kind !== 'system' && !covers(actor.grants, grantsOfRole(entry, role)))
    throw new Problem(
      403,
      'role_exceeds_yours',
      'This role may do more than yours. Ask an administrator of your organization.',
      { role },
    );
}
