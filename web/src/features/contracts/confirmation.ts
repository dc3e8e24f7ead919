/** What confirming a contract did, in a sentence. */
import type { ResponseOf } from '../../api/client.ts';
import { plural } from '../../components/format.ts';

type Confirmed = Pick<ResponseOf<'POST /api/v1/contracts/{id}/confirm'>, 'counts' | 'plan_changes'>;

export function confirmation({ counts, plan_changes: { added, changed, removed } }: Confirmed): string {
  const taken = [
    plural(counts.stakeholders, 'person', 'people'),
    plural(counts.entitlements, 'entitlement'),
    plural(counts.prices, 'price'),
  ];
  const plan = [
    added.length > 0 && `${plural(added.length, 'task')} added`,
    changed.length > 0 && `${plural(changed.length, 'task')} changed`,
    removed.length > 0 && `${plural(removed.length, 'task')} removed`,
  ].filter(Boolean);
  return `Confirmed: ${taken.join(', ')}. ${plan.length > 0 ? `In the plan: ${plan.join(', ')}.` : 'The plan stays as it is.'}`;
}
