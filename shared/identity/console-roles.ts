/** The console's three roles (K1): fixed, whatever roles the organization itself has. */
import { type Grants, grantsOf } from '../kernel/permissions.ts';
import { presetsOf } from '../team/presets.ts';

/** @returns nothing for any other role: it may do nothing */
export function consoleGrants(role: string): Grants {
  const preset = presetsOf('generic').find(({ key }) => key === role);
  return grantsOf(preset?.grants ?? {});
}

const PREFIX = 'console:';

/** The console's accounts are its own: none may pass for one of ours that has the same id. */
export const consoleActorId = (sub: string) => `${PREFIX}${sub}`;
export const consoleSub = (actorId: string) =>
  actorId.startsWith(PREFIX) ? actorId.slice(PREFIX.length) : actorId;
