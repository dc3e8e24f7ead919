import type { Actor } from '../kernel/actor.ts';
import { memberNames } from '../organizations/member-names.ts';
import type { Activity } from './activity.ts';

/** With the names of those who did it. */
export async function named(actor: Actor, activities: readonly Activity[]) {
  const names = await memberNames(
    actor,
    activities.map(({ by }) => by),
  );
  return activities.map((activity) => ({
    ...activity,
    by_name: activity.by === null ? null : (names.get(activity.by) ?? null),
  }));
}
