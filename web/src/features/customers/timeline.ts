/** The timeline as it is shown: of one kind, by day. */

import type { Activity } from '../../api/types.ts';
import { localDay } from '../../components/format.ts';
import type { TimelineKind } from './search.ts';

const KIND: Readonly<Record<Activity['type'], TimelineKind | undefined>> = {
  customer_created: undefined,
  contract_uploaded: 'contracts',
  contract_read: 'contracts',
  contract_confirmed: 'contracts',
  contract_failed: 'contracts',
  contract_archived: 'contracts',
  plan_made: 'plan',
  task_done: 'plan',
  person_added: 'people',
  person_changed: 'people',
  person_archived: 'people',
};

export const ofKind = (
  activities: readonly Activity[],
  kind: TimelineKind | undefined,
): readonly Activity[] => (kind ? activities.filter(({ type }) => KIND[type] === kind) : activities);

/** The reader's days in the order in which they come, each with what happened on it. */
export function byDay(activities: readonly Activity[]) {
  const days: { readonly day: string; readonly activities: Activity[] }[] = [];
  for (const activity of activities) {
    const day = localDay(new Date(activity.at));
    const last = days.at(-1);
    if (last?.day === day) last.activities.push(activity);
    else days.push({ day, activities: [activity] });
  }
  return days;
}
