/** What confirming a contract did, in a sentence. */
import type { ResponseOf } from '../../api/client.ts';
import { t } from '../../i18n/i18n.ts';

type Confirmed = Pick<ResponseOf<'POST /api/v1/contracts/{id}/confirm'>, 'counts' | 'plan_changes'>;

export function confirmation({ counts, plan_changes: { added, changed, removed } }: Confirmed): string {
  const what = [
    t('contracts.confirmed.people', { count: counts.stakeholders }),
    t('contracts.confirmed.entitlements', { count: counts.entitlements }),
    t('contracts.confirmed.prices', { count: counts.prices }),
  ].join(', ');
  const changes = [
    added.length > 0 && t('contracts.confirmed.added', { count: added.length }),
    changed.length > 0 && t('contracts.confirmed.changed', { count: changed.length }),
    removed.length > 0 && t('contracts.confirmed.removed', { count: removed.length }),
  ].filter(Boolean);
  const plan =
    changes.length > 0
      ? t('contracts.confirmed.plan', { changes: changes.join(', ') })
      : t('contracts.confirmed.planUnchanged');
  return t('contracts.confirmed.whole', { what, plan });
}
